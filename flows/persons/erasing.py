"""Erasure, step by step: in the vault first, for good; then in the releases; then the certificate says what was done.

Each step can be repeated: killed at any moment, the same command goes on where it was. Which steps are left is read
from what is there, the vault, the folders of the releases, the certificate, and from no list of its own.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from flows.persons.handover import waiting_room
from flows.publish.publication import LATEST, remove_leftovers, retire
from transforms.retention.classes import PATIENT_FILE
from transforms.retention.row_days import UNDATED
from transforms.subjects.requests import Right, State
from transforms.subjects.vault.register import entries, entries_with, withdraw
from transforms.subjects.vault.requests import requests
from transforms.subjects.vault.standings import current_id, everyone, is_erased

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

    from detectors.tables import CrawledTable
    from flows.persons.others import Place
    from flows.workspace import Workspace
    from transforms.retention.expiry import Clocks
    from transforms.subjects.links import Links
    from transforms.subjects.vault import Vault
    from transforms.subjects.vault.register import ReleaseEntry
    from transforms.subjects.vault.requests import StoredRequest

_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, order=True)
class Sighting:
    """Rows of an export that hold a person."""

    table: str
    file: str
    rows: int


@dataclass(frozen=True)
class Duty:
    """The patient file must be kept: the right to erasure does not reach it (GDPR art. 17(3)(b) and (c)).

    Attributes:
        until: the last day; None where no contact is dated.
        law: that says so.
    """

    until: dt.date | None
    law: str


def sightings(tables: Sequence[CrawledTable], links: Links, mine: npt.NDArray[np.int64]) -> tuple[Sighting, ...]:
    """Where the exports still hold the person."""
    counted = (
        Sighting(part.table, part.file, int(np.isin(links.subjects_of(part.table, part.file, part.rows), mine).sum()))
        for table in tables
        for part in table.parts
    )
    return tuple(sorted(each for each in counted if each.rows))


def counted(places: Iterable[Place]) -> tuple[Sighting, ...]:
    """Places as numbers of rows by table and file."""
    rows = {(place.table, place.file, place.row) for place in places}
    return tuple(sorted(Sighting(*where, count) for where, count in Counter(row[:2] for row in rows).items()))


def duty_of(found: Iterable[Sighting], clocks: Clocks, mine: npt.NDArray[np.int64], as_of: dt.date) -> Duty | None:
    """Whether the clinic must keep the person's patient file; None where it has none, or its term is over."""
    if not any(clocks.tables[each.table].name == PATIENT_FILE for each in found):
        return None
    rule = clocks.classes[PATIENT_FILE]
    last = int(clocks.last_contacts[mine].max(initial=UNDATED))
    if last == UNDATED:
        return Duty(None, rule.source)
    until = rule.ends(_EPOCH + dt.timedelta(days=last))
    return Duty(until, rule.source) if until >= as_of else None


def forgotten(links: Links, mine: npt.NDArray[np.int64]) -> Links:
    """Who is who after an erasure: the person's rows stay theirs, so that they are withheld, and have no secret."""
    restricted, secrets = links.people.restricted.copy(), links.people.secrets.copy()
    restricted[mine] = True
    secrets[mine] = 0
    return replace(links, people=replace(links.people, restricted=restricted, secrets=secrets))


def standing_with(vault: Vault, connection: sa.Connection, subject: int) -> tuple[ReleaseEntry, ...]:
    """The versions that hold a person and were not withdrawn."""
    found = entries_with(vault, connection, [current_id(connection, subject)])
    return tuple(entry for entry in found if entry.withdrawn is None)


def standing_without(connection: sa.Connection, holding: Iterable[ReleaseEntry]) -> tuple[ReleaseEntry, ...]:
    """The other versions of the same releases that were not withdrawn."""
    held = {(entry.release, entry.version) for entry in holding}
    names = {release for release, _ in held}
    found = (entry for entry in entries(connection) if entry.release in names and entry.withdrawn is None)
    return tuple(entry for entry in found if (entry.release, entry.version) not in held)


def not_registered(connection: sa.Connection, datasets: Path) -> tuple[str, ...]:
    """Versions that stand in ``datasets/`` and in no register: made before there was one, or put there by hand."""
    known = {(entry.release, entry.version) for entry in entries(connection)}
    folders = sorted(path for path in datasets.glob("*/*") if path.is_dir() and not path.name.startswith("."))
    return tuple(f"{path.parent.name}/{path.name}" for path in folders if (path.parent.name, path.name) not in known)


def take_away(workspace: Workspace, vault: Vault, gone: Sequence[ReleaseEntry], on: dt.date) -> None:
    """Removes versions from ``datasets/``, then withdraws them in the register."""
    for entry in gone:
        folder = workspace.datasets / entry.release
        retire(folder / entry.version)
        if folder.is_dir():
            remove_leftovers(folder)
        _unname(folder / LATEST, entry.version)
        with vault.transaction() as connection:
            withdraw(connection, entry.release, entry.version, on)


def clear_leftovers(workspace: Workspace) -> int:
    """Removes what killed runs and exports that nobody fetched have left; the number of exports."""
    for folder in sorted(path for path in workspace.datasets.glob("*") if path.is_dir()):
        remove_leftovers(folder)
    waiting = waiting_room(workspace)
    found = len(list(waiting.glob("*")))
    shutil.rmtree(waiting, ignore_errors=True)
    return found


def certificate_path(workspace: Workspace, request: int) -> Path:
    """Where the certificate of a request stands."""
    return workspace.reports / "erasures" / f"request-{request}.json"


def erasures_of(vault: Vault, connection: sa.Connection, subject: int) -> tuple[StoredRequest, ...]:
    """A person's requests for erasure, but for those that were refused or withdrawn."""
    own = set(everyone(connection, current_id(connection, subject)))
    dropped = (State.REFUSED, State.WITHDRAWN)
    found = (each for each in requests(vault, connection) if each.kind == Right.ERASURE and each.state not in dropped)
    return tuple(each for each in found if own & {current_id(connection, one) for one in each.subjects})


def is_certified(vault: Vault, connection: sa.Connection, subject: int, workspace: Workspace) -> bool:
    """Whether an erasure of the person came to its end."""
    return any(certificate_path(workspace, each.id).exists() for each in erasures_of(vault, connection, subject))


def unfinished(vault: Vault, workspace: Workspace) -> tuple[int, ...]:
    """Open requests whose person the vault has forgotten without a certificate: their erasure was interrupted."""
    with vault.transaction() as connection:
        waiting = [
            each for each in requests(vault, connection) if (each.kind, each.state) == (Right.ERASURE, State.OPEN)
        ]
        return tuple(
            each.id
            for each in waiting
            if is_erased(connection, each.subjects[0])
            and not is_certified(vault, connection, each.subjects[0], workspace)
        )


def by_release(found: Iterable[ReleaseEntry]) -> Mapping[str, tuple[ReleaseEntry, ...]]:
    """Versions by release, in order."""
    ordered = list(found)
    names = sorted({entry.release for entry in ordered})
    return {name: tuple(entry for entry in ordered if entry.release == name) for name in names}


def _unname(latest: Path, version: str) -> None:
    """Takes away a ``latest`` that names a version which is gone."""
    if latest.is_file() and latest.read_text(encoding="utf-8", errors="replace").strip() == version:
        latest.unlink()
