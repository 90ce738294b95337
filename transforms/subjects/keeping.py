"""What a run adds to the vault: new subjects, what was learnt about old ones, look-ups, statements."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.keyed import as_uint64
from transforms.subjects import schema
from transforms.subjects.consent import UNDATED, Statements, careful_last, joined
from transforms.subjects.evidence import Trait
from transforms.subjects.profile import pack_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import sqlalchemy as sa

    from transforms.subjects.matching import Facts
    from transforms.subjects.vault import StoredSubjects, Vault

Integers = npt.NDArray[np.int64]
SUBJECTS_AT_ONCE = 100_000
_COLUMNS = ("kind", "lookup", "subject_id", "source", "first_seen")


@dataclass(frozen=True)
class Keeper:
    """Writes one run's findings inside one transaction.

    Attributes:
        ids: the vault's ids of the run's subjects, ascending; by subject index.
        stored: the vault before this run.
        places: per subject index its place in ``stored``, -1 for a new one.
    """

    vault: Vault
    connection: sa.Connection
    as_of: dt.date
    ids: Integers
    stored: StoredSubjects
    places: Integers

    @property
    def erased(self) -> npt.NDArray[np.bool_]:
        """By subject index: whether the subject's secret is gone."""
        return self.flag(np.asarray(~self.stored.secrets.any(axis=1)))

    @property
    def new(self) -> npt.NDArray[np.bool_]:
        """By subject index: whether this run met the subject first."""
        return self.places < 0

    def flag(self, of_stored: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """By subject index what the vault says of each subject; False for new ones."""
        flags = np.zeros(len(self.ids), dtype=bool)
        flags[~self.new] = of_stored[self.places[~self.new]]
        return flags

    def secrets(self) -> npt.NDArray[np.uint8]:
        """uint8 (n, 16): the secrets of old subjects, fresh ones for the new."""
        secrets = np.zeros((len(self.ids), 16), dtype=np.uint8)
        secrets[~self.new] = self.stored.secrets[self.places[~self.new]]
        fresh = int(self.new.sum())
        secrets[self.new] = np.frombuffer(os.urandom(16 * fresh), dtype=np.uint8).reshape(fresh, 16)
        return secrets

    def keep_subjects(self, secrets: npt.NDArray[np.uint8], facts: Facts, known: pa.Table) -> None:
        """Write new subjects, and the profiles that grew; ``facts`` and ``known`` go by subject index."""
        run = self.vault.start_run(self.connection, self.as_of)
        erased = self.erased
        for start in range(0, len(self.ids), SUBJECTS_AT_ONCE):
            inside = np.arange(start, min(start + SUBJECTS_AT_ONCE, len(self.ids)))
            profiles = pack_all(inside, facts, _names(known, inside))
            self._write(inside, profiles, secrets, erased, run)
        self.vault.mark_seen(self.connection, self.ids[~self.new].tolist(), run)

    def keep_identifiers(
        self, kind: str, subjects: Integers, lookups: npt.NDArray[np.uint8], sources: npt.NDArray[np.object_]
    ) -> None:
        """Write the look-ups of a kind that the vault does not have yet; ``subjects`` are indices."""
        owners = self.ids[subjects]
        known = self.vault.load_identifiers(self.connection, kind)
        marks, first = np.unique(_marks(lookups, owners), return_index=True)
        fresh = first[~np.isin(marks, _marks(known.lookups, known.subject_ids))]
        fresh = fresh[~self.erased[subjects[fresh]]]
        order = fresh[np.argsort(np.ascontiguousarray(lookups[fresh, :8]).view(">u8").ravel(), kind="stable")]
        digests = np.ascontiguousarray(lookups[order]).view("V16").ravel().tolist()
        origin = sources[order].tolist()
        rows = zip(repeat(kind), digests, owners[order].tolist(), origin, repeat(self.as_of.isoformat()), strict=False)
        self.vault.insert(self.connection, schema.identifiers, _COLUMNS, rows)

    def keep_statements(self, statements: Statements) -> Statements:
        """Write the run's statements, by subject index, and return those of all runs."""
        own = statements.where(~self.erased[statements.owners])
        own = own.where(careful_last(own))
        earlier = any(True for _ in self.vault.load_consents(self.connection))
        columns = self.ids[own.owners].tolist(), own.purposes, own.sources, _as_text(own.moments), own.given.tolist()
        self.vault.state_consents(self.connection, zip(*columns, strict=True))
        if not earlier:
            return own
        return joined([self._read_back(rows) for rows in self.vault.load_consents(self.connection)])

    def _read_back(self, rows: Sequence[Any]) -> Statements:
        owners, purposes, sources, moments, given = zip(*rows, strict=True)
        found = np.searchsorted(self.ids, owners)
        met = np.isin(np.array(owners), self.ids)
        dated = np.array(moments, dtype="datetime64[us]").astype(np.int64)
        undated = np.array(moments) == ""
        return Statements(
            found,
            np.array(purposes, object),
            np.array(sources, object),
            np.where(undated, UNDATED, dated),
            np.array(given, dtype=bool),
        ).where(met)

    def _write(
        self,
        inside: Integers,
        profiles: list[bytes],
        secrets: npt.NDArray[np.uint8],
        erased: npt.NDArray[np.bool_],
        run: int,
    ) -> None:
        fresh = self.new[inside]
        new = [profile for profile, is_new in zip(profiles, fresh.tolist(), strict=True) if is_new]
        drawn = np.ascontiguousarray(secrets[inside[fresh]]).view("V16").ravel().tolist()
        self.vault.add_subjects(self.connection, self.ids[inside[fresh]].tolist(), drawn, new, run)
        grown = [
            (int(self.ids[index]), profile)
            for index, profile in zip(inside.tolist(), profiles, strict=True)
            if self.places[index] >= 0 and not erased[index] and self.stored.profiles[self.places[index]] != profile
        ]
        self.vault.replace_profiles(self.connection, [number for number, _ in grown], [profile for _, profile in grown])


def _marks(lookups: npt.NDArray[np.uint8], owners: Integers) -> npt.NDArray[np.uint64]:
    """One number per pair of look-up and owner."""
    return as_uint64(lookups) ^ (owners.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def _names(known: pa.Table, inside: Integers) -> list[list[str]]:
    """Per subject of a range the names that were ever met."""
    subjects = known.column("subject").combine_chunks().to_numpy()
    start, end = np.searchsorted(subjects, [inside[0], inside[-1] + 1])
    part = known.slice(start, end - start)
    part = part.filter(pc.is_in(part.column("kind"), pa.array(["person_name", "former_name"])))
    owners = part.column("subject").to_numpy()
    values = pc.replace_substring(part.column("value"), "\n", " ").to_pylist()
    edges = np.searchsorted(owners, np.append(inside, inside[-1] + 1)).tolist()
    return [values[first:last] for first, last in pairwise(edges)]


def _as_text(moments: Integers) -> list[str]:
    """ISO text to the second, empty for undated ones."""
    dated = moments != UNDATED
    texts = np.datetime_as_string(np.where(dated, moments, 0).astype("datetime64[us]"), unit="s")
    shown: list[str] = np.where(dated, texts, "").tolist()
    return shown


def facts_of_subjects(facts: Facts, subject_of: npt.NDArray[np.int32]) -> Facts:
    """The facts by subject index instead of by node, sorted by subject; takes them out of ``facts`` one by one.

    What changes with the date is left out.
    """
    facts.pop(Trait.ADULT, None)
    found: Facts = {}
    for trait in sorted(facts):
        nodes, keys = facts.pop(trait)
        subjects = subject_of[nodes]
        order = np.argsort(subjects, kind="stable")
        order = order[np.searchsorted(subjects[order], 0) :]
        found[trait] = subjects[order], keys[order]
    return found
