"""The machine-readable zone of a Belgian card or passport (ICAO Doc 9303): it holds the national number and the sex.

Line 2 of a card: birth date, check, sex, expiry, check, nationality, eleven digits of the national number, check.

>>> is_valid("9401013F2710017BEL000101123453")
True
>>> is_valid("9401013Q2710017BEL000101123453")
False
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts

_FIRST_LINE = r"I[DR<]BEL[0-9A-Z<]{10,30}"
_SECOND_LINE = r"\d{6}\d[MFX<]\d{6}\d[A-Z<]{3}\d{11}\d"
_PASSPORT = r"P[A-Z<]BEL[A-Z]{2,40}<[A-Z<]{3,40}"
_ANY = re.compile(f"{_FIRST_LINE}|{_SECOND_LINE}|{_PASSPORT}")


def compact(text: str) -> str:
    """The line without spaces."""
    return "".join(text.split()).upper()


def validate(text: str) -> str:
    """The compact line.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    line = compact(text)
    if not _ANY.fullmatch(line):
        raise InvalidFormat
    return line


def is_valid(text: str) -> bool:
    """Whether the text is a line of a Belgian machine-readable zone."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID when the shape holds: nothing else looks like it."""
    return Verdict.VALID if is_valid(candidate) else Verdict.NO


RECOGNIZER = Recognizer(
    name="machine_readable_zone",
    category="document_number",
    patterns=(Pattern(_FIRST_LINE, score=1.0), Pattern(_SECOND_LINE, score=1.0), Pattern(_PASSPORT, score=1.0)),
    check=check,
    compact=compact,
)
