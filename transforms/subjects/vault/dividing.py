"""Subjects that were taken for one and are not: a merger taken back, or a subject split in two.

Which traits and which consent were whose cannot be told any more, so both sides lose them and get them back from the
exports with the next run. Refusals stay with both, names too: a name too many is removed from a note at worst. Both
count as held by the releases that hold the one, which a patient's request must reach.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import sqlalchemy as sa

from detectors.errors import UsageError
from transforms.subjects.vault.erasing import erase
from transforms.subjects.vault.identifiers import give_identifier, identifiers_of
from transforms.subjects.vault.register import add_member
from transforms.subjects.vault.rulings import Verdict, rule
from transforms.subjects.vault.standings import INHERITED, current_id, everyone, stand, standing_of
from transforms.subjects.vault.statements import forget_permissions
from transforms.subjects.vault.subject_parts import (
    SECRET,
    SubjectPart,
    add_names,
    append_subject,
    change_parts,
    names_of,
    runs_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transforms.subjects.vault.vault import Vault


def split(
    vault: Vault, connection: sa.Connection, subject: int, lookups: Mapping[str, list[bytes]], on: dt.date
) -> int:
    """Make some identifiers of a subject those of a new one, and return its id; the two are ruled different.

    The old one keeps its secret, so what was released stays attributable; the new one gets a fresh one. A restriction
    or an objection holds for both. What is split off from an erased subject is erased as well.

    Args:
        vault: open.
        connection: inside a transaction.
        subject: id.
        lookups: per kind the keyed look-ups that are not this subject's.
        on: the day.

    Raises:
        UsageError: not all of them are this subject's, or it would have none left.
    """
    subject = current_id(connection, subject)
    everyones = everyone(connection, subject)
    names = names_of(vault, connection, everyones)
    heir = append_subject(vault, connection, os.urandom(SECRET), runs_of(vault, connection, subject), names)
    owners = _give(vault, connection, everyones, lookups, heir)
    if not identifiers_of(vault, connection, subject):
        raise UsageError("Nothing would be left of the subject.", hint="Leave it at least one identifier.")
    _set_apart(vault, connection, subject, heir, on)
    if any(_erased(connection, owner) for owner in owners):
        erase(vault, connection, heir)
    return heir


def unmerge(vault: Vault, connection: sa.Connection, subject: int, on: dt.date) -> None:
    """Take a merger back: the subject and what was merged into it stand on their own again, and are ruled different.

    What the runs met of either while they were one stays with the other; ``split`` moves it.

    Raises:
        UsageError: the subject was not merged.
    """
    standing = standing_of(connection, subject)
    if standing is None or standing.merged_into is None:
        raise UsageError("This subject was not merged.", hint="Name one that was merged into another.")
    into = current_id(connection, subject)
    names = names_of(vault, connection, [into])
    stand(connection, subject, merged_into=None)
    if not standing.erased:
        add_names(vault, connection, subject, names)
    _set_apart(vault, connection, into, subject, on)


def _give(
    vault: Vault, connection: sa.Connection, subjects: list[int], lookups: Mapping[str, list[bytes]], heir: int
) -> set[int]:
    """Give look-ups to the heir; return those whose they were."""
    owners: set[int] = set()
    for kind, own in sorted(lookups.items()):
        for lookup in own:
            before = give_identifier(vault, connection, kind, lookup, subjects, heir)
            if not before:
                raise UsageError(f"The subject has no such {kind}.", hint="Split off what its records show.")
            owners |= before
    if not owners:
        raise UsageError("Nothing is to be split off.", hint="Name the identifiers of the other person.")
    return owners


def _set_apart(vault: Vault, connection: sa.Connection, subject: int, other: int, on: dt.date) -> None:
    """What follows when ``other`` is no longer taken for ``subject``."""
    rule(connection, subject, other, Verdict.DIFFERENT, on)
    standing = standing_of(connection, subject)
    stand(connection, other, **{flag: True for flag in INHERITED if standing and getattr(standing, flag)})
    add_member(vault, connection, like=subject, subject=other)
    both = everyone(connection, subject) + everyone(connection, other)
    forget_permissions(vault, connection, both)
    change_parts(vault, connection, both, SubjectPart.without_traits)


def _erased(connection: sa.Connection, subject: int) -> bool:
    standing = standing_of(connection, subject)
    return standing is not None and bool(standing.erased)
