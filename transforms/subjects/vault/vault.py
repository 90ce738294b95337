"""The vault: which identifiers were ever seen, of whom, and the secret behind each subject's pseudonyms.

It holds keyed look-ups and ciphertexts only. Everything that one run adds is written in one transaction, so that a
program killed at any moment leaves the vault of the run before, in one file that can be copied along with ``private/``.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects.vault import schema
from transforms.subjects.consent import Statements
from transforms.subjects.vault.engine import engine_of
from transforms.subjects.vault.profiles import Facts, Names, all_names, pack_names, pack_traits, unpack_names, unpack_traits
from transforms.subjects.vault.sealing import Seal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from transforms.keys import Keyring

SUBJECTS_IN_PART = 1 << 12
"""What is opened, changed and sealed anew to erase one subject."""
ROWS_IN_PART = 1 << 16
_SECRET = 16
_SEALED = ("secrets", "traits", "names")

Integers = npt.NDArray[np.int64]
Digests = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class StoredSubjects:
    """All subjects of a vault in the order of their ids, which count from 1.

    Attributes:
        secrets: uint8 (n, 16); zeros for the erased.
        met: uint32 (n, 2), the first and the last run that met each.
        merged_into: int64 (n,), an id, 0 for those that were not merged.
        restricted: bool (n,), or erased.
        objected: bool (n,).
        erased: bool (n,).
    """

    secrets: Digests
    met: npt.NDArray[np.uint32]
    merged_into: Integers
    restricted: npt.NDArray[np.bool_]
    objected: npt.NDArray[np.bool_]
    erased: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.secrets)


@dataclass(frozen=True)
class StoredIdentifiers:
    """The look-ups of one kind: uint8 (n, 16) digests and the ids of the subjects that they point at."""

    lookups: Digests
    subject_ids: Integers


class Vault:
    """An open vault.

    Args:
        engine: a SQLAlchemy engine (see ``open_vault``).
        keyring: the keyring that closed, or will close, its values.

    Raises:
        KeyUnavailable: the vault was made with another keyring or by another version.
    """

    def __init__(self, engine: sa.Engine, keyring: Keyring) -> None:
        self.engine = engine
        self.keyring = keyring
        self._seals = {use: Seal(keyring, use) for use in _SEALED}
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
        """All subjects, merged and erased ones included."""
        table = schema.subject_parts.c
        rows = connection.execute(sa.select(table.part, table.secrets, table.met).order_by(table.part)).all()
        secrets = b"".join(self._seals["secrets"].open(row.part, row.secrets) for row in rows)
        met = b"".join(row.met for row in rows)
        count = len(secrets) // _SECRET
        standings = np.zeros((4, count), dtype=np.int64)
        for row in connection.execute(sa.select(schema.standings)):
            shut = row.restricted or row.erased
            standings[:, row.subject_id - 1] = row.merged_into or 0, shut, row.objected, row.erased
        return StoredSubjects(
            np.frombuffer(secrets, dtype=np.uint8).reshape(-1, _SECRET),
            np.frombuffer(met, dtype="<u4").reshape(-1, 2),
            standings[0],
            *(flags.astype(bool) for flags in standings[1:]),
        )

    def load_profiles(self, connection: sa.Connection) -> tuple[Facts, Names]:
        """Traits and names of all subjects, by place (id less one)."""
        table = schema.subject_parts.c
        facts: dict[Any, list[tuple[Any, Any]]] = {}
        names: list[Names] = []
        for row in connection.execute(sa.select(table.part, table.traits, table.names).order_by(table.part)):
            first = row.part * SUBJECTS_IN_PART
            for trait, column in unpack_traits(self._seals["traits"].open(row.part, row.traits), first).items():
                facts.setdefault(trait, []).append(column)
            names.append(unpack_names(self._seals["names"].open(row.part, row.names), first))
        whole = {}
        for trait in sorted(facts):
            places, keys = zip(*facts.pop(trait), strict=True)
            whole[trait] = np.concatenate(places), np.concatenate(keys)
        return whole, all_names(names)

    def keep_subjects(
        self, connection: sa.Connection, secrets: Digests, facts: Facts, names: Names, met: Integers, run: int
    ) -> None:
        """Write the parts that hold subjects of a run; those beyond what the vault holds are new.

        Args:
            connection: inside a transaction.
            secrets: uint8 (n, 16), of all subjects, old and new.
            facts: of all subjects of those parts, ascending by place.
            names: the same.
            met: places whose subjects the run met, or changed.
            run: number of the run.
        """
        for part in np.unique(met // SUBJECTS_IN_PART).tolist():
            first = part * SUBJECTS_IN_PART
            last = min(first + SUBJECTS_IN_PART, len(secrets))
            content = {
                "secrets": secrets[first:last].tobytes(),
                "traits": pack_traits(first, last, facts),
                "names": pack_names(first, last, names),
            }
            here = met[(met >= first) & (met < last)] - first
            self._keep_part(connection, part, content, here, run)

    def load_identifiers(self, connection: sa.Connection, kind: str) -> StoredIdentifiers:
        """All look-ups of a kind."""
        table = schema.identifier_parts.c
        query = sa.select(table.lookups, table.subjects).where(table.kind == kind).order_by(table.part)
        rows = connection.execute(query).all()
        lookups = np.frombuffer(b"".join(row.lookups for row in rows), dtype=np.uint8)
        return StoredIdentifiers(lookups.reshape(-1, 16), _ids(b"".join(row.subjects for row in rows)))

    def kinds(self, connection: sa.Connection) -> list[str]:
        """The kinds of identifiers that the vault knows, sorted."""
        return sorted(connection.scalars(sa.select(schema.identifier_parts.c.kind).distinct()))

    def add_identifiers(
        self, connection: sa.Connection, kind: str, source: str, lookups: Digests, subjects: Integers, run: int
    ) -> None:
        """Look-ups of a kind that a run met first, in a table, ascending, with the ids of their subjects."""
        part = _next(connection, schema.identifier_parts)
        for number, start in enumerate(range(0, len(lookups), ROWS_IN_PART)):
            rows = slice(start, start + ROWS_IN_PART)
            digests = lookups[rows].tobytes()
            connection.execute(
                sa.insert(schema.identifier_parts).values(
                    part=part + number,
                    kind=kind,
                    source=source,
                    run=run,
                    first=digests[:16],
                    last=digests[-16:],
                    lookups=digests,
                    subjects=_packed_ids(subjects[rows]),
                )
            )

    def subjects_with(self, connection: sa.Connection, kind: str, lookup: bytes) -> list[int]:
        """The subjects that an identifier points at, merged ones resolved: for a patient's request."""
        table = schema.identifier_parts.c
        query = sa.select(table.lookups, table.subjects)
        found: set[int] = set()
        for row in connection.execute(query.where(table.kind == kind, table.first <= lookup, table.last >= lookup)):
            same = np.frombuffer(row.lookups, dtype=np.uint8).reshape(-1, 16) == np.frombuffer(lookup, dtype=np.uint8)
            found.update(_ids(row.subjects)[same.all(axis=1)].tolist())
        return sorted({self.current_id(connection, subject) for subject in found})

    def identifiers_of(self, connection: sa.Connection, subject: int) -> list[tuple[str, str, str]]:
        """(kind, source, date of the first run that met it) of each identifier: for a patient's request."""
        everyone = self._everyone(connection, subject)
        parts, runs = schema.identifier_parts.c, schema.runs.c
        query = sa.select(parts.kind, parts.source, runs.as_of, parts.subjects).where(parts.run == runs.id)
        rows = connection.execute(query)
        return sorted(
            (row.kind, row.source, row.as_of)
            for row in rows
            for _ in range(int(np.isin(_ids(row.subjects), everyone).sum()))
        )

    def current_id(self, connection: sa.Connection, subject: int) -> int:
        """The subject that this one was merged into, or itself."""
        table = schema.standings.c
        while (into := connection.scalar(sa.select(table.merged_into).where(table.subject_id == subject))) is not None:
            subject = into
        return subject

    def merge(self, connection: sa.Connection, merged: Iterable[tuple[int, int]]) -> None:
        """Each (subject, into): the first turned out to be the second; its secret stays, so old pseudonyms resolve.

        A restriction or objection of the one holds for both.
        """
        table = schema.standings
        for subject, into in merged:
            old = connection.execute(sa.select(table).where(table.c.subject_id == subject)).one_or_none()
            _stand(connection, subject, merged_into=into)
            if old:
                inherited = {name: True for name in ("restricted", "objected") if getattr(old, name)}
                _stand(connection, into, **inherited)

    def erase(self, connection: sa.Connection, subject: int) -> None:
        """Forget the secret, the names and the history of consent; look-ups stay, so that it is not met as new."""
        everyone = self._everyone(connection, subject)
        for number in everyone:
            _stand(connection, number, erased=True, restricted=True)
        self._erase_from_parts(connection, np.array(everyone, dtype=np.int64) - 1)
        _erase_statements(connection, everyone)

    def restrict(self, connection: sa.Connection, subject: int, *, on: bool) -> None:
        """Restriction of processing (GDPR art. 18), or its end."""
        _stand(connection, subject, restricted=on)

    def object(self, connection: sa.Connection, subject: int, *, on: bool) -> None:
        """Objection to further use (GDPR art. 21), or its withdrawal."""
        _stand(connection, subject, objected=on)

    def add_statements(self, connection: sa.Connection, statements: Statements, run: int) -> None:
        """Statements by id; what a source says anew of a moment counts."""
        table = schema.statement_parts
        part = _next(connection, table)
        for number, start in enumerate(range(0, len(statements), ROWS_IN_PART)):
            piece = statements.where(slice(start, start + ROWS_IN_PART))
            about = {"purpose": piece.purpose, "source": piece.source, "run": run}
            connection.execute(sa.insert(table).values(part=part + number, **about, **_packed(piece)))

    def load_statements(self, connection: sa.Connection) -> Iterator[Statements]:
        """All statements by id, in the order in which they were added."""
        for row in connection.execute(sa.select(schema.statement_parts).order_by(schema.statement_parts.c.part)):
            moments, given = np.frombuffer(row.moments, "<i8"), np.frombuffer(row.given, bool)
            yield Statements(row.purpose, row.source, _ids(row.subjects), moments, given)

    def suggest(self, connection: sa.Connection, pairs: Iterable[tuple[int, int, str]], as_of: dt.date) -> None:
        """Pairs for review, (subject, other, reason code); known ones keep the date on which they were first met."""
        known = {pair[:3] for pair in self.suggestions(connection)}
        for subject, other, reason in sorted(set(pairs) - known):
            values = {"subject_id": subject, "other_id": other, "reason": reason, "first_seen": as_of.isoformat()}
            connection.execute(sa.insert(schema.suggestions).values(values))

    def suggestions(self, connection: sa.Connection) -> list[tuple[int, int, str, str]]:
        """All pairs for review, (subject, other, reason code, first seen)."""
        table = schema.suggestions
        order = (table.c.subject_id, table.c.other_id, table.c.reason)
        return [(row[0], row[1], row[2], row[3]) for row in connection.execute(sa.select(table).order_by(*order))]

    def load_gate_digests(self, connection: sa.Connection) -> npt.NDArray[np.uint64]:
        """Sorted digests of every identifier of every run, for the gate."""
        table = schema.gate_digests.c
        parts = connection.scalars(sa.select(table.digests).order_by(table.part))
        digests = np.frombuffer(bytearray().join(parts), dtype="<u8").astype(np.uint64, copy=False)
        if (digests[1:] < digests[:-1]).any():
            digests.sort()
        return digests

    def remember_gate_digests(self, connection: sa.Connection, digests: npt.NDArray[np.uint64]) -> None:
        """Add sorted digests that the vault does not hold to those of earlier runs."""
        first = _next(connection, schema.gate_digests)
        for number, start in enumerate(range(0, len(digests), ROWS_IN_PART)):
            packed = digests[start : start + ROWS_IN_PART].astype("<u8").tobytes()
            connection.execute(sa.insert(schema.gate_digests).values(part=first + number, digests=packed))

    def _keep_part(
        self, connection: sa.Connection, part: int, content: dict[str, bytes], met: Integers, run: int
    ) -> None:
        """Write a part; columns that stay as they are, and most do, are not written again."""
        table = schema.subject_parts
        sealed = {use: self._seals[use].close(part, value) for use, value in content.items()}
        old = connection.execute(sa.select(table).where(table.c.part == part)).one_or_none()
        runs = np.full((len(content["secrets"]) // _SECRET, 2), run, dtype="<u4")
        if old is None:
            connection.execute(sa.insert(table).values(part=part, met=runs.tobytes(), **sealed))
            return
        before = np.frombuffer(old.met, dtype="<u4").reshape(-1, 2)
        runs[: len(before)] = before
        runs[met, 1] = run
        changed = {use: value for use, value in sealed.items() if getattr(old, use) != value}
        connection.execute(sa.update(table).where(table.c.part == part).values(met=runs.tobytes(), **changed))

    def _erase_from_parts(self, connection: sa.Connection, places: Integers) -> None:
        """Seal the parts of some subjects anew without them."""
        table = schema.subject_parts
        for part in np.unique(places // SUBJECTS_IN_PART).tolist():
            row = connection.execute(sa.select(table).where(table.c.part == part)).one()
            first, last = part * SUBJECTS_IN_PART, (part + 1) * SUBJECTS_IN_PART
            opened = {use: seal.open(part, getattr(row, use)) for use, seal in self._seals.items()}
            secrets = np.frombuffer(bytearray(opened["secrets"]), dtype=np.uint8).reshape(-1, _SECRET)
            secrets[places[(places >= first) & (places < last)] - first] = 0
            facts = {
                trait: (owners[~np.isin(owners, places)], keys[~np.isin(owners, places)])
                for trait, (owners, keys) in unpack_traits(opened["traits"], first).items()
            }
            names = unpack_names(opened["names"], first)
            names = names.of(np.where(np.isin(names.owners, places), -1, names.owners).astype(np.int32))
            content = {
                "secrets": secrets.tobytes(),
                "traits": pack_traits(first, last, facts),
                "names": pack_names(first, last, names),
            }
            sealed = {use: self._seals[use].close(part, value) for use, value in content.items()}
            connection.execute(sa.update(table).where(table.c.part == part).values(**sealed))

    def _everyone(self, connection: sa.Connection, subject: int) -> list[int]:
        """The subject and all that were merged into it, directly or not."""
        table = schema.standings.c
        everyone, new = [subject], [subject]
        while new:
            new = list(connection.scalars(sa.select(table.subject_id).where(table.merged_into.in_(new))))
            everyone += new
        return sorted(everyone)

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
    engine = engine_of(location)
    try:
        return Vault(engine, keyring)
    except sa.exc.DBAPIError:
        engine.dispose()
        raise KeyUnavailable("The vault cannot be opened.", hint="Check its path or URL, and its backup.") from None
    except KeyUnavailable:
        engine.dispose()
        raise


def _stand(connection: sa.Connection, subject: int, **standing: Any) -> None:
    """Change some of what is special about a subject."""
    table = schema.standings
    if not standing:
        return
    own = table.c.subject_id == subject
    if connection.scalar(sa.select(table.c.subject_id).where(own)) is None:
        connection.execute(sa.insert(table).values(subject_id=subject))
    connection.execute(sa.update(table).where(own).values(**standing))


def _erase_statements(connection: sa.Connection, subjects: list[int]) -> None:
    table = schema.statement_parts
    for row in connection.execute(sa.select(table)).all():
        owners = _ids(row.subjects)
        kept = ~np.isin(owners, subjects)
        if not kept.all():
            moments, given = np.frombuffer(row.moments, "<i8"), np.frombuffer(row.given, bool)
            rest = Statements(row.purpose, row.source, owners, moments, given).where(kept)
            connection.execute(sa.update(table).where(table.c.part == row.part).values(**_packed(rest)))


def _packed(statements: Statements) -> dict[str, bytes]:
    return {
        "subjects": _packed_ids(statements.owners),
        "moments": statements.moments.astype("<i8").tobytes(),
        "given": statements.given.tobytes(),
    }


def _packed_ids(ids: npt.NDArray[np.signedinteger[Any]]) -> bytes:
    return ids.astype("<u4").tobytes()


def _ids(packed: bytes) -> Integers:
    return np.frombuffer(packed, dtype="<u4").astype(np.int64)


def _next(connection: sa.Connection, table: sa.Table) -> int:
    """The number of the next part of a table."""
    last = connection.scalar(sa.select(sa.func.max(table.c.part)))
    return 0 if last is None else int(last) + 1
