"""The number of a Belgian driving licence card: ten digits without a check.

Enterprise and telephone numbers have ten digits too, so words must tell. Source: Microsoft Purview's definition.

>>> is_valid("1234567890"), is_valid("123456789")
(True, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidLength

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.verbs import accepts, judge

_LENGTH = 10


def compact(text: str) -> str:
    """The digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The ten digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    digits = compact(text)
    if len(digits) != _LENGTH:
        raise InvalidLength
    return digits


def is_valid(text: str) -> bool:
    """Whether the text has ten digits."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="driving_licence",
    category="document_number",
    patterns=(Pattern(r"\d{3}[ .-]?\d{3}[ .-]?\d{4}", score=0.0),),
    check=judge(validate, otherwise=Verdict.NO),
    context=(
        *numbered("rijbewijs", "führerschein"),
        *("permis de conduire", "permis", "driving licence", "driver's license", "driving license"),
    ),
    context_score=0.92,
    window=40,
    near="0",
    compact=compact,
)
