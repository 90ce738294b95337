"""What is special about a few subjects: merged, restricted, objecting, erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from transforms.subjects.vault import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE = schema.standings
INHERITED = ("restricted", "objected")
"""What holds for a subject when it holds for one that turned out to be it."""


def standing_of(connection: sa.Connection, subject: int) -> sa.Row[Any] | None:
    """What is special about a subject; None when nothing is."""
    return connection.execute(sa.select(_TABLE).where(_TABLE.c.subject_id == subject)).one_or_none()


def stand(connection: sa.Connection, subject: int, **standing: Any) -> None:
    """Change some of what is special about a subject."""
    if not standing:
        return
    if standing_of(connection, subject) is None:
        connection.execute(sa.insert(_TABLE).values(subject_id=subject))
    connection.execute(sa.update(_TABLE).where(_TABLE.c.subject_id == subject).values(**standing))


def restrict(connection: sa.Connection, subject: int, *, on: bool) -> None:
    """Restriction of processing (GDPR art. 18), or its end."""
    stand(connection, subject, restricted=on)


def object_(connection: sa.Connection, subject: int, *, on: bool) -> None:
    """Objection to further use (GDPR art. 21), or its withdrawal."""
    stand(connection, subject, objected=on)


def merge(connection: sa.Connection, merged: Iterable[tuple[int, int]]) -> None:
    """Each (subject, into): the first turned out to be the second; its secret stays, so old pseudonyms resolve.

    A restriction or objection of the one holds for both; so does the restriction that an erasure brings.
    """
    for one, other in merged:
        subject, into = current_id(connection, one), current_id(connection, other)
        if subject == into:
            continue
        before = standing_of(connection, subject)
        stand(connection, subject, merged_into=into)
        stand(connection, into, **{flag: True for flag in INHERITED if before and getattr(before, flag)})


def current_id(connection: sa.Connection, subject: int) -> int:
    """The subject that this one was merged into, or itself."""
    while (standing := standing_of(connection, subject)) and standing.merged_into:
        subject = standing.merged_into
    return subject


def is_erased(connection: sa.Connection, subject: int) -> bool:
    """Whether the vault has forgotten a person."""
    special = standing_of(connection, current_id(connection, subject))
    return special is not None and bool(special.erased)


def everyone(connection: sa.Connection, subject: int) -> list[int]:
    """The subject and all that were merged into it, directly or not, ascending."""
    found, new = [subject], [subject]
    while new:
        new = list(connection.scalars(sa.select(_TABLE.c.subject_id).where(_TABLE.c.merged_into.in_(new))))
        found += new
    return sorted(found)
