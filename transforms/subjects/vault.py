"""The vault: which identifiers were ever seen, of whom, and the secret behind each subject's pseudonyms.

It holds keyed look-ups and ciphertexts only. Everything that one run adds is written in one transaction with SQLite's
rollback journal, so that a program killed at any moment leaves the vault of the run before, in one file that can be
copied along with ``private/``.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects import schema
from transforms.subjects.sealing import Seal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from transforms.keys import Keyring

ROWS_AT_ONCE = 50_000
DIGESTS_IN_PART = 1 << 17


@dataclass(frozen=True)
class StoredSubjects:
    """All subjects of a vault in the order of their ids.

    Attributes:
        ids: int64 (n,).
        secrets: uint8 (n, 16); zeros for the erased.
        profiles: decrypted; empty for the erased.
        merged_into: int64 (n,), 0 for those that were not merged.
        restricted: bool (n,), or erased.
        objected: bool (n,).
    """

    ids: npt.NDArray[np.int64]
    secrets: npt.NDArray[np.uint8]
    profiles: list[bytes]
    merged_into: npt.NDArray[np.int64]
    restricted: npt.NDArray[np.bool_]
    objected: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class StoredIdentifiers:
    """The look-ups of one kind: uint8 (n, 16) digests and the ids of the subjects that they point at."""

    lookups: npt.NDArray[np.uint8]
    subject_ids: npt.NDArray[np.int64]


class Vault:
    """An open vault.

    Args:
        engine: a SQLAlchemy engine whose parameters are positional (see ``open_vault``).
        keyring: the keyring that closed, or will close, its values.

    Raises:
        KeyUnavailable: the vault was made with another keyring or by another version.
    """

    def __init__(self, engine: sa.Engine, keyring: Keyring) -> None:
        self.engine = engine
        self.keyring = keyring
        self._secrets = Seal(keyring, "secret")
        self._profiles = Seal(keyring, "profile")
        self._prepare()

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """All or nothing: what is written inside appears at the end, or not at all."""
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def start_run(self, connection: sa.Connection, as_of: dt.date) -> int:
        """The number of a new run."""
        last = connection.scalar(sa.select(sa.func.max(schema.runs.c.id))) or 0
        connection.execute(sa.insert(schema.runs).values(id=last + 1, as_of=as_of.isoformat()))
        return int(last + 1)

    def load_subjects(self, connection: sa.Connection) -> StoredSubjects:
        """All subjects, decrypted; merged and erased ones included."""
        table = schema.subjects.c
        query = sa.select(
            table.id, table.secret, table.profile, table.merged_into, table.restricted, table.objected
        ).order_by(table.id)
        parts = [self._opened(rows) for rows in _streamed(connection, query)]
        flags = np.concatenate([np.empty((0, 4), dtype=np.int64), *(flags for *_, flags in parts)])
        return StoredSubjects(
            ids=flags[:, 0],
            secrets=np.frombuffer(b"".join(secrets for secrets, _, _ in parts), dtype=np.uint8).reshape(-1, 16),
            profiles=[profile for _, profiles, _ in parts for profile in profiles],
            merged_into=flags[:, 1],
            restricted=flags[:, 2].astype(bool),
            objected=flags[:, 3].astype(bool),
        )

    def _opened(self, rows: Sequence[Any]) -> tuple[bytes, list[bytes], npt.NDArray[np.int64]]:
        """Secrets in one piece, profiles, and (id, merged into, restricted, objected) of some rows."""
        ids, secrets, profiles, merged, restricted, objected = zip(*rows, strict=True)
        alive = [number for number, secret in zip(ids, secrets, strict=True) if secret is not None]
        opened = dict(zip(alive, self._secrets.open(alive, filter(None, secrets)), strict=True))
        read = dict(zip(alive, self._profiles.open(alive, filter(None, profiles)), strict=True))
        shut = [flag or secret is None for flag, secret in zip(restricted, secrets, strict=True)]
        flags = np.array([ids, [into or 0 for into in merged], shut, objected], dtype=np.int64).T
        return b"".join(opened.get(one, bytes(16)) for one in ids), [read.get(one, b"") for one in ids], flags

    def kinds(self, connection: sa.Connection) -> list[str]:
        """The kinds of identifiers that the vault knows, sorted."""
        return sorted(connection.scalars(sa.select(schema.identifiers.c.kind).distinct()))

    def load_identifiers(self, connection: sa.Connection, kind: str) -> StoredIdentifiers:
        """All look-ups of a kind."""
        table = schema.identifiers.c
        query = sa.select(table.lookup, table.subject_id).where(table.kind == kind)
        lookups: list[bytes] = []
        owners: list[npt.NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
        for rows in _streamed(connection, query):
            digests, subjects = zip(*rows, strict=True)
            lookups.append(b"".join(digests))
            owners.append(np.array(subjects, dtype=np.int64))
        whole = np.frombuffer(b"".join(lookups), dtype=np.uint8).reshape(-1, 16)
        return StoredIdentifiers(whole, np.concatenate(owners))

    def identifiers_of_erased(self, connection: sa.Connection) -> list[tuple[str, bytes, int]]:
        """(kind, look-up, subject) of those whose profile is gone, so that their rows are still told apart."""
        erased = sa.select(schema.subjects.c.id).where(schema.subjects.c.secret.is_(None))
        table = schema.identifiers.c
        query = sa.select(table.kind, table.lookup, table.subject_id).where(table.subject_id.in_(erased))
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]

    def subjects_with(self, connection: sa.Connection, kind: str, lookup: bytes) -> list[int]:
        """The subjects that an identifier points at, merged ones resolved: for a patient's request."""
        table = schema.identifiers.c
        query = sa.select(table.subject_id).where(table.kind == kind, table.lookup == lookup)
        return sorted({self.current_id(connection, subject) for subject in connection.scalars(query)})

    def current_id(self, connection: sa.Connection, subject: int) -> int:
        """The subject that this one was merged into, or itself."""
        table = schema.subjects.c
        while (merged := connection.scalar(sa.select(table.merged_into).where(table.id == subject))) is not None:
            subject = merged
        return subject

    def add_subjects(
        self,
        connection: sa.Connection,
        ids: Sequence[int],
        secrets: Sequence[bytes],
        profiles: Sequence[bytes],
        run: int,
    ) -> None:
        """New subjects under the ids given."""
        rows = zip(ids, self._secrets.close(ids, secrets), self._profiles.close(ids, profiles), strict=True)
        columns = ("id", "secret", "profile", "created_run", "seen_run", "restricted", "objected")
        self.insert(connection, schema.subjects, columns, ((*row, run, run, False, False) for row in rows))

    def replace_profiles(self, connection: sa.Connection, ids: Sequence[int], profiles: Sequence[bytes]) -> None:
        """Profiles that gained a trait or a name."""
        if ids:
            statement = sa.update(schema.subjects).where(schema.subjects.c.id == sa.bindparam("subject"))
            closed = self._profiles.close(ids, profiles)
            connection.execute(
                statement.values(profile=sa.bindparam("closed")),
                [{"subject": number, "closed": value} for number, value in zip(ids, closed, strict=True)],
            )

    def merge(self, connection: sa.Connection, merged: Sequence[tuple[int, int]]) -> None:
        """Each (subject, into): the first turned out to be the second; its secret stays, so old pseudonyms resolve.

        A restriction or objection of the one holds for both.
        """
        table = schema.subjects
        for subject, into in merged:
            connection.execute(sa.update(table).where(table.c.id == subject).values(merged_into=into))
            for flag in (table.c.restricted, table.c.objected):
                if connection.scalar(sa.select(flag).where(table.c.id == subject)):
                    connection.execute(sa.update(table).where(table.c.id == into).values({flag: True}))

    def mark_seen(self, connection: sa.Connection, ids: Iterable[int], run: int) -> None:
        """The subjects that the run met."""
        table = schema.subjects
        statement = sa.update(table).where(table.c.id == sa.bindparam("subject")).values(seen_run=run)
        for part in _parts(ids):
            connection.execute(statement, [{"subject": number} for number in part])

    def erase(self, connection: sa.Connection, subject: int) -> None:
        """Forget the secret, the names and the history of consent; look-ups stay, so that it is not met as new."""
        table = schema.subjects
        everyone = sa.or_(table.c.id == subject, table.c.merged_into == subject)
        connection.execute(sa.update(table).where(everyone).values(secret=None, profile=None, restricted=True))
        connection.execute(sa.delete(schema.consents).where(schema.consents.c.subject_id == subject))

    def restrict(self, connection: sa.Connection, subject: int, *, on: bool) -> None:
        """Restriction of processing (GDPR art. 18), or its end."""
        table = schema.subjects
        connection.execute(sa.update(table).where(table.c.id == subject).values(restricted=on))

    def object(self, connection: sa.Connection, subject: int, *, on: bool) -> None:
        """Objection to further use (GDPR art. 21), or its withdrawal."""
        table = schema.subjects
        connection.execute(sa.update(table).where(table.c.id == subject).values(objected=on))

    def state_consents(self, connection: sa.Connection, rows: Iterable[tuple[int, str, str, str, bool]]) -> None:
        """Statements (subject, purpose, source, stated at, given); what a source says anew of a moment counts."""
        columns = ("subject_id", "purpose", "source", "stated_at", "given")
        conflict = " ON CONFLICT (subject_id, purpose, source, stated_at) DO UPDATE SET given = excluded.given"
        self.insert(connection, schema.consents, columns, rows, then=conflict)

    def load_consents(self, connection: sa.Connection) -> Iterator[Sequence[Any]]:
        """All statements, in chunks of rows (subject, purpose, source, stated at, given)."""
        table = schema.consents.c
        yield from _streamed(
            connection, sa.select(table.subject_id, table.purpose, table.source, table.stated_at, table.given)
        )

    def suggest(self, connection: sa.Connection, pairs: Iterable[tuple[int, int, str]], as_of: dt.date) -> None:
        """Pairs for review, (subject, other, reason code); known ones keep the date on which they were first met."""
        table = schema.suggestions.c
        known = {tuple(row) for row in connection.execute(sa.select(table.subject_id, table.other_id, table.reason))}
        new = sorted(set(pairs) - known)
        columns = ("subject_id", "other_id", "reason", "first_seen")
        self.insert(connection, schema.suggestions, columns, ((*pair, as_of.isoformat()) for pair in new))

    def suggestions(self, connection: sa.Connection) -> list[tuple[int, int, str, str]]:
        """All pairs for review, (subject, other, reason code, first seen)."""
        table = schema.suggestions
        order = (table.c.subject_id, table.c.other_id, table.c.reason)
        return [(row[0], row[1], row[2], row[3]) for row in connection.execute(sa.select(table).order_by(*order))]

    def load_gate_digests(self, connection: sa.Connection) -> npt.NDArray[np.uint64]:
        """Sorted digests of every identifier of every run, for the gate."""
        table = schema.gate_digests.c
        parts = connection.scalars(sa.select(table.digests).order_by(table.part))
        return np.frombuffer(b"".join(parts), dtype="<u8").astype(np.uint64)

    def remember_gate_digests(self, connection: sa.Connection, digests: npt.NDArray[np.uint64]) -> None:
        """Add digests to those of earlier runs."""
        everything = np.union1d(self.load_gate_digests(connection), digests).astype("<u8")
        connection.execute(sa.delete(schema.gate_digests))
        starts = range(0, len(everything), DIGESTS_IN_PART)
        rows = ((part, everything[start : start + DIGESTS_IN_PART].tobytes()) for part, start in enumerate(starts))
        self.insert(connection, schema.gate_digests, ("part", "digests"), rows)

    def insert(
        self,
        connection: sa.Connection,
        table: sa.Table,
        columns: Sequence[str],
        rows: Iterable[tuple[Any, ...]],
        *,
        then: str = "",
    ) -> None:
        """Many rows as tuples, in chunks: three times as fast as rows as dictionaries. ``then`` ends the statement."""
        empty: dict[str, Any] = dict.fromkeys(columns)
        statement = str(sa.insert(table).values(empty).compile(dialect=self.engine.dialect)) + then
        for part in _parts(rows):
            connection.exec_driver_sql(statement, part)

    def _prepare(self) -> None:
        fingerprint = self.keyring.vault_key("fingerprint", 16)
        with self.transaction() as connection:
            schema.metadata.create_all(connection)
            row = connection.execute(sa.select(schema.vault)).one_or_none()
            if row is None:
                connection.execute(sa.insert(schema.vault).values(version=schema.VERSION, keys=fingerprint))
            elif row.version != schema.VERSION:
                raise KeyUnavailable("The vault was written by another version.", hint="Use the version that wrote it.")
            elif row.keys != fingerprint:
                raise KeyUnavailable(
                    "The vault belongs to another keyring.", hint="Restore keyring and vault from the same backup."
                )


