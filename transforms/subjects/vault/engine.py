"""The database behind the vault: a SQLite file for its owner alone, or a PostgreSQL server by URL."""

from __future__ import annotations

import os
import stat
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects.vault.turns import take_turn_in_file, take_turn_on_server, unless_busy, wait_until

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

_BUSY = 5.0
"""Seconds that SQLite itself waits for a lock, such as when a transaction ends while another process opens the file."""


def engine_of(location: Path | str) -> sa.Engine:
    """The engine of a SQLite file (made when it is missing, mode 0600) or of a database URL.

    Raises:
        KeyUnavailable: the file can be used by others or cannot be opened, or the URL does not work.
    """
    if isinstance(location, Path):
        return _file_engine(location)
    try:
        url = sa.make_url(location)
        kind = url.get_backend_name()
        if kind == "sqlite" and url.database:
            return _file_engine(Path(url.database))
        if kind not in ("postgresql", "postgres"):
            raise KeyUnavailable("A vault is a SQLite file or a PostgreSQL database.", hint="Correct `vault:`.")
        return _server_engine(url)
    except (sa.exc.ArgumentError, ImportError):
        raise KeyUnavailable("The vault's database URL does not work.", hint="Install veilig[postgres].") from None


def _server_engine(url: sa.URL) -> sa.Engine:
    """Each statement sees what was committed before it, hence all of it once the turn has come."""
    driver = url.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(driver, hide_parameters=True, isolation_level="READ COMMITTED")
    sa.event.listen(engine, "begin", take_turn_on_server)
    return engine


def _file_engine(path: Path) -> sa.Engine:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        raise KeyUnavailable(f"{path.name} cannot be opened.", hint="Run `veilig init`.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyUnavailable(f"{path.name} can be used by others (mode {mode:04o}).", hint="Run `chmod 600` on it.")
    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, hide_parameters=True, connect_args={"timeout": _BUSY})
    sa.event.listen(engine, "connect", _set_pragmas)
    sa.event.listen(engine, "begin", take_turn_in_file)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's transactions begin where ours do, not where the driver guesses
    for pragma in _PRAGMAS:
        wait_until(partial(unless_busy, partial(connection.execute, f"PRAGMA {pragma}")))
