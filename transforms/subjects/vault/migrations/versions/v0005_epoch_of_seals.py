"""The vault tells under which epoch of the keyring it is sealed, and how a question to a second person ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add both; seals stay as they are until somebody asks to make them anew."""
    op.create_table("seal_epoch", sa.Column("epoch", sa.Integer, primary_key=True, autoincrement=False))
    op.add_column("approvals", sa.Column("settled", sa.String(20)))
