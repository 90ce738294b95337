"""Consent: why a person is in each release or not, from what they said and what the exports tell today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from flows.boundary import sealed
from flows.policies import load_policies
from flows.publish.reasons import in_words
from flows.rights import opened_desk
from flows.terms import judge
from flows.workspace import Workspace, open_workspace
from transforms.retention.classes import DO_NOT_CONTACT
from transforms.standing import REASONS, minors, standing
from transforms.subjects.consent.history import PurposeHistory, history
from transforms.subjects.consent.standing import Reference
from transforms.subjects.minors import MinorWithoutConsent, held_since, minors_without_consent
from transforms.subjects.vault.standings import is_erased

if TYPE_CHECKING:
    from flows.consult import Consulted
    from transforms.people import People
    from transforms.policy import Policy
    from transforms.retention.expiry import Expiry

ADULT, MINOR, UNKNOWN = "adult", "minor", "unknown"


@dataclass(frozen=True)
class PolicyStanding:
    """What follows for one policy.

    Attributes:
        release: name of the policy's release.
        included: whether rows about the person may leave.
        reason: the first reason code that keeps them out; ``""`` when included.
        in_words: the same as a sentence.
        not_in: cubes that ask for a consent which is not there, though the person is in the others.
    """

    release: str
    included: bool
    reason: str
    in_words: str
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsentStanding:
    """All that decides whether a person is in a release.

    Attributes:
        subject: number in the vault.
        met: whether today's exports hold anything about them; if not, no release does.
        erased: the vault has forgotten the person: what they stated was destroyed.
        age: ``adult``, ``minor`` or ``unknown``; ``""`` when they were not met.
        deadline: when the data of a minor without a parent's consent must be gone.
        unread: how many export files could not be read, in part or at all: statements may be missing.
    """

    subject: int
    as_of: dt.date
    met: bool
    age: str
    erased: bool
    restricted: bool
    objected: bool
    purposes: tuple[PurposeHistory, ...]
    policies: tuple[PolicyStanding, ...]
    deadline: MinorWithoutConsent | None
    unread: int


@dataclass(frozen=True)
class _Looked:
    """What one reading of the exports told about everybody, of which one person's part is shown."""

    people: People
    index: int
    as_of: dt.date
    expiry: Expiry
    policies: tuple[Policy, ...]

    def verdicts(self) -> tuple[PolicyStanding, ...]:
        """Per policy."""
        return tuple(self._verdict(policy) for policy in self.policies)

    def _verdict(self, policy: Policy) -> PolicyStanding:
        found = standing(self.people, policy.subjects, self.as_of, expired=self.expiry.subjects)
        reason = REASONS[int(found[self.index])]
        lacking = (name for name, cube in policy.cubes.items() if not reason and not self._agreed(cube.consent))
        return PolicyStanding(policy.release, not reason, reason, in_words(reason) if reason else "", tuple(lacking))

    def _agreed(self, purposes: tuple[str, ...]) -> bool:
        consents = self.people.consents
        return all(purpose in consents and bool(consents[purpose][self.index]) for purpose in purposes)

    def age(self) -> str:
        """Of age on the reference date or not."""
        minor, unknown = minors(self.people, self.as_of)
        return UNKNOWN if unknown[self.index] else MINOR if minor[self.index] else ADULT


@sealed
def explain_consent(root: Path, subject: int, exports: Path | None, as_of: dt.date | None) -> ConsentStanding:
    """Reads the exports anew and tells of one person what counts, and what follows for each policy.

    Args:
        root: folder of the workspace.
        subject: number in the vault.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date; else the configured one, else today.
    """
    from flows.consult import consult

    found: list[ConsentStanding] = []
    workspace = open_workspace(root)
    consult(root, exports, as_of, lambda consulted: found.append(_explained(workspace, subject, consulted)))
    return found[0]


def _explained(workspace: Workspace, subject: int, consulted: Consulted) -> ConsentStanding:
    links, as_of = consulted.links, consulted.as_of
    expiry = judge(workspace, consulted.discovery, links, as_of)
    with opened_desk(workspace.root) as desk:
        with desk.vault.transaction() as connection:
            current = desk.vault.current_id(connection, subject)
            entries = workspace.config.retention.resolved()[DO_NOT_CONTACT]
            purposes = history(desk.vault, connection, current, Reference.of(as_of, entries))
            since = held_since(desk.vault, connection, links.ids)
            erased = is_erased(connection, current)
        desk.note("subject.consent", policies=len(load_policies(workspace)))
    place = np.flatnonzero(links.ids == current)
    looked = _Looked(links.people, int(place[0]), as_of, expiry, load_policies(workspace)) if len(place) else None
    late = {one.subject: one for one in minors_without_consent(links.people, as_of, since)}
    return ConsentStanding(
        subject=current,
        as_of=as_of,
        met=looked is not None,
        age=looked.age() if looked else "",
        erased=erased,
        restricted=bool(looked and links.people.restricted[looked.index]),
        objected=bool(looked and links.people.objected[looked.index]),
        purposes=purposes,
        policies=looked.verdicts() if looked else (),
        deadline=late.get(looked.index) if looked else None,
        unread=len(consulted.unread),
    )
