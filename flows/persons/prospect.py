"""What an erasure would do, as far as the vault tells without reading the exports: shown before anyone confirms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.errors import UsageError
from flows.boundary import sealed
from flows.crawl.profile import retention_of_systems
from flows.persons.asked import asked
from flows.persons.erasing import certificate_path, erasures_of, is_certified, standing_with
from flows.persons.stores import named
from flows.rights import keep_request, opened_desk
from transforms.retention.classes import PATIENT_FILE, shipped
from transforms.subjects.requests import Right
from transforms.subjects.vault.standings import is_erased

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

    from flows.rights import Desk


@dataclass(frozen=True)
class Prospect:
    """A person as an erasure would meet them.

    Attributes:
        subject: number in the vault.
        systems: whose exports hold or held them.
        releases: versions that hold them and were not withdrawn.
        certificates: of erasures that came to their end.
        duty: law under which a patient file must be kept; ``""`` where no system holds one.
        nothing_left: they are erased, which is certified, and there is no release to make again.
    """

    subject: int
    systems: tuple[str, ...]
    releases: tuple[str, ...]
    certificates: tuple[Path, ...]
    duty: str
    nothing_left: bool

    def lines(self, *, republish: bool) -> list[str]:
        """What will be done, for whoever has to confirm it."""
        told = [
            f"Subject {self.subject}, known from {', '.join(self.systems) or 'no system'}. This will, for good:",
            "  destroy the secret behind their pseudonyms, and their names, corrections and statements in the vault",
            "  leave their rows out of every later release",
        ]
        fate = "make it again without them and remove it" if republish else "stays, and its rows become unattributable"
        told += [f"  {version}: {fate}" for version in self.releases]
        if self.duty:
            told += [
                "The patient file must be kept; the right to erasure does not reach it (GDPR art. 17(3)(b) and (c);",
                f"  {self.duty}). Uses for research and marketing end, and the secrets are destroyed;",
                "  the source systems stay as they are.",
            ]
        return told


@sealed
def prospect(root: Path, subject: int | None, request: int | None, *, republish: bool) -> Prospect:
    """What an erasure would do.

    Args:
        root: folder of the workspace.
        subject: number in the vault; None when a request is named.
        request: number of a request for erasure; None when a subject is named.
        republish: whether releases would be made again.

    Raises:
        UsageError: there is no such request.
    """
    with opened_desk(root) as desk, desk.vault.transaction() as connection:
        if subject is None:
            subject = asked(desk.vault, connection, _given(request), Right.ERASURE).subjects[0]
        return _prospect(desk, connection, desk.vault.current_id(connection, subject), republish=republish)


def begin(root: Path, subject: int, received: dt.date | None) -> int:
    """The number of the person's request for erasure; a new one where none is open."""
    return keep_request(root, Right.ERASURE, subject, received).request.id


def _prospect(desk: Desk, connection: sa.Connection, subject: int, *, republish: bool) -> Prospect:
    systems = {each.source.split(".")[0] for each in desk.vault.identifiers_of(connection, subject)}
    standing = standing_with(desk.vault, connection, subject)
    paths = (certificate_path(desk.workspace, each.id) for each in erasures_of(desk.vault, connection, subject))
    done = is_erased(connection, subject) and is_certified(desk.vault, connection, subject, desk.workspace)
    keeps = any(retention_of_systems().get(system) == PATIENT_FILE for system in systems)
    return Prospect(
        subject=subject,
        systems=tuple(sorted(systems)),
        releases=tuple(map(named, standing)),
        certificates=tuple(path for path in paths if path.exists()),
        duty=shipped()[PATIENT_FILE].source if keeps else "",
        nothing_left=done and not (republish and standing),
    )


def _given(request: int | None) -> int:
    if request is None:
        raise UsageError("Nobody was named.", hint="Name a person, or a request with --request.")
    return request
