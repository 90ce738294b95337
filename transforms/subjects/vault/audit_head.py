"""Where the audit log ended last: kept apart from the log, so that a log cut short is noticed."""

from __future__ import annotations

import sqlalchemy as sa

from transforms.subjects.vault import schema


def head(connection: sa.Connection) -> tuple[int, bytes] | None:
    """How many entries the log had, and the digest of the newest; None before the first."""
    row = connection.execute(sa.select(schema.audit_head)).one_or_none()
    return None if row is None else (row.entries, row.digest)


def set_head(connection: sa.Connection, entries: int, digest: bytes) -> None:
    """Remember where the log ends now."""
    connection.execute(sa.delete(schema.audit_head))
    connection.execute(sa.insert(schema.audit_head).values(entries=entries, digest=digest))
