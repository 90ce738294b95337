"""Patients' rights: finds the person, does what they ask, and keeps the request with its term.

Nothing here crawls: it all happens in the vault, at once, and takes effect in the next release. What must look at the
exports too stands in ``flows/rectify.py`` and ``flows/review.py``. Nothing personal is told to Prefect or to the audit
log, which names requests by their number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detectors.errors import UsageError
from flows.auditing import note
from flows.boundary import sealed
from flows.key_sources import load_keys
from flows.workspace import Workspace, open_workspace
from transforms.subjects.requests import ENDS, Right, State, Term
from transforms.subjects.vault import Vault, open_vault
from transforms.subjects.vault.register import ReleaseEntry, entries_with
from transforms.subjects.vault.requests import StoredRequest, add_request, change_request, requests
from transforms.subjects.vault.standings import everyone, is_erased

if TYPE_CHECKING:
    import sqlalchemy as sa

    from transforms.keys import Keyring
    from transforms.subjects.portrait import Portrait
    from transforms.subjects.search import Found

MOST_PEOPLE = 20
"""An institution's telephone is that of hundreds: nobody chooses among these."""


@dataclass(frozen=True)
class Desk:
    """Where a request is handled: a workspace with its vault open.

    Attributes:
        today: what the clock says; terms and requests count from it.
    """

    workspace: Workspace
    keyring: Keyring
    vault: Vault
    today: dt.date

    def note(self, action: str, **details: str | int) -> None:
        """Add an entry to the audit log; not inside a transaction."""
        note(self.workspace, self.keyring, action, **details)


@dataclass(frozen=True)
class Handled:
    """What became of a request.

    Attributes:
        request: as it stands in the vault now.
        releases: published releases that still hold the person.
    """

    request: StoredRequest
    releases: tuple[ReleaseEntry, ...]


@contextmanager
def opened_desk(root: Path) -> Iterator[Desk]:
    """The workspace in that folder, its keyring and vault.

    Raises:
        KeyUnavailable: the keyring or the vault cannot be opened.
    """
    workspace = open_workspace(root)
    keyring = load_keys(workspace)
    with closing(open_vault(workspace.vault, keyring)) as vault:
        yield Desk(workspace, keyring, vault, dt.datetime.now(tz=dt.UTC).astimezone().date())


@sealed
def find_people(root: Path, lines: Sequence[str]) -> list[Portrait]:
    """The subjects that identifiers point at, those first that most of them point at.

    Args:
        root: folder of the workspace.
        lines: an identifier each, ``kind: value`` or the value alone.

    Raises:
        UsageError: a line holds nothing that people are looked up by, or too many people fit.
    """
    from transforms.subjects.portrait import portraits
    from transforms.subjects.search import Search
    from transforms.subjects.stated import read_lines

    with opened_desk(root) as desk:
        with desk.vault.transaction() as connection:
            found = _best(Search(desk.vault, connection, desk.today).find(read_lines(lines)))
            people = portraits(desk.vault, connection, found)
        desk.note("subject.find", found=len(people))
    return people


def _best(found: list[Found]) -> list[Found]:
    """All that were found; of more than a person can look through, those that most identifiers point at."""
    best = [each for each in found if len(each.by) == len(found[0].by)] if len(found) > MOST_PEOPLE else found
    if len(best) > MOST_PEOPLE:
        raise UsageError(f"{len(best)} people are known by that.", hint="State one more identifier.")
    return best


@sealed
def restrict(root: Path, subject: int, *, lift: bool, received: dt.date | None) -> Handled:
    """Restricts the processing of a person's data, or lifts that again, from the next release on (GDPR art. 18).

    Args:
        root: folder of the workspace.
        subject: number in the vault.
        lift: end the restriction.
        received: day on which the person asked; None for today.

    Raises:
        UsageError: the person was erased.
    """
    with opened_desk(root) as desk:
        with desk.vault.transaction() as connection:
            refuse_erased(connection, subject)
            for one in everyone(connection, desk.vault.current_id(connection, subject)):
                desk.vault.restrict(connection, one, on=not lift)
            handled = _handled(desk, connection, Right.RESTRICTION, subject, received)
        _note(desk, "lifted" if lift else "restricted", handled)
    return handled


@sealed
def object_(root: Path, subject: int, *, withdraw: bool, received: dt.date | None) -> Handled:
    """Keeps a person's objection to further use, or its withdrawal, from the next release on (GDPR art. 21).

    Args:
        root: folder of the workspace.
        subject: number in the vault.
        withdraw: the objection no longer stands.
        received: day on which the person asked; None for today.

    Raises:
        UsageError: the person was erased.
    """
    with opened_desk(root) as desk:
        with desk.vault.transaction() as connection:
            refuse_erased(connection, subject)
            for one in everyone(connection, desk.vault.current_id(connection, subject)):
                desk.vault.object(connection, one, on=not withdraw)
            handled = _handled(desk, connection, Right.OBJECTION, subject, received)
        _note(desk, "withdrawn" if withdraw else "objected", handled)
    return handled


