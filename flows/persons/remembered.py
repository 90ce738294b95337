"""What veilig itself keeps of a person: part of what they may have a copy of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transforms.subjects.consent import UNDATED
from transforms.subjects.search import in_words
from transforms.subjects.vault.corrections import corrections
from transforms.subjects.vault.register import entries_with
from transforms.subjects.vault.requests import requests
from transforms.subjects.vault.standings import everyone, standing_of
from transforms.subjects.vault.subject_parts import parts_of, read_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy as sa

    from transforms.subjects.vault import Vault
    from transforms.subjects.vault.corrections import Correction
    from transforms.subjects.vault.identifiers import SeenIdentifier
    from transforms.subjects.vault.register import ReleaseEntry
    from transforms.subjects.vault.requests import StoredRequest

FLAGS = ("restricted", "objected", "erased")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, order=True)
class Stated:
    """What the person agreed to or refused.

    Attributes:
        on: ISO date; ``""`` where the source does not tell.
    """

    purpose: str
    on: str
    given: bool
    source: str


@dataclass(frozen=True)
class Remembered:
    """All of it, in clear.

    Attributes:
        subjects: the person's numbers in the vault, those that were merged into the first included.
        names: that the vault removes from notes, each once.
        identifiers: kinds, sources and dates; the values are look-ups that nobody can read.
        standing: some of ``FLAGS``.
        releases: that hold the person, withdrawn ones included.
    """

    subjects: tuple[int, ...]
    names: tuple[str, ...]
    identifiers: tuple[SeenIdentifier, ...]
    corrections: tuple[Correction, ...]
    statements: tuple[Stated, ...]
    standing: tuple[str, ...]
    requests: tuple[StoredRequest, ...]
    releases: tuple[ReleaseEntry, ...]


def remembered(vault: Vault, connection: sa.Connection, subject: int) -> Remembered:
    """What the vault keeps of a subject and of all that were merged into it."""
    now = vault.current_id(connection, subject)
    own = everyone(connection, now)
    special = standing_of(connection, now)
    return Remembered(
        subjects=tuple(own),
        names=tuple(_names(vault, connection, own)),
        identifiers=tuple(vault.identifiers_of(connection, now)),
        corrections=tuple(each for each in corrections(vault, connection) if each.subject in own),
        statements=tuple(sorted(set(_statements(vault, connection, own)))),
        standing=tuple(flag for flag in FLAGS if special is not None and getattr(special, flag)),
        requests=tuple(each for each in requests(vault, connection) if set(each.subjects) & set(own)),
        releases=tuple(entries_with(vault, connection, [now])),
    )


def kind_in_words(kind: str) -> str:
    """What a kind of look-up is called."""
    return in_words(kind)


def _names(vault: Vault, connection: sa.Connection, own: list[int]) -> list[str]:
    places = np.array(own, dtype=np.int64) - 1
    found: set[str] = set()
    for number in parts_of(places):
        names = read_part(vault, connection, number).names
        found.update(names.values.filter(np.isin(names.owners, places)).to_pylist())
    return sorted(found)


def _statements(vault: Vault, connection: sa.Connection, own: list[int]) -> Iterator[Stated]:
    for one in vault.load_statements(connection):
        mine = one.where(np.isin(one.owners, own))
        for moment, given in zip(mine.moments.tolist(), mine.given.tolist(), strict=True):
            yield Stated(one.purpose, _day(moment), given, one.source)


def _day(moment: int) -> str:
    """The day of a moment in microseconds since 1970."""
    return "" if moment == UNDATED else (_EPOCH + dt.timedelta(microseconds=moment)).date().isoformat()