def open_vault(location: Path | str, keyring: Keyring) -> Vault:
    """The vault in a SQLite file (made when it is missing, mode 0600) or behind a database URL.

    Raises:
        KeyUnavailable: the file can be used by others, is no vault, or belongs to another keyring.
    """
    engine = _server_engine(location) if isinstance(location, str) else _file_engine(location)
    try:
        return Vault(engine, keyring)
    except sa.exc.DBAPIError:
        engine.dispose()
        raise KeyUnavailable("The vault cannot be opened.", hint="Check its path or URL, and its backup.") from None
    except KeyUnavailable:
        engine.dispose()
        raise


def _server_engine(url: str) -> sa.Engine:
    try:
        return sa.create_engine(url, paramstyle="format", hide_parameters=True)
    except (sa.exc.ArgumentError, ImportError):
        raise KeyUnavailable("The vault's database URL does not work.", hint="Install veilig[postgres].") from None


def _file_engine(path: Path) -> sa.Engine:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        raise KeyUnavailable(f"{path.name} cannot be opened.", hint="Run `veilig init`.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyUnavailable(f"{path.name} can be used by others (mode {mode:04o}).", hint="Run `chmod 600` on it.")
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), hide_parameters=True)
    sa.event.listen(engine, "connect", _set_pragmas)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    """A rollback journal and full syncs: a copied or killed vault is whole. Deleted values are overwritten."""
    connection.isolation_level = None  # SQLAlchemy's transactions begin where ours do, not where the driver guesses
    for pragma in (
        "journal_mode=DELETE",
        "synchronous=FULL",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _streamed(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[Any]]:
    result = connection.execution_options(stream_results=True).execute(query)
    yield from result.partitions(ROWS_AT_ONCE)


def _parts(rows: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while part := list(islice(waiting, ROWS_AT_ONCE)):
        yield part
