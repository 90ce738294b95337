"""What people agreed or objected to, as all runs read it, by table and purpose; sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from transforms.subjects.consent import RESTRICTING, Statements
from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import next_number, pack_numbers, pieces, unpack_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transforms.subjects.vault.vault import Vault

_TABLE = schema.statement_parts
_USE = "statements"
_OWNER, _MOMENT, _GIVEN = 4, 8, 1
"""Bytes of each statement: an id, microseconds since 1970, yes or no; one column after the other."""


def add_statements(vault: Vault, connection: sa.Connection, statements: Statements, run: int) -> None:
    """Statements by id; what a source says anew of a moment counts."""
    start = next_number(connection, _TABLE.c.part)
    for number, rows in pieces(len(statements)):
        piece = statements.where(rows)
        sealed = _close(vault, start + number, piece)
        about = {"purpose": piece.purpose, "source": piece.source, "run": run}
        connection.execute(sa.insert(_TABLE).values(part=start + number, **about, statements=sealed))


def load_statements(vault: Vault, connection: sa.Connection) -> Iterator[Statements]:
    """All statements by id, in the order in which they were added."""
    for row in connection.execute(sa.select(_TABLE).order_by(_TABLE.c.part)):
        yield _open(vault, row)


def forget_statements(vault: Vault, connection: sa.Connection, subjects: list[int]) -> None:
    """Forget all that these subjects stated."""
    _keep_only(vault, connection, lambda one: ~np.isin(one.owners, subjects))


def forget_permissions(vault: Vault, connection: sa.Connection, subjects: list[int]) -> None:
    """Forget what these subjects allowed; what they refused stays.

    For subjects that were taken for one: a yes may have been that of the other, and the next run reads it again.
    """
    _keep_only(vault, connection, lambda one: ~np.isin(one.owners, subjects) | (one.given == _restricts(one)))


def _restricts(statements: Statements) -> bool:
    """Whether a yes is the more careful answer."""
    return statements.purpose in RESTRICTING


def _keep_only(vault: Vault, connection: sa.Connection, kept: Callable[[Statements], Any]) -> None:
    for row in connection.execute(sa.select(_TABLE)).all():
        before = _open(vault, row)
        after = before.where(kept(before))
        if len(after) < len(before):
            sealed = _close(vault, row.part, after)
            connection.execute(sa.update(_TABLE).where(_TABLE.c.part == row.part).values(statements=sealed))


def _close(vault: Vault, number: int, statements: Statements) -> bytes:
    columns = (
        pack_numbers(statements.owners),
        statements.moments.astype("<i8").tobytes(),
        statements.given.tobytes(),
    )
    return vault.seal(_USE).close(number, b"".join(columns), statements.purpose, statements.source)


def _open(vault: Vault, row: sa.Row[Any]) -> Statements:
    packed = vault.seal(_USE).open(row.part, row.statements, row.purpose, row.source)
    count = len(packed) // (_OWNER + _MOMENT + _GIVEN)
    owners, rest = packed[: _OWNER * count], packed[_OWNER * count :]
    moments, given = np.frombuffer(rest, "<i8", count), np.frombuffer(rest[_MOMENT * count :], bool)
    return Statements(row.purpose, row.source, unpack_numbers(owners), moments, given)
