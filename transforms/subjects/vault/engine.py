"""The database behind the vault: a SQLite file for its owner alone, or a server by URL."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from detectors.errors import KeyUnavailable

_PRAGMAS = (
    "page_size=16384",
    "journal_mode=DELETE",
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-8192",
)
"""A rollback journal and full syncs: a copied or killed vault is whole. Deleted values are overwritten. Large pages and
a small cache, since parts are read and written whole, one after the other."""


def engine_of(location: Path | str) -> sa.Engine:
    """The engine of a SQLite file (made when it is missing, mode 0600) or of a database URL.

    Raises:
        KeyUnavailable: the file can be used by others or cannot be opened, or the URL does not work.
    """
    return _server_engine(location) if isinstance(location, str) else _file_engine(location)


def _server_engine(url: str) -> sa.Engine:
    try:
        return sa.create_engine(url, hide_parameters=True)
    except (sa.exc.ArgumentError, ImportError):
        raise KeyUnavailable("The vault's database URL does not work.", hint="Install veilig[postgres].") from None


def _file_engine(path: Path) -> sa.Engine:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        raise KeyUnavailable(f"{path.name} cannot be opened.", hint="Run `veilig init`.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyUnavailable(f"{path.name} can be used by others (mode {mode:04o}).", hint="Run `chmod 600` on it.")
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), hide_parameters=True)
    sa.event.listen(engine, "connect", _set_pragmas)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's transactions begin where ours do, not where the driver guesses
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
