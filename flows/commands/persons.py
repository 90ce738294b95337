"""``veilig subject export`` and ``erase``: a copy of everything about a person, and the end of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.commands.asking import FromOption
from flows.commands.options import HERE, AsOfOption, ExportsOption, WorkspaceOption
from flows.commands.requesting import ReceivedOption, as_day, asked_subject
from flows.commands.running import ready_for_prefect, sign_of_life
from transforms.subjects.requests import Right

if TYPE_CHECKING:
    from flows.person_export import Exported

UNREADABLE = 11


def export(
    out: Annotated[Path, typer.Option("--out", help="Folder to make; readable by you only.")],
    source: FromOption = None,
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    received: ReceivedOption = None,
    language: Annotated[
        Literal["nl", "fr", "de", "en"] | None, typer.Option("--language", help="Of the page; else the person's own.")
    ] = None,
) -> int:
    """Copy every record of a person over all systems into a folder that they can keep (GDPR art. 15 and 20).

    Reads the exports anew. Beside the folder stands a page for the officer: where the records tell of other people.
    """
    from flows.persons.handover import hand_over, refuse_target

    refuse_target(out)
    opened = ready_for_prefect(workspace)
    from flows.person_export import person_export
    from flows.rights import keep_request

    handled = keep_request(opened.root, Right.ACCESS, asked_subject(opened.root, source), as_day(received))
    with sign_of_life(quiet=False):
        done = person_export(
            workspace=str(opened.root),
            request=handled.request.id,
            language=language or "",
            exports=str(exports.resolve()) if exports else None,
            as_of=as_of.date() if as_of else None,
        )
    hand_over(opened, handled.request.id, out)
    _tell_export(done, out)
    return UNREADABLE if done.unreadable else 0


def _tell_export(done: Exported, out: Path) -> None:
    from flows.persons.handover import officer_page

    typer.echo(f"Request {done.request}: {sum(done.records.values())} records of {len(done.records)} tables in {out}")
    for table, rows in done.records.items():
        typer.echo(f"  {rows:>7}  {table}")
    if done.others:
        typer.echo(f"{done.others} cells are about someone else as well (GDPR art. 15(4)): look at them first.")
    if done.elsewhere:
        typer.echo(f"{done.elsewhere} rows of others name the person; they are not in the folder.")
    if done.unreadable:
        typer.echo(f"{done.unreadable} exports could not be searched, in part or at all.")
    typer.echo(f"For the officer: {officer_page(out)}")
    typer.echo(f"Once the person has been answered: veilig subject requests close {done.request}")
