"""The vault before there were migrations: those of version 2 start here, and there is nothing to do."""

from __future__ import annotations

revision = "0002"
down_revision = None


def upgrade() -> None:
    """Leave the tables as they are."""
