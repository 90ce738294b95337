"""E-mail addresses in words, ``sofie at gmail dot com``, ``sofie apenstaartje telenet punt be``, or with a wide sign.

They hold no sign that is searched for, so the whole text is read; a word for the dot must stand before a known end.

>>> compact("Sofie at gmail dot com"), is_valid("sofie apenstaartje telenet punt be"), is_valid("look at this")
('sofie@gmail.com', True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts, whole

_PARTICLES = r"(?: (?:de|den|der|van|von|du|le)){0,2}"
_LOCAL = (
    r"[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ._+-]*"
    rf"(?: (?:dot|punt|point|punkt|streepje|underscore|tiret|minus){_PARTICLES} [A-Za-z0-9À-ɏ]+){{0,3}}"
)
_AT = r" (?:at|apenstaartje|apenstaart|apestaartje|apestaart|arobase|arobas|klammeraffe|ät) "
_DOT = r"(?: (?:dot|punt|point|punkt) |\.)"
_END = r"(?:be|nl|fr|de|lu|eu|uk|com|org|net|info|gent|brussels|vlaanderen|me|ch|at|example)"
_IN_WORDS = rf"(?i){_LOCAL}{_AT}(?:[a-z0-9-]+{_DOT})+{_END}"
_WITHOUT_END = (
    r"(?i)[A-Za-z0-9À-ɏ._+-]+(?: (?:dot|punt|point|punkt) [A-Za-z0-9À-ɏ]+){1,3}"
    rf"{_AT}(?:gmail|hotmail|outlook|telenet|icloud|proximus|skynet|yahoo)\b"
)
"""At a large service, whose end everybody knows."""
_SET_WIDE = rf"{_LOCAL}(?: ?[._-] ?[A-Za-z0-9À-ɏ]+){{0,4}} ?@ ?(?:[A-Za-z0-9-]+ ?\. ?)+{_END}\b"
"""As a scan reads it, with blanks around its signs."""

_WITH_WIDE_SIGN = rf"{_LOCAL}＠(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}"
_ANY = re2.compile(f"{_IN_WORDS}|{_WITHOUT_END}|{_WITH_WIDE_SIGN}|{_SET_WIDE}")


def compact(text: str) -> str:
    """As an address in lower case."""
    return str(re2.sub(_DOT, ".", re2.sub(f"{_AT}|＠", "@", text.strip().lower()))).replace(" ", "")


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is no address; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is an address in words."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="spelled_email",
    category="email",
    patterns=(
        Pattern(_IN_WORDS, score=0.88),
        Pattern(_WITHOUT_END, score=0.8),
        Pattern(_WITH_WIDE_SIGN, score=0.95),
        Pattern(_SET_WIDE, score=1.0),
    ),
    compact=compact,
)
