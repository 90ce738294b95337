"""Opening a vault: made when it is missing, migrated when it is old, refused when it is another's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects.vault import schema
from transforms.subjects.vault.engine import engine_of
from transforms.subjects.vault.migration import create, migrate
from transforms.subjects.vault.vault import Vault

if TYPE_CHECKING:
    from transforms.keys import Keyring


def open_vault(location: Path | str, keyring: Keyring) -> Vault:
    """The vault in a SQLite file (made when it is missing, mode 0600) or behind a database URL.

    A vault of an earlier version is migrated; nobody else can use it meanwhile.

    Raises:
        KeyUnavailable: the file can be used by others, is no vault, belongs to another keyring, was written by
            a newer program, or was in use for too long.
    """
    vault = Vault(engine_of(location), keyring)
    try:
        with vault.engine.begin() as connection:
            _prepare(vault, connection)
    except sa.exc.DBAPIError:
        vault.close()
        raise KeyUnavailable("The vault cannot be opened.", hint="Check its path or URL, and its backup.") from None
    except KeyUnavailable:
        vault.close()
        raise
    return vault


def _prepare(vault: Vault, connection: sa.Connection) -> None:
    fingerprint = vault.keyring.vault_key("fingerprint", 16)
    if not sa.inspect(connection).has_table(schema.vault.name):
        create(connection, fingerprint)
        return
    row = connection.execute(sa.select(schema.vault)).one()
    if row.keys != fingerprint:
        raise KeyUnavailable(
            "The vault belongs to another keyring.", hint="Restore keyring and vault from the same backup."
        )
    if sa.inspect(connection).has_table(schema.seal_epoch.name):
        vault.look_at_epoch(connection)
    migrate(vault, connection, row.version)
