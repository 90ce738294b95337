"""Withhold a column: nobody knows what it holds, or it never leaves."""

from __future__ import annotations

import pyarrow as pa

from transforms.treatments.column import BY_POLICY, UNKNOWN_CATEGORY, CellContext, TreatedColumn, filled


def withhold(column: pa.Array, cells: CellContext) -> TreatedColumn:
    """All null; every filled cell is counted, so that the report shows what a decision would set free."""
    held = len(column) - filled(column).null_count
    reason = UNKNOWN_CATEGORY if cells.plan.category == "unknown" else BY_POLICY
    return TreatedColumn(pa.nulls(len(column), pa.string()), {reason: held} if held else {})
