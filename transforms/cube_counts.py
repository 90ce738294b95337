"""Filling a cube: how many rows of each person stand in each of its cells.

Counted batch by batch on (cell, person), so that people are counted once per cell however many rows they have. Cells
are numbers all the way; no text is compared after the distinct values of a batch were coded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import parse_dates
from transforms.coded import Coded, coded, distinct, together
from transforms.places import provinces_of_postal_codes, regions
from transforms.plan import ColumnPlan
from transforms.standing import REASONS, code
from transforms.treat import row_standing
from transforms.treatments.generalise import ages, bands, browser_of, months, page_of, quarters
from transforms.treatments.shapes import shape_of
from transforms.wordings import codes, on_distinct, procedure_groups

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from detectors.tables import Batch
    from transforms.coded import Codes
    from transforms.cubes import CubePlan
    from transforms.people import People
    from transforms.policy import Cube, Dimension

UNKNOWN = "(unknown)"


@dataclass(frozen=True)
class Crowd:
    """The subjects of a run, as one cube sees them; made once per cube.

    Attributes:
        standing: int8, of each subject; what the cube itself asks for is in it.
        traits: dimension → its value for each subject.
    """

    standing: npt.NDArray[np.int8]
    traits: Mapping[str, Coded]


@dataclass(frozen=True)
class CubeCounts:
    """What was counted so far; additive.

    Attributes:
        cells: one per dimension of the cube, with a code per pair of a cell and a subject.
        subjects: int64, of each pair.
        figures: ``rows`` and one float per sum, of each pair.
        withheld_rows: reason → rows that do not count.
    """

    cells: tuple[Coded, ...]
    subjects: Codes
    figures: Mapping[str, npt.NDArray[np.float64]]
    withheld_rows: Mapping[str, int]

    def __add__(self, other: CubeCounts) -> CubeCounts:
        return total([self, other])

    @property
    def rows(self) -> int:
        """Rows that count."""
        return int(self.figures["rows"].sum())


def crowd(plan: CubePlan, people: People, standing: npt.NDArray[np.int8]) -> Crowd:
    """The subjects as a cube sees them.

    Args:
        plan: the cube.
        people: the subjects.
        standing: of each subject; rows of those who are not 0 do not count.
    """
    ruled = standing.copy()
    for purpose in plan.cube.consent:
        agreed = people.consents.get(purpose, np.zeros(len(people), dtype=bool))
        ruled[(ruled == 0) & ~agreed] = code("no-consent")
    return Crowd(
        ruled,
        {
            dimension.name: _trait(dimension.column, people, plan.as_of)
            for dimension in plan.cube.by
            if dimension.grain == "subject"
        },
    )


def count(
    batch: Batch,
    subjects: npt.NDArray[np.int32],
    plan: CubePlan,
    people: Crowd,
    own: npt.NDArray[np.int8] | None = None,
) -> CubeCounts:
    """Count one batch.

    Args:
        batch: rows of the cube's table.
        subjects: int32, subject index of each row.
        plan: the cube.
        people: the subjects, as the cube sees them.
        own: standing of each row itself; nothing keeps them out if absent.
    """
    reasons = row_standing(subjects, people.standing, own)
    withheld, counts = _counting(batch, reasons, plan)
    cells, mine = batch.cells.take(pa.array(np.flatnonzero(counts))), subjects[counts]
    dimensions = tuple(_dimension(dimension, cells, mine, plan, people) for dimension in plan.cube.by)
    sums = {
        measure.name: _amounts(filled(cells, measure.column)) for measure in plan.cube.measures if measure.kind == "sum"
    }
    return grouped(CubeCounts(dimensions, mine.astype(np.int64), {"rows": np.ones(len(mine)), **sums}, withheld))


def total(counts: Sequence[CubeCounts]) -> CubeCounts:
    """All counts of one cube added up."""
    if len(counts) == 1:
        return counts[0]
    withheld: Counter[str] = Counter()
    for one in counts:
        withheld.update(one.withheld_rows)
    added = CubeCounts(
        tuple(together(pieces) for pieces in zip(*(one.cells for one in counts), strict=True)),
        np.concatenate([one.subjects for one in counts]),
        {name: np.concatenate([one.figures[name] for one in counts]) for name in counts[0].figures},
        dict(sorted(withheld.items())),
    )
    return grouped(added)


def grouped(counts: CubeCounts) -> CubeCounts:
    """One pair per cell and subject, sorted, with its figures added up."""
    shape = [len(cell.levels) for cell in counts.cells]
    of_pair = flat([cell.codes for cell in counts.cells], shape) * _people(counts) + counts.subjects
    _, first, group = np.unique(of_pair, return_index=True, return_inverse=True)
    figures = {
        name: np.bincount(group, figure, len(first)).astype(np.float64) for name, figure in counts.figures.items()
    }
    cells = tuple(cell.take(first) for cell in counts.cells)
    return CubeCounts(cells, counts.subjects[first], figures, counts.withheld_rows)


def flat(codes_by_dimension: Sequence[Codes], shape: Sequence[int]) -> Codes:
    """The number of the cell in which each pair stands, in row-major order."""
    number = np.zeros(len(codes_by_dimension[0]), np.int64)
    for places, size in zip(codes_by_dimension, shape, strict=True):
        number = number * size + places
    return number


def people_in(counts: CubeCounts, cell: Codes, cells: int) -> Codes:
    """Distinct subjects in each of so many cells, given the cell of each pair."""
    people = _people(counts)
    return np.bincount(distinct(cell * people + counts.subjects) // people, minlength=cells)


def _people(counts: CubeCounts) -> int:
    return int(counts.subjects.max(initial=0)) + 1


def _counting(
    batch: Batch, reasons: npt.NDArray[np.int8], plan: CubePlan
) -> tuple[dict[str, int], npt.NDArray[np.bool_]]:
    """Rows that do not count, by reason, and which rows do."""
    withheld = {REASONS[number]: int(rows) for number, rows in enumerate(np.bincount(reasons)) if number and rows}
    chosen = _where(batch.cells, plan.cube)
    outside = int(((reasons == 0) & ~chosen).sum())
    if outside:
        withheld["not-counted"] = outside
    return withheld, (reasons == 0) & chosen


def _where(cells: pa.RecordBatch, cube: Cube) -> npt.NDArray[np.bool_]:
    chosen = np.ones(cells.num_rows, dtype=bool)
    for column, values in cube.where.items():
        chosen &= pc.is_in(filled(cells, column), pa.array(values, pa.string())).to_numpy(zero_copy_only=False)
    return chosen


def filled(cells: pa.RecordBatch, column: str) -> pa.Array:
    """The trimmed cells of a column, null where they are empty or there is no such column."""
    if column not in cells.schema.names:
        return pa.nulls(cells.num_rows, pa.string())
    return _trimmed(cells.column(column).cast(pa.string()))


def _trimmed(texts: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(texts)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _dimension(
    dimension: Dimension, cells: pa.RecordBatch, subjects: npt.NDArray[np.int32], plan: CubePlan, people: Crowd
) -> Coded:
    if dimension.grain == "subject":
        return people.traits[dimension.name].take(subjects).used()
    if dimension.column not in cells.schema.names:
        return coded(pa.nulls(cells.num_rows, pa.string()), _trimmed, UNKNOWN)
    level = _level(dimension, plan)
    return coded(cells.column(dimension.column).cast(pa.string()), lambda texts: level(_trimmed(texts)), UNKNOWN)


def _level(dimension: Dimension, plan: CubePlan) -> Callable[[pa.Array], pa.Array]:
    """How a column of texts gets to the dimension's grain."""
    if dimension.grain in _TIMES:
        order = plan.orders.get(dimension.column, "")
        return lambda texts: _TIMES[dimension.grain](parse_dates(texts, order))
    return _OF_COLUMNS[dimension.grain]


