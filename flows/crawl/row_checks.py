"""What may be wrong with a row of a delimited file or a sheet, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from flows.crawl.encoding import MARK
from flows.crawl.headers import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_COLUMNS_FOR_FOOTERS = 3


class Mender:
    """Brings the rows of one table to its width, in the order of the file."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._lone_at = 0

    def mend(self, number: int, row: Sequence[str]) -> list[str | None] | str:
        """The row with exactly as many cells as the table has columns, or the reason code under which it is set aside.

        Empty cells too many are dropped, cells that are missing at the end are null. A lone cell in a table of three
        or more columns is a remark, a total, or the first half of a record broken by a stray line end; a short row
        right after it is then the second half, and its cells would stand in the wrong columns.

        >>> mender = Mender(3)
        >>> mender.mend(1, ["1", "a", "", ""]), mender.mend(2, ["2", "b"]), mender.mend(3, ["3", "b", "c", "d"])
        (['1', 'a', ''], ['2', 'b', None], 'row-too-long')
        >>> mender.mend(4, ["Total: 12"]), mender.mend(5, ["4", "c"])
        ('row-too-short', 'row-too-short')
        """
        if len(row) > self.width:
            return list(row[: self.width]) if is_blank(row[self.width :]) else "row-too-long"
        if len(row) < self.width and self.width >= _LEAST_COLUMNS_FOR_FOOTERS:
            if len(row) == 1:
                self._lone_at = number
            if len(row) == 1 or self._lone_at == number - 1 > 0:
                return "row-too-short"
        return [*row, *[None] * (self.width - len(row))]


def sound_rows(
    rows: pa.Array, cells: pa.RecordBatch, header: Sequence[str], *, suspects: Sequence[str] = ()
) -> tuple[pa.Array, pa.RecordBatch, Counter[str]]:
    """The rows that hold data, without those to be set aside, and how many of these there are per reason.

    Blank rows are no data and are not counted.

    Args:
        rows: int64 row numbers.
        cells: string columns.
        header: the header's cells, to find it repeated further down (exports pasted together).
        suspects: what may occur: ``encoding`` for bytes that do not belong, ``nul-byte``.
    """
    aside: Counter[str] = Counter()
    for reason, mask in _masks(cells, header, suspects):
        if mask is None or not mask.true_count:
            continue
        keep = pc.invert(mask)
        before = len(rows)
        rows, cells = rows.filter(keep), cells.filter(keep)
        if reason:
            aside[reason] += before - len(rows)
        return _further(rows, cells, header, suspects, aside)
    return rows, cells, aside


def _further(
    rows: pa.Array, cells: pa.RecordBatch, header: Sequence[str], suspects: Sequence[str], aside: Counter[str]
) -> tuple[pa.Array, pa.RecordBatch, Counter[str]]:
    rows, cells, more = sound_rows(rows, cells, header, suspects=suspects)
    return rows, cells, aside + more


def _masks(cells: pa.RecordBatch, header: Sequence[str], suspects: Sequence[str]) -> list[tuple[str, pa.Array | None]]:
    if not cells.num_columns or not cells.num_rows:
        return []
    masks = [("", _everywhere(cells, [""] * cells.num_columns))]
    if len(header) == cells.num_columns:
        masks.append(("repeated-header", _everywhere(cells, header)))
    if "encoding" in suspects:
        masks.append(("encoding", _anywhere(cells, MARK)))
    if "nul-byte" in suspects:
        masks.append(("nul-byte", _anywhere(cells, "\0")))
    return masks


def _everywhere(cells: pa.RecordBatch, wanted: Sequence[str]) -> pa.Array | None:
    """Rows whose every cell is the wanted one; a missing cell counts as empty."""
    mask = None
    for column, value in zip(cells.columns, wanted, strict=True):
        same = pc.fill_null(pc.equal(column, value), value == "")
        mask = same if mask is None else pc.and_(mask, same)
        if not mask.true_count:
            return None
    return mask


def _anywhere(cells: pa.RecordBatch, piece: str) -> pa.Array:
    masks = [pc.fill_null(pc.match_substring(column, piece), False) for column in cells.columns]  # noqa: FBT003
    return pa.array(sum(mask.to_numpy(zero_copy_only=False) for mask in masks) > 0)
