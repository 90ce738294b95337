"""Composes the development set: tables under headers that tell, that tell nothing, that are missing, and that lie."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detectors.evidence.headers import read_header
from tests.evaluation.development.cells.makers import MAKERS
from tests.evaluation.development.cells.row import Column
from tests.evaluation.development.damage import damaged
from tests.evaluation.development.layouts import LAYOUTS, Layout
from tests.evaluation.development.rows import rows_of
from tests.evaluation.development.vocabulary import HALVES, LANGUAGES, all_words, category_of, header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.evaluation.development.cells.row import Row

SEED = 20261122
HEADER_KINDS = ("clear", "clear", "cryptic", "missing", "lying")
ROUNDS = 2
"""Times that each layout comes with each kind of header, in each half."""
CRYPTIC = ("field_{}", "veld{}", "c_{}", "X{}", "q{}", "champ_{}", "F{}", "cf_{}", "Spalte {}", "attr{}")
MISSING = ("Unnamed: {}", "column_{}", "Kolom{}", "Colonne{}")
LYING = 0.4
"""Share of the columns of a lying table whose headers lie; the others tell."""


@dataclass(frozen=True)
class GoldColumn:
    """A column with what it is.

    Attributes:
        kind: what its header tells: ``clear``, ``cryptic``, ``missing`` or ``lying``.
        wanted: the category with its role or variant, as layouts name it.
        also: what else a careful reader could call it.
    """

    header: str
    kind: str
    wanted: str
    category: str
    role: str
    cells: tuple[str, ...]
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class GoldTable:
    """A table with what its columns are."""

    name: str
    half: str
    language: str
    columns: tuple[GoldColumn, ...]


def tables() -> Iterator[GoldTable]:
    """All tables of both halves, always the same."""
    for half in HALVES:
        for turn in range(ROUNDS):
            for place, kind in enumerate(HEADER_KINDS):
                for layout in LAYOUTS:
                    seed = f"{SEED} {half} {turn} {place} {layout.name}"
                    yield _table(layout, kind, half, random.Random(seed))


def _table(layout: Layout, kind: str, half: str, dice: random.Random) -> GoldTable:
    language = dice.choice(LANGUAGES)
    rows = list(rows_of(layout, half, dice))
    told = kind in ("clear", "lying")
    columns = [_column(wanted, kind, rows, Column(dice, half, language)) for wanted in layout.columns]
    name = f"x.{layout.name}" if told else f"x.table{dice.randint(1, 99)}"
    return GoldTable(name, half, language, tuple(_under_headers(columns, layout, language, half, dice)))


def _column(wanted: str, table_kind: str, rows: list[Row], column: Column) -> GoldColumn:
    cell = MAKERS[wanted](column)
    cells = damaged([cell(row) for row in rows], column.dice, column.half)
    kind = table_kind if table_kind != "lying" or column.dice.random() < LYING else "clear"
    return GoldColumn("", kind, wanted, category_of(wanted), wanted.partition("/")[2], tuple(cells))


def _under_headers(
    columns: list[GoldColumn], layout: Layout, language: str, half: str, dice: random.Random
) -> Iterator[GoldColumn]:
    """The columns with headers of which no two are equal, as a reader of exports sees to."""
    numbered = {"cryptic": dice.choice(CRYPTIC), "missing": dice.choice(MISSING)}
    some = all_words("disguises" if layout.disguised else "lies")
    lies = iter(dice.sample(some, len(some)))
    taken: set[str] = set()
    for place, column in enumerate(columns, start=1):
        if column.kind == "clear":
            told = _another(header(column.wanted, language, half), taken)
        elif column.kind == "lying":
            told = next(lie for lie in lies if lie not in taken and not _may_be_true(lie, column.category))
        else:
            told = numbered[column.kind].format(place)
        taken.add(told)
        yield replace(column, header=told)


def _another(told: str, taken: set[str]) -> str:
    """A header that no other column has."""
    return told if told not in taken else f"{told} 2"


def _may_be_true(lie: str, category: str) -> bool:
    """Whether a header drawn as a lie happens to say what the column is."""
    return any(guess.category == category or {guess.category, category} <= _ONE_ANOTHER for guess in read_header(lie))


_ONE_ANOTHER = {"person_name", "former_name", "family_member_name", "provider_name"}
