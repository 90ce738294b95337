"""Which telephone numbers operators give out, after libphonenumber's numbering plans (ITU-T E.164).

Numbers without a country code are read as Belgian first, then Dutch, then French; German, British and Luxembourg
national forms are so loose that they are tried last.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber

from detectors.recognizers.cleaning import digits_of

CERTAIN_REGIONS = ("BE", "NL", "FR")
LOOSE_REGIONS = ("DE", "GB", "LU")
WITHOUT_PLUS = re.compile(r"^(?:32(?:4[5-9]\d{7}|[1-9]\d{7})|31[1-9]\d{8}|33[1-9]\d{8}|49[1-9]\d{9,10}|352\d{6,9})$")
"""Digits that begin with the code of a country around, though neither ``+`` nor ``00`` stands before."""

_LABEL = re.compile(r"(?i)^(?:tel|téléphone|phone|gsm|sms|whatsapp)?[:.\s]*")
_BRACKETS = "(["
_PLANS = {"32": "BE", "31": "NL", "33": "FR"}
_KINDS = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan")


def number_in_use(text: str, regions: tuple[str, ...] = CERTAIN_REGIONS + LOOSE_REGIONS) -> PhoneNumber | None:
    """The first reading of the text that an operator may have given out."""
    written = _LABEL.sub("", text.replace("(0)", ""))
    digits = digits_of(written)
    if WITHOUT_PLUS.match(digits) and not written.startswith(("+", "00")):
        written = f"+{digits}"
    for region in regions:
        number = _parsed(written, region)
        if number is not None and phonenumbers.is_valid_number(number):
            return number
    return None


def _parsed(text: str, region: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


@lru_cache(maxsize=64)  # a located number is checked next
def is_in_use(candidate: str) -> bool:
    """Whether a region that is certain may have given out these digits; as ``number_in_use``, but faster.

    >>> is_in_use("0475/12.34.56"), is_in_use("03 123 45 67")
    (True, False)
    """
    written = candidate.replace("(0)", "")
    digits = digits_of(written)
    if written.lstrip(_BRACKETS).startswith(("+", "00")):
        abroad = digits.removeprefix("00")
        plan = _PLANS.get(abroad[:2])
        if plan is None:
            return number_in_use(candidate.lstrip(_BRACKETS), CERTAIN_REGIONS[:1]) is not None
        return _plan(plan).fullmatch(abroad[2:]) is not None
    if WITHOUT_PLUS.match(digits) and digits[:2] in _PLANS:
        return _plan(_PLANS[digits[:2]]).fullmatch(digits[2:]) is not None
    return any(_plan(region).fullmatch(digits) for region in CERTAIN_REGIONS)


@cache
def _plan(region: str) -> re.Pattern[str]:
    """The numbers that are given out in a region, with or without the zero of a national number."""
    metadata = PhoneMetadata.metadata_for_region(region)
    kinds = filter(None, (getattr(metadata, kind) for kind in _KINDS))
    return re.compile(f"0?(?:{'|'.join(kind.national_number_pattern for kind in kinds)})")
