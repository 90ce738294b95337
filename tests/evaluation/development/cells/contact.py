"""Names, and how their bearers are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Row
    from tests.evaluation.development.people import Person


def name(column: Column, who: str) -> Cell:
    layout = column.of("{g} {f}", "{f} {g}", "{f}, {g}", "{F} {g}", "{g} {f}")
    title = "Dr. " if who == "provider" and column.dice.random() < 0.4 else ""

    def cell(row: Row) -> str:
        one: Person = getattr(row, who)
        return title + layout.format(g=one.given, f=one.family, F=one.family.upper())

    return cell


def part(column: Column, who: str, part: str) -> Cell:
    change = column.dice.choice((str, str, str, str.upper, str.lower))
    return lambda row: change(getattr(getattr(row, who), part))


def phone(column: Column) -> Cell:
    layout = column.of("0{0}/{1}.{2}.{3}", "+32(0){0}/{1}.{2}.{3}", "0{0}-{1}{2}{3}", "+316{1}{2}{3}4",
                       "tel 0{0} {1} {2} {3}", "0{0} {1} {2} {3}", "+32 {0} {1} {2} {3}", "0{0}{1}{2}{3}",
                       "+32{0}{1}{2}{3}", "{0}{1}{2}{3}", "32{0}{1}{2}{3}.0", "0032 {0} {1} {2} {3}")  # fmt: skip

    def cell(row: Row) -> str:
        digits = row.patient.mobile
        return layout.format(digits[:3], digits[3:5], digits[5:7], digits[7:])

    return cell


def address(column: Column) -> Cell:
    layout = column.of(
        "{s} {h}", "{s}, {h}", "{s} {h}", "{s} {h} - {p} {m}", "{s} {h}{b}", "{h}, {s}", "{s} {h}, {p} {m}", "{s}"
    )
    box = column.of(" bus 3", " bte 12", "/2", "b")

    def cell(row: Row) -> str:
        one = row.patient
        with_box = box if row.dice.random() < 0.3 else ""
        return layout.format(s=one.street, h=one.house, b=with_box, p=one.postal_code, m=one.place)

    return cell
