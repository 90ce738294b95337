"""What every identifier needs before its arithmetic: one alphabet of digits, no separators."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_DIGIT = re.compile(r"[^0-9]+")
_NOT_A_SIGN = re.compile(r"[^0-9A-Za-z]+")
_WITH_POWER = re.compile(r"\s*(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})\s*")
_STORED_AS_NUMBER = re.compile(r"\s*(\d+)\.0+\s*")


def digits_of(text: str) -> str:
    """The digits of the text, whatever stands between them.

    >>> digits_of("85.07.30–033 28")
    '85073003328'
    """
    return text if _is_plain(text) else _NOT_A_DIGIT.sub("", unicodedata.normalize("NFKC", text))


def _is_plain(text: str) -> bool:
    """Whether the text is nothing but digits of ASCII."""
    return text.isascii() and text.isdigit()


def signs_of(text: str) -> str:
    """The letters (as capitals) and digits of the text.

    >>> signs_of("be68.5390 0754 7034")
    'BE68539007547034'
    """
    return _NOT_A_SIGN.sub("", unicodedata.normalize("NFKC", text)).upper()


def undamaged(text: str) -> str:
    """The text without the ``.0``, or the power of ten, that a spreadsheet gives to a number.

    Of ``8,507E+10`` the digits are gone: what is left is many people's, and nobody's, so nothing is given.

    >>> undamaged("85073003328.0"), undamaged("8,5073003328E+10"), undamaged("8.507E+10")
    ('85073003328', '85073003328', '')
    """
    stored = _STORED_AS_NUMBER.fullmatch(text)
    if stored:
        return stored.group(1)
    power = _WITH_POWER.fullmatch(text)
    if power is None:
        return text
    first, decimals, exponent = power.groups(default="")
    return first + decimals if len(decimals) == int(exponent) else ""
