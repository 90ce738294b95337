"""Where an export waits inside ``private/``, and how it gets to where the user asked for it.

The flow never learns that place: Prefect keeps the parameters of its flows, and people name folders after people.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from detectors.errors import UsageError
from flows.publish.durable import move_folder

if TYPE_CHECKING:
    from pathlib import Path

    from flows.workspace import Workspace

FOLDER, OFFICER = "folder", "officer.html"


def waiting_room(workspace: Workspace) -> Path:
    """Exports that nobody has fetched yet."""
    return workspace.private / "persons"


def waiting_place(workspace: Workspace, request: int) -> Path:
    """Where the export of a request waits."""
    return waiting_room(workspace) / f"request-{request}"


def refuse_target(out: Path) -> None:
    """Checks that an export can go there, before anything is read.

    Raises:
        UsageError: something is there already, or its folder is not.
    """
    if out.exists() or officer_page(out).exists():
        raise UsageError(f"{out.name} exists already.", hint="Name a folder that does not exist yet.")
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent.name} to put {out.name} in.", hint="Make it first.")


def officer_page(out: Path) -> Path:
    """The page for the officer, beside the folder, so that it is not handed over with it."""
    return out.with_name(f"{out.name}-for-the-officer.html")


def hand_over(workspace: Workspace, request: int, out: Path) -> None:
    """Moves an export from ``private/`` to where the user asked for it, for its owner only."""
    waiting = waiting_place(workspace, request)
    shutil.move(waiting / OFFICER, officer_page(out))
    officer_page(out).chmod(0o600)
    move_folder(waiting / FOLDER, out)
    shutil.rmtree(waiting)
