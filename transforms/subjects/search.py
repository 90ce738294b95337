"""Finds a person in the vault by any identifier that they ever had, also when no export holds them any more."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from detectors.errors import UsageError
from transforms.subjects import normal
from transforms.subjects.evidence import FILE, Lookups, Trait
from transforms.subjects.stated import BIRTH_DATE, FILE_NUMBER, LABELS, NAME, SUBJECT, Stated
from transforms.subjects.vault.corrections import corrections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sqlalchemy as sa

    from transforms.subjects.vault import Vault
    from transforms.subjects.vault.corrections import Correction
    from transforms.subjects.vault.profiles import Facts

Places = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint64]
_NOTHING = np.empty(0, np.int32), np.empty(0, np.uint64)
_SURE_OF_A_NAME = 2
"""Words of a name that must be known of somebody born that day, when not all are."""


@dataclass(frozen=True)
class Found:
    """A subject that identifiers point at.

    Attributes:
        subject: number in the vault.
        by: what pointed at it, in words.
    """

    subject: int
    by: tuple[str, ...]


@dataclass(frozen=True)
class Search:
    """Looks people up in an open vault.

    Attributes:
        as_of: nobody is born later.
    """

    vault: Vault
    connection: sa.Connection
    as_of: dt.date

    def find(self, lines: Sequence[tuple[Stated, ...]]) -> list[Found]:
        """The subjects that the lines point at; first those that most of them point at.

        Args:
            lines: the readings of each line. A name finds somebody along with a birth date; alone, either only tells
                which of those that other lines found fits better.

        Raises:
            UsageError: a line holds nothing that people are looked up by, or a name stands alone.
        """
        names, births = _of_kind(lines, NAME), _of_kind(lines, BIRTH_DATE)
        others = [line for line in lines if not {reading.kind for reading in line} & {NAME, BIRTH_DATE}]
        if not others and not (names and births):
            raise UsageError(
                "A name or a birth date alone is shared by many.", hint="State the other one too, or a number."
            )
        by: dict[int, set[str]] = defaultdict(set)
        for label, subjects in (hit for line in others for hit in self._by_identifier(line)):
            for subject in subjects:
                by[subject].add(label)
        if names or births:
            fitting = self._by_name(names, births)
            for subject in fitting if names and births else fitting & by.keys():
                by[subject].add(_label(names, births))
        ranked = sorted(by, key=lambda subject: (-len(by[subject]), subject))
        return [Found(subject, tuple(sorted(by[subject]))) for subject in ranked]

    def digests(self, line: tuple[Stated, ...]) -> Iterator[tuple[str, bytes]]:
        """The vault's kinds and look-ups under which what a line states may stand.

        Raises:
            UsageError: the line holds nothing of the kind that it names.
        """
        for reading in line:
            forms = reading.forms(self.as_of) if len(line) == 1 else reading.possible_forms(self.as_of)
            kinds = file_kinds(self.kinds, reading) if reading.kind == FILE_NUMBER else [reading.kind]
            for kind in kinds:
                for digest in self.lookups.digests(kind, forms):
                    yield kind, digest.tobytes()

    def _by_identifier(self, line: tuple[Stated, ...]) -> Iterator[tuple[str, set[int]]]:
        if line[0].kind == SUBJECT:
            yield LABELS[SUBJECT], self._existing(int(line[0].forms(self.as_of)[0].as_py()))
            return
        for kind, digest in self.digests(line):
            yield in_words(kind), set(self.vault.subjects_with(self.connection, kind, digest))

    def _existing(self, subject: int) -> set[int]:
        if not self.vault.knows(self.connection, subject):
            return set()
        return {self.vault.current_id(self.connection, subject)}

    def _by_name(self, names: list[Stated], births: list[Stated]) -> set[int]:
        """Those born on that day whose names hold every word, else those whose names hold two."""
        facts, _ = self.vault.load_profiles(self.connection)
        told = corrections(self.vault, self.connection)
        places = self._born(births, facts, told)
        owners, keys = self._with_corrected(*facts.get(Trait.TOKEN, _NOTHING), told)
        mine = np.isin(owners, places) if births else np.ones(len(owners), dtype=bool)
        found = set[int]() if names else set(places.tolist())
        for name in names:
            wanted = np.unique(self.lookups.keys("word", name.forms(self.as_of)))
            found |= _best(owners[mine], keys[mine], wanted)
        return {self.vault.current_id(self.connection, place + 1) for place in found}

    def _born(self, births: list[Stated], facts: Facts, told: Sequence[Correction]) -> Places:
        """Places of those born on one of the days: as the exports say, or as they said themselves."""
        days = pa.concat_arrays([pa.array([], pa.string()), *(birth.forms(self.as_of) for birth in births)])
        keys = self.lookups.keys("birth", days)
        right = [each.subject - 1 for each in told if each.category == BIRTH_DATE and each.value in days.to_pylist()]
        dated = [facts.get(trait, _NOTHING) for trait in (Trait.BIRTH, Trait.NUMBER_BIRTH)]
        stated = [owners[np.isin(of_owners, keys)] for owners, of_owners in dated]
        return np.unique(np.concatenate([np.array(right, dtype=np.int32), *stated]))

    def _with_corrected(self, owners: Places, keys: Keys, told: Sequence[Correction]) -> tuple[Places, Keys]:
        """The words of names by place, and those of the names that people said are theirs."""
        names = [each for each in told if each.category == "person_name"]
        words = normal.name_words(pa.array([each.value for each in names], pa.string()))
        more = np.array([each.subject - 1 for each in names], dtype=np.int32)[words.cells]
        return np.concatenate([owners, more]), np.concatenate([keys, self.lookups.keys("word", words.texts)])

    @cached_property
    def lookups(self) -> Lookups:
        """Those of the vault's keyring."""
        return Lookups.of(self.vault.keyring)

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of identifiers that the vault knows."""
        return self.vault.kinds(self.connection)


def file_kinds(kinds: Sequence[str], stated: Stated) -> list[str]:
    """The kinds of file numbers among the vault's that a stated one may be of.

    Raises:
        UsageError: what stands before the colon is neither a kind nor a system that the vault knows.
    """
    scopes = {kind: kind.removeprefix(FILE) for kind in kinds if kind.startswith(FILE)}
    system = stated.system.partition(".")[0].partition(" ")[0]
    found = [kind for kind, scope in scopes.items() if not system or scope.split(":")[0] == system]
    if not found and system:
        systems = sorted({scope.split(":")[0] for scope in scopes.values()})
        raise UsageError(
            f"Line {stated.line} starts with a kind that is not known.",
            hint=f"Known are: {', '.join([*LABELS.values(), *systems])}.",
        )
    return found


def in_words(kind: str) -> str:
    """What a kind of the vault's look-ups is called.

    >>> in_words("file:ehr:patient"), in_words("national"), in_words("row")
    ('ehr patient number', 'national number', 'whole row')
    """
    if kind.startswith(FILE):
        return f"{kind.removeprefix(FILE).replace(':', ' ')} number"
    return LABELS.get(kind, "whole row")


def _label(names: list[Stated], births: list[Stated]) -> str:
    return " and ".join([LABELS[NAME]] * bool(names) + [LABELS[BIRTH_DATE]] * bool(births))


def _of_kind(lines: Sequence[tuple[Stated, ...]], kind: str) -> list[Stated]:
    return [reading for line in lines for reading in line if reading.kind == kind]


def _best(owners: Places, keys: Keys, wanted: Keys) -> set[int]:
    """The owners of most of the wanted keys: of all, or else of two."""
    hits = np.isin(keys, wanted)
    places, counts = np.unique(owners[hits], return_counts=True)
    whole = places[counts == len(wanted)]
    return set((whole if len(whole) else places[counts >= _SURE_OF_A_NAME]).tolist())
