"""What a run adds to the vault: new subjects, what was learnt about old ones, look-ups, statements."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from transforms.subjects.consent import Statements, careful, grouped, newest
from transforms.subjects.consent.statements import repeated
from transforms.subjects.evidence import TOLD_BY_IDENTIFIERS, Trait
from transforms.subjects.vault.identifiers import identifiers_from, keep_last_runs, last_runs, marks
from transforms.subjects.vault.profiles import Names, all_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    import sqlalchemy as sa

    from transforms.subjects.vault.identifiers import IdentifierPart
    from transforms.subjects.vault.profiles import Facts
    from transforms.subjects.vault.subjects import StoredSubjects
    from transforms.subjects.vault.vault import Vault

Integers = npt.NDArray[np.int64]
Subjects = npt.NDArray[np.int32]
Digests = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Keeper:
    """Writes one run's findings inside one transaction.

    Attributes:
        run: its number.
        stored: the vault before this run.
        places: the run's subjects, by index: their ids less one, ascending; new ones behind those of the vault.
        place_of: per place of the vault that of the subject that it turned out to be.
    """

    vault: Vault
    connection: sa.Connection
    run: int
    stored: StoredSubjects
    places: Integers
    place_of: Integers

    @property
    def ids(self) -> Integers:
        """The vault's ids of the run's subjects, by index."""
        return self.places + 1

    @cached_property
    def index_of(self) -> Subjects:
        """Per place the index of its subject in this run, -1 when the run did not meet it."""
        count = max(len(self.stored), int(self.places[-1]) + 1 if len(self.places) else 0)
        index = np.full(count, -1, dtype=np.int32)
        index[self.places] = np.arange(len(self.places), dtype=np.int32)
        old = index[: len(self.stored)]
        old[:] = index[self.place_of]
        return index

    @cached_property
    def secrets(self) -> Digests:
        """uint8 (n, 16), by place: the secrets of old subjects, fresh ones for the new."""
        fresh = len(self.index_of) - len(self.stored)
        drawn = np.frombuffer(os.urandom(16 * fresh), dtype=np.uint8).reshape(fresh, 16)
        return np.concatenate([self.stored.secrets, drawn])

    def flag(self, of_stored: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """By subject index what the vault says of each subject; False for new ones."""
        flags = np.zeros(len(self.places), dtype=bool)
        old = self.places < len(self.stored)
        flags[old] = of_stored[self.places[old]]
        return flags

    def keep_subjects(self, facts: Facts, names: Names, unmet: Names) -> None:
        """Write new subjects, and the profiles that grew.

        Args:
            facts: by place, ascending.
            names: by subject index, all that were ever met.
            unmet: those of subjects that the run did not meet, by place.
        """
        owners = self.places[names.owners].astype(np.int32)
        alive = np.where(self.flag(self.stored.erased)[names.owners], -1, owners).astype(np.int32)
        known = all_names([Names(owners, names.values).of(alive), unmet]).ascending()
        gone = np.flatnonzero(self.place_of != np.arange(len(self.place_of)))
        touched = np.concatenate([self.places, gone[self.index_of[gone] >= 0]])
        self.vault.keep_subjects(self.connection, self.secrets, facts, known, touched, self.run)

    def keep_identifiers(self, kind: str, owners: Subjects, lookups: Digests, sources: npt.NDArray[np.object_]) -> None:
        """Write in which tables the run met the look-ups of a kind; ``owners`` are subject indices."""
        alive = ~self.flag(self.stored.erased)[owners]
        for source in sorted(set(sources.tolist())):
            here = np.flatnonzero(alive & (sources == source))
            self._keep_from(kind, source, lookups[here], self.ids[owners[here]])

    def _keep_from(self, kind: str, source: str, lookups: Digests, ids: Integers) -> None:
        """Keep that the vault's look-ups were met again in a table, and those that it does not have yet."""
        met = marks(lookups, ids)
        ascending, known = np.sort(met), [np.empty(0, dtype=np.uint64)]
        for part in list(identifiers_from(self.vault, self.connection, kind, source)):
            stored = marks(part.lookups, self.place_of[part.subject_ids - 1] + 1)
            self._see_again(part, _is_in(stored, ascending))
            known.append(stored)
        fresh = _first_of_each(met)
        fresh = fresh[~_is_in(met[fresh], np.sort(np.concatenate(known)))]
        fresh = fresh[_ascending(lookups[fresh])]
        self.vault.add_identifiers(self.connection, kind, source, lookups[fresh], ids[fresh], self.run)

    def _see_again(self, part: IdentifierPart, met: npt.NDArray[np.bool_]) -> None:
        if met.any():
            runs = last_runs(self.vault, self.connection, part)
            runs[met] = self.run
            keep_last_runs(self.vault, self.connection, part, runs)

    def keep_statements(self, statements: Iterable[Statements]) -> list[Statements]:
        """Write the run's statements, by subject index, and return those of all runs."""
        before = {
            (one.purpose, one.source): newest(one.of(self.place_of[one.owners - 1]))
            for one in grouped(self.vault.load_statements(self.connection))
        }
        erased = self.flag(self.stored.erased)
        for one in grouped(statements):
            own = careful(one.where(~erased[one.owners]))
            own = own.of(self.places[own.owners])
            earlier = before.get((one.purpose, one.source), own.where(slice(0)))
            new = own.where(~repeated(own, earlier))
            self.vault.add_statements(self.connection, new.of(new.owners + 1), self.run)
            before[one.purpose, one.source] = newest(*grouped([earlier, new]))
        return [before[group].of(self.index_of[before[group].owners]) for group in sorted(before)]


