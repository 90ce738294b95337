"""Seals everything that the vault encrypts anew, under another epoch of the keyring.

All in one transaction together with the name of the epoch: killed at any moment, the vault opens under the old epoch or
under the new one. Look-ups and the gate's index are no ciphertexts but digests of identifiers in clear: nobody can make
them anew without these, so they keep their epoch, and so do digests of traits inside what is sealed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import pack_numbers
from transforms.subjects.vault.seal_epoch import seal_epoch, set_seal_epoch
from transforms.subjects.vault.sealing import Seal

if TYPE_CHECKING:
    from transforms.subjects.vault.vault import Vault

Row = sa.Row[Any]


def _nothing(_: Row) -> tuple[str | bytes, ...]:
    return ()


@dataclass(frozen=True)
class SealedColumn:
    """A column of ciphertexts.

    Attributes:
        column: of the vault's tables.
        use: what the seal is made for.
        number: column of the number that a value is bound to.
        beside: what else of its row it is bound to.
    """

    column: sa.Column[bytes]
    use: str
    number: sa.Column[int]
    beside: Callable[[Row], tuple[str | bytes, ...]] = _nothing


def _beside_owners(row: Row) -> tuple[str | bytes, ...]:
    return row.kind, row.source, pack_numbers(np.array([row.run])), bytes(row.lookups)


_SUBJECTS, _IDENTIFIERS, _SIGHTINGS = schema.subject_parts.c, schema.identifier_parts.c, schema.identifier_sightings.c
_STATEMENTS, _OF_ADDRESSES = schema.statement_parts.c, schema.address_statement_parts.c
_MEMBERS, _REQUESTS, _CORRECTIONS = schema.release_members.c, schema.requests.c, schema.corrections.c

SEALED = (
    *(SealedColumn(_SUBJECTS[use], use, _SUBJECTS.part) for use in ("secrets", "met", "traits", "names")),
    SealedColumn(_IDENTIFIERS.subjects, "identifiers' subjects", _IDENTIFIERS.part, _beside_owners),
    SealedColumn(_SIGHTINGS.runs, "identifiers' runs", _SIGHTINGS.part),
    SealedColumn(_STATEMENTS.statements, "statements", _STATEMENTS.part, lambda row: (row.purpose, row.source)),
    SealedColumn(
        _OF_ADDRESSES.statements,
        "address statements",
        _OF_ADDRESSES.part,
        lambda row: (row.kind, row.purpose, row.source),
    ),
    SealedColumn(_MEMBERS.members, "members", _MEMBERS.part, lambda row: (row.release, row.version)),
    SealedColumn(_REQUESTS.subjects, "requests", _REQUESTS.id, lambda row: (row.kind,)),
    SealedColumn(
        _CORRECTIONS.content,
        "corrections",
        _CORRECTIONS.number,
        lambda row: (row.category, row.since.isoformat()),
    ),
)
"""All columns of ciphertexts; one that is missing here could not be opened after the first new seal."""


def reseal(vault: Vault, connection: sa.Connection, epoch: int) -> None:
    """Seal everything under an epoch of the vault's keyring.

    Raises:
        KeyUnavailable: the keyring lacks the epoch, or the vault was altered; nothing changes.
    """
    before = seal_epoch(connection)
    for sealed in SEALED:
        old, new = (Seal(vault.keyring, sealed.use, number) for number in (before, epoch))
        _reseal_column(connection, sealed, old, new)
    set_seal_epoch(connection, epoch)
    vault.look_at_epoch(connection)


def _reseal_column(connection: sa.Connection, sealed: SealedColumn, old: Seal, new: Seal) -> None:
    """One row at a time: a part of the subjects' names takes a megabyte."""
    table = sealed.column.table
    keys = table.primary_key.columns
    for key in connection.execute(sa.select(*keys).order_by(*keys)).all():
        own = [column == value for column, value in zip(keys, key, strict=True)]
        row = connection.execute(sa.select(table).where(*own)).one()
        number, beside = row._mapping[sealed.number], sealed.beside(row)  # noqa: SLF001 SQLAlchemy's public name
        value = new.close(number, old.open(number, bytes(row._mapping[sealed.column]), *beside), *beside)  # noqa: SLF001 the same
        connection.execute(sa.update(table).where(*own).values({sealed.column: value}))
