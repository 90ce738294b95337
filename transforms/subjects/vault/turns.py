"""One transaction at a time: whoever changes the vault has seen all that others changed before.

Two runs that both count new subjects on from the last one would give two people one number. So every transaction takes
its turn: on SQLite by the lock of the file, on PostgreSQL by an advisory lock of the schema, held until it ends.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from detectors.errors import KeyUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 600.0
"""Seconds. A run of a million records holds the vault for a few minutes."""
PAUSE = 0.2
"""Seconds between two attempts."""
_LOCK = 0x7665696C
"""``veil``: the first half of the key of the advisory lock, so that other programs' locks are others."""

_log = logging.getLogger(__name__)


def take_turn_in_file(connection: sa.Connection) -> None:
    """Begin a transaction of a SQLite file that may write, when no other one may."""
    wait_until(lambda: unless_busy(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE")))


def take_turn_on_server(connection: sa.Connection) -> None:
    """Wait inside a transaction of PostgreSQL until all others have ended."""
    schema = sa.func.hashtext(sa.func.current_schema())
    wait_until(lambda: bool(connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(_LOCK, schema)))))


def unless_busy(action: Callable[[], Any]) -> bool:
    """Do it, unless the file is locked; tell whether it was done."""
    try:
        action()
    except (sa.exc.OperationalError, sqlite3.OperationalError) as error:
        cause = error.orig if isinstance(error, sa.exc.OperationalError) else error
        if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True


def wait_until(done: Callable[[], bool]) -> None:
    """Try until it is done; say once that others are waited for.

    Raises:
        KeyUnavailable: it took longer than ``PATIENCE``.
    """
    end = time.monotonic() + PATIENCE
    told = False
    while not done():
        if time.monotonic() > end:
            raise KeyUnavailable(
                f"The vault has been in use by another run for {PATIENCE:.0f} seconds.",
                hint="Wait until that run has ended, then start again.",
            )
        if not told:
            _log.warning("The vault is in use by another run; waiting for it to end.")
            told = True
        time.sleep(PAUSE)
