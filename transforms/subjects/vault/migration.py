"""A vault of an earlier version becomes one of today, inside the transaction that opens it.

The steps are Alembic's, in ``migrations/versions``. Alembic is imported when there is a step to take.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects.vault import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic.script import Script

    from transforms.subjects.vault.vault import Vault

SCRIPTS = Path(__file__).parent / "migrations"
_BEFORE_MIGRATIONS = {2: "0002"}
"""By version the revision of a vault that was made before there were revisions."""


def create(connection: sa.Connection, fingerprint: bytes) -> None:
    """Make the tables of a new vault."""
    schema.metadata.create_all(connection)
    connection.execute(sa.insert(schema.vault).values(version=schema.VERSION, keys=fingerprint))
    connection.execute(sa.insert(schema.revision).values(version_num=schema.REVISION))


def migrate(vault: Vault, connection: sa.Connection, version: int) -> None:
    """Take the steps that are left, if any.

    Args:
        vault: open, with its own keyring.
        connection: inside the transaction.
        version: of the table ``vault``.

    Raises:
        KeyUnavailable: the vault was written by a newer program, or by one from before the first step.
    """
    before = _revision(connection, version)
    if before != schema.REVISION:
        _take_steps(vault, connection, before)


def _revision(connection: sa.Connection, version: int) -> str:
    if sa.inspect(connection).has_table(schema.revision.name):
        return str(connection.scalar(sa.select(schema.revision.c.version_num)))
    return _BEFORE_MIGRATIONS.get(version, "")


def _take_steps(vault: Vault, connection: sa.Connection, before: str) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(SCRIPTS))
    opts = {"version_table": schema.revision.name, "vault": vault}
    context = MigrationContext.configure(connection, opts=opts)
    with Operations.context(context):
        for step in _steps(scripts.walk_revisions(), before):
            step.module.upgrade()
    context.stamp(scripts, "head")


def _steps(newest_first: Iterable[Script], before: str) -> list[Script]:
    """The steps behind that revision, in order."""
    steps: list[Script] = []
    for script in newest_first:
        if script.revision == before:
            return steps[::-1]
        steps.append(script)
    raise KeyUnavailable(
        "The vault was written by another version of the program.", hint="Use the newest version that worked with it."
    )
