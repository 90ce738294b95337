"""Columns that tell of a record instead of its person: when it was last changed, that it was merged or renamed.

A change of name or number leaves its date and its mark on the record, in place or on the file that is closed for it.
So such columns stay inside, for everybody: where only some cells were left out, the empty ones would tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from transforms.changes.telling import name_tells
from transforms.changes.words import names
from transforms.subjects.columns import PERSON_ROLES

if TYPE_CHECKING:
    from detectors.data_map import MappedColumn, MappedTable

AUTHOR = "author"
"""Role of a number that is now a person's, now an agent's."""


def is_person_table(table: MappedTable) -> bool:
    """Whether each row is the file of a person, as in a list of patients or contacts."""
    own = table.column(table.identifies)
    return own is not None and own.finding.category == "record_id" and own.finding.role in PERSON_ROLES


def administrative(table: MappedTable, column: MappedColumn) -> str:
    """Why a column stays inside although its category may leave; ``""`` where it does not."""
    return next((reason for reason, applies in _REASONS.items() if applies(table, column)), "")


def _of_a_person(_: MappedTable, column: MappedColumn) -> bool:
    """A second number would show that a second file was opened."""
    return column.finding.category == "record_id" and column.finding.role in (*PERSON_ROLES, AUTHOR)


def _of_the_file(table: MappedTable, column: MappedColumn) -> bool:
    category = column.finding.category
    if not is_person_table(table):
        return False
    if category == "record_id":
        return not column.finding.role  # nobody knows of what: perhaps of the file that this one was merged with
    return category in ("label", "flag", "number", "event_date") and names(column.name, "file")


def _named(category: str, what: str) -> Callable[[MappedTable, MappedColumn], bool]:
    return lambda _, column: column.finding.category == category and names(column.name, what)


_REASONS: Mapping[str, Callable[[MappedTable, MappedColumn], bool]] = {
    "replaced by subject_id": _of_a_person,
    "its name tells that it is about changes of name, number or registered sex": lambda _, each: name_tells(each.name),
    "when a record was last changed would tell that something about the person was": _named(
        "event_date", "last_changed"
    ),
    "consent is used, not shown": _named("event_date", "consent"),
    "laboratories derive ranges and flags from the registered sex": _named("lab_value", "laboratory"),
    "tells of the person's file, not of the person": _of_the_file,
}
"""Why a column stays inside → which columns do."""
