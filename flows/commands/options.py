"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[Path, typer.Option("--workspace", "-w", help="Folder of the workspace.")]
ExportsOption = Annotated[
    Path | None,
    typer.Option("--exports", exists=True, file_okay=False, help="Folder of the exports, instead of the configured."),
]
AsOfOption = Annotated[
    dt.datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Reference date for ages, minors and terms; else today."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the full account as JSON.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]

HERE = Path()


def pass_on(context: typer.Context, workspace: Path) -> None:
    """Lets the workspace stand before a group's command as well as behind it: it becomes the default there.

    Without this the command would take the folder that the user is in.
    """
    if context.invoked_subcommand:
        context.default_map = {context.invoked_subcommand: {"workspace": str(workspace)}}
