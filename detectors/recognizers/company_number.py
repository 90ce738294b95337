"""Enterprise, VAT and establishment numbers (KBO, BCE, ZDU): ``0403.019.261``, ``BE 0403.019.261``, ``2.123.456.791``.

Ten digits that begin with 0 or 1 (enterprise) or 2 to 8 (establishment unit), of which the last two are 97 minus the
first eight modulo 97. The number of a self-employed physician is that of a person. Without dots it may be a mobile
telephone number as well, so then words must tell. Source: FOD Economie, Crossroads Bank for Enterprises.

>>> is_valid("BE 0403.019.261"), is_valid("2.123.456.791"), is_valid("0403.019.262")
(True, True, False)
>>> compact("BE 403.019.261"), format("0403019261")
('0403019261', '0403.019.261')
"""

from __future__ import annotations

from stdnum.exceptions import InvalidChecksum, InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.separators import BLANKS, DASHES
from detectors.recognizers.verbs import accepts, judge

_LENGTH = 10


def compact(text: str) -> str:
    """The ten digits; the zero that numbers of before 2008 lack is put before."""
    digits = digits_of(text)
    return digits.zfill(_LENGTH) if len(digits) == _LENGTH - 1 else digits


def validate(text: str) -> str:
    """The ten digits.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    digits = compact(text)
    if len(digits) != _LENGTH or digits.startswith("9") or int(digits[:8]) == 0:
        raise InvalidFormat
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        raise InvalidChecksum
    return digits


def is_valid(text: str) -> bool:
    """Whether the text is an enterprise or establishment number with right check digits."""
    return accepts(validate, text)


def format(text: str) -> str:  # noqa: A001 the verb of python-stdnum
    """As the register prints it."""
    digits = compact(text)
    if digits[0] in "01":
        return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
    return f"{digits[0]}.{digits[1:4]}.{digits[4:7]}.{digits[7:]}"


_SIGN = f"[.{BLANKS}{DASHES}]"

RECOGNIZER = Recognizer(
    name="company_number",
    category="company_number",
    patterns=(
        Pattern(rf"(?i:BE)[ -]?\(?[01]?\)?\d{{3}}{_SIGN}?\d{{3}}{_SIGN}?\d{{3}}", score=0.97),
        Pattern(r"BE ?[01]\d{3}(?:\d{6}|\.\d{3}\.\d{3})", score=0.97, telling=True),
        Pattern(rf"\b(?i:tva|btw|vat|mwst)(?P<value>BE ?[01]?\d{{3}}{_SIGN}?\d{{3}}{_SIGN}?\d{{3}})", score=0.97),
        Pattern(r"[01]\d{3}\.\d{3}\.\d{3}", score=0.95),
        Pattern(r"[2-8]\.\d{3}\.\d{3}\.\d{3}", score=0.8),
        Pattern(rf"[0-8]{_SIGN}?\d{{3}}{_SIGN}?\d{{3}}{_SIGN}?\d{{3}}", score=0.0),
    ),
    check=judge(validate),
    context=(
        *numbered("kbo", "ondernemings", "btw", "rpr", "vestigingseenheid", "vestigingseenheids", "vestigings"),
        *("bce", "numéro d'entreprise", "n° d'entreprise", "tva", "n° tva", "rpm", "unité d'établissement"),
        *numbered("zdu", "unternehmens", "mwst", "niederlassungs"),
        *("bv", "bvba", "nv", "vzw", "sprl", "srl", "sa", "asbl", "scrl", "firma", "bedrijf", "société"),
        *("ust idnr", "vat", "vat number", "enterprise number", "company number", "establishment unit"),
    ),
    context_score=0.97,
    window=30,
    joints=".",
    glued=True,
    near="0",
    compact=compact,
)
