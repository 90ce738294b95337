"""The German pension insurance number (Rentenversicherungsnummer, RVNR): it holds the birth date and an initial.

Area, birth date as DDMMYY, first letter of the name at birth, serial (00 to 49: registered as male, else female) and a
check digit. Source: section 147 SGB VI, section 4 VKVV: the letter counts as 01 to 26, weights 2 1 2 5 7 1 2 1 2 1 2 1.

>>> is_valid("65 170839 J 003"), is_valid("65 170839 J 004")
(True, False)
>>> compact("65 170839 J 003")
'65170839J003'
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidChecksum, InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.verbs import accepts, judge

_SHAPE = re.compile(r"[0-9]{8}[A-Z][0-9]{3}")
_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def compact(text: str) -> str:
    """Twelve signs."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise InvalidFormat
    digits = f"{number[:8]}{ord(number[8]) - ord('A') + 1:02d}{number[9:11]}"
    products = [int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)]
    if sum(product // 10 + product % 10 for product in products) % 10 != int(number[11]):
        raise InvalidChecksum
    return number


def is_valid(text: str) -> bool:
    """Whether the text is a number with a right check digit."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="rvnr",
    category="foreign_id",
    patterns=(Pattern(r"\d{2} ?[0-3]\d[01]\d{3} ?[A-Z] ?\d{2} ?\d", score=0.85),),
    check=judge(validate),
    context=(
        *numbered("rv", "rentenversicherungs", "sozialversicherungs", "versicherungs"),
        *("rvnr", "rentenversicherung", "sv nummer", "pension insurance number"),
    ),
    context_score=0.92,
    near="0",
    compact=compact,
)
