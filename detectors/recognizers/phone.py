"""Telephone numbers of Belgium and the countries around it, after libphonenumber's numbering plans (ITU-T E.164).

Numbers without a country code are read as Belgian first, then Dutch, then French. German, British and Luxembourg
national forms are so loose that they count with context only, like numbers that no operator was given
(``03 123 45 67``). An enterprise number with its dots (``0475.123.456``) is none.

>>> compact("0475/12.34.56"), compact("32499123456")
('+32475123456', '+32499123456')
>>> is_valid("03 821 30 00"), is_valid("03 123 45 67")
(True, False)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber, PhoneNumberFormat
from stdnum.be import vat
from stdnum.exceptions import InvalidFormat, ValidationError

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of

_CERTAIN_REGIONS = ("BE", "NL", "FR")
_LOOSE_REGIONS = ("DE", "GB", "LU")
_WITHOUT_PLUS = re.compile(r"^(?:32(?:4[5-9]\d{7}|[1-9]\d{7})|31[1-9]\d{8}|33[1-9]\d{8}|49[1-9]\d{9,10}|352\d{6,9})$")
_ENTERPRISE = re.compile(r"^[01]\d{3}\.\d{3}\.\d{3}$")
_LABEL = re.compile(r"(?i)^(?:tel|téléphone|phone|gsm|sms|whatsapp)?[:.\s]*")
_GAPS = re.compile(r"[^0-9]+")
_SHORTEST = 8
_SHORTEST_IN_USE = 5
"""No operator gives out fewer digits."""


def _parsed(text: str, region: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


def _valid_number(text: str, regions: tuple[str, ...]) -> PhoneNumber | None:
    """The first reading of the text that an operator may have given out."""
    written = _LABEL.sub("", text.replace("(0)", ""))
    digits = digits_of(written)
    if _WITHOUT_PLUS.match(digits) and not written.startswith(("+", "00")):
        written = f"+{digits}"
    for region in regions:
        number = _parsed(written, region)
        if number is not None and phonenumbers.is_valid_number(number):
            return number
    return None


@lru_cache(maxsize=64)  # a located number is checked next
def _in_use(candidate: str) -> bool:
    """Whether a region that is certain may have given out these digits and signs; as ``_valid_number``, but faster."""
    written = candidate.replace("(0)", "")
    digits = digits_of(written)
    if written.lstrip("(").startswith(("+", "00")):
        abroad = digits.removeprefix("00")
        plan = _PLANS.get(abroad[:2])
        if plan is None:
            return _valid_number(candidate, _CERTAIN_REGIONS[:1]) is not None
        return _plan(plan).fullmatch(abroad[2:]) is not None
    if _WITHOUT_PLUS.match(digits) and digits[:2] in _PLANS:
        return _plan(_PLANS[digits[:2]]).fullmatch(digits[2:]) is not None
    return any(_plan(region).fullmatch(digits) for region in _CERTAIN_REGIONS)


_PLANS = {"32": "BE", "31": "NL", "33": "FR"}
_KINDS = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan")


@cache
def _plan(region: str) -> re.Pattern[str]:
    """The numbers that are given out in a region, with or without the zero of a national number."""
    metadata = PhoneMetadata.metadata_for_region(region)
    kinds = filter(None, (getattr(metadata, kind) for kind in _KINDS))
    return re.compile(f"0?(?:{'|'.join(kind.national_number_pattern for kind in kinds)})")


def compact(text: str) -> str:
    """E.164 (``+32475123456``) where the number is valid in a region, else its digits.

    A trunk zero that a spreadsheet dropped (``475123456``) is put back.
    """
    number = _valid_number(text, _CERTAIN_REGIONS + _LOOSE_REGIONS)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else digits_of(text)


def validate(text: str) -> str:
    """The number in E.164.

    Raises:
        stdnum.exceptions.ValidationError: no numbering plan has it; without the value.
    """
    if _is_enterprise_number(text) or _valid_number(text, _CERTAIN_REGIONS + _LOOSE_REGIONS) is None:
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a telephone number that may be in use."""
    try:
        return bool(validate(text))
    except ValidationError:
        return False


def format(text: str) -> str:  # noqa: A001 the verb of python-stdnum
    """In the international form, ``+32 475 12 34 56``."""
    number = _valid_number(text, _CERTAIN_REGIONS + _LOOSE_REGIONS)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else text.strip()


def _is_enterprise_number(text: str) -> bool:
    return bool(_ENTERPRISE.match(text.strip())) and bool(vat.is_valid(text))


def locate(candidate: str) -> list[tuple[int, int]]:
    """The number at the start of a run of digits and signs: the longest part, cut between groups, that is in use.

    >>> locate("+32 (0)475 12 34 56 2")
    [(0, 19)]
    """
    for end in (len(candidate), *reversed([gap.start() for gap in _GAPS.finditer(candidate)])):
        if end < _SHORTEST_IN_USE:
            break
        if _in_use(candidate[:end]):
            return [(0, end)]
    return [(0, len(candidate))]


def check(candidate: str) -> Verdict:
    """VALID for numbers in use with ``+``, ``00`` or ``0``; MALFORMED for what context must confirm."""
    digits = digits_of(candidate)
    if len(digits) < _SHORTEST or _is_enterprise_number(candidate):
        return Verdict.NO
    announced = candidate.startswith(("+", "0", "(0", "(+")) or bool(_WITHOUT_PLUS.match(digits))
    return Verdict.VALID if announced and _in_use(candidate) else Verdict.MALFORMED


_SIGN_OR_BRACKET = r"[ \x{A0}\x{202F}./()\-\x{2010}-\x{2013}]"
_SIGN = r"[ \x{A0}\x{202F}./\-\x{2010}-\x{2013}]"

RECOGNIZER = Recognizer(
    name="phone",
    category="phone",
    patterns=(
        Pattern(
            rf"(?:^|[^+*0-9])(?P<value>(?:\(\+|\+|00){_SIGN}?[1-9](?:{_SIGN_OR_BRACKET}{{0,3}}\d){{7,14}})",
            score=0.95,
        ),
        Pattern(rf"\(0\d{{1,3}}\)(?:{_SIGN}{{0,2}}\d){{5,9}}", score=0.9),
        Pattern(rf"0[1-9](?:(?:{_SIGN}|\x20[-/]\x20){{0,1}}\d){{7,10}}", score=0.75),
        Pattern(r"324[5-9]\d{7}|32[1-9]\d{7}", score=0.6),
        Pattern(rf"4[5-9]\d(?:{_SIGN}?\d){{6}}", score=0.6),
    ),
    check=check,
    context=(
        *(
            "tel",
            "telnr",
            "tel nr",
            "telefoon",
            "telefoonnummer",
            "gsm",
            "gsm nr",
            "gsmnummer",
            "mobiel",
            "vast",
            "fax",
        ),
        *(
            "nummer",
            "vast",
            "bel",
            "bellen",
            "gebeld",
            "bereikbaar",
            "noodcontact",
            "contact",
            "whatsapp",
            "sms",
            "signal",
        ),
        *("tél", "téléphone", "portable", "fixe", "numéro", "appeler", "joignable", "personne de contact"),
        *("telefon", "handy", "mobil", "festnetz", "rufnummer", "erreichbar", "anrufen"),
        *("phone", "telephone", "mobile", "cell", "call", "emergency contact", "reach"),
    ),
    context_score=0.9,
    window=40,
    locate=locate,
    near="0",
    compact=compact,
)
