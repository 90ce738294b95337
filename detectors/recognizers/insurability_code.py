"""CG1/CG2 (Dutch KG1/KG2, older CT1/CT2): under which title somebody is insured for care, such as ``110/110``.

The codes tell invalids, widows and those with the increased allowance apart: they point at nobody alone, and say much
beside something else. They look like a blood pressure, so only words that tell make them count.
Source: insurability codes on the sticker of the sickness funds (NIC/CIN, RIZIV/INAMI).

>>> is_valid("110/110"), is_valid("120/80"), is_valid("999/110")
(True, False, False)
"""

from __future__ import annotations

from stdnum.exceptions import InvalidComponent, InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.verbs import accepts, judge

_LENGTH = 6
_FIRST = frozenset("12456")
"""Schemes: general, self-employed, and those for persons who are insured otherwise."""


def compact(text: str) -> str:
    """Both codes with a slash between them."""
    digits = digits_of(text)
    return f"{digits[:3]}/{digits[3:]}"


def validate(text: str) -> str:
    """The compact codes.

    Raises:
        stdnum.exceptions.ValidationError: they are no two codes of three digits.
    """
    digits = digits_of(text)
    if len(digits) != _LENGTH:
        raise InvalidFormat
    if digits[0] not in _FIRST:
        raise InvalidComponent
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text has the shape of the two codes."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="insurability_code",
    category="insurer",
    patterns=(Pattern(r"\d{3} ?/ ?\d{3}", score=0.0),),
    check=judge(validate),
    context=(
        *("cg1", "cg2", "cg1 cg2", "kg1", "kg2", "kg1 kg2", "ct1", "ct2", "ct1 ct2", "cg", "kg", "kg ct", "code cg"),
        *("code gerechtigde", "codes gerechtigde", "gerechtigdheid", "verzekerbaarheid", "verzekerbaarheidscode"),
        *(
            "code titulaire",
            "codes titulaire",
            "assurabilité",
            "code assurabilité",
            "versicherbarkeit",
            "berechtigtencode",
        ),
    ),
    context_score=0.85,
    window=20,
    near="0",
    compact=compact,
)
