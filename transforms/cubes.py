"""Counts that may be shown to anyone: cubes of a few dimensions with all their margins.

A cube is filled batch by batch, on (cell, subject), so that people are counted once per cell. Closing it folds rare
labels, adds the margins, hides what is too small and what would reveal it (``transforms.suppression``), and rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import parse_dates
from detectors.errors import ConfigurationError
from transforms.places import provinces_of_postal_codes, regions
from transforms.plan import ColumnPlan
from transforms.standing import REASONS, code
from transforms.suppression import suppress
from transforms.treat import row_standing
from transforms.treatments.generalise import ages, bands, browser_of, months, page_of, quarters
from transforms.treatments.shapes import shape_of
from transforms.wordings import codes, on_distinct, procedure_groups
from transforms.yaml_source import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from detectors.data_map import DataMap, MappedTable
    from detectors.tables import Batch
    from transforms.people import People
    from transforms.policy import Cube, Dimension, Policy

ALL = "(all)"
"""Value of a dimension over which a margin sums."""
UNKNOWN = "(unknown)"
OTHER = "(other)"
"""Stands for the labels of a column that fewer than ``threshold`` people have: the label itself might name one."""

SHOWN, HIDDEN, ZERO = "shown", "[c]", "zero"
"""Status of a figure; ``[c]`` is the usual sign for confidential (UK Government Analysis Function, 2024)."""


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


@dataclass(frozen=True)
class CubeCounts:
    """What was counted so far; additive.

    Attributes:
        pairs: one row per (dimensions …, ``subject``): ``rows`` and one float column per sum.
        withheld_rows: reason → rows that do not count.
    """

    pairs: pa.Table
    withheld_rows: Mapping[str, int]

    def __add__(self, other: CubeCounts) -> CubeCounts:
        reasons = sorted({*self.withheld_rows, *other.withheld_rows})
        withheld = {
            reason: self.withheld_rows.get(reason, 0) + other.withheld_rows.get(reason, 0) for reason in reasons
        }
        return CubeCounts(_grouped(pa.concat_tables([self.pairs, other.pairs])), withheld)


@dataclass(frozen=True)
class ClosedCube:
    """A cube that may leave.

    Attributes:
        table: tidy and long: the dimensions, ``measure``, ``value`` (int32, null where hidden), ``status``.
        released_rows: rows behind inner cells that are shown.
        withheld_rows: reason → rows that are not.
        hidden_cells: number of hidden cells, margins included; of them ``primary_cells`` for being small themselves.
    """

    table: pa.Table
    released_rows: int
    withheld_rows: Mapping[str, int]
    hidden_cells: int
    primary_cells: int


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


def count(
    batch: Batch,
    subjects: npt.NDArray[np.int32],
    plan: CubePlan,
    people: People,
    standing: npt.NDArray[np.int8],
) -> CubeCounts:
    """Count one batch.

    Args:
        batch: rows of the cube's table.
        subjects: int32, subject index of each row.
        plan: the cube.
        people: the subjects.
        standing: of each subject; rows of those who are not 0 do not count.
    """
    withheld, counts = _counting(batch, subjects, plan, people, standing)
    rows = pa.array(np.flatnonzero(counts))
    cells, mine = batch.cells.take(rows), subjects[counts]
    columns = {
        dimension.name: _dimension(dimension, cells, mine, plan, people).fill_null(UNKNOWN)
        for dimension in plan.cube.by
    }
    sums = {
        measure.name: _amounts(_cells_of(cells, measure.column))
        for measure in plan.cube.measures
        if measure.kind == "sum"
    }
    ones = pa.array(np.ones(len(mine), dtype=np.int64))
    table = pa.table({**columns, "subject": pa.array(mine, pa.int32()), "rows": ones, **sums})
    return CubeCounts(_grouped(table), withheld)


def close(counts: CubeCounts, plan: CubePlan) -> ClosedCube:
    """The cube as it may leave: margins, suppression, rounding."""
    names = [dimension.name for dimension in plan.cube.by]
    pairs = _fold_rare(counts.pairs, plan)
    values = [_levels(pairs[name]) for name in names]
    figures = _figures(pairs, names, values)
    people = figures["subjects"]
    small = (people > 0) & (people < plan.threshold)
    hidden = suppress(people, plan.threshold)
    inner = tuple(slice(0, -1) for _ in names)
    released = int(figures["rows"][inner][~hidden[inner]].sum())
    withheld = dict(counts.withheld_rows)
    small_rows = int(figures["rows"][inner].sum()) - released
    if small_rows:
        withheld["small-cell"] = small_rows
    return ClosedCube(
        _tidy(plan, names, values, figures, hidden), released, withheld, int(hidden.sum()), int(small.sum())
    )


def shown_rows(counts: CubeCounts, closed: ClosedCube, plan: CubePlan) -> int:
    """How many of the rows in ``counts``, a part of all that was counted, stand behind inner cells that are shown."""
    names = [dimension.name for dimension in plan.cube.by]
    measure, *_ = plan.cube.measures
    table = closed.table
    cells = table.filter(pc.and_(pc.equal(table["measure"], measure.name), pc.equal(table["status"], SHOWN)))
    pairs = counts.pairs
    for name in plan.free:
        known = pc.is_in(pairs[name], table[name].combine_chunks())
        pairs = pairs.set_column(pairs.column_names.index(name), name, pc.if_else(known, pairs[name], OTHER))
    shown = pairs.select([*names, "rows"]).join(cells.select(names), keys=names, join_type="left semi")
    return int(pc.sum(shown["rows"]).as_py() or 0)


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


def _counting(
    batch: Batch,
    subjects: npt.NDArray[np.int32],
    plan: CubePlan,
    people: People,
    standing: npt.NDArray[np.int8],
) -> tuple[dict[str, int], npt.NDArray[np.bool_]]:
    """Rows that do not count, by reason, and which rows do."""
    codes_of_rows = row_standing(subjects, standing).copy()
    for purpose in plan.cube.consent:
        agreed = np.append(people.consents.get(purpose, np.zeros(len(people), dtype=bool)), [False])
        codes_of_rows[(codes_of_rows == 0) & ~agreed[subjects]] = code("no-consent")
    withheld = {REASONS[number]: int(rows) for number, rows in enumerate(np.bincount(codes_of_rows)) if number and rows}
    chosen = _where(batch.cells, plan.cube)
    outside = int(((codes_of_rows == 0) & ~chosen).sum())
    if outside:
        withheld["not-counted"] = outside
    return withheld, (codes_of_rows == 0) & chosen


def _where(cells: pa.RecordBatch, cube: Cube) -> npt.NDArray[np.bool_]:
    chosen = np.ones(cells.num_rows, dtype=bool)
    for column, values in cube.where.items():
        chosen &= pc.is_in(_cells_of(cells, column), pa.array(values, pa.string())).to_numpy(zero_copy_only=False)
    return chosen


def _cells_of(cells: pa.RecordBatch, column: str) -> pa.Array:
    if column not in cells.schema.names:
        return pa.nulls(cells.num_rows, pa.string())
    trimmed = pc.utf8_trim_whitespace(cells.column(column).cast(pa.string()))
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _dimension(
    dimension: Dimension, cells: pa.RecordBatch, subjects: npt.NDArray[np.int32], plan: CubePlan, people: People
) -> pa.Array:
    if dimension.grain == "subject":
        of_people = _OF_SUBJECTS[dimension.column](people, plan.as_of)
        return pc.take(of_people, pa.array(subjects))
    texts = _cells_of(cells, dimension.column)
    if dimension.grain in ("month", "quarter", "year"):
        return _TIMES[dimension.grain](parse_dates(texts, plan.orders.get(dimension.column, "")))
    return _OF_COLUMNS[dimension.grain](texts)


def _amounts(texts: pa.Array) -> pa.Array:
    """float64; what is no amount counts as nothing."""
    as_amount = ColumnPlan("", "", "keep", "", "", "amount")
    return shape_of("amount")(texts, as_amount).fill_null(0.0)


_TIMES: Mapping[str, Callable[[pa.Array], pa.Array]] = {
    "month": months,
    "quarter": quarters,
    "year": lambda moments: pc.year(moments).cast(pa.string()),
}
_OF_COLUMNS: Mapping[str, Callable[[pa.Array], pa.Array]] = {
    "": lambda texts: texts,
    "procedure_group": procedure_groups,
    "page": lambda texts: on_distinct(texts, page_of),
    "browser": lambda texts: on_distinct(texts, browser_of),
}


def _of_subjects(people: People, name: str) -> pa.Array:
    return people.attributes[name].combine_chunks()


_OF_SUBJECTS: Mapping[str, Callable[[People, dt.date], pa.Array]] = {
    "age_band": lambda people, as_of: bands(ages(_of_subjects(people, "birth_date"), as_of), 10),
    "region": lambda people, _: regions(provinces_of_postal_codes(_of_subjects(people, "postal_code"))),
    "country": lambda people, _: codes("country", _of_subjects(people, "country")),
    "language": lambda people, _: codes("language", _of_subjects(people, "language")),
    "gender_at_birth": lambda people, _: codes("gender_at_birth", _of_subjects(people, "gender_at_birth")),
    "gender_identity": lambda people, _: codes("gender_identity", _of_subjects(people, "gender_identity")),
}


def _grouped(table: pa.Table) -> pa.Table:
    """One row per (dimensions, subject), in a fixed order, with its figures added up."""
    position = table.column_names.index("subject") + 1
    keys, figures = table.column_names[:position], table.column_names[position:]
    grouped = table.group_by(keys, use_threads=False).aggregate([(name, "sum") for name in figures])
    return grouped.select([*keys, *(f"{name}_sum" for name in figures)]).rename_columns(table.column_names)


def _fold_rare(pairs: pa.Table, plan: CubePlan) -> pa.Table:
    """Labels of free dimensions that too few people have become ``(other)``."""
    for name in plan.free:
        people = pairs.group_by(name, use_threads=False).aggregate([("subject", "count_distinct")])
        common = people.filter(pc.greater_equal(people["subject_count_distinct"], plan.threshold))[name]
        kept = pc.is_in(pairs[name], pa.concat_arrays([common.combine_chunks(), pa.array([UNKNOWN])]))
        column = pc.if_else(kept, pairs[name], OTHER)
        pairs = pairs.set_column(pairs.column_names.index(name), name, column)
    return _grouped(pairs)


def _levels(column: pa.ChunkedArray) -> list[str]:
    return sorted(column.unique().to_pylist())


def _figures(pairs: pa.Table, names: list[str], values: list[list[str]]) -> dict[str, npt.NDArray[np.float64]]:
    """One array per figure, with an axis per dimension; the last place of each axis is the margin.

    People are counted once per cell and once per margin: margins are not sums of cells where people are in several.
    """
    shape = tuple(len(of) + 1 for of in values)
    summed = [name for name in pairs.column_names if name not in (*names, "subject")]
    figures = {name: np.zeros(shape) for name in ("subjects", *summed)}
    places = [_places(pairs[name], of) for name, of in zip(names, values, strict=True)]
    subjects = pairs["subject"].to_numpy()
    for over in product((False, True), repeat=len(names)):
        at = [
            np.full(len(place), len(of)) if margin else place
            for place, of, margin in zip(places, values, over, strict=True)
        ]
        flat = np.ravel_multi_index(tuple(at), shape) if len(subjects) else np.zeros(0, dtype=np.int64)
        for name in summed:
            np.add.at(figures[name].reshape(-1), flat, pairs[name].to_numpy())
        distinct = np.unique(np.stack([flat, subjects]), axis=1) if len(subjects) else np.zeros((2, 0), dtype=np.int64)
        np.add.at(figures["subjects"].reshape(-1), distinct[0], 1)
    return figures


def _places(column: pa.ChunkedArray, values: list[str]) -> npt.NDArray[np.int64]:
    places = pc.index_in(column.combine_chunks(), pa.array(values, pa.string()))
    return np.asarray(places.to_numpy(zero_copy_only=False), dtype=np.int64)


def _tidy(
    plan: CubePlan,
    names: list[str],
    values: list[list[str]],
    figures: Mapping[str, npt.NDArray[np.float64]],
    hidden: npt.NDArray[np.bool_],
) -> pa.Table:
    """One row per cell and measure, in the order of the dimensions' values, margins last."""
    labels = [[*of, ALL] for of in values]
    where = np.indices(hidden.shape).reshape(len(names), -1)
    axes = {name: pa.array(of).take(pa.array(at)) for name, of, at in zip(names, labels, where, strict=True)}
    parts = [_measure(axes, measure.name, figures[measure.name], hidden, plan.base) for measure in plan.cube.measures]
    return pa.concat_tables(parts)


def _measure(
    axes: Mapping[str, pa.Array],
    name: str,
    figure: npt.NDArray[np.float64],
    hidden: npt.NDArray[np.bool_],
    base: int,
) -> pa.Table:
    exact, secret = figure.reshape(-1), hidden.reshape(-1)
    rounded = (np.floor(exact / base + 0.5) * base).astype(np.int32)
    status = np.where(secret, HIDDEN, np.where(exact == 0, ZERO, SHOWN))
    return pa.table(
        {
            **axes,
            "measure": pa.array([name] * len(exact), pa.string()),
            "value": pa.array(rounded, mask=secret),
            "status": pa.array(status.tolist(), pa.string()),
        }
    )
