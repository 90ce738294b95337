"""What is said of an address gets a table of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table; what earlier runs said of the people behind an address stays with these."""
    op.create_table(
        "address_statement_parts",
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("statements", sa.LargeBinary, nullable=False),
    )
