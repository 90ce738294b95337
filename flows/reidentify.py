"""Who is behind a pseudonym of a release: for the key holder, with a reason, and always in the audit log."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detectors.errors import UsageError
from flows.auditing import note
from flows.key_sources import load_keys
from flows.questions import allowed, use_up
from flows.released_pseudonyms import NO_SUBJECT, seen_in
from flows.verify import known_of
from transforms.private_files import write_private
from transforms.reidentification import NOBODY_NOW, subjects_behind
from transforms.yaml_source import did_you_mean

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.keys import Keyring
    from transforms.subjects.vault import StoredSubjects
    from transforms.subjects.vault.approvals import Approval
    from transforms.subjects.vault.register import ReleaseEntry

MOST = 1000
"""Pseudonyms in one question: each gets an entry in the audit log. Who needs everybody uses `veilig subject links`."""

_PSEUDONYM = re.compile(r"[sr][a-z2-7]{16}")
_SHORTEST_REASON = 10


class Outcome(Enum):
    """What became of a pseudonym."""

    FOUND = "found"
    ERASED = "erased"
    CARE_PROVIDER = "care-provider"
    NOT_IN_RELEASE = "not-in-release"


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        release: name of a release, or ``name/version``.
        pseudonyms: of subjects (``s…``) or of records (``r…``), ascending, each once.
        reason: why; it is kept.
    """

    release: str
    pseudonyms: tuple[str, ...]
    reason: str

    @property
    def detail(self) -> str:
        """The question as a second person allows it, and as nobody can widen it afterwards."""
        return " ".join((self.release, *self.pseudonyms))


@dataclass(frozen=True)
class Answer:
    """Who is behind a pseudonym.

    Attributes:
        subject: number in the vault; 0 unless the outcome is ``found``.
        version: in which the pseudonym was recognised; empty if in none.
    """

    pseudonym: str
    outcome: Outcome
    subject: int = NOBODY_NOW
    version: str = ""


def question(release: str, pseudonyms: Iterable[str], reason: str) -> Question:
    """A question that can be asked.

    Raises:
        UsageError: no pseudonym, too many, something else than a pseudonym, or no reason.
    """
    wanted = sorted({one.strip() for one in pseudonyms} - {""})
    wrong = sum(_PSEUDONYM.fullmatch(one) is None for one in wanted)
    if wrong or not wanted:
        said = f"{wrong} of {len(wanted)} are no pseudonyms." if wrong else "No pseudonym was given."
        raise UsageError(said, hint="A pseudonym is s or r with 16 letters and digits, as in the release.")
    if len(wanted) > MOST:
        raise UsageError(f"More than {MOST} pseudonyms at once.", hint="Use `veilig subject links` for everybody.")
    if len(reason.strip()) < _SHORTEST_REASON:
        raise UsageError("That is no reason.", hint="Say in a few words why it must be known who this is.")
    return Question(release, tuple(wanted), reason.strip())


def permission(workspace: Workspace, asked: Question) -> Approval | None:
    """The approval of a second person, where veilig.yaml asks for one.

    Raises:
        NotApproved: it waits for another person.
        UsageError: there is no such release, or the reason holds an identifier.
    """
    keyring = load_keys(workspace)
    _entries(workspace, keyring, asked.release)
    if known_of(workspace).contains(pa.array([asked.reason]))[0]:
        raise UsageError("The reason holds an identifier of somebody, and is kept.", hint="Say it without.")
    if workspace.config.reidentify.approvals == 1:
        return None
    return allowed(workspace, keyring, asked.detail, asked.reason)


def answers(workspace: Workspace, asked: Question) -> tuple[Answer, ...]:
    """Who is behind the pseudonyms; for nobody's eyes before ``note_answers``.

    Raises:
        UsageError: there is no such release.
    """
    from transforms.subjects.vault import open_vault

    keyring = load_keys(workspace)
    entries = _entries(workspace, keyring, asked.release)
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        stored = vault.load_subjects(connection)
    return tuple(_Search(workspace, keyring, entries, stored).answers(asked.pseudonyms))


def note_answers(
    workspace: Workspace, asked: Question, found: Sequence[Answer], approval: Approval | None, shown: str
) -> None:
    """Note in the audit log who is about to learn what; what this refuses must not be told.

    Args:
        workspace: whose log it is.
        asked: the question.
        found: the answers.
        approval: of a second person; it is used up.
        shown: ``number``, ``names`` or ``records``: how much is told.
    """
    keyring = load_keys(workspace)
    if approval is not None:
        use_up(workspace, keyring, approval)
    about: dict[str, str | int] = (
        {} if approval is None else {"question": approval.id, "approved_by": approval.approved_by}
    )
    for one in found:
        note(
            workspace,
            keyring,
            "reidentify.answered",
            release=asked.release,
            pseudonym=one.pseudonym,
            outcome=one.outcome.value,
            shown=shown,
            reason=approval.reason if approval else asked.reason,
            **about,
        )


def names_of(workspace: Workspace, subjects: Iterable[int]) -> dict[int, list[str]]:
    """All names that subjects ever had, as the vault knows them."""
    from transforms.subjects.vault import open_vault, subject_parts
    from transforms.subjects.vault.standings import everyone

    with closing(open_vault(workspace.vault, load_keys(workspace))) as vault, vault.transaction() as connection:
        return {
            subject: sorted(subject_parts.names_of(vault, connection, everyone(connection, subject)))
            for subject in sorted(set(subjects))
        }


