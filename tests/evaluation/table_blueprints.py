"""Reads corpus/source/table_blueprints.txt: the kinds of tables that systems export, each written by hand."""

from __future__ import annotations

from dataclasses import dataclass

from tests.evaluation.compile_notes import CORPUS

SOURCE = CORPUS / "source" / "table_blueprints.txt"


@dataclass(frozen=True)
class PlannedColumn:
    """A column before it is filled.

    Attributes:
        makers: whose cells stand in it; the first is what it is.
        accepted: every category that a careful reader could name under this header.
    """

    header: str
    makers: tuple[str, ...]
    accepted: frozenset[str]

    @property
    def category(self) -> str:
        """What it is."""
        return category_of(self.makers[0])

    @property
    def role(self) -> str:
        """Of whom or what it is, where that is judged."""
        return self.makers[0].partition("/")[2]


@dataclass(frozen=True)
class Blueprint:
    """A kind of table; its language is that of the headers, or `mixed`."""

    table: str
    language: str
    columns: tuple[PlannedColumn, ...]


def category_of(maker: str) -> str:
    """The category of what a maker makes.

    >>> category_of("record_id/patient"), category_of("label:status")
    ('record_id', 'label')
    """
    return maker.partition("/")[0].partition(":")[0]


def read_blueprints() -> list[Blueprint]:
    """All kinds of tables, in the order of the source."""
    text = "\n".join(line for line in SOURCE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [_blueprint(block.strip().splitlines()) for block in text.split("\n\n") if block.strip()]


def _blueprint(lines: list[str]) -> Blueprint:
    table, language = lines[0].strip("[]").split()
    return Blueprint(table, language, tuple(_column(line) for line in lines[1:]))


def _column(line: str) -> PlannedColumn:
    header, _, rest = line.partition(" = ")
    made, _, others = rest.partition(" ~ ")
    makers = tuple(made.split(" + "))
    also = others.split(", ") if others else []
    return PlannedColumn(header, makers, frozenset((*map(category_of, makers), *also)))
