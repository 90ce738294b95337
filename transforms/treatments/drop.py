"""Leave a column out: the release does not have it."""

from __future__ import annotations

import pyarrow as pa

from transforms.treatments.column import CellContext, TreatedColumn


def drop(column: pa.Array, cells: CellContext) -> TreatedColumn:  # noqa: ARG001 the signature of every treatment
    """All null: what a policy drops is left out on purpose and not counted as withheld."""
    return TreatedColumn(pa.nulls(len(column), pa.string()))
