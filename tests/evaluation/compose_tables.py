"""Composes corpus/held_out_tables.jsonl: whole tables, whose rows each tell of one person.

Run as `python -m tests.evaluation.compose_tables`.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.evaluation.compile_notes import CORPUS, LANGUAGES
from tests.evaluation.compose_columns import ALIKE
from tests.evaluation.table_blueprints import Blueprint, PlannedColumn, read_blueprints
from tests.evaluation.table_cells import MAKERS, Row
from tests.evaluation.table_headers import STYLES, headers
from tests.evaluation.table_people import WORDS, person, relative_of

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES_FILE = CORPUS / "held_out_tables.jsonl"
SEED = 20260418
DIRTY = 0.05
FILLED = (1.0, 1.0, 1.0, 0.95, 0.85, 0.6)
"""How much of a column is filled in, drawn per column."""
FEWEST, TIMES = 10, 20
"""From 10 to 200 rows, most tables short."""
FOREIGN = 0.25
"""How often the cells are in another language than the headers."""
UNTOLD_NAME = "export.blad1"
FIRST_MOMENT = datetime(2024, 1, 8, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Draft:
    """A table about to be filled."""

    blueprint: Blueprint
    style: str
    language: str
    rows: tuple[Row, ...]


def compose() -> str:
    """All tables as JSON lines."""
    rng = random.Random(SEED)
    tables = (_table(blueprint, style, rng) for blueprint in read_blueprints() for style in STYLES)
    return "".join(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n" for table in tables)


def _table(blueprint: Blueprint, style: str, rng: random.Random) -> dict[str, Any]:
    headed = rng.choice(LANGUAGES) if blueprint.language == "mixed" else blueprint.language
    language = rng.choice(LANGUAGES) if rng.random() < FOREIGN else headed
    draft = Draft(blueprint, style, language, tuple(_rows(blueprint.table + str(rng.random()), language, rng)))
    names = headers(blueprint, style, headed, rng)
    return {
        "table": UNTOLD_NAME if style in {"cryptic", "missing"} and rng.random() < 0.5 else blueprint.table,
        "style": style,
        "language": language,
        "columns": [
            _column(column, header, kind, draft, rng)
            for column, (header, kind) in zip(blueprint.columns, names, strict=True)
        ],
    }


def _rows(key: str, language: str, rng: random.Random) -> Iterator[Row]:
    """The same people come back; the staff is small; time goes on."""
    number = round(FEWEST * TIMES ** (rng.random() ** 2))
    patients = [person(f"{key}/{one}") for one in range(max(number * 2 // 3, 1))]
    staff = [person(f"{key}/staff/{one}") for one in range(rng.randint(2, 7))]
    for index in range(1, number + 1):
        patient = rng.choice(patients)
        moment = FIRST_MOMENT + timedelta(days=index * 3, minutes=15 * rng.randint(0, 40))
        yield Row(index, patient, relative_of(patient), rng.choice(staff), moment, language, 0)


def _column(column: PlannedColumn, header: str, kind: str, draft: Draft, rng: random.Random) -> dict[str, Any]:
    filled = 1.0 if column.category == "record_id" else rng.choice(FILLED)
    style = rng.randrange(60)
    return {
        "header": header,
        "kind": kind,
        "category": column.category,
        "accepted": sorted(_accepted(column, kind)),
        "role": column.role if kind == "clear" else "",
        "values": [_cell(column, replace(row, style=style), filled, rng) for row in draft.rows],
    }


def _accepted(column: PlannedColumn, kind: str) -> frozenset[str]:
    if kind == "clear":
        return column.accepted
    return column.accepted.union(*(one for one in ALIKE if column.accepted & one))


def _cell(column: PlannedColumn, row: Row, filled: float, rng: random.Random) -> str:
    if column.category == "empty" or rng.random() > filled:
        return ""
    if rng.random() < DIRTY:
        return str(rng.choice(WORDS["dirt"]))
    return MAKERS[rng.choice(column.makers)](row, rng)


if __name__ == "__main__":
    TABLES_FILE.write_text(compose(), encoding="utf-8")
