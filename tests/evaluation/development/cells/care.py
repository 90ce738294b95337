"""Results of laboratories, and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluation.development.vocabulary import words

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Maker, Row


def lab_value(column: Column) -> Cell:
    sign, low = column.of(",", "."), column.of("< ", "<", ">")
    size = column.dice.choice((1, 10, 100))
    unit = f" {column.dice.choice(words('unit', column.half))}" if column.dice.random() < 0.25 else ""

    def cell(row: Row) -> str:
        figure = f"{row.dice.lognormvariate(1, 0.8) * size:.{row.dice.choice((1, 1, 2))}f}".replace(".", sign)
        return (low + figure if row.dice.random() < 0.08 else figure) + unit

    return cell


def text(name: str) -> Maker:
    """Sentences; some hold who wrote them or whom they are about."""

    def make(column: Column) -> Cell:
        some = words(name, column.half)

        def cell(row: Row) -> str:
            sentences = " ".join(row.dice.sample(some, row.dice.randint(1, 3)))
            if row.dice.random() < 0.15:
                sentences += (
                    f" {row.patient.given} {row.patient.family}, 0{row.patient.mobile[:3]} {row.patient.mobile[3:]}"
                )
            return sentences

        return cell

    return make
