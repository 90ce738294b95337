"""What one person asks and a second one must allow. Free of personal data: nothing here is encrypted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import sqlalchemy as sa

from detectors.errors import UsageError
from transforms.subjects.vault import schema
from transforms.subjects.vault.packing import next_number


@dataclass(frozen=True)
class Approval:
    """An action that waits for a second person, or was allowed by one.

    Attributes:
        id: counts from 1.
        action: such as ``reidentify``.
        detail: what exactly, such as a release and a pseudonym; never an identifier of a person.
        reason: why.
        asked_by: who asked.
        asked_on: the day.
        approved_by: who allowed it; empty while it waits.
        settled: how it ended, ``answered`` or ``refused``; empty until then. What is settled is never used again.
    """

    id: int
    action: str
    detail: str
    reason: str
    asked_by: str
    asked_on: dt.date
    approved_by: str = ""
    settled: str = ""


def ask(connection: sa.Connection, action: str, detail: str, reason: str, asked_by: str, asked_on: dt.date) -> Approval:
    """Keep the question, and give it its number."""
    number = next_number(connection, schema.approvals.c.id, start=1)
    about = {"action": action, "detail": detail, "reason": reason, "asked_by": asked_by, "asked_on": asked_on}
    connection.execute(sa.insert(schema.approvals).values(id=number, **about))
    return Approval(number, action, detail, reason, asked_by, asked_on)


def approve(connection: sa.Connection, number: int, approved_by: str) -> Approval:
    """Allow what was asked, and return it.

    Raises:
        UsageError: there is no such question, it was allowed before, or by the one who asked.
    """
    asked = next((one for one in approvals(connection) if one.id == number), None)
    if asked is None or asked.approved_by or asked.settled:
        raise UsageError(f"Nothing waits for approval under number {number}.", hint="List what waits.")
    if asked.asked_by == approved_by:
        raise UsageError("Nobody approves what they asked themselves.", hint="Ask a second person.")
    own = schema.approvals.c.id == number
    connection.execute(sa.update(schema.approvals).where(own).values(approved_by=approved_by))
    return replace(asked, approved_by=approved_by)


def settle(connection: sa.Connection, number: int, how: str) -> None:
    """Keep how a question ended.

    Raises:
        UsageError: there is no such question, or it ended before.
    """
    table = schema.approvals
    open_one = (table.c.id == number, table.c.settled.is_(None))
    if not connection.execute(sa.update(table).where(*open_one).values(settled=how)).rowcount:
        raise UsageError(f"There is no open question {number}.", hint="List what waits.")


def pending(connection: sa.Connection) -> list[Approval]:
    """What waits for a second person, oldest first."""
    return [one for one in approvals(connection) if not one.approved_by and not one.settled]


def approvals(connection: sa.Connection) -> list[Approval]:
    """All that was ever asked, oldest first."""
    table = schema.approvals
    rows = connection.execute(sa.select(table).order_by(table.c.id))
    return [
        Approval(
            row.id,
            row.action,
            row.detail,
            row.reason,
            row.asked_by,
            row.asked_on,
            row.approved_by or "",
            row.settled or "",
        )
        for row in rows
    ]
