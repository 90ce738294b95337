"""Codes of reimbursed acts (RIZIV nomenclature): six digits, in pairs ``434114-434125``.

Health data, not an identifier.

The last digit usually is the first five modulo 7; codes that break it exist, so words must tell. Source: RIZIV.

>>> is_valid("101032"), is_valid("101033")
(True, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidChecksum, InvalidLength

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge

_LENGTH = 6


def compact(text: str) -> str:
    """The digits; of a pair, the first code."""
    return digits_of(text)[:_LENGTH]


def validate(text: str) -> str:
    """The compact code.

    Raises:
        stdnum.exceptions.ValidationError: it is no code.
    """
    digits = compact(text)
    if len(digits) != _LENGTH:
        raise InvalidLength
    if int(digits[:5]) % 7 != int(digits[5]):
        raise InvalidChecksum
    return digits


def is_valid(text: str) -> bool:
    """Whether the text is a code with the usual last digit."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="nomenclature_code",
    category="procedure",
    patterns=(Pattern(r"[1-9]\d{5}[-/][1-9]\d{5}", score=0.6), Pattern(r"[1-9]\d{5}", score=0.0)),
    check=judge(validate),
    context=(
        "nomenclatuur",
        "nomenclatuurnummer",
        "nomenclature",
        "riziv code",
        "code inami",
        "prestatiecode",
        "code prestation",
    ),
    context_score=0.9,
    window=40,
    near="0",
    compact=compact,
)
