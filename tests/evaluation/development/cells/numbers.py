"""Numbers that authorities and banks give to people, with their check digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdnum.iso7064 import mod_97_10
from stdnum.luhn import calc_check_digit

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Row


def national_number(column: Column) -> Cell:
    layout = column.of(
        "{0}.{1}.{2}-{3}.{4}", "{0}{1}{2}{3}{4}", "{0}{1}{2}-{3}-{4}", "{0}{1}{2} {3} {4}", "lost", "lost.0"
    )

    def cell(row: Row) -> str:
        number = row.patient.number
        if layout.startswith("lost"):
            return str(int(number)) + layout[4:]
        return layout.format(number[:2], number[2:4], number[4:6], number[6:9], number[9:])

    return cell


def provider_number(column: Column) -> Cell:
    layout = column.of("{0}-{1}-{2}-{3}", "{0}{1}{2}{3}", "{0}/{1}/{2}/{3}", "{0}.{1}.{2}.{3}")

    def cell(row: Row) -> str:
        first = f"1{int(row.provider.number[4:9]):05}"
        return layout.format(
            first[0], first[1:], f"{97 - int(first) % 97:02}", f"{int(row.provider.number[:3]) % 900 + 1:03}"
        )

    return cell


def iban(column: Column) -> Cell:
    spaced = column.dice.random() < 0.5

    def cell(row: Row) -> str:
        first = f"{int(row.patient.number) % 10**10:010}"
        account = f"{first}{int(first) % 97 or 97:02}"
        number = f"BE{mod_97_10.calc_check_digits(account + 'BE')}{account}"
        return " ".join(number[start : start + 4] for start in range(0, 16, 4)) if spaced else number

    return cell


def card(column: Column) -> Cell:
    sign = column.of(" ", "", "-")

    def cell(row: Row) -> str:
        first = f"4{int(row.patient.number) * 7919 % 10**14:014}"
        number = first + calc_check_digit(first)
        return sign.join(number[start : start + 4] for start in range(0, 16, 4))

    return cell


def reference(column: Column) -> Cell:
    layout = column.of("+++{0}/{1}/{2}+++", "{0}/{1}/{2}", "***{0}/{1}/{2}***", "{0}{1}{2}")

    def cell(row: Row) -> str:
        first = f"{row.dice.randint(0, 10**10 - 1):010}"
        number = f"{first}{int(first) % 97 or 97:02}"
        return layout.format(number[:3], number[3:7], number[7:])

    return cell


def bsn(row: Row) -> str:
    digits = [int(digit) for digit in f"{int(row.patient.number) * 31 % 10**8:08}"]
    last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    return bsn_of([*digits[:-1], (digits[-1] + 1) % 10]) if last == 10 else bsn_of(digits)


def bsn_of(digits: list[int]) -> str:
    last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    return "".join(map(str, (*digits, last % 10)))


def nir(row: Row) -> str:
    born = row.patient.born
    first = f"{1 + int(row.patient.number[8]) % 2}{born:%y%m}75{int(row.patient.number[3:9]) % 10**6:06}"
    return f"{first}{97 - int(first) % 97:02}"


def foreign_id(column: Column) -> Cell:
    return column.dice.choice((bsn, nir, nhs, kvnr))


def nhs(row: Row) -> str:
    first = f"{int(row.patient.number) * 17 % 10**9:09}"
    check = 11 - sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
    if check == 10:
        return "943 476 5919"
    number = f"{first}{check % 11}"
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def kvnr(row: Row) -> str:
    return f"{'ABCDEHKMRSTW'[int(row.patient.number) % 12]}{int(row.patient.number) * 7 % 10**9:09}"


def document(column: Column) -> Cell:
    def card(row: Row) -> str:
        first = f"59{int(row.patient.number) % 10**8:08}"
        return f"{first[:3]}-{first[3:]}-{int(first) % 97 or 97:02}"

    def passport(row: Row) -> str:
        return f"E{'HIJKLM'[int(row.patient.number) % 6]}{int(row.patient.number) % 10**6:06}"

    def residence(row: Row) -> str:
        return f"B{int(row.patient.number) * 3 % 10**9:09}"

    return column.dice.choice((card, card, passport, residence))


def company(column: Column) -> Cell:
    layout = column.of("{0}.{1}.{2}", "BE {0}.{1}.{2}", "BE{0}{1}{2}", "{0}{1}{2}")

    def cell(row: Row) -> str:
        first = f"0{4 + int(row.patient.number[1]) % 4}{int(row.patient.number[3:9]):06}"
        number = f"{first}{97 - int(first) % 97:02}"
        return layout.format(number[:4], number[4:7], number[7:])

    return cell


def plate(column: Column) -> Cell:
    between = column.of("-", "-", " ")
    letters = "ABCDEFGHJKLMNPRSTVWXYZ"

    def cell(row: Row) -> str:
        dice = row.dice
        return between.join((dice.choice("12"), "".join(dice.choices(letters, k=3)), f"{dice.randint(0, 999):03}"))

    return cell


def insurance_number(column: Column) -> Cell:
    layout = column.of("{0:013}", "{0:07}-{1:02}", "{0:010}", "AB{0:08}")
    return lambda row: layout.format(int(row.patient.number) * 13 % 10**7 + 10**6, int(row.patient.number) % 97)
