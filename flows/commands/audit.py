"""``veilig audit``: who did what, and whether anybody changed what the log says."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import HERE, WorkspaceOption, pass_on
from flows.numbers import several

if TYPE_CHECKING:
    from transforms.audit import Entry

audit_app = typer.Typer(help="Who did what: the audit log.", invoke_without_command=True)

_TITLE = "Entry {number} of the audit log is not as it was written. {problem}"


@audit_app.callback()
def show(
    context: typer.Context,
    workspace: WorkspaceOption = HERE,
    action: Annotated[str, typer.Option("--action", help="Only this action, or those that begin so: release.")] = "",
    actor: Annotated[str, typer.Option("--actor", help="Only this user.")] = "",
    since: Annotated[
        dt.datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Only from this day on (UTC).")
    ] = None,
    last: Annotated[int, typer.Option("--last", min=0, help="Only the newest so many; 0 for all.")] = 0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per entry.")] = False,
) -> None:
    """List what was done, oldest first."""
    pass_on(context, workspace)
    if context.invoked_subcommand:
        return
    from flows.auditing import entries
    from flows.workspace import open_workspace

    chosen = [
        entry
        for entry in entries(open_workspace(workspace))
        if entry.action.startswith(action)
        and (not actor or entry.actor.split(",")[0].split(" as ")[0] == actor)
        and (since is None or entry.time >= f"{since:%Y-%m-%d}")
    ]
    for entry in chosen[-last:]:
        typer.echo(json.dumps(asdict(entry), ensure_ascii=False) if as_json else _line(entry))


@audit_app.command()
def verify(workspace: WorkspaceOption = HERE) -> None:
    """Check that the log is whole; ends with 12 if it is not.

    No entry may have been changed, dropped, swapped, inserted or cut off.
    """
    from detectors.errors import ContractBroken
    from flows.auditing import verified
    from flows.key_sources import load_keys
    from flows.workspace import open_workspace

    opened = open_workspace(workspace)
    found = verified(opened, load_keys(opened))
    for note in found.notes:
        typer.echo(f"note  {note}")
    if not found.whole:
        broken = _TITLE.format(number=found.broken, problem=found.problem)
        raise ContractBroken(broken, hint="Compare the log with its backup; docs/audit.md says how to go on.")
    typer.echo(f"ok    {several(found.entries - found.first + 1, 'entry', 'entries')}, none changed, none missing")


@audit_app.command()
def restart(
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept in the log: no personal data.")],
    workspace: WorkspaceOption = HERE,
) -> None:
    """Put a broken log aside and begin a new one that says so.

    Only where no backup can mend it.
    """
    from flows.auditing import restarted
    from flows.key_sources import load_keys
    from flows.workspace import open_workspace

    opened = open_workspace(workspace)
    aside = restarted(opened, load_keys(opened), reason)
    typer.echo(f"A new audit log begins. Keep the broken one: {aside}")


def _line(entry: Entry) -> str:
    details = "  ".join(f"{name}={value}" for name, value in entry.details.items())
    return f"{entry.number:>6}  {entry.time}  {entry.action:<24}  {entry.actor}  {details}".rstrip()
