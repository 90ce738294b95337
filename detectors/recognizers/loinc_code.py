"""Codes of laboratory tests (LOINC, Regenstrief): ``2986-8``, Luhn over the digits. Health data, not an identifier.

Words must tell, unless it is one of the tests of hormone care.

>>> is_valid("2986-8"), is_valid("2986-9")
(True, False)
"""

from __future__ import annotations

from stdnum import luhn

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge

_HORMONE_CARE = r"2986-8|2243-4|15067-2|10501-5|2842-3|718-7|2160-0|13967-5|76691-5|90778-2|46098-0"


def compact(text: str) -> str:
    """As published, with the hyphen."""
    return text.strip()


def validate(text: str) -> str:
    """The compact code.

    Raises:
        stdnum.exceptions.ValidationError: it is no code.
    """
    luhn.validate(digits_of(text))
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a code with a right check digit."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="loinc_code",
    category="lab_test",
    patterns=(Pattern(_HORMONE_CARE, score=0.8), Pattern(r"\d{3,5}-\d", score=0.0)),
    check=judge(validate),
    context=("loinc", "loinc code", "code loinc", "labcode"),
    context_score=0.95,
    window=30,
    joints="-/.",
    near="0",
    compact=compact,
)
