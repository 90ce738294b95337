"""The identifiers that were ever seen: keyed look-ups, whose they are, in which table, by which runs.

A look-up stands once per subject and table. The table and the first run are those of the row; the last run of each
look-up stands apart, since every run changes it.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from transforms.keyed import as_uint64
from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import Digests, Integers, next_number, pack_numbers, pieces, unpack_numbers
from transforms.subjects.vault.runs import dates_of_runs
from transforms.subjects.vault.standings import current_id, everyone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.subjects.vault.vault import Vault

LOOKUP = 16
"""Bytes."""
_PARTS, _SIGHTINGS = schema.identifier_parts, schema.identifier_sightings
_OWNERS, _RUNS = "identifiers' subjects", "identifiers' runs"


@dataclass(frozen=True)
class StoredIdentifiers:
    """The look-ups of one kind: uint8 (n, 16) digests and the ids of the subjects that they point at."""

    lookups: Digests
    subject_ids: Integers


@dataclass(frozen=True)
class SeenIdentifier:
    """That a subject has an identifier; which one cannot be told from its look-up.

    Attributes:
        kind: such as ``email``.
        source: the table that it was seen in.
        first_seen: reference date of a run, ISO.
        last_seen: the same.
    """

    kind: str
    source: str
    first_seen: str
    last_seen: str


@dataclass(frozen=True)
class IdentifierPart:
    """Look-ups of one kind and table that one run met first.

    Attributes:
        number: of the row.
        kind: of the identifiers.
        source: the table.
        run: the first that met them.
        lookups: uint8 (n, 16), ascending.
        subject_ids: int64 (n,).
    """

    number: int
    kind: str
    source: str
    run: int
    lookups: Digests
    subject_ids: Integers

    def equal(self, lookup: bytes) -> npt.NDArray[np.bool_]:
        """Which look-ups are this one."""
        return np.asarray((self.lookups == np.frombuffer(lookup, dtype=np.uint8)).all(axis=1))

    def beside(self) -> tuple[str | bytes, ...]:
        """What stands in clear beside the ids, and is sealed together with them."""
        return self.kind, self.source, pack_numbers(np.array([self.run])), self.lookups.tobytes()


def kinds(connection: sa.Connection) -> list[str]:
    """The kinds of identifiers that the vault knows, sorted."""
    return sorted(connection.scalars(sa.select(_PARTS.c.kind).distinct()))


def load_identifiers(vault: Vault, connection: sa.Connection, kind: str) -> StoredIdentifiers:
    """All look-ups of a kind, each once per subject."""
    parts = list(_parts(vault, connection, _PARTS.c.kind == kind))
    lookups = np.concatenate([np.empty((0, LOOKUP), np.uint8), *(part.lookups for part in parts)])
    ids = np.concatenate([np.empty(0, np.int64), *(part.subject_ids for part in parts)])
    if len({part.source for part in parts}) > 1:
        once = np.sort(np.unique(marks(lookups, ids), return_index=True)[1])
        lookups, ids = lookups[once], ids[once]
    return StoredIdentifiers(lookups, ids)


def marks(lookups: Digests, ids: Integers) -> npt.NDArray[np.uint64]:
    """One number per pair of look-up and subject."""
    return as_uint64(lookups) ^ (ids.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def identifiers_from(vault: Vault, connection: sa.Connection, kind: str, source: str) -> Iterator[IdentifierPart]:
    """The parts of a kind that were seen in a table."""
    return _parts(vault, connection, _PARTS.c.kind == kind, _PARTS.c.source == source)


def sources(connection: sa.Connection) -> list[tuple[str, str]]:
    """The kinds of identifiers with the tables that each was seen in, sorted."""
    return sorted(
        (row.kind, row.source) for row in connection.execute(sa.select(_PARTS.c.kind, _PARTS.c.source).distinct())
    )


def add_identifiers(
    vault: Vault, connection: sa.Connection, kind: str, source: str, lookups: Digests, subjects: Integers, run: int
) -> None:
    """Look-ups of a kind that a run met first in a table, ascending, with the ids of their subjects."""
    start = next_number(connection, _PARTS.c.part)
    for number, rows in pieces(len(lookups)):
        _add_part(vault, connection, IdentifierPart(start + number, kind, source, run, lookups[rows], subjects[rows]))


def last_runs(vault: Vault, connection: sa.Connection, part: IdentifierPart) -> Integers:
    """The last run that met each look-up of a part."""
    row = connection.execute(sa.select(_SIGHTINGS.c.runs).where(_SIGHTINGS.c.part == part.number)).one()
    return unpack_numbers(vault.seal(_RUNS).open(part.number, row.runs))


def keep_last_runs(vault: Vault, connection: sa.Connection, part: IdentifierPart, runs: Integers) -> None:
    """Keep the last run that met each look-up of a part."""
    sealed = vault.seal(_RUNS).close(part.number, pack_numbers(runs))
    connection.execute(sa.update(_SIGHTINGS).where(_SIGHTINGS.c.part == part.number).values(runs=sealed))


def subjects_with(vault: Vault, connection: sa.Connection, kind: str, lookup: bytes) -> list[int]:
    """The subjects that an identifier points at, merged ones resolved: for a patient's request."""
    found: set[int] = set()
    for part in _parts(vault, connection, *_may_hold(kind, lookup)):
        found.update(part.subject_ids[part.equal(lookup)].tolist())
    return sorted({current_id(connection, subject) for subject in found})


