"""Withhold a column: nobody knows what it holds, or it never leaves."""

from __future__ import annotations

import pyarrow as pa

from transforms.treatments.column import UNKNOWN_CATEGORY, CellContext, TreatedColumn, filled


def withhold(column: pa.Array, cells: CellContext) -> TreatedColumn:  # noqa: ARG001 the signature of every treatment
    """All null; every filled cell is counted, so that the report shows what a decision would set free."""
    held = len(column) - filled(column).null_count
    return TreatedColumn(pa.nulls(len(column), pa.string()), {UNKNOWN_CATEGORY: held} if held else {})
