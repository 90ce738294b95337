"""Closing a cube, so that its figures may be shown to anyone.

Rare labels are folded, margins added over every dimension, small cells hidden together with what would reveal them
(``transforms.suppression``), and what is left is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from transforms.cube_counts import UNKNOWN, flat, grouped, people_in
from transforms.suppression import suppress

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from transforms.coded import Coded
    from transforms.cube_counts import CubeCounts
    from transforms.cubes import CubePlan

    Levels = tuple[tuple[str, ...], ...]

ALL = "(all)"
"""Value of a dimension over which a margin sums."""
OTHER = "(other)"
"""Stands for the labels of a column that fewer than ``threshold`` people have: the label itself might name one."""

SHOWN, HIDDEN, ZERO = "shown", "[c]", "zero"
"""Status of a figure; ``[c]`` is the usual sign for confidential (UK Government Analysis Function, 2024)."""


@dataclass(frozen=True)
class ClosedCube:
    """A cube that may leave.

    Attributes:
        table: tidy and long: the dimensions, ``measure``, ``value`` (int32, null where hidden), ``status``.
        levels: the values of each dimension.
        hidden: which cells are; an axis per dimension, its last place the margin.
        released_rows: rows behind inner cells that are shown.
        withheld_rows: reason → rows that are not.
        primary_cells: of the hidden cells those that are small themselves, margins included.
    """

    table: pa.Table
    levels: Levels
    hidden: npt.NDArray[np.bool_]
    released_rows: int
    withheld_rows: Mapping[str, int]
    primary_cells: int

    @property
    def hidden_cells(self) -> int:
        """Hidden cells, margins included."""
        return int(self.hidden.sum())


def close(counts: CubeCounts, plan: CubePlan) -> ClosedCube:
    """The cube as it may leave: margins, suppression, rounding."""
    folded = _fold_rare(counts, plan)
    levels = tuple(cell.levels for cell in folded.cells)
    figures = _figures(folded)
    people = figures["subjects"]
    small = (people > 0) & (people < plan.threshold)
    hidden = suppress(people, plan.threshold)
    inner = tuple(slice(0, -1) for _ in levels)
    released = int(figures["rows"][inner][~hidden[inner]].sum())
    withheld = dict(counts.withheld_rows)
    small_rows = int(figures["rows"][inner].sum()) - released
    if small_rows:
        withheld["small-cell"] = small_rows
    return ClosedCube(_tidy(plan, levels, figures, hidden), levels, hidden, released, withheld, int(small.sum()))


def shown_rows(counts: CubeCounts, closed: ClosedCube) -> int:
    """How many of the rows in ``counts``, a part of all that was counted, stand behind inner cells that are shown."""
    places = [cell.on(levels, OTHER) for cell, levels in zip(counts.cells, closed.levels, strict=True)]
    shown = ~closed.hidden.reshape(-1)[flat(places, closed.hidden.shape)]
    return int(counts.figures["rows"][shown].sum())


def _fold_rare(counts: CubeCounts, plan: CubePlan) -> CubeCounts:
    """Labels of free dimensions that too few people have become ``(other)``; levels that nobody has are gone."""
    cells = tuple(
        _folded(counts, cell, plan.threshold) if name in plan.free else cell.used()
        for name, cell in zip(plan.dimensions, counts.cells, strict=True)
    )
    return grouped(replace(counts, cells=cells))


def _folded(counts: CubeCounts, cell: Coded, threshold: int) -> Coded:
    people = people_in(counts, cell.codes, len(cell.levels))
    names = [
        level if number >= threshold or level == UNKNOWN else OTHER
        for level, number in zip(cell.levels, people, strict=True)
    ]
    return cell.renamed(names).used()


def _figures(counts: CubeCounts) -> dict[str, npt.NDArray[np.float64]]:
    """One array per figure, with an axis per dimension; the last place of each axis is the margin.

    People are counted once per cell and once per margin: margins are not sums of cells where people are in several.
    """
    shape = tuple(len(cell.levels) + 1 for cell in counts.cells)
    size = int(np.prod(shape))
    figures = {name: np.zeros(size) for name in ("subjects", *counts.figures)}
    for over in product((False, True), repeat=len(shape)):
        at = flat([_margin(cell) if sums else cell.codes for cell, sums in zip(counts.cells, over, strict=True)], shape)
        for name, figure in counts.figures.items():
            figures[name] += np.bincount(at, figure, size)
        figures["subjects"] += people_in(counts, at, size)
    return {name: figure.reshape(shape) for name, figure in figures.items()}


def _margin(cell: Coded) -> npt.NDArray[np.int64]:
    return np.full(len(cell.codes), len(cell.levels))


def _tidy(
    plan: CubePlan, levels: Levels, figures: Mapping[str, npt.NDArray[np.float64]], hidden: npt.NDArray[np.bool_]
) -> pa.Table:
    """One row per cell and measure, in the order of the dimensions' values, margins last."""
    where = np.indices(hidden.shape).reshape(len(levels), -1)
    axes = {
        name: pa.array([*of, ALL], pa.string()).take(pa.array(at))
        for name, of, at in zip(plan.dimensions, levels, where, strict=True)
    }
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
