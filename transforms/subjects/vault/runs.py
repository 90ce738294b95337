"""The runs that met people, and the date of each."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import next_number


def start_run(connection: sa.Connection, as_of: dt.date) -> int:
    """The number of a new run."""
    number = next_number(connection, schema.runs.c.id, start=1)
    connection.execute(sa.insert(schema.runs).values(id=number, as_of=as_of.isoformat()))
    return number


def dates_of_runs(connection: sa.Connection) -> dict[int, str]:
    """Reference date, ISO, by number."""
    return {row.id: row.as_of for row in connection.execute(sa.select(schema.runs))}
