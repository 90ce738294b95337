"""Keyed digests of every identifier of every run: what the gate searches releases by."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import next_number, pieces

_TABLE = schema.gate_digests


def load_gate_digests(connection: sa.Connection) -> npt.NDArray[np.uint64]:
    """Sorted digests of every identifier of every run, for the gate."""
    parts = connection.scalars(sa.select(_TABLE.c.digests).order_by(_TABLE.c.part))
    digests = np.frombuffer(bytearray().join(parts), dtype="<u8").astype(np.uint64, copy=False)
    if (digests[1:] < digests[:-1]).any():
        digests.sort()
    return digests


def remember_gate_digests(connection: sa.Connection, digests: npt.NDArray[np.uint64]) -> None:
    """Add sorted digests that the vault does not hold to those of earlier runs."""
    start = next_number(connection, _TABLE.c.part)
    for number, rows in pieces(len(digests)):
        packed = digests[rows].astype("<u8").tobytes()
        connection.execute(sa.insert(_TABLE).values(part=start + number, digests=packed))
