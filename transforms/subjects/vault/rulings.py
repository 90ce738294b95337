"""What a person ruled on two subjects: one and the same, or different. It is remembered for all later runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from detectors.errors import UsageError
from transforms.subjects.vault import schema


class Verdict(StrEnum):
    """What was ruled."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Ruling:
    """A person's ruling on a pair.

    Attributes:
        one: id of a subject, the smaller of the two.
        other: id of a subject; both may since have been merged, see ``current_id``.
        verdict: what was ruled.
        on: the day.
    """

    one: int
    other: int
    verdict: Verdict
    on: dt.date


def rule(connection: sa.Connection, one: int, other: int, verdict: Verdict, on: dt.date) -> None:
    """Keep a ruling; it takes the place of an earlier one on the same pair.

    Raises:
        UsageError: both are the same subject.
    """
    if one == other:
        raise UsageError("A subject is not compared with itself.", hint="Name two subjects.")
    table = schema.rulings
    pair = {"one_id": min(one, other), "other_id": max(one, other)}
    connection.execute(sa.delete(table).where(table.c.one_id == pair["one_id"], table.c.other_id == pair["other_id"]))
    connection.execute(sa.insert(table).values(**pair, verdict=str(verdict), ruled_on=on))


def rulings(connection: sa.Connection) -> list[Ruling]:
    """All rulings, by pair."""
    table = schema.rulings
    rows = connection.execute(sa.select(table).order_by(table.c.one_id, table.c.other_id))
    return [Ruling(row.one_id, row.other_id, Verdict(row.verdict), row.ruled_on) for row in rows]
