"""Where a user wants something written: looked at before any work is done, since the work takes minutes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from detectors.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def refuse_taken(path: Path) -> None:
    """Checks that something new can be written there.

    Raises:
        UsageError: something is there already, or nothing can be written there.
    """
    if path.exists():
        raise UsageError(f"{path.name} exists already.", hint="Name something that does not exist yet.")
    refuse_unwritable(path)


def refuse_unwritable(path: Path) -> None:
    """Checks that something can be written there.

    Raises:
        UsageError: there is no such folder, or the user may not write in it.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder.name} to put {path.name} in.", hint="Make it first.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(f"Nothing can be written in the folder {folder.name}.", hint="Name one that is yours.")
