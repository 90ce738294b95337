"""What was said of mail addresses and telephone numbers, whoever they belong to, as all runs read it; sealed.

They stay when a person is erased: an address that asked for no mail gets none, and nothing here tells whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from transforms.subjects.consent.addressed import Addressed
from transforms.subjects.consent.statements import Statements
from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import next_number, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.subjects.vault.vault import Vault

_TABLE = schema.address_statement_parts
_USE = "address statements"
_LOOKUP, _MOMENT, _GIVEN = 16, 8, 1
"""Bytes of each statement: a look-up, microseconds since 1970, yes or no; one column after the other."""


def add_address_statements(vault: Vault, connection: sa.Connection, said: Addressed, run: int) -> None:
    """Statements that a run read first; what a source says anew of a moment counts."""
    start = next_number(connection, _TABLE.c.part)
    for number, rows in pieces(len(said.statements)):
        piece = said.statements.where(rows)
        columns = said.digests[piece.owners].tobytes(), piece.moments.astype("<i8").tobytes(), piece.given.tobytes()
        about = {"kind": said.kind, "purpose": piece.purpose, "source": piece.source}
        sealed = vault.seal(_USE).close(start + number, b"".join(columns), *about.values())
        connection.execute(sa.insert(_TABLE).values(part=start + number, run=run, statements=sealed, **about))


def load_address_statements(vault: Vault, connection: sa.Connection) -> Iterator[Addressed]:
    """All of them, in the order in which they were added."""
    for row in connection.execute(sa.select(_TABLE).order_by(_TABLE.c.part)):
        packed = vault.seal(_USE).open(row.part, row.statements, row.kind, row.purpose, row.source)
        count = len(packed) // (_LOOKUP + _MOMENT + _GIVEN)
        digests = np.frombuffer(packed, np.uint8, _LOOKUP * count).reshape(-1, _LOOKUP)
        moments = np.frombuffer(packed, "<i8", count, offset=_LOOKUP * count)
        given = np.frombuffer(packed, bool, count, offset=(_LOOKUP + _MOMENT) * count)
        owners = np.arange(count, dtype=np.int64)
        yield Addressed(row.kind, digests, Statements(row.purpose, row.source, owners, moments, given))
