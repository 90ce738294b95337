"""Codes of products in Belgian pharmacies (CNK): seven digits, also ``1781-145``. Health data, not an identifier.

The last digit is Luhn's on every product list seen, yet no rule is published: words must tell. Source: APB.

>>> is_valid("1781-145"), is_valid("1781146")
(True, False)
"""

from __future__ import annotations

from stdnum import luhn
from stdnum.exceptions import InvalidLength

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge

_LENGTH = 7


def compact(text: str) -> str:
    """The seven digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The seven digits.

    Raises:
        stdnum.exceptions.ValidationError: it is no code.
    """
    digits = compact(text)
    if len(digits) != _LENGTH:
        raise InvalidLength
    return str(luhn.validate(digits))


def is_valid(text: str) -> bool:
    """Whether the text is a code with the usual check digit."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="cnk_code",
    category="medication",
    patterns=(Pattern(r"\d{4}[- ]?\d{3}", score=0.0),),
    check=judge(validate),
    context=("cnk", "cnk code", "cnk nr", "code cnk", "product code"),
    context_score=0.95,
    window=30,
    near="0",
    compact=compact,
)
