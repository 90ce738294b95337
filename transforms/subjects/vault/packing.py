"""How columns of numbers lie in the rows of the vault, a part of them per row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS_IN_PART = 1 << 16
"""Elements of a column that one row holds, where nothing else decides."""

Integers = npt.NDArray[np.int64]
Digests = npt.NDArray[np.uint8]


def pack_numbers(numbers: npt.NDArray[np.integer[Any]]) -> bytes:
    """Numbers below 2^32, such as ids of subjects or of runs, four bytes each.

    >>> unpack_numbers(pack_numbers(np.array([1, 70_000]))).tolist()
    [1, 70000]
    """
    return numbers.astype("<u4").tobytes()


def unpack_numbers(packed: bytes) -> Integers:
    """What ``pack_numbers`` packed."""
    return np.frombuffer(packed, dtype="<u4").astype(np.int64)


def pieces(length: int) -> Iterator[tuple[int, slice]]:
    """How a column of that length is cut into parts: their numbers, from 0 on, and what each holds.

    >>> [(number, rows.start) for number, rows in pieces(ROWS_IN_PART + 1)]
    [(0, 0), (1, 65536)]
    """
    for number, start in enumerate(range(0, length, ROWS_IN_PART)):
        yield number, slice(start, min(start + ROWS_IN_PART, length))


def next_number(connection: sa.Connection, column: sa.Column[int], start: int = 0) -> int:
    """The number of the next row of a table that counts its rows."""
    last = connection.scalar(sa.select(sa.func.max(column)))
    return start if last is None else int(last) + 1
