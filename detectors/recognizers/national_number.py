"""The Belgian national number (rijksregisternummer, numéro national, Nationalnummer; INSZ, NISS, ENSS) and BIS number.

Eleven digits: date of birth ``YYMMDD``, serial number (odd: registered as male, even: female), and 97 minus the first
nine digits modulo 97; for births from 2000 on a ``2`` precedes the nine digits. A BIS number adds 20 to the month (sex
unknown at issue) or 40 (sex known); institutions issue numbers of their own with 60. Month and day are 00 when they
are unknown or when the serials of a day ran out. A change of registered sex gives a *new* number, so that one person
owns several.

Sources: royal decree of 3 April 1984; royal decree of 25 November 1997; technical instruction 000 of the national
register; royal decree of 8 February 1991 (BIS).

>>> is_valid("85.07.30-033.28"), is_valid("850730/033-29")
(True, False)
>>> compact("85.07.30-033.28"), format("85073003328")
('85073003328', '85.07.30-033.28')
"""

from __future__ import annotations

from datetime import date

from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of, undamaged
from detectors.recognizers.labels import BEGIN, glued, numbered
from detectors.recognizers.separators import DASHES, GAP

LATEST_BIRTH = date(2030, 12, 31)
"""Nobody is born later, unless the caller states another reference date: decides which century a number may be of."""

_LENGTH = 11
_SHORTEST_DAMAGED = 7  # a number of 2000 that a spreadsheet stored as a number: 00010100137 → 10100137
_BIS_STEP = 20
_MONTHS = 12
_LAST_DAY = 31


def compact(text: str) -> str:
    """The eleven digits, without separators; leading zeros that a spreadsheet dropped are put back.

    >>> compact("6031201889.0"), compact("8,5073003328E+10"), compact("8.507E+10")
    ('06031201889', '85073003328', '')
    """
    digits = digits_of(undamaged(text))
    return digits.zfill(_LENGTH) if _SHORTEST_DAMAGED <= len(digits) < _LENGTH else digits


def _century(digits: str) -> int | None:
    """1900 or 2000, whichever the check digits belong to; None when to neither."""
    check = int(digits[9:])
    for century, prefix in ((1900, ""), (2000, "2")):
        if 97 - int(prefix + digits[:9]) % 97 == check:
            return century
    return None


