"""Which epoch of the keyring each domain uses: a study keeps its key while the keyring moves on."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from transforms.subjects.vault import schema


def epoch_of(connection: sa.Connection, domain: str) -> int | None:
    """The epoch that a domain is pinned to; None while it is not."""
    table = schema.domain_epochs.c
    return connection.scalar(sa.select(table.epoch).where(table.domain == domain))


def pin(connection: sa.Connection, domain: str, epoch: int, on: dt.date) -> None:
    """From ``on`` on the domain uses that epoch, until it is pinned to another."""
    table = schema.domain_epochs
    connection.execute(sa.delete(table).where(table.c.domain == domain))
    connection.execute(sa.insert(table).values(domain=domain, epoch=epoch, pinned_on=on))


def epochs(connection: sa.Connection) -> dict[str, int]:
    """The epoch of every domain that is pinned to one, by name."""
    table = schema.domain_epochs.c
    rows = connection.execute(sa.select(table.domain, table.epoch).order_by(table.domain))
    return {row.domain: row.epoch for row in rows}
