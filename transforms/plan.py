"""What happens to every column of every table under a policy, before any cell is touched.

The data map says what a column is, the policy what happens to such a thing. The plan joins the two, and is what the
report, the codebook and ``veilig explain`` show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from detectors.errors import ConfigurationError
from detectors.folding import fold
from transforms.changes.administration import administrative, is_person_table
from transforms.safety import SUBJECT_CATEGORIES, column_refusal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    import pyarrow as pa

    from detectors.data_map import DataMap, MappedColumn, MappedTable
    from transforms.policy import Cube, Policy, TreatmentChoice
    from transforms.survey import Survey

SUBJECT_ID = "subject_id"
"""Column that every released table has: the subject's pseudonym."""

_LONGEST_NAME = 32
"""Stata's limit for a variable's name."""


@dataclass(frozen=True)
class ColumnPlan:
    """What happens to one column.

    Attributes:
        column: its name in the export.
        output: its name in the release: lower-case ASCII, at most 32 characters, unique in the table.
        treatment: a name of the registry of treatments, or ``subjects`` (leaves through the table ``subjects``).
        level: what ``generalise`` brings it to.
        reason: one sentence for the report and the codebook.
        category: what the column is.
        role: as in the finding.
        scope: numbers of equal scope and value get equal pseudonyms.
        frequent: text values that at least three subjects share; None when nobody counted.
        clock: whether cells of a date column tell a time of day.
    """

    column: str
    output: str
    treatment: str
    level: str
    reason: str
    category: str
    role: str = ""
    scope: str = ""
    frequent: pa.Array | None = None
    clock: bool = True

    @property
    def leaves(self) -> bool:
        """Whether the released table has this column."""
        return self.treatment not in ("drop", "withhold", "subjects")


@dataclass(frozen=True)
class TablePlan:
    """What happens to one table.

    Attributes:
        table: full name.
        in_policy: whether the policy names the table; if not, none of its rows leave.
        columns: one per column of the data map, in its order.
        as_of: the reference date of the release.
        of_persons: whether each row is the file of a person.
    """

    table: str
    in_policy: bool
    columns: tuple[ColumnPlan, ...]
    as_of: dt.date
    of_persons: bool = False


def plan(policy: Policy, data_map: DataMap, *, as_of: dt.date, survey: Survey | None = None) -> tuple[TablePlan, ...]:
    """The plan of every table of the data map.

    Args:
        policy: of an extract; cubes are planned by ``transforms.cubes``.
        data_map: all tables and columns.
        as_of: the reference date of the release: ages count from it.
        survey: what one pass over the tables found (see ``transforms.survey``); without it labels are judged batch by
            batch and every date is a timestamp.

    Raises:
        ConfigurationError: an exception for a column is not safe, given what the column is.
    """
    _refuse_unsafe_exceptions(policy, data_map)
    return tuple(_plan_table(policy, table, as_of, survey) for table in data_map.tables)


def treatments_by_policy(policies: Iterable[Policy], data_map: DataMap) -> dict[str, dict[str, dict[str, str]]]:
    """Full table name → column → policy → treatment in words, for the data map that people read.

    A column of a table that a policy leaves out is ``not in policy`` there; one that a cube counts by says so.
    """
    shown: dict[str, dict[str, dict[str, str]]] = {}
    for table in data_map.tables:
        shown[table.table] = {
            column.name: {policy.release: _in_words(policy, table, column) for policy in policies}
            for column in table.columns
        }
    return shown


def in_policy(policy: Policy, table: str) -> bool:
    """Whether an extract's policy names a table."""
    return any(fnmatchcase(table, pattern) for pattern in policy.globs)


def _in_words(policy: Policy, table: MappedTable, column: MappedColumn) -> str:
    if policy.cubes:
        cubes = [name for name, cube in policy.cubes.items() if cube.source == table.table and _counts(cube, column)]
        return f"counted in {', '.join(cubes)}" if cubes else "drop"
    if not in_policy(policy, table.table):
        return "not in policy"
    treatment, level, _ = _treatment(policy, table, column)
    return f"{treatment}: {level}" if level else treatment


