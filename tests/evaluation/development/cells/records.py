"""Keys of records, and what is counted, paid and ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluation.development.cells.chosen import words_of
from tests.evaluation.development.vocabulary import words

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Row


def record_id(column: Column) -> Cell:
    layout = column.of("P{0:06}", "{0}", "{0:08}", "PAT-{0}", "2024-{0:05}", "uuid", "hex", "{0}.0")
    start, step = column.dice.randint(10_000, 80_000), column.dice.randint(1, 9)

    def cell(row: Row) -> str:
        number = start + step * (int(row.patient.number) % 9973)
        if layout == "uuid":
            digits = f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128:032x}"
            return "-".join((digits[:8], digits[8:12], "4" + digits[13:16], "a" + digits[17:20], digits[20:]))
        return f"{number * 0x9E3779B97F4A7C15 % 2**96:024x}" if layout == "hex" else layout.format(number)

    return cell


def amount(column: Column) -> Cell:
    layout = column.of("{0:.2f}", "€ {0:.2f}", "{0:.2f} EUR", "{0:.2f}", "-{0:.2f}")
    comma = column.dice.random() < 0.6

    def cell(row: Row) -> str:
        text = layout.format(row.dice.choice((1, 10, 100)) * row.dice.randint(100, 9900) / 100)
        return text.replace(".", ",") if comma else text

    return cell


def number(column: Column) -> Cell:
    most, decimal = column.dice.choice((4, 9, 60)), ".0" if column.dice.random() < 0.15 else ""
    return lambda row: f"{int(row.dice.triangular(0, most, 1))}{decimal}"


def answers(column: Column) -> Cell:
    options = column.dice.choice(words("flag", column.half)).split(",")
    return lambda row: row.dice.choice(options)


def label(column: Column) -> Cell:
    return words_of(column.of("status", "priority", "channel", "service", "color"))(column)


def country(column: Column) -> Cell:
    some = words(column.of("country", "country", "country_code"), column.half)
    return lambda row: row.dice.choices(some, [30, *[1] * (len(some) - 1)])[0]
