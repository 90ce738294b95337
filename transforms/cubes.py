"""Cubes as a policy declares them, checked against the tables of a run: counts of a few dimensions for everyone to see.

A cube is filled by ``transforms.cube_counts`` and closed by ``transforms.closed_cubes``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.errors import ConfigurationError
from transforms.yaml_source import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from detectors.data_map import DataMap, MappedTable
    from transforms.policy import Cube, Policy


@dataclass(frozen=True)
class CubePlan:
    """A cube with what its columns are.

    Attributes:
        name: as in the policy.
        cube: as declared.
        orders: column → order in which its dates are written.
        free: dimensions whose values are texts of an export; their rare ones are folded.
        threshold: fewest people behind a shown cell.
        base: shown figures are multiples of it.
        as_of: reference date of ages.
    """

    name: str
    cube: Cube
    orders: Mapping[str, str]
    free: tuple[str, ...]
    threshold: int
    base: int
    as_of: dt.date

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The names of the dimensions, in order."""
        return tuple(dimension.name for dimension in self.cube.by)


_GRAIN_CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "": ("label", "flag", "language", "country", "procedure", "lab_test", "insurer"),
    "month": ("event_date",),
    "quarter": ("event_date",),
    "year": ("event_date",),
    "procedure_group": ("procedure", "label"),
    "page": ("url",),
    "browser": ("user_agent",),
}
"""Grain → what a column must be to be counted by at that grain."""

_SUMMED = ("amount", "number")


def plan_cubes(policy: Policy, data_map: DataMap, *, as_of: dt.date) -> tuple[CubePlan, ...]:
    """The cubes of a policy whose tables the data map holds; a cube of an absent table is left out.

    Raises:
        ConfigurationError: a cube counts by a column that does not exist or that may name a person.
    """
    planned, mistakes = [], []
    for name, cube in policy.cubes.items():
        table = data_map.table(cube.source)
        if table is None:
            continue
        mistakes += [f"policy {policy.release}, tables: {name}: {reason}" for reason in _column_mistakes(cube, table)]
        free = tuple(dimension.name for dimension in cube.by if dimension.grain in ("", "page"))
        orders = {column.name: column.finding.role for column in table.of_category("event_date")}
        planned.append(CubePlan(name, cube, orders, free, _threshold(policy, cube), policy.round, as_of))
    if mistakes:
        raise ConfigurationError("\n".join(mistakes))
    return tuple(planned)


def _threshold(policy: Policy, cube: Cube) -> int:
    """Fewest people behind a shown cell; by a gender, k must hold in it as well."""
    by_gender = any(dimension.column.startswith("gender_") for dimension in cube.by)
    return max(policy.threshold, policy.protect.k) if by_gender else policy.threshold


def _column_mistakes(cube: Cube, table: MappedTable) -> list[str]:
    """What is wrong with the columns that a cube names."""
    mistakes = [
        _column_mistake(table, dimension.column, _GRAIN_CATEGORIES[dimension.grain])
        for dimension in cube.by
        if dimension.grain != "subject"
    ]
    mistakes += [_column_mistake(table, measure.column, _SUMMED) for measure in cube.measures if measure.kind == "sum"]
    mistakes += [_column_mistake(table, column, _GRAIN_CATEGORIES[""]) for column in cube.where]
    return [mistake for mistake in mistakes if mistake]


def _column_mistake(table: MappedTable, name: str, categories: tuple[str, ...]) -> str:
    column = table.column(name)
    if column is None:
        return f"{table.table} has no column `{name}`.{did_you_mean(name, [each.name for each in table.columns])}"
    category = column.finding.category
    if category in (*categories, "empty"):
        return ""
    return f"`{name}` is a `{category}`; here only a {', '.join(categories)} can stand."
