"""What the rules call the columns of the development set, alone and beside their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

from detectors.columns import classify, map_table
from detectors.decisions import Decisions
from detectors.evidence.observed_table import observe_table
from detectors.tables import CrawledTable
from tests.evaluation.column_scorer import JudgedColumn
from tests.evaluation.development.compose import GoldColumn, GoldTable, tables
from tests.evaluation.development.exported import exported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detectors.evidence.observed_table import ObservedTable
    from detectors.findings import Finding

ALIKE = (
    frozenset({"person_name", "former_name", "family_member_name", "provider_name"}),
    frozenset({"gender_at_birth", "sex_registered", "gender_identity"}),
    frozenset({"flag", "consent"}),
    frozenset({"record_id", "insurance_number", "document_number"}),
    frozenset({"amount", "number", "lab_value"}),
    frozenset({"age", "number"}),
    frozenset({"cv", "file_name"}),
)
"""What no reader could tell apart from the cells alone; asked for only where the header tells which it is."""

ALSO: Mapping[str, frozenset[str]] = {
    "online_account:login": frozenset({"person_name", "record_id"}),
    "online_account:staff": frozenset({"person_name", "provider_name", "record_id"}),
    "provider_name:initials": frozenset({"person_name", "online_account", "record_id", "unknown"}),
    "record_id:pseudonym": frozenset({"online_account", "person_name"}),
    "mac_address:wifi": frozenset({"record_id", "cookie_id"}),
    "cookie_id:device": frozenset({"record_id"}),
    "duration:minutes": frozenset({"number", "age", "lab_value", "amount"}),
    "number:measure": frozenset({"age", "lab_value"}),
    "lab_value:word": frozenset({"label"}),
    "consent:text": frozenset({"label"}),
    "label:reason": frozenset({"free_text"}),
    "label:tags": frozenset({"free_text"}),
    "profession:many": frozenset({"label"}),
    "organisation:many": frozenset({"label"}),
}
"""The same for variants of a category."""
ALWAYS: Mapping[str, frozenset[str]] = {
    "number:measure": frozenset({"medical_condition"}),
    "phone:mixed": frozenset({"email"}),
    "email:mixed": frozenset({"phone"}),
    "person_name:mixed": frozenset({"email"}),
}
"""What a column may be called under any header: height and weight are data on health as well, and where two kinds of
things stand, it is either."""


@dataclass(frozen=True)
class Judged:
    """A column of the development set with what the rules found."""

    table: GoldTable
    column: GoldColumn
    finding: Finding

    def scored(self) -> JudgedColumn:
        """As the scorer of the evaluation takes it."""
        return JudgedColumn(
            language=self.table.language,
            header=self.column.header,
            kind=self.column.kind,
            category=self.column.category,
            accepted=accepted(self.column),
            role=self.column.role,
            called=self.finding.category,
            called_role=self.finding.role,
            confidence=self.finding.confidence,
        )


def accepted(column: GoldColumn) -> frozenset[str]:
    """The categories that a careful reader might call the column."""
    own = frozenset({column.category}) | column.also | ALWAYS.get(column.wanted, frozenset())
    if column.kind == "clear":
        return own
    alike = own.union(*(group for group in ALIKE if column.category in group))
    return alike | ALSO.get(column.wanted, frozenset())


Observed = tuple[tuple[GoldTable, "ObservedTable"], ...]


@cache
def observed() -> Observed:
    """The composed tables with what was counted in them."""
    return tuple((table, observe_table(_cells(table))) for table in tables())


@cache
def observed_exports() -> Observed:
    """The same for those that were written down one by one."""
    return tuple((table, observe_table(_cells(table))) for table in exported())


def _cells(table: GoldTable) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({column.header: pa.array(column.cells, pa.string()) for column in table.columns})


def judged_alone(some: Observed) -> Iterator[Judged]:
    """Each column by its header and its cells, and nothing else."""
    for table, seen in some:
        for column in table.columns:
            yield Judged(table, column, classify(column.header, seen.columns[column.header]))


def judged_in_tables(some: Observed) -> Iterator[Judged]:
    """Each column among its neighbours."""
    for table, seen in some:
        crawled = CrawledTable("x", table.name, tuple(column.header for column in table.columns), ())
        mapped = map_table(crawled, seen.columns, Decisions(), seen.agreements)
        for column, found in zip(table.columns, mapped.columns, strict=True):
            yield Judged(table, column, found.finding)


def of_half(judged: Iterable[Judged], half: str) -> list[Judged]:
    """Those of one half."""
    return [one for one in judged if one.table.half == half]