def facts_of_places(facts: Facts, places: Subjects, erased: npt.NDArray[np.bool_]) -> Facts:
    """The facts by place instead of by node, ascending, each once; takes them out of ``facts`` one by one.

    What changes with the date is left out, and what look-ups tell; of the erased nothing is kept.
    """
    found: Facts = {}
    gone = np.flatnonzero(erased)
    places = np.where(np.isin(places, gone), -1, places).astype(np.int32) if len(gone) else places
    for trait in sorted(facts):
        nodes, keys = facts.pop(trait)
        if trait in _NOT_KEPT:
            continue
        owners = places[nodes]
        kept = owners >= 0
        found[trait] = ordered(owners[kept], keys[kept])
    return found


_NOT_KEPT = (Trait.ADULT, *TOLD_BY_IDENTIFIERS)


def ordered(owners: Subjects, keys: npt.NDArray[np.uint64]) -> tuple[Subjects, npt.NDArray[np.uint64]]:
    """Facts by owner, each once."""
    if ((owners[1:] > owners[:-1]) | ((owners[1:] == owners[:-1]) & (keys[1:] > keys[:-1]))).all():
        return owners, keys
    order = np.lexsort((keys, owners))
    owners, keys = owners[order], keys[order]
    once = np.append(True, (owners[1:] != owners[:-1]) | (keys[1:] != keys[:-1]))[: len(owners)]
    return owners[once], keys[once]


def among(
    owners: Subjects, keys: npt.NDArray[np.uint64], known: Subjects, known_keys: npt.NDArray[np.uint64]
) -> npt.NDArray[np.bool_]:
    """Which facts are among known ones, which stand in the order of their owners."""
    found = np.zeros(len(owners), dtype=bool)
    place = np.searchsorted(known, owners)
    unsure = np.flatnonzero(place < len(known))
    while len(unsure):
        unsure = unsure[known[place[unsure]] == owners[unsure]]
        same = known_keys[place[unsure]] == keys[unsure]
        found[unsure[same]] = True
        unsure = unsure[~same]
        place[unsure] += 1
        unsure = unsure[place[unsure] < len(known)]
    return found


def _first_of_each(marks: npt.NDArray[np.uint64]) -> Integers:
    """The place of the first of each, ascending."""
    if not len(marks):
        return np.empty(0, dtype=np.int64)
    order = np.argsort(marks)
    ascending = marks[order]
    starts = np.flatnonzero(np.append(True, ascending[1:] != ascending[:-1]))
    return np.sort(np.minimum.reduceat(order, starts))


def _ascending(lookups: Digests) -> Integers:
    """The order of look-ups as bytes."""
    return np.argsort(np.ascontiguousarray(lookups[:, :8]).view(">u8").ravel(), kind="stable")


def _is_in(values: npt.NDArray[Any], ascending: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which of the values are among others in order; on random numbers, sorting is faster than hashing."""
    if not len(ascending):
        return np.zeros(len(values), dtype=bool)
    place = np.minimum(np.searchsorted(ascending, values), len(ascending) - 1)
    return np.asarray(ascending[place] == values)