@sealed
def keep_request(root: Path, right: Right, subject: int, received: dt.date | None) -> Handled:
    """Keeps that a person asked for something, so that its term runs, before anything is done about it."""
    with opened_desk(root) as desk:
        with desk.vault.transaction() as connection:
            handled = _handled(desk, connection, right, subject, received)
        _note(desk, "kept", handled)
    return handled


@sealed
def list_requests(root: Path) -> tuple[list[StoredRequest], dt.date]:
    """All requests by number, and today."""
    with opened_desk(root) as desk, desk.vault.transaction() as connection:
        return requests(desk.vault, connection), desk.today


@sealed
def extend_request(root: Path, number: int, told: dt.date | None) -> StoredRequest:
    """Makes the term of a request two months longer (GDPR art. 12(3)).

    Args:
        root: folder of the workspace.
        number: of the request.
        told: day on which the person was told of it, with the reasons; None for today.

    Raises:
        UsageError: there is no such open request, it was extended before, or the person was told too late.
    """
    with opened_desk(root) as desk:
        with desk.vault.transaction() as connection:
            request = open_request(desk, connection, number)
            told_on = _not_later(told or desk.today, desk.today)
            term = Term(request.received, request.due, request.extended).extend(told_on)
            changed = replace(request, due=term.due, extended=term.extended)
            change_request(desk.vault, connection, changed)
        desk.note("request.extended", request=number, due=changed.due.isoformat())
    return changed


@sealed
def close_request(root: Path, number: int, state: State) -> StoredRequest:
    """Keeps that a request was answered, refused or withdrawn.

    Raises:
        UsageError: there is no such open request.
    """
    with opened_desk(root) as desk:
        with desk.vault.transaction() as connection:
            request = open_request(desk, connection, number)
            changed = replace(request, state=str(state), closed=desk.today)
            change_request(desk.vault, connection, changed)
        desk.note("request.closed", request=number, state=str(state), overdue=int(desk.today > request.due))
    return changed


def open_request(desk: Desk, connection: sa.Connection, number: int) -> StoredRequest:
    """The open request of that number.

    Raises:
        UsageError: there is none, or it is closed.
    """
    found = next((each for each in requests(desk.vault, connection) if each.id == number), None)
    if found is None:
        raise UsageError(f"There is no request {number}.", hint="List them with `veilig subject requests --all`.")
    if found.state in ENDS:
        raise UsageError(f"Request {number} was closed on {found.closed}.", hint="Keep a new one if the person asks.")
    return found


def request_of(
    desk: Desk, connection: sa.Connection, right: Right, subject: int, received: dt.date | None
) -> StoredRequest:
    """The person's open request for that right; a new one where there is none.

    Args:
        desk: where it is handled.
        connection: inside a transaction.
        right: that is used.
        subject: number in the vault.
        received: day on which the person asked; None for today, or for that of the open request.

    Raises:
        UsageError: that day lies ahead, or the open request came in on another one.
    """
    now = desk.vault.current_id(connection, subject)
    for request in requests(desk.vault, connection):
        whom = {desk.vault.current_id(connection, one) for one in request.subjects}
        if request.state == State.OPEN and request.kind == right and now in whom:
            return _same_day(request, received)
    term = Term.of(_not_later(received or desk.today, desk.today))
    return add_request(desk.vault, connection, str(right), (now,), term.received, term.due)


def refuse_erased(connection: sa.Connection, subject: int) -> None:
    """Checks that the vault has not forgotten a person: nothing is kept of them that could change.

    Raises:
        UsageError: it has.
    """
    if is_erased(connection, subject):
        raise UsageError(
            "This person was erased: nothing is kept of them, and no later release holds them.",
            hint="Note what they ask with `veilig subject requests add`, and answer it.",
        )


def releases_with(desk: Desk, connection: sa.Connection, subject: int) -> tuple[ReleaseEntry, ...]:
    """The published releases that hold a person; withdrawn ones do not count."""
    found = entries_with(desk.vault, connection, [desk.vault.current_id(connection, subject)])
    return tuple(entry for entry in found if entry.withdrawn is None)


def _handled(desk: Desk, connection: sa.Connection, right: Right, subject: int, received: dt.date | None) -> Handled:
    request = request_of(desk, connection, right, subject, received)
    return Handled(request, releases_with(desk, connection, subject))


def _note(desk: Desk, what: str, handled: Handled) -> None:
    desk.note(f"request.{what}", request=handled.request.id, right=handled.request.kind, releases=len(handled.releases))


def _same_day(request: StoredRequest, received: dt.date | None) -> StoredRequest:
    """The request, unless another day is told than the one from which its term runs."""
    if received not in (None, request.received):
        raise UsageError(
            f"Request {request.id} for that is open, received on {request.received}.",
            hint="Leave --received out; if the day is wrong, close it as withdrawn and note the request anew.",
        )
    return request


def _not_later(day: dt.date, today: dt.date) -> dt.date:
    if day > today:
        raise UsageError("That day lies ahead.", hint="Give the day on which it happened.")
    return day
