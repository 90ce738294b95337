"""``veilig subject``: for the key holder, the people behind the records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import HERE, AsOfOption, ExportsOption, WorkspaceOption
from flows.commands.running import run_flow

subject_app = typer.Typer(help="For the key holder: the people behind the records.", no_args_is_help=True)


@subject_app.command()
def links(
    out: Annotated[Path, typer.Option("--out", help="Parquet file to write; readable by you only.")],
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
) -> int:
    """Write which record is which subject: file, table, row from 1, native id, subject."""
    return run_flow("links", workspace, exports, as_of, as_json=False, quiet=False, out=str(out.resolve()))
