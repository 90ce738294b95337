"""Cells that are words of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluation.development.vocabulary import words

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Maker


def words_of(name: str) -> Maker:
    """Words of a list, some more often than others."""

    def make(column: Column) -> Cell:
        some = words(name, column.half)
        weights = [1 / (1 + place % 7) for place in range(len(some))]
        change = column.dice.choice((str, str, str, str.upper, str.capitalize)) if name not in _AS_THEY_ARE else str
        return lambda row: change(row.dice.choices(some, weights)[0])

    return make


_AS_THEY_ARE = frozenset({"atc", "icd", "loinc", "unit", "gender_code", "country_code", "language_code", "dose"})


def one_of(*makers: Maker) -> Maker:
    return lambda column: column.dice.choice(makers)(column)


def list_of(maker: Maker) -> Maker:
    """Several answers in one cell, as forms write them."""

    def make(column: Column) -> Cell:
        cell, between = maker(column), column.of(", ", "; ", "|", " / ")
        return lambda row: between.join(dict.fromkeys(cell(row) for _ in range(row.dice.randint(1, 3))))

    return make
