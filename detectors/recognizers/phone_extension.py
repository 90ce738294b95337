"""The number of an extension: ``03 821 30 00 toestel 214``, ``DECT 45123``, ``poste 118``, ``Durchwahl 12``.

A ``poste`` or a ``toestel`` is many things: behind a telephone number it is this, alone with three digits or more.

>>> is_valid("214"), is_valid("toestel")
(True, False)
"""

from __future__ import annotations

import re

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.labels import BEGIN
from detectors.recognizers.verbs import accepts, whole

_SHAPE = re.compile(r"\d{1,6}")
_WORD = r"(?i:toestel|tst\.?|intern|doorkiesnummer|ext(?:ension|\.)?|poste|interne|durchwahl|dw\.?|apparat|nebenstelle)"
_ALONE = (
    rf"{BEGIN}(?i:dect|zoemer|bieper|pieper|beeper|semafoon|bip|bleep|pager|toestel|tst|intern(?: nr)?|binnenpost|poste"
    r"(?: interne)?|numéro interne|durchwahl|nebenstelle|ext|extension)(?i:nummer|nr)?\.?\s?:?\s?(?P<value>\d{3,6})"
)


def compact(text: str) -> str:
    """The digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The digits.

    Raises:
        stdnum.exceptions.ValidationError: it is no number; without the value.
    """
    return compact(whole(text, _SHAPE))


def is_valid(text: str) -> bool:
    """Whether the text may be an extension."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="phone_extension",
    category="phone",
    patterns=(
        Pattern(_ALONE, score=0.7),
        Pattern(rf"\d{{2}}[ ./]?\d{{2,3}}[ ,;]{{1,2}}\(?{_WORD}:? ?(?P<value>\d{{1,6}})", score=0.8),
    ),
    near="0",
    compact=compact,
)
