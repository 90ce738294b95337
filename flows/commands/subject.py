"""``veilig subject``: for the key holder, the people behind the records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.consent import consent
from flows.commands.finding import find
from flows.commands.options import HERE, AsOfOption, ExportsOption, WorkspaceOption
from flows.commands.persons import erase, export
from flows.commands.rectifying import rectify
from flows.commands.requesting import object_, requests_app, restrict
from flows.commands.reviewing import review, split
from flows.commands.running import run_flow
from flows.targets import refuse_unwritable

subject_app = typer.Typer(help="For the key holder: the people behind the records.", no_args_is_help=True)
subject_app.command()(find)
subject_app.command()(consent)
subject_app.command()(restrict)
subject_app.command("object")(object_)
subject_app.command()(rectify)
subject_app.add_typer(requests_app, name="requests")
subject_app.command()(review)
subject_app.command()(split)
subject_app.command()(export)
subject_app.command()(erase)


@subject_app.command()
def links(
    out: Annotated[Path, typer.Option("--out", help="Parquet file to write; readable by you only.")],
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
) -> int:
    """Write which record is which subject.

    A row each: file, table, row from 1, native id, subject.
    """
    refuse_unwritable(out)
    return run_flow("links", workspace, exports, as_of, as_json=False, quiet=False, out=str(out.resolve()))