def _counts(cube: Cube, column: MappedColumn) -> bool:
    """Whether a cube's dimension or measure is this column."""
    by = {dimension.column for dimension in cube.by if dimension.grain != "subject"}
    return column.name in by | {measure.column for measure in cube.measures}


def _plan_table(policy: Policy, table: MappedTable, as_of: dt.date, survey: Survey | None) -> TablePlan:
    outputs = _output_names([column.name for column in table.columns])
    columns = tuple(
        _with_survey(_plan_column(policy, table, column, output), policy, table, survey)
        for column, output in zip(table.columns, outputs, strict=True)
    )
    return TablePlan(table.table, in_policy(policy, table.table), columns, as_of, is_person_table(table))


def _plan_column(policy: Policy, table: MappedTable, column: MappedColumn, output: str) -> ColumnPlan:
    treatment, level, reason = _treatment(policy, table, column)
    finding = column.finding
    return ColumnPlan(
        column.name, output, treatment, level, reason, finding.category, finding.role, scope_of(table, column)
    )


def _treatment(policy: Policy, table: MappedTable, column: MappedColumn) -> tuple[str, str, str]:
    """Treatment, level and reason of a column."""
    category = column.finding.category
    exception = policy.columns.get(f"{table.table}.{column.name}")
    if exception is not None:
        said = f": {exception.reason}" if exception.reason else ""
        return exception.treatment.name, exception.treatment.level, f"exception of the policy for this column{said}"
    chosen = policy.treatment_of(category)
    if chosen.name not in ("drop", "withhold") and (reason := administrative(table, column)):
        return "drop", "", reason
    if category in SUBJECT_CATEGORIES and chosen.name not in ("drop", "withhold"):
        return "subjects", chosen.level, "moved to table subjects"
    return chosen.name, chosen.level, _because(category, chosen)


def _because(category: str, chosen: TreatmentChoice) -> str:
    if category == "unknown":
        return "nobody and nothing says yet what this column is"
    return f"{category}: {chosen}"


def scope_of(table: MappedTable, column: MappedColumn) -> str:
    """Kind of number: a ticket's number is equal in all tables of its system, a care provider's everywhere."""
    finding = column.finding
    if finding.category != "record_id":
        return finding.category
    return f"{table.system}:{finding.role}" if finding.role else f"{table.table}.{column.name}"


def _with_survey(column: ColumnPlan, policy: Policy, table: MappedTable, survey: Survey | None) -> ColumnPlan:
    if survey is None:
        return column
    key = (table.table, column.column)
    excepted = f"{table.table}.{column.column}" in policy.columns
    if column.leaves and is_person_table(table) and key in survey.telling and not excepted:
        return replace(column, treatment="drop", reason="some of its cells only tell that a name or number changed")
    return replace(column, frequent=survey.frequent(key), clock=key in survey.clocks)


def _output_names(names: Iterable[str]) -> list[str]:
    """Names that R, Stata and SQL take as they are.

    >>> _output_names(["Geboorte datum", "n°", "N°", "subject_id"])
    ['geboorte_datum', 'n', 'n_2', 'subject_id_2']
    """
    given: set[str] = {SUBJECT_ID}
    outputs = []
    for name in names:
        stem = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_") or "column"
        stem = stem if stem[0].isalpha() else f"c_{stem}"
        outputs.append(_free_name(stem[:_LONGEST_NAME].rstrip("_"), given))
    return outputs


def _free_name(stem: str, given: set[str]) -> str:
    """The name, with a number behind it if it is taken."""
    name, number = stem, 1
    while name in given:
        number += 1
        ending = f"_{number}"
        name = stem[: _LONGEST_NAME - len(ending)] + ending
    given.add(name)
    return name


def _refuse_unsafe_exceptions(policy: Policy, data_map: DataMap) -> None:
    categories: Mapping[str, str] = {
        f"{table.table}.{column.name}": column.finding.category for table in data_map.tables for column in table.columns
    }
    refused = [
        f"policy {policy.release}, columns: {path}: {reason}"
        for path, exception in policy.columns.items()
        if path in categories and (reason := column_refusal(categories[path], str(exception.treatment)))
    ]
    if refused:
        raise ConfigurationError("\n".join(refused))
