"""The German health insurance number (Krankenversichertennummer, KVNR): a letter, eight digits and a check digit.

Source: section 290 SGB V. The letter counts as 01 to 26; weights 1 and 2 in turn, digit sums, modulo 10.

>>> is_valid("A123456780"), is_valid("A123456781")
(True, False)
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidChecksum, InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.verbs import accepts, judge

_SHAPE = re.compile(r"[A-Z][0-9]{9}")


def compact(text: str) -> str:
    """The letter and the digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise InvalidFormat
    digits = f"{ord(number[0]) - ord('A') + 1:02d}{number[1:9]}"
    products = [int(digit) * (1 + place % 2) for place, digit in enumerate(digits)]
    if sum(product // 10 + product % 10 for product in products) % 10 != int(number[9]):
        raise InvalidChecksum
    return number


def is_valid(text: str) -> bool:
    """Whether the text is an insurance number with a right check digit."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="kvnr",
    category="foreign_id",
    patterns=(Pattern(r"[A-Z] ?\d{3} ?\d{3} ?\d{3}", score=0.6),),
    check=judge(validate),
    context=(*numbered("kv", "versicherten", "krankenversicherten", "egk"), "krankenkasse", "versicherten nr"),
    context_score=0.92,
    near="0",
    compact=compact,
)
