"""What becomes of the headers of a composed table: restyled, cryptic, missing, or lying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.evaluation.table_people import WORDS

if TYPE_CHECKING:
    import random

    from tests.evaluation.table_blueprints import Blueprint, PlannedColumn

STYLES = ("clear", "clear", "mixed", "cryptic", "missing", "lying")
"""How the headers of the tables of one blueprint are, one table each."""
KINDS = {
    "clear": ("clear",),
    "mixed": ("clear", "clear", "cryptic", "missing", "lying"),
    "cryptic": ("cryptic",),
    "missing": ("missing",),
    "lying": ("clear", "clear", "lying"),
}
"""Style of a table → the kinds that a header of it may be."""


def headers(blueprint: Blueprint, style: str, language: str, rng: random.Random) -> list[tuple[str, str]]:
    """(header, kind) per column; no two alike."""
    cryptic, missing = rng.choice(WORDS["cryptic"]), rng.choice(WORDS["missing"])
    lies = list(WORDS["lies"][language].items())
    rng.shuffle(lies)
    restyle = rng.choice((str, str, _snake, str.upper, str.lower))
    chosen: list[tuple[str, str]] = []
    for number, column in enumerate(blueprint.columns, 1):
        kind = rng.choice(KINDS[style])
        lie = _lie(column, lies) if kind == "lying" else ""
        if kind == "lying" and not lie:
            kind = "clear"
        shown = {
            "clear": restyle(column.header),
            "lying": lie,
            "cryptic": cryptic.format(number + 2),
            "missing": missing.format(number),
        }
        chosen.append((_unlike(shown[kind], chosen), kind))
    return chosen


def _lie(column: PlannedColumn, lies: list[tuple[str, str]]) -> str:
    """Takes out a header that says what the column is not; none when all would be true."""
    for lie in lies:
        if lie[1] not in column.accepted:
            lies.remove(lie)
            return lie[0]
    return ""


def _unlike(header: str, chosen: list[tuple[str, str]]) -> str:
    taken = {one for one, _ in chosen}
    return header if header not in taken else f"{header}_{len(chosen)}"


def _snake(header: str) -> str:
    return re.sub(r"\W+", "_", header.lower()).strip("_")
