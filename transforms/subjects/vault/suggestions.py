"""Pairs of subjects that may be one person, for a person to look at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import sqlalchemy as sa

from transforms.subjects.vault import schema

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggest(connection: sa.Connection, pairs: Iterable[tuple[int, int, str]], as_of: dt.date) -> None:
    """Pairs for review, (subject, other, reason code); known ones keep the date on which they were first met."""
    known = {pair[:3] for pair in suggestions(connection)}
    for subject, other, reason in sorted(set(pairs) - known):
        values = {"subject_id": subject, "other_id": other, "reason": reason, "first_seen": as_of.isoformat()}
        connection.execute(sa.insert(schema.suggestions).values(values))


def suggestions(connection: sa.Connection) -> list[tuple[int, int, str, str]]:
    """All pairs for review, (subject, other, reason code, first seen)."""
    table = schema.suggestions
    order = (table.c.subject_id, table.c.other_id, table.c.reason)
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(sa.select(table).order_by(*order))]


def forget_suggestions(connection: sa.Connection, subjects: list[int]) -> None:
    """Nobody is asked to compare these subjects with others any more."""
    table = schema.suggestions
    mine = table.c.subject_id.in_(subjects) | table.c.other_id.in_(subjects)
    connection.execute(sa.delete(table).where(mine))
