"""Finds who is behind pseudonyms: by the vault's secrets, and by the rows of the release that they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import pyarrow as pa

from detectors.errors import UsageError
from flows.released_pseudonyms import NO_SUBJECT, seen_in
from transforms.reidentification import NOBODY_NOW, subjects_behind
from transforms.yaml_source import did_you_mean

if TYPE_CHECKING:
    from flows.workspace import Workspace
    from transforms.keys import Keyring
    from transforms.subjects.vault import StoredSubjects
    from transforms.subjects.vault.register import ReleaseEntry


class Outcome(Enum):
    """What became of a pseudonym."""

    FOUND = "found"
    ERASED = "erased"
    CARE_PROVIDER = "care-provider"
    NOT_IN_RELEASE = "not-in-release"


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


def versions_meant(workspace: Workspace, keyring: Keyring, release: str) -> tuple[ReleaseEntry, ...]:
    """The versions that are meant, the newest first; withdrawn ones too, since somebody may still have them.

    Raises:
        UsageError: there is none with pseudonyms.
    """
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
class Search:
    """What it takes to find who is behind the pseudonyms of a release: all of them at once.

    Attributes:
        entries: the versions that are meant, the newest first.
        stored: all subjects of the vault.
    """

    workspace: Workspace
    keyring: Keyring
    entries: tuple[ReleaseEntry, ...]
    stored: StoredSubjects

    def answers(self, pseudonyms: Sequence[str]) -> Iterator[Answer]:
        """Who is behind each pseudonym, in their order."""
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
