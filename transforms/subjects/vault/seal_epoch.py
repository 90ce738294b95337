"""Under which epoch of the keyring the vault is sealed."""

from __future__ import annotations

import sqlalchemy as sa

from transforms.subjects.vault import schema

_TABLE = schema.seal_epoch


def seal_epoch(connection: sa.Connection) -> int | None:
    """The epoch of all seals; None while it is that of the look-ups."""
    return connection.scalar(sa.select(_TABLE.c.epoch))


def set_seal_epoch(connection: sa.Connection, epoch: int) -> None:
    """Name the epoch; in the transaction that seals everything anew."""
    connection.execute(sa.delete(_TABLE))
    connection.execute(sa.insert(_TABLE).values(epoch=epoch))
