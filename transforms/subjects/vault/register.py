"""The register of releases: what was published, and whom each release holds.

Whom it holds is a bit per subject, so that a release of a million subjects takes an eighth of a megabyte.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from transforms.subjects.vault import schema
from transforms.subjects.vault.standings import everyone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.subjects.vault.packing import Integers
    from transforms.subjects.vault.vault import Vault

SUBJECTS_IN_PART = 1 << 16
_USE = "members"
_MEMBERS = schema.release_members


@dataclass(frozen=True)
class ReleaseEntry:
    """A published version of a release.

    Attributes:
        release: its name.
        version: that of the published dataset.
        domain: in which its pseudonyms are equal.
        epoch: of the domain's key.
        as_of: reference date, ISO.
        rows: number of all rows.
        subjects: number of subjects.
        content: SHA-256 over its data files.
        withdrawn: the day on which it was withdrawn, ISO; None while it stands.
    """

    release: str
    version: str
    domain: str
    epoch: int
    as_of: str
    rows: int
    subjects: int
    content: str
    withdrawn: str | None = None


def register(vault: Vault, connection: sa.Connection, entry: ReleaseEntry, members: Integers) -> None:
    """Keep that a version was published; the same version published again takes the place of the first.

    Args:
        vault: open.
        connection: inside a transaction.
        entry: what was published.
        members: int64 ids of the subjects whose records it holds.
    """
    for table in (schema.releases, _MEMBERS):
        connection.execute(sa.delete(table).where(*_is(table, entry.release, entry.version)))
    connection.execute(sa.insert(schema.releases).values(**asdict(entry)))
    for part, bits in _bits(members):
        _keep(vault, connection, entry.release, entry.version, part, bits)


def entries(connection: sa.Connection) -> list[ReleaseEntry]:
    """All releases, by name and version, withdrawn ones included."""
    table = schema.releases
    rows = connection.execute(sa.select(table).order_by(table.c.release, table.c.version)).mappings()
    return [ReleaseEntry(**row) for row in rows]


def entries_with(vault: Vault, connection: sa.Connection, subjects: Iterable[int]) -> list[ReleaseEntry]:
    """The releases that hold any of these subjects, or of those that turned out to be them; by name and version."""
    wanted = np.array([one for subject in subjects for one in everyone(connection, subject)], dtype=np.int64)
    holding = set()
    for part, bits in _bits(wanted):
        for row in connection.execute(sa.select(_MEMBERS).where(_MEMBERS.c.part == part)):
            if (_opened(vault, row) & bits).any():
                holding.add((row.release, row.version))
    return [entry for entry in entries(connection) if (entry.release, entry.version) in holding]


def members_of(vault: Vault, connection: sa.Connection, release: str, version: str) -> Integers:
    """The ids of the subjects that a release holds, as they were when it was published, ascending."""
    query = sa.select(_MEMBERS).where(*_is(_MEMBERS, release, version)).order_by(_MEMBERS.c.part)
    parts = [np.flatnonzero(_opened(vault, row)) + row.part * SUBJECTS_IN_PART + 1 for row in connection.execute(query)]
    return np.concatenate([np.empty(0, np.int64), *parts])


def withdraw(connection: sa.Connection, release: str, version: str, on: dt.date) -> None:
    """Keep that a version no longer stands; it stays in the register."""
    own = _is(schema.releases, release, version)
    connection.execute(sa.update(schema.releases).where(*own).values(withdrawn=on.isoformat()))


def add_member(vault: Vault, connection: sa.Connection, like: int, subject: int) -> None:
    """Every release that holds ``like`` holds ``subject`` as well: what was taken for the one was partly the other."""
    for entry in entries_with(vault, connection, [like]):
        own = _is(_MEMBERS, entry.release, entry.version)
        ((part, bits),) = _bits(np.array([subject]))
        row = connection.execute(sa.select(_MEMBERS).where(*own, _MEMBERS.c.part == part)).one_or_none()
        if row is not None:
            bits |= _opened(vault, row)
            connection.execute(sa.delete(_MEMBERS).where(*own, _MEMBERS.c.part == part))
        _keep(vault, connection, entry.release, entry.version, part, bits)


def _is(table: sa.Table, release: str, version: str) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return table.c.release == release, table.c.version == version


def _bits(members: Integers) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """Per part that has members its number, and who is in."""
    places = members - 1
    for part in np.unique(places // SUBJECTS_IN_PART).tolist():
        bits = np.zeros(SUBJECTS_IN_PART, dtype=bool)
        bits[places[places // SUBJECTS_IN_PART == part] % SUBJECTS_IN_PART] = True
        yield part, bits


def _keep(
    vault: Vault, connection: sa.Connection, release: str, version: str, part: int, bits: npt.NDArray[np.bool_]
) -> None:
    sealed = vault.seal(_USE).close(part, np.packbits(bits).tobytes(), release, version)
    connection.execute(sa.insert(_MEMBERS).values(release=release, version=version, part=part, members=sealed))


def _opened(vault: Vault, row: sa.Row[tuple[str, str, int, bytes]]) -> npt.NDArray[np.bool_]:
    packed = vault.seal(_USE).open(row.part, row.members, row.release, row.version)
    return np.unpackbits(np.frombuffer(packed, dtype=np.uint8)).astype(bool)