def _amounts(texts: pa.Array) -> npt.NDArray[np.float64]:
    """What is no amount counts as nothing."""
    as_amount = ColumnPlan("", "", "keep", "", "", "amount")
    return np.asarray(shape_of("amount")(texts, as_amount).fill_null(0.0).to_numpy(zero_copy_only=False))


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


def _trait(name: str, people: People, as_of: dt.date) -> Coded:
    attribute, level = _OF_SUBJECTS[name]
    return coded(people.attributes[attribute].combine_chunks(), lambda values: level(values, as_of), UNKNOWN)


_OF_SUBJECTS: Mapping[str, tuple[str, Callable[[pa.Array, dt.date], pa.Array]]] = {
    "age_band": ("birth_date", lambda births, as_of: bands(ages(births, as_of), 10)),
    "region": ("postal_code", lambda texts, _: regions(provinces_of_postal_codes(texts))),
    "country": ("country", lambda texts, _: codes("country", texts)),
    "language": ("language", lambda texts, _: codes("language", texts)),
    "gender_at_birth": ("gender_at_birth", lambda texts, _: codes("gender_at_birth", texts)),
    "gender_identity": ("gender_identity", lambda texts, _: codes("gender_identity", texts)),
}
"""What a cube can count people by: the attribute behind it, and how its values get there."""
