"""Whose an identifier and a statement is gets sealed, sightings are kept, and tables for patients' requests come."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_subjects = sa.table("subject_parts", sa.column("part"), sa.column("met"))
_identifiers = sa.table(
    "identifier_parts", *(sa.column(name) for name in ("part", "kind", "source", "run", "lookups", "subjects"))
)
_statements = sa.table(
    "statement_parts",
    *(sa.column(name) for name in ("part", "purpose", "source", "subjects", "moments", "given", "statements")),
)


def upgrade() -> None:
    """Add tables and columns, then seal what stood in clear."""
    _add_tables()
    op.add_column("releases", sa.Column("withdrawn", sa.String(10)))
    vault, connection = op.get_context().opts["vault"], op.get_bind()
    _seal_runs(vault, connection)
    _seal_owners(vault, connection)
    _seal_statements(vault, connection)
    connection.execute(sa.update(sa.table("vault", sa.column("version"))).values(version=3))


def _seal_runs(vault: Any, connection: sa.Connection) -> None:
    for part in _parts(connection, _subjects):
        own = _subjects.c.part == part
        met = connection.execute(sa.select(_subjects.c.met).where(own)).scalar_one()
        connection.execute(sa.update(_subjects).where(own).values(met=vault.seal("met").close(part, bytes(met))))


def _seal_owners(vault: Any, connection: sa.Connection) -> None:
    """Identifiers were met last when they were met first, as far as a vault of version 2 knows."""
    sightings = op.create_table(
        "identifier_sightings",
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("runs", sa.LargeBinary, nullable=False),
    )
    owners, runs = vault.seal("identifiers' subjects"), vault.seal("identifiers' runs")
    for part in _parts(connection, _identifiers):
        own = _identifiers.c.part == part
        row = connection.execute(sa.select(_identifiers).where(own)).one()
        run = row.run.to_bytes(4, "little")
        sealed = owners.close(part, bytes(row.subjects), row.kind, row.source, run, bytes(row.lookups))
        connection.execute(sa.update(_identifiers).where(own).values(subjects=sealed))
        seen = runs.close(part, run * (len(row.lookups) // 16))
        connection.execute(sa.insert(sightings).values(part=part, runs=seen))


def _seal_statements(vault: Any, connection: sa.Connection) -> None:
    """The columns of a part become one."""
    op.add_column("statement_parts", sa.Column("statements", sa.LargeBinary))
    for part in _parts(connection, _statements):
        own = _statements.c.part == part
        row = connection.execute(sa.select(_statements).where(own)).one()
        packed = bytes(row.subjects) + bytes(row.moments) + bytes(row.given)
        sealed = vault.seal("statements").close(part, packed, row.purpose, row.source)
        connection.execute(sa.update(_statements).where(own).values(statements=sealed))
    with op.batch_alter_table("statement_parts") as table:
        table.alter_column("statements", existing_type=sa.LargeBinary(), nullable=False)
        for name in ("subjects", "moments", "given"):
            table.drop_column(name)


def _parts(connection: sa.Connection, table: sa.TableClause) -> list[int]:
    return list(connection.scalars(sa.select(table.c.part).order_by(table.c.part)))


def _add_tables() -> None:
    op.create_table(
        "rulings",
        sa.Column("one_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("other_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("ruled_on", sa.Date, nullable=False),
    )
    op.create_table(
        "release_members",
        sa.Column("release", sa.String(80), primary_key=True),
        sa.Column("version", sa.String(80), primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("members", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "domain_epochs",
        sa.Column("domain", sa.String(80), primary_key=True),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("pinned_on", sa.Date, nullable=False),
    )
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subjects", sa.LargeBinary, nullable=False),
        sa.Column("received", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("extended", sa.Date),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("closed", sa.Date),
    )
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("asked_by", sa.String(120), nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("approved_by", sa.String(120)),
    )
    op.create_table(
        "audit_head",
        sa.Column("entries", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )
