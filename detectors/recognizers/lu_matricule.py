"""The Luxembourg identification number (matricule): birth date, three digits, and two check digits.

The twelfth digit is Luhn's over the first eleven, the thirteenth Verhoeff's over the first eleven.
Source: CTIE, law of 19 June 2013 on the identification of natural persons.

>>> is_valid("1893120105732"), is_valid("1985031200183")
(True, False)
"""

from __future__ import annotations

from datetime import date

from stdnum import luhn, verhoeff
from stdnum.exceptions import InvalidComponent, InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge

_LENGTH = 13


def compact(text: str) -> str:
    """The thirteen digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The thirteen digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    digits = compact(text)
    if len(digits) != _LENGTH:
        raise InvalidFormat
    luhn.validate(digits[:12])
    verhoeff.validate(digits[:11] + digits[12])
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise InvalidComponent from None
    return digits


def is_valid(text: str) -> bool:
    """Whether the text is a number with both check digits right."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="lu_matricule",
    category="foreign_id",
    patterns=(
        Pattern(r"(?:18|19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[ -]?\d{2}", score=0.8),
    ),
    check=judge(validate),
    context=("matricule", "cns", "n° matricule", "matricule luxembourgeois", "luxembourg", "luxemburg"),
    context_score=0.92,
    near="0",
    compact=compact,
)
