"""Keys, logins and pseudonyms that look like something harmless: a count, a word, a level."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from stdnum.luhn import calc_check_digit

from detectors.folding import fold
from tests.evaluation.development.vocabulary import words

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Row
    from tests.evaluation.development.people import Person

_READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def running(column: Column) -> Cell:
    """Numbers that run on with the rows, from one or from somewhere."""
    first, step = column.dice.choice((1, 1, 101, 1001, 5200)), column.dice.choice((1, 1, 1, 2, 3))
    return lambda row: str(first + step * row.place)


def short(column: Column) -> Cell:
    """Numbers of three or four digits, each person's own, in no order."""
    size = column.dice.choice((900, 9000))
    own, prime = column.dice.randint(1, size), 7919
    return lambda row: str(size // 9 + (own + prime * (int(row.patient.number) % 10007)) % size)


def codes(column: Column) -> Cell:
    """Codes of letters and digits, as booking systems and locks draw them."""
    length, signs = column.dice.choice((5, 6, 8)), column.dice.choice((_READABLE, string.ascii_uppercase))
    return lambda row: "".join(row.dice.choices(signs, k=length))


def initialled(column: Column) -> Cell:
    """Pseudonyms made of a name and a year, as studies and old records use them."""
    layout = column.of("{f3}{g2}{y}", "{g1}{f1}{y}", "{g1}{f1}-{n:03}", "{f3}{g3}", "{g1}{f2}{n:02}")

    def cell(row: Row) -> str:
        given, family = (_letters(part) for part in (row.patient.given, row.patient.family))
        return layout.format(
            f1=family[:1], f2=family[:2], f3=family[:3], g1=given[:1], g2=given[:2], g3=given[:3],
            y=f"{row.patient.born:%y}", n=int(row.patient.number[6:9]),
        )  # fmt: skip

    return cell


def _letters(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign in string.ascii_lowercase).upper()


def dashed(column: Column) -> Cell:
    """Year and number, letters and number, number and check digit."""
    layout = column.of("{y}/{n:04}", "{y}-{n}", "D{n:05}", "BKNG-{n:06X}", "LH{n:06}", "#{n}", "SUBJ-{n:03}",
                       "{n:04}-K", "k{n}", "T{y}.{n:04}")  # fmt: skip
    return lambda row: layout.format(y=row.day.year, n=int(row.patient.number) % 9973)


def checked(column: Column) -> Cell:
    """Numbers with a check digit of no authority's."""
    length = column.dice.choice((4, 5, 6, 7))

    def cell(row: Row) -> str:
        first = str(int(row.patient.number) * 31 % 10**length).rjust(length, "7")
        return first + calc_check_digit(first)

    return cell


def long(column: Column) -> Cell:
    """Nineteen digits, or twenty-four hexadecimal ones that begin with a time."""
    if column.dice.random() < 0.5:
        return lambda row: f"5{row.place:05}{int(row.patient.number) * 7 % 10**13:013}"
    return lambda row: f"{1_690_000_000 + 3600 * row.place:08x}{row.dice.getrandbits(64):016x}"


def of_things(column: Column) -> Cell:
    """Numbers of articles and of the nomenclature, which come again and again."""
    layout = column.of("{n:06}", "ART-{n:04}", "{a}-{n:04}", "{n:04}{b}")
    numbers = [column.dice.randint(1000, 9999) * column.dice.choice((1, 7)) for _ in range(column.dice.randint(8, 40))]
    return lambda row: layout.format(n=row.dice.choice(numbers), a=350, b="BC")


def login(column: Column) -> Cell:
    """Logins made of a name, a word or a number, of patients."""
    layout = column.of("{g1}{f}", "{f}{g1}", "{g}.{f}", "{g}{y}", "{g}_{f}", "{G}{F}", "{w}", "{w}", "{w}{g1}", "x{w}x",
                       "u{n:07}", "{f}{n3}")  # fmt: skip
    return lambda row: _login(layout, row.patient, column.half)


def login_of_staff(column: Column) -> Cell:
    """The same of a few who log in again and again."""
    layout = column.of("{g1}{f}", "{f}{g1}", "{g}.{f}", "CLINIC\\{g1}{f}", "{g}", "{f3}{g1}")
    return lambda row: _login(layout, row.provider, column.half)


def _login(layout: str, who: Person, half: str) -> str:
    given, family = (_letters(part).lower() for part in (who.given, who.family))
    number = int(who.number)
    some = words("login", half)
    return layout.format(
        g=given, f=family, g1=given[:1], f3=family[:3], G=given.title(), F=family.title(), y=number % 90 + 10,
        n=number % 10**7, n3=number % 900 + 100, w=some[number % len(some)] + some[number // 89 % len(some)],
    )  # fmt: skip


def initials(column: Column) -> Cell:
    """Initials of those who work there."""
    layout = column.of("{g}{f}", "{g}.{f}.", "{g}{f}{l}")

    def cell(row: Row) -> str:
        given, family = _letters(row.provider.given), _letters(row.provider.family)
        return layout.format(g=given[:1], f=family[:1], l=family[-1:])

    return cell


def device(_: Column) -> Cell:
    """Numbers of telephones (IMEI, fifteen digits with a check digit)."""

    def cell(row: Row) -> str:
        first = f"35{int(row.patient.number) * 13 % 10**12:012}"
        return first + calc_check_digit(first)

    return cell


def address_of_device(column: Column) -> Cell:
    """Addresses of devices as Cisco, Windows and controllers of wireless networks write them."""
    layout = column.of("dotted", "bare", "BARE", "-", ":")

    def cell(row: Row) -> str:
        digits = f"{int(row.patient.number) * 0x9E3779B97F4A % 2**48 & ~(1 << 40):012x}"
        if layout == "dotted":
            return ".".join(digits[start : start + 4] for start in (0, 4, 8))
        if layout in ("bare", "BARE"):
            return digits.upper() if layout == "BARE" else digits
        return layout.join(digits[start : start + 2] for start in range(0, 12, 2)).upper()

    return cell