def validate(text: str, as_of: date = LATEST_BIRTH) -> str:
    """The compact number, if it may exist on the date ``as_of``.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    digits = compact(text)
    if not digits.isascii() or not digits.isdigit():
        raise InvalidFormat
    if len(digits) != _LENGTH:
        raise InvalidLength
    century = _century(digits)
    if century is None:
        raise InvalidChecksum
    if not _may_exist(digits, century, as_of):
        raise InvalidComponent
    return digits


def _may_exist(digits: str, century: int, as_of: date) -> bool:
    """Whether serial, month and day are ones that are issued, and the year is not after ``as_of``."""
    month, day, serial = int(digits[2:4]) % _BIS_STEP, int(digits[4:6]), digits[6:9]
    month_issued = month <= _MONTHS and int(digits[2:4]) <= 3 * _BIS_STEP + _MONTHS
    return (
        serial not in ("000", "999")
        and month_issued
        and (day <= _LAST_DAY or month == 0)
        and century + int(digits[:2]) <= as_of.year
    )


def is_valid(text: str, as_of: date = LATEST_BIRTH) -> bool:
    """Whether the text is a national or BIS number with right check digits."""
    try:
        return bool(validate(text, as_of))
    except ValidationError:
        return False


def format(text: str) -> str:  # noqa: A001 the verb of python-stdnum
    """As on the identity card: ``85.07.30-033.28``."""
    digits = compact(text)
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


def birth_date(text: str, as_of: date = LATEST_BIRTH) -> date | None:
    """The date of birth in a valid number; None when the number does not hold a whole one.

    Raises:
        stdnum.exceptions.ValidationError: the number is not valid.

    >>> birth_date("98.47.28-997.65")
    datetime.date(1998, 7, 28)
    >>> birth_date("85.00.00-012.27") is None
    True
    """
    digits = validate(text, as_of)
    try:
        year = (_century(digits) or 0) + int(digits[:2])
        return date(year, int(digits[2:4]) % _BIS_STEP, int(digits[4:6]))
    except ValueError:
        return None


def _is_dummy(digits: str) -> bool:
    """All zeros before the check digits, or one digit throughout: what forms are filled with."""
    return digits[:9] == "000000000" or len(set(digits)) == 1


def check(candidate: str) -> Verdict:
    """VALID with right check digits; else MALFORMED: a mistyped number still tells birth date and registered sex."""
    digits = digits_of(undamaged(candidate))
    if _is_dummy(digits):
        return Verdict.NO
    return Verdict.VALID if len(digits) == _LENGTH and is_valid(digits) else Verdict.MALFORMED


_DOTTED = rf"\d{{2}}\.\d{{2}}\.\d{{2}}{GAP}{{1,3}}\d{{3}}{GAP}{{1,3}}\d{{2}}"
_SEPARATED = rf"\d{{2}}[./ -](?:[0246]\d|[1357][0-2])[./ -][0-3]\d{GAP}{{1,3}}\d{{3}}{GAP}{{1,3}}\d{{2}}"
"""With a month and a day that may be: telling, though it be mistyped."""

_MASKED = rf"\d{{2}}[./-]?\d{{2}}[./-]?\d{{2}}{GAP}{{1,3}}[xX*•]{{3}}[.{DASHES}]?(?:[xX*•]{{2}}|\d{{2}})"
_ANY = rf"\d{{2}}{GAP}{{0,3}}\d{{2}}{GAP}{{0,3}}\d{{2}}{GAP}{{0,3}}\d{{3}}{GAP}{{0,3}}\d{{2}}"

_BEHIND_LABEL = (
    rf"{BEGIN}(?i:rijksregister(?:nummer|nr)?|rrn|rr|insz|niss|enss|ssin|nrn|registre national|numéro national"
    r"|nationalregisternummer|national number|bis(?:nummer|nr)|numéro bis)"
    rf"[ .-]?(?i:nummer|nr|no|n°)?[\s.:=#]{{1,3}}(?P<value>\d(?:{GAP}{{0,2}}\d){{8,11}})"
)
"""A digit too few or too many, as when a spreadsheet drops the leading zero."""

RECOGNIZER = Recognizer(
    name="national_number",
    category="national_number",
    patterns=(
        Pattern(_DOTTED, score=1.0, telling=True),
        Pattern(rf"\d{{6}} ?[{DASHES}]{{1,2}} ?\d{{3}}[.{DASHES}]\d{{2}}", score=0.98, telling=True),
        Pattern(r"\d{2}(?:[024]\d|[135][0-2])[0-3]\d \d{3} \d{2}", score=0.96, telling=True),
        Pattern(_SEPARATED, score=0.96, telling=True),
        Pattern(_ANY, score=0.95),
        Pattern(r"\d{11}\.0", score=0.95),
        Pattern(r"\d(?:[ .]\d){10}", score=0.9),
        Pattern(_MASKED, score=0.9, telling=True),
        Pattern(_BEHIND_LABEL, score=0.9, telling=True),
        Pattern(glued("rrn?|niss|insz|ssin|enss|nrn", _ANY), score=0.96, telling=True),
    ),
    check=check,
    context=(
        *numbered("rijksregister", "rijksreg", "rrn", "rr", "insz", "niss", "enss", "ssin", "bis", "ksz"),
        *("rnr", "identificatienummer", "nationaal nummer", "nat nr", "bis nummer", "ksz nummer"),
        *("numéro national", "numéro de registre national", "registre national", "nrn", "rn", "n n", "numéro bis"),
        *("numéro d'identification", "numéro niss", "n° national", "no national", "inss", "national number"),
        *(
            "nationalregisternummer",
            "nr nummer",
            "nationalnummer",
            "id nummer",
            "nationalregister",
            "nat nummer",
            "klevertje",
        ),
        *("national registration number", "national register number", "social security number", "nationaal nr"),
    ),
    context_score=0.96,  # so that a mistyped number is not cut by a telephone number inside it
    window=40,
    glued=True,
    joints="./-",
    near="0",
    compact=compact,
)
