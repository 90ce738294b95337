"""E-mail addresses (RFC 5321), also in spellings that hide them from robots: ``jan [at] uza [dot] be``.

The local part often is the whole name of a person, or a name they no longer use.

>>> compact("mailto:Sofie.Peeters@UZA.be")
'sofie.peeters@uza.be'
>>> is_valid("sofie [at] uza [dot] be"), is_valid("sofie@uza")
(True, False)
"""

from __future__ import annotations

import re

import re2
from stdnum.exceptions import InvalidFormat, InvalidLength, ValidationError

from detectors.recognizer import Pattern, Recognizer, Verdict

_LOCAL = r"[A-Za-z0-9À-ɏ_][A-Za-z0-9À-ɏ_%+&'*=~$!#/?^{|}.-]*"
_LABEL = r"[A-Za-z0-9À-ɏ-]+"
_DOMAIN = rf"(?:{_LABEL}\.)+(?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ]+|xn--[a-z0-9-]+)"
_COMMON_ENDS = r"(?:be|nl|fr|de|lu|eu|uk|com|org|net|info|gent|brussels|vlaanderen)"
_PROVIDERS = (
    r"(?:gmail|hotmail|outlook|telenet|skynet|proximus|yahoo|icloud|live|msn|scarlet|gmx|web|orange|protonmail)"
)
_QUOTED = rf"\"[^\"\n@]{{1,60}}\"@{_DOMAIN}"
_AT_A_NUMBER = rf"{_LOCAL}@\[(?:IPv6:)?[0-9A-Fa-f.:]{{7,45}}\]"
_LOOSE = (
    rf"{_LOCAL}\x20?@\x20?(?:{_LABEL}\.)*{_LABEL}\x20?[.,]\x20?{_COMMON_ENDS}\b",
    rf"{_LOCAL}@{_PROVIDERS}\b",
    rf"[A-Za-z0-9À-ɏ._+-]+%40{_DOMAIN}",
)
"""With a blank beside the sign, a comma for the dot, without its end, or with @ as a link encodes it."""

_OPEN, _CLOSE = r"\s?[\[({<]\s?", r"\s?[\])}>]\s?"
_AT = rf"{_OPEN}(?i:at|ät|chez|apenstaartje|arobase|arobas|a|@){_CLOSE}"
_DOT = rf"{_OPEN}(?i:dot|punt|point|punkt|\.){_CLOSE}|\s(?i:dot|punt|point|punkt)\s"
_HIDDEN = (
    rf"[A-Za-z0-9À-ɏ._+-]+(?:(?:{_DOT})[A-Za-z0-9À-ɏ_+-]+){{0,3}}{_AT}(?:{_LABEL}(?:{_DOT}|\.))+[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ]+"
)

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*\.[A-Za-z]{2,}")
"""Most addresses; as ``_ADDRESS``, but faster."""

_ADDRESS = re2.compile(rf"{_LOCAL}@{_DOMAIN}")
_PREFIX = re2.compile(r"(?i)^\s*(?:mailto:|smtp:|e-?mail:)?\s*<?")
_AT_SPELLED = re2.compile(rf"{_AT}|\s?(?:@|%40)\s?")
_DOT_SPELLED = re2.compile(rf"{_DOT}|\s?[.,]\s?")
_KEY = re.compile(r"(?i)(?:e-?mail|mail|mailto|smtp|courriel|adres|from|to|cc|bcc|user|login|[\w-]*e?mail[\w-]*)=")
_AROUND = "'*_~$!#/?^{|}."
_LONGEST = 254


def compact(text: str) -> str:
    """The address in lower case, without ``mailto:`` and angle brackets, with hidden signs written out."""
    address = _PREFIX.sub("", text).strip().rstrip(">").strip()
    return str(_DOT_SPELLED.sub(".", _AT_SPELLED.sub("@", address))).lower()


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is not an address, without the value.
    """
    address = compact(text)
    if len(address) > _LONGEST:
        raise InvalidLength
    local, _, domain = address.rpartition("@")
    if not _ADDRESS.fullmatch(address) or ".." in address or local.startswith(".") or domain.startswith("-"):
        raise InvalidFormat
    return address


def is_valid(text: str) -> bool:
    """Whether the text is one e-mail address."""
    try:
        return bool(validate(text))
    except ValidationError:
        return False


def locate(candidate: str) -> list[tuple[int, int]]:
    """The address without the key of a query before it, and without quotes and other signs around it.

    >>> locate("email=jan@example.be")
    [(6, 20)]
    """
    key = _KEY.match(candidate)
    start = key.end() if key else 0
    return [(start, len(candidate.rstrip(_AROUND)))]


def check(candidate: str) -> Verdict:
    """VALID when it reads as an address once hidden signs are written out; else MALFORMED."""
    plain = len(candidate) <= _LONGEST and _PLAIN.fullmatch(candidate)
    return Verdict.VALID if plain or is_valid(candidate) else Verdict.MALFORMED


RECOGNIZER = Recognizer(
    name="email",
    category="email",
    patterns=(
        Pattern(rf"{_LOCAL}@{_DOMAIN}", score=1.0, telling=True),
        Pattern(_HIDDEN, score=0.9),
        Pattern(_QUOTED, score=1.0, telling=True),
        Pattern(_AT_A_NUMBER, score=1.0, telling=True),
        *(Pattern(regex, score=0.9, telling=True) for regex in _LOOSE),
    ),
    check=check,
    context=("email", "e-mail", "mail", "mailadres", "courriel", "adresse mail"),
    context_score=1.0,
    locate=locate,
    near="@[({<%",
    reach=110,
    compact=compact,
)
