"""Numbers with the check digits that Belgium gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import phonenumbers
from stdnum import luhn, verhoeff
from stdnum.iso7064 import mod_11_10

if TYPE_CHECKING:
    from datetime import date
    from random import Random

SEX_KNOWN, SEX_UNKNOWN = 40, 20
"""What a BIS number adds to the month."""

_BANKS = ("001", "035", "063", "068", "310", "363", "733", "734", "979", "000")
_FIRST_MOBILE_DIGITS = (
    "468",
    "470",
    "471",
    "472",
    "473",
    "474",
    "475",
    "476",
    "477",
    "478",
    "479",
    "484",
    "485",
    "486",
    "487",
    "488",
    "489",
    "490",
    "491",
    "492",
    "493",
    "494",
    "495",
    "496",
    "497",
    "498",
    "499",
)
_ABROAD = {"NL": ("31", "6", 8), "FR": ("33", "6", 8), "DE": ("49", "1512", 7), "LU": ("352", "621", 6)}


def national_number(birth: date, serial: int, *, bis: int = 0, birth_known: bool = True) -> str:
    """The eleven digits of a national or BIS number.

    Args:
        birth: date of birth; the check digits of those born since 2000 are computed with a leading 2.
        serial: 1 to 998; odd for those registered as men.
        bis: 0, ``SEX_KNOWN`` or ``SEX_UNKNOWN``.
        birth_known: False gives month and day 00, as for people whose birth date nobody could tell.

    >>> from datetime import date
    >>> national_number(date(1985, 7, 30), 33), national_number(date(2004, 2, 29), 1)
    ('85073003328', '04022900132')
    """
    month, day = (birth.month, birth.day) if birth_known else (0, 0)
    nine = f"{birth.year % 100:02}{month + bis:02}{day:02}{serial:03}"
    check = 97 - int(("2" if birth.year >= 2000 else "") + nine) % 97
    return f"{nine}{check:02}"


def dotted(number: str) -> str:
    """A national number as the identity card prints it.

    >>> dotted("85073003328")
    '85.07.30-033.28'
    """
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def spaced(number: str) -> str:
    """A national number as health insurers' stickers print it.

    >>> spaced("85073003328")
    '850730 033 28'
    """
    return f"{number[:6]} {number[6:9]} {number[9:]}"


@dataclass
class Serials:
    """Hands out serial numbers, each once per date of birth."""

    taken: set[tuple[date, int]]

    def next(self, rng: Random, birth: date, *, male: bool) -> int:
        """A serial of the right parity that nobody with this birth date has."""
        while True:
            serial = 2 * rng.randrange(1, 249) + (1 if male else 0)
            if (birth, serial) not in self.taken:
                self.taken.add((birth, serial))
                return serial


def mobile(rng: Random, country: str = "BE") -> str:
    """A mobile number in E.164 that the numbering plan allows."""
    if country == "BE":
        return _valid(rng, "+32", _FIRST_MOBILE_DIGITS, 6)
    prefix, start, digits = _ABROAD[country]
    return _valid(rng, f"+{prefix}", (start,), digits)


def landline(rng: Random, area: str) -> str:
    """A fixed number in E.164 of an area, written without its zero (``3`` Antwerp, ``16`` Leuven)."""
    starts = tuple(f"{area}{digit}" for digit in "2345678") if len(area) == 1 else (area,)
    return _valid(rng, "+32", starts, 6)


def _valid(rng: Random, prefix: str, starts: tuple[str, ...], digits: int) -> str:
    while True:
        number = f"{prefix}{rng.choice(starts)}{rng.randrange(10**digits):0{digits}}"
        if phonenumbers.is_valid_number(phonenumbers.parse(number)):
            return number


def written_phone(rng: Random, number: str) -> str:
    """A number in E.164 as people write it: with slashes, dots, spaces, brackets or none of these."""
    if not number.startswith("+32"):
        spaced_out = phonenumbers.format_number(
            phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
        return rng.choice((number, spaced_out, spaced_out.replace("+", "00")))
    national = number[3:]
    area = national[:3] if national[0] == "4" and len(national) == 9 else national[: 1 if national[0] in "2349" else 2]
    rest = _pairs(national[len(area) :])
    return rng.choice(
        (
            f"0{area} {' '.join(rest)}",
            f"0{area}/{'.'.join(rest)}",
            f"+32 {area} {' '.join(rest)}",
            f"0{national}",
            f"+32(0){area}/{'.'.join(rest)}",
            f"0032{national}",
            f"+32{national}",
        )
    )


def _pairs(digits: str) -> list[str]:
    head = [digits[:3]] if len(digits) % 2 else []
    tail = digits[3:] if head else digits
    return head + [tail[i : i + 2] for i in range(0, len(tail), 2)]


def iban(rng: Random) -> str:
    """A Belgian account number, in groups of four; bank code, national and ISO check digits are right."""
    ten = f"{rng.choice(_BANKS)}{rng.randrange(10**7):07}"
    bban = f"{ten}{int(ten) % 97 or 97:02}"
    check = 98 - int(f"{bban}111400") % 97
    whole = f"BE{check:02}{bban}"
    return " ".join(whole[i : i + 4] for i in range(0, 16, 4))


def payment_reference(rng: Random) -> str:
    """A structured communication between pluses."""
    ten = f"{rng.randrange(10**10):010}"
    digits = f"{ten}{int(ten) % 97 or 97:02}"
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def identity_card(rng: Random) -> str:
    """The number of a Belgian identity card."""
    ten = f"59{rng.randrange(10**8):08}"
    return f"{ten[:3]}-{ten[3:]}-{int(ten) % 97 or 97:02}"


def licence_plate(rng: Random) -> str:
    """A licence plate of the series in use since 2010."""
    letters = "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(3))
    return f"{rng.choice('12')}-{letters}-{rng.randrange(1000):03}"


def provider_number(stem: str, modulus: int) -> str:
    """A RIZIV/INAMI number from its stem ``1-18743-477``; the third group is the check.

    >>> provider_number("1-87497-477", 97)
    '1-87497-04-477'
    """
    profession, number, qualification = stem.split("-")
    check = modulus - int(profession + number) % modulus
    return f"{profession}-{number}-{check:02}-{qualification}"


def foreign_number(rng: Random, country: str, birth: date, *, male: bool) -> str:
    """The number a neighbouring state gave: BSN, NIR, Steuer-ID or matricule; ``""`` for other countries."""
    if country == "NL":
        return _bsn(rng)
    if country == "FR":
        return _nir(rng, birth, male=male)
    if country == "DE":
        return _tax_id(rng)
    return _matricule(rng, birth) if country == "LU" else ""


def _bsn(rng: Random) -> str:
    while True:
        eight = f"{rng.randrange(10**7, 3 * 10**7):08}"
        check = sum(int(digit) * weight for digit, weight in zip(eight, range(9, 1, -1), strict=True)) % 11
        if check < 10:
            return f"{eight}{check}"


def _nir(rng: Random, birth: date, *, male: bool) -> str:
    department = rng.choice(("59", "75", "62", "80"))
    thirteen = f"{1 if male else 2}{birth:%y%m}{department}{rng.randrange(1, 400):03}{rng.randrange(1, 300):03}"
    key = f"{97 - int(thirteen) % 97:02}"
    return " ".join((thirteen[0], thirteen[1:3], thirteen[3:5], thirteen[5:7], thirteen[7:10], thirteen[10:], key))


def _tax_id(rng: Random) -> str:
    """Of the first ten digits one stands twice and one is missing."""
    digits = rng.sample("123456789", k=9)
    ten = "".join([*digits, rng.choice(digits[:8])])
    return f"{ten}{mod_11_10.calc_check_digit(ten)}"


def _matricule(rng: Random, birth: date) -> str:
    eleven = f"{birth:%Y%m%d}{rng.randrange(1, 999):03}"
    return f"{eleven}{luhn.calc_check_digit(eleven)}{verhoeff.calc_check_digit(eleven)}"
