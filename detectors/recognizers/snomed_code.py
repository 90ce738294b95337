"""Concepts of SNOMED CT: 6 to 18 digits, of which the last is Verhoeff's. Health data, not an identifier.

>>> is_valid("73211009"), is_valid("93461008")
(True, False)
"""

from __future__ import annotations

from stdnum import verhoeff
from stdnum.exceptions import InvalidLength

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge

_SHORTEST, _LONGEST = 6, 18


def compact(text: str) -> str:
    """The digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The digits.

    Raises:
        stdnum.exceptions.ValidationError: it is no concept.
    """
    digits = compact(text)
    if not _SHORTEST <= len(digits) <= _LONGEST:
        raise InvalidLength
    return str(verhoeff.validate(digits))


def is_valid(text: str) -> bool:
    """Whether the text is a concept with a right check digit."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="snomed_code",
    category="medical_condition",
    patterns=(Pattern(r"\d{6,18}", score=0.0),),
    check=judge(validate),
    context=("snomed", "snomed ct", "sct", "sctid", "conceptid"),
    context_score=0.95,
    window=30,
    near="0",
    compact=compact,
)