@contextmanager
def draft(workspace: Workspace, asked: Question, found: Sequence[Answer]) -> Iterator[Path]:
    """A file in the private folder that tells the flow whose records to look for; gone at the end.

    See ``flows.reidentified_records``.
    """
    entries = {one.version: one for one in _entries(workspace, load_keys(workspace), asked.release)}
    wanted = [
        {
            "pseudonym": one.pseudonym,
            "subject": one.subject,
            "domain": entries[one.version].domain,
            "epoch": entries[one.version].epoch,
        }
        for one in found
        if one.subject
    ]
    path = workspace.private / f"reidentify-{os.getpid()}.json"
    write_private(path, json.dumps(wanted))
    try:
        yield path
    finally:
        path.unlink()


def as_plain(
    asked: Question, found: Sequence[Answer], names: Mapping[int, list[str]], records: Mapping[str, list[Any]]
) -> dict[str, Any]:
    """The answers with names and records, as the file for the key holder has them."""
    answers = [
        {
            "pseudonym": one.pseudonym,
            "outcome": one.outcome.value,
            "version": one.version,
            "subject": one.subject or None,
            "names": names.get(one.subject, []),
            "records": records.get(str(one.subject), []),
        }
        for one in found
    ]
    return {"release": asked.release, "reason": asked.reason, "answers": answers}


@dataclass(frozen=True)
class _Place:
    """The newest version in which a pseudonym stands, and the pseudonyms of the subjects beside it."""

    version: str
    subjects: set[str]

    @property
    def of_provider(self) -> bool:
        """A record's pseudonym is made with its subject's secret, so it stands in the rows of one subject only."""
        return NO_SUBJECT in self.subjects or len(self.subjects) > 1


@dataclass(frozen=True)
class _Search:
    """What it takes to find who is behind the pseudonyms of a release: all of them at once."""

    workspace: Workspace
    keyring: Keyring
    entries: tuple[ReleaseEntry, ...]
    stored: StoredSubjects

    def answers(self, pseudonyms: Sequence[str]) -> Iterator[Answer]:
        records = self._places([one for one in pseudonyms if one.startswith("r")])
        beside = {subject for place in records.values() for subject in place.subjects if not place.of_provider}
        found = self._subjects(sorted(beside.union(one for one in pseudonyms if one.startswith("s"))))
        lost = self._places([one for one in pseudonyms if one.startswith("s") and one not in found])
        for pseudonym in pseudonyms:
            if pseudonym.startswith("r"):
                yield _of_record(pseudonym, records.get(pseudonym), found)
            elif pseudonym in found:
                yield found[pseudonym]
            else:
                yield _gone(pseudonym, lost.get(pseudonym))

    def _subjects(self, pseudonyms: Sequence[str]) -> dict[str, Answer]:
        """The living subjects behind pseudonyms of subjects; those of one domain and epoch are made once."""
        found: dict[str, Answer] = {}
        newest = {(one.domain, one.epoch): one for one in reversed(self.entries)}
        for (domain, epoch), entry in newest.items():
            left = [one for one in pseudonyms if one not in found]
            subjects = subjects_behind(self.keyring.domain(domain, epoch), self.stored, pa.array(left, pa.string()))
            for pseudonym, subject in zip(left, subjects.tolist(), strict=True):
                if subject != NOBODY_NOW:
                    found[pseudonym] = Answer(pseudonym, Outcome.FOUND, subject, entry.version)
        return found

    def _places(self, pseudonyms: Sequence[str]) -> dict[str, _Place]:
        """Where pseudonyms stand in what was published and is still there."""
        found: dict[str, _Place] = {}
        for entry in self.entries:
            left = [one for one in pseudonyms if one not in found]
            folder = self.workspace.datasets / entry.release / entry.version
            seen = seen_in(folder, left) if left else {}
            found |= {pseudonym: _Place(entry.version, subjects) for pseudonym, subjects in seen.items()}
        return found


def _of_record(pseudonym: str, place: _Place | None, found: Mapping[str, Answer]) -> Answer:
    if place is not None and place.of_provider:
        return Answer(pseudonym, Outcome.CARE_PROVIDER, version=place.version)
    subject = found.get(next(iter(place.subjects))) if place else None
    if place is None or subject is None:
        return _gone(pseudonym, place)
    return Answer(pseudonym, Outcome.FOUND, subject.subject, place.version)


def _gone(pseudonym: str, place: _Place | None) -> Answer:
    """A pseudonym that stands in the release, and is nobody's: its subject was erased."""
    if place is None:
        return Answer(pseudonym, Outcome.NOT_IN_RELEASE)
    return Answer(pseudonym, Outcome.ERASED, version=place.version)


def _entries(workspace: Workspace, keyring: Keyring, release: str) -> tuple[ReleaseEntry, ...]:
    """The versions that are meant, the newest first; withdrawn ones too, since somebody may still have them."""
    from transforms.subjects.vault import open_vault
    from transforms.subjects.vault.register import entries

    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        known = entries(connection)
    name, _, version = release.partition("/")
    meant = [one for one in known if one.release == name and version in ("", one.version) and one.epoch]
    if not meant:
        said = [one.release for one in known if one.epoch] + [f"{one.release}/{one.version}" for one in known]
        near = did_you_mean(release, said).strip()
        raise UsageError(f"No release {release} with pseudonyms was published.", hint=near)
    return tuple(sorted(meant, key=lambda one: one.as_of, reverse=True))
