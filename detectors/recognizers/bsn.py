"""The Dutch citizen service number (burgerservicenummer, BSN, before: sofinummer): nine digits, eleven-test.

One in eleven nine-digit numbers passes, and dates do, so words must tell. A leading zero may be missing.
Source: RvIG; the arithmetic is that of ``stdnum.nl.bsn``.

>>> is_valid("1112.22.333"), is_valid("111222334"), is_valid("12")
(True, False, False)
>>> compact("10464554")
'010464554'
"""

from __future__ import annotations

from stdnum.exceptions import InvalidLength
from stdnum.nl import bsn

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.verbs import accepts, judge

_LENGTHS = (8, 9)


def compact(text: str) -> str:
    """The nine digits."""
    digits = digits_of(text)
    return digits.zfill(9) if len(digits) in _LENGTHS else digits


def validate(text: str) -> str:
    """The nine digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    if len(digits_of(text)) not in _LENGTHS:
        raise InvalidLength
    return str(bsn.validate(compact(text)))


def is_valid(text: str) -> bool:
    """Whether the text is a number that passes the eleven-test."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="bsn",
    category="foreign_id",
    patterns=(Pattern(r"\d{4}\.\d{2}\.\d{3}", score=0.6), Pattern(r"\d{3}[ .-]?\d{2,3}[ .-]?\d{3}", score=0.0)),
    check=judge(validate),
    context=(*numbered("bsn", "burgerservice", "sofi"), "citizen service number"),
    context_score=0.92,
    near="0",
    compact=compact,
)