def identifiers_of(vault: Vault, connection: sa.Connection, subject: int) -> list[SeenIdentifier]:
    """Each identifier of a subject and of those merged into it, once per table: for a patient's request."""
    return identifiers_of_each(vault, connection, [subject])[subject]


def identifiers_of_each(
    vault: Vault, connection: sa.Connection, subjects: Iterable[int]
) -> dict[int, list[SeenIdentifier]]:
    """The same of several subjects, none merged into another; all look-ups are opened once."""
    found: dict[int, list[SeenIdentifier]] = {subject: [] for subject in subjects}
    subject_of = {one: subject for subject in found for one in everyone(connection, subject)}
    dates = dates_of_runs(connection)
    for part in _parts(vault, connection) if found else ():
        here = np.isin(part.subject_ids, list(subject_of))
        lasts = last_runs(vault, connection, part)[here].tolist() if here.any() else ()
        for one, last in zip(part.subject_ids[here].tolist(), lasts, strict=True):
            seen = sorted((dates[part.run], dates[last]))  # a run may be of an earlier date than the one before
            found[subject_of[one]].append(SeenIdentifier(part.kind, part.source, *seen))
    return {subject: sorted(seen, key=astuple) for subject, seen in found.items()}


def give_identifier(
    vault: Vault, connection: sa.Connection, kind: str, lookup: bytes, owners: list[int], heir: int
) -> set[int]:
    """Make a look-up of some subjects one of another, in all tables; return those whose it was."""
    before: set[int] = set()
    for part in list(_parts(vault, connection, *_may_hold(kind, lookup))):
        moving = part.equal(lookup) & np.isin(part.subject_ids, owners)
        if moving.any():
            before.update(part.subject_ids[moving].tolist())
            moved = replace(part, subject_ids=np.where(moving, heir, part.subject_ids))
            own = _PARTS.c.part == part.number
            connection.execute(sa.update(_PARTS).where(own).values(subjects=_sealed_owners(vault, moved)))
    return before


def _parts(vault: Vault, connection: sa.Connection, *which: sa.ColumnElement[bool]) -> Iterator[IdentifierPart]:
    """Parts in the order in which they were added."""
    nobody = np.empty(0, np.int64)
    for row in connection.execute(sa.select(_PARTS).where(*which).order_by(_PARTS.c.part)):
        lookups = np.frombuffer(row.lookups, dtype=np.uint8).reshape(-1, LOOKUP)
        part = IdentifierPart(row.part, row.kind, row.source, row.run, lookups, nobody)
        owners = vault.seal(_OWNERS).open(row.part, row.subjects, *part.beside())
        yield replace(part, subject_ids=unpack_numbers(owners))


def _may_hold(kind: str, lookup: bytes) -> tuple[sa.ColumnElement[bool], ...]:
    return _PARTS.c.kind == kind, _PARTS.c.first <= lookup, _PARTS.c.last >= lookup


def _add_part(vault: Vault, connection: sa.Connection, part: IdentifierPart) -> None:
    digests = part.lookups.tobytes()
    values = {"part": part.number, "kind": part.kind, "source": part.source, "run": part.run, "lookups": digests}
    ends = {"first": digests[:LOOKUP], "last": digests[-LOOKUP:]}
    connection.execute(sa.insert(_PARTS).values(**values, **ends, subjects=_sealed_owners(vault, part)))
    runs = vault.seal(_RUNS).close(part.number, pack_numbers(np.full(len(part.lookups), part.run)))
    connection.execute(sa.insert(_SIGHTINGS).values(part=part.number, runs=runs))


def _sealed_owners(vault: Vault, part: IdentifierPart) -> bytes:
    return vault.seal(_OWNERS).close(part.number, pack_numbers(part.subject_ids), *part.beside())
