"""Diagnosis codes: ICD-10 (``F64.0``), ICD-11 (``HA60``), DSM-5 (``302.85``). Health data, not an identifier.

``F64`` may also be a woman of 64, and ``B12`` a vitamin: without a dot only codes of gender care count, or words tell.
Source: WHO ICD-10 chapter V and ICD-11 chapter 17; ICD-10-BE (FOD Volksgezondheid).

>>> is_valid("F64.0"), is_valid("HA60"), is_valid("12.3")
(True, True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_WITH_DOT = r"[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}"
_GENDER_CARE = r"F64|HA6[01Z]|302\.(?:85|6|50)"
_ELEVENTH = r"[1-9A-HJ-NP-Z][A-HJ-NP-Z]\d[0-9A-HJ-NP-Z](?:\.[0-9A-Z]{1,2})?"
_ANY = re2.compile(rf"{_WITH_DOT}|{_GENDER_CARE}|{_ELEVENTH}|[A-TV-Z]\d[0-9A-Z]")


def compact(text: str) -> str:
    """Capitals, with the dot."""
    return text.strip().upper()


def validate(text: str) -> str:
    """The compact code.

    Raises:
        stdnum.exceptions.ValidationError: it is no code.
    """
    if not _ANY.fullmatch(compact(text)):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text has the shape of a diagnosis code."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="icd_code",
    category="medical_condition",
    patterns=(
        Pattern(_WITH_DOT, score=0.8),
        Pattern(_GENDER_CARE, score=0.65),
        Pattern(_ELEVENTH, score=0.0),
        Pattern(r"[A-TV-Z]\d[0-9A-Z]{1,5}", score=0.0),
    ),
    context=(
        "icd",
        "icd 10",
        "icd 11",
        "icd10",
        "icd11",
        "cim",
        "cim 10",
        "dsm",
        "dsm 5",
        "dx",
        "diagnosecode",
        "icpc",
    ),
    context_score=0.9,
    window=30,
    joints=".",
    near="0",
    compact=compact,
)
