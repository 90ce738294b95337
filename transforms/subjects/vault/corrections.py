"""Values that a patient had corrected (GDPR art. 16), which stand in for what the exports say; sealed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sqlalchemy as sa

from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import next_number
from transforms.subjects.vault.standings import current_id, everyone

if TYPE_CHECKING:
    from transforms.subjects.vault.vault import Vault

_USE = "corrections"
_ID = 4
"""Bytes of the id before the value."""


@dataclass(frozen=True)
class Correction:
    """The right value of a category of a subject.

    Attributes:
        subject: id.
        category: such as ``birth_date``.
        value: in clear.
        since: the day of the correction.
    """

    subject: int
    category: str
    value: str = field(repr=False)
    since: dt.date


def correct(vault: Vault, connection: sa.Connection, correction: Correction) -> None:
    """Keep a corrected value; an earlier one of the same subject and category is forgotten."""
    subject = current_id(connection, correction.subject)
    for number, before in _numbered(vault, connection):
        if (current_id(connection, before.subject), before.category) == (subject, correction.category):
            _forget(connection, number)
    number = next_number(connection, schema.corrections.c.number)
    content = subject.to_bytes(_ID, "big") + correction.value.encode()
    sealed = vault.seal(_USE).close(number, content, correction.category, correction.since.isoformat())
    connection.execute(
        sa.insert(schema.corrections).values(
            number=number, category=correction.category, since=correction.since, content=sealed
        )
    )


def corrections(vault: Vault, connection: sa.Connection) -> list[Correction]:
    """All corrections, in the order in which they were made."""
    return [correction for _, correction in _numbered(vault, connection)]


def forget_corrections(vault: Vault, connection: sa.Connection, subject: int) -> None:
    """Forget those of a subject and of all that were merged into it."""
    gone = everyone(connection, subject)
    for number, correction in _numbered(vault, connection):
        if correction.subject in gone:
            _forget(connection, number)


def _numbered(vault: Vault, connection: sa.Connection) -> list[tuple[int, Correction]]:
    seal = vault.seal(_USE)
    found = []
    for row in connection.execute(sa.select(schema.corrections).order_by(schema.corrections.c.number)):
        content = seal.open(row.number, row.content, row.category, row.since.isoformat())
        subject, value = int.from_bytes(content[:_ID], "big"), content[_ID:].decode()
        found.append((row.number, Correction(subject, row.category, value, row.since)))
    return found


def _forget(connection: sa.Connection, number: int) -> None:
    connection.execute(sa.delete(schema.corrections).where(schema.corrections.c.number == number))
