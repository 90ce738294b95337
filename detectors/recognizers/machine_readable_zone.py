"""The machine-readable zone of a card or passport (ICAO Doc 9303): names, birth date, sex and number, line by line.

A card has three lines (TD1), a passport two (TD3). Line 2 of a Belgian card: birth date, check, sex, expiry, check,
nationality, eleven digits of the *national number*, check. Retyped or read by machine, lines come in lower case, with
blanks between their fields, and broken in two; each line that is recognised goes.

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


def _fields(*fields: str) -> str:
    """A line of these fields, with or without blanks between them."""
    return r"(?i)" + r"\s{0,2}".join(fields)


_BELGIAN_FIRST = r"(?i)I[DR<]BEL[0-9A-Z<]{10,30}"
_CARD_FIRST = r"(?i)[IAC][A-Z<][A-Z]{3}[0-9A-Z<]{9}[0-9<][0-9A-Z]{0,15}<[0-9A-Z<]{1,15}"
_CARD_SECOND = (
    _fields(r"\d{6}", r"\d", "[MFX<]", r"\d{6}", r"\d", "[A-Z<]{3}", "[0-9A-Z<]{8,11}") + r"(?:\s{0,2}\d{1,2})?"
)
_CARD_NAMES = (
    r"[A-Z]{2,30}(?:<[A-Z]+)*<<[A-Z]+(?:<[A-Z]+)*<{0,24}|(?i:[a-z]{2,30}(?:<[a-z]+)*<<[a-z]+(?:<[a-z]+)*<{2,24})"
)
_PASSPORT_FIRST = r"(?i)P[A-Z<][A-Z]{3}[A-Z]+(?:<[A-Z]+)*<<[A-Z<]+"
_PASSPORT_SECOND = _fields(
    "[A-Z0-9<]{9}", r"\d", "[A-Z<]{3}", r"\d{6}", r"\d", "[MFX<]", r"\d{6}", r"\d", "[A-Z0-9<]{14,16}"
)
_LINES = (_BELGIAN_FIRST, _CARD_FIRST, _CARD_SECOND, _PASSPORT_FIRST, _PASSPORT_SECOND, _CARD_NAMES)
_ANY = tuple(re.compile(line) for line in _LINES)
_FEWEST_DIGITS = 5


def compact(text: str) -> str:
    """The line without blanks."""
    return "".join(text.split()).upper()


def validate(text: str) -> str:
    """The compact line.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    line = compact(text)
    if not any(shape.fullmatch(line) for shape in _ANY):
        raise InvalidFormat
    return line


def is_valid(text: str) -> bool:
    """Whether the text is a line of a machine-readable zone."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID when the shape holds and there are digits or fillers enough: nothing else looks like it."""
    fillers = "<<" in candidate or sum(sign.isdigit() for sign in candidate) >= _FEWEST_DIGITS
    return Verdict.VALID if fillers and is_valid(candidate) else Verdict.NO


RECOGNIZER = Recognizer(
    name="machine_readable_zone",
    category="document_number",
    patterns=tuple(Pattern(line, score=1.0) for line in _LINES),
    check=check,
    near="0<",
    reach=50,
    compact=compact,
)
