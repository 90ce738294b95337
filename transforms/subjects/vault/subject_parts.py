"""What there is of every subject, 4096 of them per row: secret, first and last run, traits, names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import Digests, Integers
from transforms.subjects.vault.profiles import (
    Facts,
    Names,
    all_names,
    pack_names,
    pack_traits,
    unpack_names,
    unpack_traits,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transforms.subjects.vault.vault import Vault

SUBJECTS_IN_PART = 1 << 12
"""What is opened, changed and sealed anew to erase one subject."""
SECRET = 16
"""Bytes."""
Runs = npt.NDArray[np.uint32]
_TABLE = schema.subject_parts


@dataclass(frozen=True)
class SubjectPart:
    """Subjects whose places follow each other; a place is an id less one.

    Attributes:
        number: its first place is ``number * SUBJECTS_IN_PART``.
        secrets: uint8 (n, 16); zeros for the erased.
        met: uint32 (n, 2), the first and the last run that met each.
        facts: traits, by place, ascending.
        names: by place, ascending.
    """

    number: int
    secrets: Digests = field(repr=False)
    met: Runs
    facts: Facts
    names: Names

    @property
    def first(self) -> int:
        """The place of its first subject."""
        return self.number * SUBJECTS_IN_PART

    def holds(self, places: Integers) -> Integers:
        """Those of the places that are here."""
        return np.asarray(places[places // SUBJECTS_IN_PART == self.number])

    def without_secrets(self, places: Integers) -> SubjectPart:
        """The same with zeros for the secrets of some."""
        secrets = self.secrets.copy()
        secrets[self.holds(places) - self.first] = 0
        return replace(self, secrets=secrets)

    def without_traits(self, places: Integers) -> SubjectPart:
        """The same without the traits of some."""
        kept = {trait: ~np.isin(owners, places) for trait, (owners, _) in self.facts.items()}
        facts = {trait: (owners[kept[trait]], keys[kept[trait]]) for trait, (owners, keys) in self.facts.items()}
        return replace(self, facts=facts)

    def without_names(self, places: Integers) -> SubjectPart:
        """The same without the names of some."""
        gone = np.isin(self.names.owners, places)
        return replace(self, names=self.names.of(np.where(gone, -1, self.names.owners).astype(np.int32)))

    def with_names(self, names: Names) -> SubjectPart:
        """The same with more names."""
        return replace(self, names=all_names([self.names, names]).ascending())


def read_part(vault: Vault, connection: sa.Connection, number: int) -> SubjectPart:
    """A part, opened; empty when the vault has none of that number."""
    row = connection.execute(sa.select(_TABLE).where(_TABLE.c.part == number)).one_or_none()
    return SubjectPart(
        number,
        _rows(_open(vault, row, "secrets"), np.uint8, SECRET),
        _rows(_open(vault, row, "met"), np.uint32, 2),
        unpack_traits(_open(vault, row, "traits"), number * SUBJECTS_IN_PART),
        unpack_names(_open(vault, row, "names"), number * SUBJECTS_IN_PART) if row else all_names([]),
    )


def write_part(vault: Vault, connection: sa.Connection, part: SubjectPart) -> None:
    """Seal a part; columns that stay as they are, and most do, are not written again."""
    own = _TABLE.c.part == part.number
    sealed = {use: vault.seal(use).close(part.number, value) for use, value in _packed(part).items()}
    before = connection.execute(sa.select(_TABLE).where(own)).one_or_none()
    if before is None:
        connection.execute(sa.insert(_TABLE).values(part=part.number, **sealed))
    elif changed := {use: value for use, value in sealed.items() if getattr(before, use) != value}:
        connection.execute(sa.update(_TABLE).where(own).values(**changed))


def parts_of(places: Integers) -> list[int]:
    """The numbers of the parts of some places."""
    return [int(number) for number in np.unique(places // SUBJECTS_IN_PART)]


def secrets_and_runs(vault: Vault, connection: sa.Connection) -> tuple[Digests, Runs]:
    """Secrets and runs of all subjects, by place."""
    parts = list(_columns(vault, connection, "secrets", "met"))
    secrets, met = (b"".join(column) for column in zip(*parts, strict=True)) if parts else (b"", b"")
    return _rows(secrets, np.uint8, SECRET), _rows(met, np.uint32, 2)


def load_profiles(vault: Vault, connection: sa.Connection) -> tuple[Facts, Names]:
    """Traits and names of all subjects, by place (id less one)."""
    facts: dict[Any, list[tuple[Any, Any]]] = {}
    names: list[Names] = []
    for number, (traits, spelled) in enumerate(_columns(vault, connection, "traits", "names")):
        for trait, column in unpack_traits(traits, number * SUBJECTS_IN_PART).items():
            facts.setdefault(trait, []).append(column)
        names.append(unpack_names(spelled, number * SUBJECTS_IN_PART))
    whole = {}
    for trait in sorted(facts):
        places, keys = zip(*facts.pop(trait), strict=True)
        whole[trait] = np.concatenate(places), np.concatenate(keys)
    return whole, all_names(names)


def keep_subjects(
    vault: Vault, connection: sa.Connection, secrets: Digests, facts: Facts, names: Names, met: Integers, run: int
) -> None:
    """Write the parts that hold subjects of a run; those beyond what the vault holds are new.

    Args:
        vault: open.
        connection: inside a transaction.
        secrets: uint8 (n, 16), of all subjects, old and new.
        facts: of all subjects of those parts, ascending by place.
        names: the same.
        met: places whose subjects the run met, or changed.
        run: number of the run.
    """
    for number in parts_of(met):
        first = number * SUBJECTS_IN_PART
        own = secrets[first : first + SUBJECTS_IN_PART]
        runs = _grown(_met_of(vault, connection, number), len(own), run)
        part = SubjectPart(number, own, runs, facts, names)
        runs[part.holds(met) - first, 1] = run
        write_part(vault, connection, part)


def append_subject(
    vault: Vault, connection: sa.Connection, secret: bytes, runs: tuple[int, int], names: list[str]
) -> int:
    """Add one subject behind the others, met by these runs, and return its id."""
    last = connection.scalar(sa.select(sa.func.max(_TABLE.c.part))) or 0
    part = read_part(vault, connection, last)
    if len(part.secrets) == SUBJECTS_IN_PART:
        part = read_part(vault, connection, last + 1)
    subject = part.first + len(part.secrets) + 1
    secrets = np.concatenate([part.secrets, _rows(secret, np.uint8, SECRET)])
    met = np.concatenate([part.met, np.array([runs], dtype=np.uint32)])
    write_part(vault, connection, replace(part, secrets=secrets, met=met))
    add_names(vault, connection, subject, names)
    return subject


def change_parts(
    vault: Vault,
    connection: sa.Connection,
    subjects: list[int],
    change: Callable[[SubjectPart, Integers], SubjectPart],
) -> None:
    """Open the parts of some subjects, change what is told of these places, and seal them anew."""
    places = np.array(subjects, dtype=np.int64) - 1
    for number in parts_of(places):
        write_part(vault, connection, change(read_part(vault, connection, number), places))


def knows(vault: Vault, connection: sa.Connection, subject: int) -> bool:
    """Whether there is a subject of that number; no secret is opened."""
    number, place = divmod(subject - 1, SUBJECTS_IN_PART)
    return place < len(_met_of(vault, connection, number))


def runs_of(vault: Vault, connection: sa.Connection, subject: int) -> tuple[int, int]:
    """The first and the last run that met a subject."""
    part = read_part(vault, connection, (subject - 1) // SUBJECTS_IN_PART)
    first, last = part.met[subject - 1 - part.first].tolist()
    return first, last


def names_of(vault: Vault, connection: sa.Connection, subjects: list[int]) -> list[str]:
    """The names that these subjects ever had, each once."""
    places = np.array(subjects, dtype=np.int64) - 1
    found: dict[str, None] = {}
    for number in parts_of(places):
        names = read_part(vault, connection, number).names
        own = np.isin(names.owners, places)
        found |= dict.fromkeys(names.values.filter(pa.array(own)).to_pylist())
    return list(found)


def add_names(vault: Vault, connection: sa.Connection, subject: int, names: list[str]) -> None:
    """Keep more names of a subject."""
    known = names_of(vault, connection, [subject])
    new = [name for name in names if name not in known]
    owners = np.full(len(new), subject - 1, dtype=np.int32)
    added = Names(owners, pa.array(new, pa.string()))
    change_parts(vault, connection, [subject], lambda part, _: part.with_names(added))


def _packed(part: SubjectPart) -> dict[str, bytes]:
    last = part.first + len(part.secrets)
    return {
        "secrets": part.secrets.tobytes(),
        "met": part.met.astype("<u4").tobytes(),
        "traits": pack_traits(part.first, last, part.facts),
        "names": pack_names(part.first, last, part.names),
    }


def _columns(vault: Vault, connection: sa.Connection, *uses: str) -> Iterator[list[bytes]]:
    """Some columns of all parts, opened, by number.

    Raises:
        KeyUnavailable: a part is missing, so that those behind it would be taken for it.
    """
    query = sa.select(_TABLE.c.part, *(_TABLE.c[use] for use in uses)).order_by(_TABLE.c.part)
    for expected, row in enumerate(connection.execute(query)):
        opened = [_open(vault, row, use) for use in uses]
        if row.part != expected:
            raise KeyUnavailable("Subjects are missing in the vault.", hint="Restore it from its backup.")
        yield opened


def _open(vault: Vault, row: sa.Row[Any] | None, use: str) -> bytes:
    return b"" if row is None else vault.seal(use).open(row.part, getattr(row, use))


def _met_of(vault: Vault, connection: sa.Connection, number: int) -> Runs:
    sealed = connection.scalar(sa.select(_TABLE.c.met).where(_TABLE.c.part == number))
    return _rows(b"" if sealed is None else vault.seal("met").open(number, sealed), np.uint32, 2)


def _grown(runs: Runs, length: int, run: int) -> Runs:
    """The same with ``run`` for those who are new."""
    grown = np.full((length, 2), run, dtype=np.uint32)
    grown[: len(runs)] = runs
    return grown


def _rows(packed: bytes, kind: type[np.generic], width: int) -> npt.NDArray[Any]:
    return np.frombuffer(packed, dtype=np.dtype(kind).newbyteorder("<")).reshape(-1, width)
