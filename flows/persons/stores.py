"""What a certificate says of each store: what was done to it, what stays on purpose, what could not be reached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from transforms.subjects.requests import Right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.tables import FileReport
    from flows.account import ReleaseAccount
    from flows.persons.erasing import Duty, Sighting
    from flows.persons.own import Identities
    from flows.persons.remembered import Remembered
    from flows.workspace import Workspace
    from transforms.subjects.vault.register import ReleaseEntry


@dataclass(frozen=True)
class Outcome:
    """What an erasure met and did.

    Attributes:
        kept: what the vault held before.
        sightings: where the exports hold the person.
        mentions: where rows of others, or in nobody's name, name the person.
        duty: to keep the patient file; None where there is none.
        unreadable: exports that could not be read, in part or at all.
        known: what the person is known by, to search with.
        dialect: of the vault's database.
        releases: that held the person, those that still do among them.
        without: standing versions of the same releases that do not hold the person.
        not_registered: versions of which nobody knows whom they hold.
        unfetched: exports of this or another person that were waiting in ``private/``, and are gone.
        made: what became of the releases that were made again.
        searched: number of files that were searched for the person, and names of those in which something was found.
        issued: the day.
    """

    kept: Remembered
    sightings: tuple[Sighting, ...]
    mentions: tuple[Sighting, ...]
    duty: Duty | None
    unreadable: tuple[FileReport, ...]
    known: Identities
    dialect: str
    releases: tuple[ReleaseEntry, ...] = ()
    without: tuple[ReleaseEntry, ...] = ()
    not_registered: tuple[str, ...] = ()
    unfetched: int = 0
    made: tuple[ReleaseAccount, ...] = ()
    searched: tuple[int, tuple[str, ...]] = (0, ())
    issued: dt.date = dt.date.min


def named(entry: ReleaseEntry) -> str:
    """A version as its folder is called below ``datasets/``."""
    return f"{entry.release}/{entry.version}"


def content_of(outcome: Outcome, workspace: Workspace, request: int, as_of: dt.date) -> dict[str, Any]:
    """What is signed. Numbers, names of tables, files and releases: nothing that tells who the person is."""
    return {
        "clinic": workspace.config.clinic,
        "request": request,
        "right": Right.ERASURE.article,
        "issued_on": outcome.issued.isoformat(),
        "exports_as_of": as_of.isoformat(),
        "program": f"veilig {version('veilig')}",
        "legal_duty": _duty(outcome),
        "handled": list(_handled(outcome)),
        "kept_on_purpose": KEPT,
        "not_reached": list(_not_reached(outcome)),
        "searched": {"files": outcome.searched[0], "found_in": list(outcome.searched[1])},
    }


KEPT = [
    {
        "what": "keyed look-ups of the person's identifiers",
        "why": "so that a record under one of them is known to be theirs and withheld, and the person is not met as "
        "new; without the keyring nobody can read them, and with it they only tell whether a given value is among them",
    },
    {
        "what": "keyed digests of all identifiers that the clinic knows",
        "why": "so that no later release holds one of theirs, in a note about somebody else; they have no owner: "
        "nobody can tell which are whose",
    },
    {
        "what": "a number without a secret, marked as erased, in the register of releases and of requests",
        "why": "so that it can be shown which releases held the person, and that the request was answered",
    },
    {
        "what": "entries of the audit log",
        "why": "they name requests by number, and no person; the log cannot be changed without notice",
    },
]
"""What of a person is meant to stay, and why; the same in every certificate."""


def _duty(outcome: Outcome) -> dict[str, Any] | None:
    if outcome.duty is None:
        return None
    until = outcome.duty.until.isoformat() if outcome.duty.until else "not known: no contact is dated"
    return {
        "what": "the patient file must be kept; the right to erasure does not reach it",
        "law": [outcome.duty.law, "GDPR art. 17(3)(b) and (c)"],
        "until": until,
        "therefore": "use for research and marketing has ended and the secrets are destroyed; the source systems keep "
        "the file, under the clinic's responsibility",
    }


def _handled(outcome: Outcome) -> Iterator[dict[str, Any]]:
    kept = outcome.kept
    yield {
        "store": "vault",
        "done": "secret, names, traits, corrections, statements of consent and suggestions destroyed",
        "secrets": len(kept.subjects),
        "begun_before": "erased" in kept.standing,
    }
    yield {"store": "later runs", "done": "rows of the person are withheld, reason `restricted`, without a pseudonym"}
    yield from (_handled_release(entry) for entry in outcome.releases if entry.withdrawn)
    yield from (_made_again(entry) for entry in outcome.without)
    yield {"store": "work folder", "done": "emptied"}
    yield {"store": "exports waiting to be fetched", "done": "removed", "number": outcome.unfetched}
    yield {
        "store": "reports, audit log, texts of releases, Prefect's storage",
        "done": "searched for the person's identifiers and full names; they hold counts and names of files only",
        "files": outcome.searched[0],
    }


def _handled_release(entry: ReleaseEntry) -> dict[str, Any]:
    return {"store": "release", "version": named(entry), "done": "removed", "on": entry.withdrawn}


def _made_again(entry: ReleaseEntry) -> dict[str, Any]:
    return {"store": "release", "version": named(entry), "done": "does not hold the person"}


def _not_reached(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for each in outcome.sightings:
        yield {
            "store": "source system",
            "file": each.file,
            "table": each.table,
            "rows": each.rows,
            "why": "exports are only read: erase in the system that wrote them, unless it is under a duty to keep",
        }
    for each in outcome.mentions:
        yield {
            "store": "records of others, or in nobody's name, that name the person",
            "file": each.file,
            "table": each.table,
            "rows": each.rows,
            "why": "the name may be a namesake's; what stands there is withheld from every release",
        }
    for entry in outcome.releases:
        yield from _of_release(entry)
    for stranger in outcome.not_registered:
        yield {"store": "release", "version": stranger, "why": "not in the register: nobody knows whom it holds"}
    for file in outcome.unreadable:
        yield {
            "store": "export that could not be read",
            "file": file.file,
            "rows": sum(file.quarantined.values()),
            "reason": file.reason or ", ".join(file.quarantined),
            "why": "it may hold the person",
        }
    yield from _copies(outcome)


def _of_release(entry: ReleaseEntry) -> Iterator[dict[str, Any]]:
    counted = entry.epoch == 0
    if not entry.withdrawn:
        why = "figures in which the person is counted" if counted else "rows that nobody can attribute any more"
        yield {"store": "release", "version": named(entry), "why": f"it still holds {why}; make it again"}
    yield {
        "store": "copies of a release that were handed out",
        "version": named(entry),
        "why": "tell whoever received them (GDPR art. 19)" if not counted else "anonymous figures",
    }


def _copies(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for request in outcome.kept.requests:
        if request.kind == Right.ACCESS:
            yield {"store": "copy handed to the person", "request": request.id, "why": "it is theirs"}
    yield {"store": "backups of the vault and the keyring", "why": "out of reach: let them run out, and restore none"}
    yield {
        "store": "lists of who is who",
        "why": "written by `veilig subject links` to where the key holder wanted them",
    }
    if outcome.dialect != "sqlite":
        yield {"store": "write-ahead log and dead rows of the database server", "why": "its own clean-up removes them"}
    else:
        yield {
            "store": "blocks of the disk that a deleted file used",
            "why": "values inside the vault are overwritten; files that were removed, such as its journal, are not",
        }
