"""Where an export waits inside ``private/``, and how it gets to where the user asked for it.

The flow never learns that place: Prefect keeps the parameters of its flows, and people name folders after people.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from flows.boundary import Interrupted
from flows.publish.durable import move_folder, partial_name
from flows.targets import refuse_taken

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
        UsageError: something is there already, or nothing can be written there.
    """
    refuse_taken(out)
    refuse_taken(officer_page(out))


def officer_page(out: Path) -> Path:
    """The page for the officer, beside the folder, so that it is not handed over with it."""
    return out.with_name(f"{out.name}-for-the-officer.html")


def hand_over(workspace: Workspace, request: int, out: Path) -> None:
    """Moves an export from ``private/`` to where the user asked for it, for its owner only.

    Raises:
        Interrupted: it cannot be written there; then nothing of it stays, neither there nor in ``private/``.
    """
    waiting = waiting_place(workspace, request)
    try:
        shutil.move(waiting / OFFICER, officer_page(out))
        officer_page(out).chmod(0o600)
        move_folder(waiting / FOLDER, out)
    except OSError:
        officer_page(out).unlink(missing_ok=True)
        shutil.rmtree(partial_name(out), ignore_errors=True)
        raise Interrupted(
            f"The copy could not be written to {out.name}.", hint="Look whether the disk is full, and run it again."
        ) from None
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
