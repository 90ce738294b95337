"""Which class of retention each table falls under: as veilig.yaml says, as its profile says, or as it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

from transforms.retention.classes import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detectors.data_map import DataMap, MappedTable
    from transforms.retention.classes import Signs
    from transforms.retention.settings import RetentionSettings


@dataclass(frozen=True)
class TableClass:
    """The class of one table.

    Attributes:
        name: of the class; ``""`` when it is not known.
        why: what tells, in words.
        date: the column with the date that counts, if veilig.yaml names one.
        study: the study that the table belongs to.
    """

    name: str = ""
    why: str = "no profile, no word in its name and no column tells"
    date: str = ""
    study: str = ""


UNKNOWN = TableClass()


def table_classes(
    data_map: DataMap, declared: Mapping[str, str], of_systems: Mapping[str, str], settings: RetentionSettings
) -> dict[str, TableClass]:
    """The class of every table.

    Args:
        data_map: what every column is.
        declared: table → class, from the profiles.
        of_systems: system → class, for tables that the profile of a known system does not describe.
        settings: of veilig.yaml; they come first.
    """
    found: dict[str, TableClass] = {}
    for table in data_map.tables:
        found[table.table] = (
            _decided(table, settings) or _declared(table, declared, of_systems) or _looks_like(table) or UNKNOWN
        )
    return {table.table: _with_parents(table, found, data_map) for table in data_map.tables}


def unused_rules(data_map: DataMap, settings: RetentionSettings) -> tuple[str, ...]:
    """What ``retention: tables:`` names and no export has: a slip of the pen, or a missing export."""
    unused = []
    for name, rule in settings.tables.items():
        fitting = [table for table in data_map.tables if fnmatchcase(table.table, name)]
        if not fitting:
            unused.append(name)
        elif rule.date and not any(table.column(rule.date) for table in fitting):
            unused.append(f"{name}, date: {rule.date}")
    return tuple(unused)


def _decided(table: MappedTable, settings: RetentionSettings) -> TableClass | None:
    for name, rule in settings.tables.items():
        if fnmatchcase(table.table, name):
            return TableClass(rule.class_name, "set in veilig.yaml", rule.date, rule.study)
    return None


def _declared(table: MappedTable, declared: Mapping[str, str], of_systems: Mapping[str, str]) -> TableClass | None:
    if name := declared.get(table.table):
        return TableClass(name, f"the profile of {table.system}")
    if name := of_systems.get(table.system):
        return TableClass(name, f"a table of {table.system}")
    return None


def _looks_like(table: MappedTable) -> TableClass | None:
    """By its name before its columns: whoever called a folder `camera` knew what is in it."""
    signs = {name: each.known_by for name, each in shipped().items()}
    by_name = ((name, _in_name(table.table, each.names)) for name, each in signs.items())
    by_columns = ((name, _in_columns(table, each)) for name, each in signs.items())
    return next((TableClass(name, why) for name, why in (*by_name, *by_columns) if why), None)


def _in_name(table: str, names: Iterable[str]) -> str:
    match = _any_of(tuple(names)).search(re.sub(r"[^a-z]+", " ", table.casefold()))
    return f"its name says `{match[0]}`" if match else ""


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b" if words else r"(?!)")


def _in_columns(table: MappedTable, signs: Signs) -> str:
    if table.of_category(*signs.none):
        return ""
    telling = table.of_category(*signs.any)
    return f"its column `{telling[0].name}` is a {telling[0].finding.category}" if telling else ""


def _with_parents(table: MappedTable, found: Mapping[str, TableClass], data_map: DataMap) -> TableClass:
    """A list inside a record is kept as long as the record, unless it is known better."""
    inside, seen = table, {table.table}
    while found[inside.table] is UNKNOWN and inside.parent not in seen:
        parent = data_map.table(inside.parent)
        if parent is None:
            return UNKNOWN
        seen.add(parent.table)
        inside = parent
    own = found[inside.table]
    if inside is table or own is UNKNOWN:
        return own
    return replace(own, why=f"a list inside {inside.table}", date="")
