"""The number of the British National Health Service: ten digits, weights 10 to 2 modulo 11.

One in eleven Belgian enterprise numbers passes, so words must tell. Source: NHS Data Dictionary; the arithmetic is that
of ``stdnum.gb.nhs``.

>>> is_valid("943 476 5870"), is_valid("943 476 5871")
(True, False)
"""

from __future__ import annotations

from stdnum.gb import nhs

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge


def compact(text: str) -> str:
    """The ten digits."""
    return digits_of(text)


def validate(text: str) -> str:
    """The ten digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    return str(nhs.validate(compact(text)))


def is_valid(text: str) -> bool:
    """Whether the text is a number with a right check digit."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="nhs_number",
    category="foreign_id",
    patterns=(Pattern(r"\d{3}[ -]?\d{3}[ -]?\d{4}", score=0.0),),
    check=judge(validate),
    context=("nhs", "nhs no", "nhs number", "nhs nummer", "national health service"),
    context_score=0.94,
    window=40,
    near="0",
    compact=compact,
)
