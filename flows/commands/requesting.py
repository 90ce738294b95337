"""``veilig subject restrict``, ``object``, ``requests``: what patients ask for, and by when they must be answered."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.asking import FromOption, asked_lines, chosen
from flows.commands.options import HERE, JsonOption, WorkspaceOption, pass_on
from flows.numbers import several
from transforms.subjects.requests import ENDS, Right, State

if TYPE_CHECKING:
    from flows.rights import Handled
    from transforms.subjects.vault.requests import StoredRequest

OVERDUE = 16
"""Exit code: a patient waits longer than the law allows."""

ReceivedOption = Annotated[
    dt.datetime | None,
    typer.Option("--received", formats=["%Y-%m-%d"], help="Day on which the person asked; else today."),
]
RequestArgument = Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the request.", min=1)]

requests_app = typer.Typer(help="Patients' requests and their terms.", invoke_without_command=True)


def restrict(
    source: FromOption = None,
    workspace: WorkspaceOption = HERE,
    received: ReceivedOption = None,
    *,
    lift: Annotated[bool, typer.Option("--lift", help="End the restriction.")] = False,
) -> None:
    """Restrict processing: leave a person out of releases for now.

    Holds from the next release on, until it is lifted (GDPR art. 18).
    """
    from flows.rights import restrict as restrict_person

    subject = asked_subject(workspace, source)
    handled = restrict_person(workspace, subject, lift=lift, received=as_day(received))
    typer.echo(f"Subject {subject}: {'the restriction is lifted' if lift else 'restricted'} from the next release on.")
    tell(handled, left_out=not lift)


def object_(
    source: FromOption = None,
    workspace: WorkspaceOption = HERE,
    received: ReceivedOption = None,
    *,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="The objection no longer stands.")] = False,
) -> None:
    """Keep an objection: leave a person out of releases.

    Holds from the next release on, until it is withdrawn (GDPR art. 21).
    """
    from flows.rights import object_ as keep_objection

    subject = asked_subject(workspace, source)
    handled = keep_objection(workspace, subject, withdraw=withdraw, received=as_day(received))
    typer.echo(f"Subject {subject}: {'objection withdrawn' if withdraw else 'objects'} from the next release on.")
    tell(handled, left_out=not withdraw)


@requests_app.callback()
def list_open(
    context: typer.Context,
    workspace: WorkspaceOption = HERE,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    as_json: JsonOption = False,
) -> int:
    """List open requests with the days that are left; exit code 16 when one is overdue."""
    pass_on(context, workspace)
    if context.invoked_subcommand:
        return 0
    from flows.rights import list_requests

    kept, today = list_requests(workspace)
    shown = [request for request in kept if everything or request.state not in ENDS]
    if as_json:
        typer.echo(json.dumps([_as_dict(request, today) for request in shown], indent=2))
    else:
        for request in shown:
            typer.echo(line_of(request, today))
        if not shown:
            typer.echo("No request is open.")
    return OVERDUE if any(_is_late(request, today) for request in kept) else 0


@requests_app.command()
def add(
    right: Annotated[Right, typer.Argument(help="What the person asks for.")],
    source: FromOption = None,
    workspace: WorkspaceOption = HERE,
    received: ReceivedOption = None,
) -> None:
    """Note a request that came in, so that its term runs.

    Whatever is asked can be done later; one that is open already is shown.
    """
    from flows.rights import keep_request

    tell(keep_request(workspace, right, asked_subject(workspace, source), as_day(received)), left_out=False)


@requests_app.command()
def extend(
    number: RequestArgument,
    workspace: WorkspaceOption = HERE,
    told: Annotated[
        dt.datetime | None,
        typer.Option("--told", formats=["%Y-%m-%d"], help="Day on which the person was told why; else today."),
    ] = None,
) -> None:
    """Make the term of a request two months longer.

    The person must have been told of it, and why, within the first month (GDPR art. 12(3)).
    """
    from flows.rights import extend_request

    request = extend_request(workspace, number, as_day(told))
    typer.echo(f"Request {request.id} is due on {request.due}.")


@requests_app.command()
def close(
    number: RequestArgument,
    workspace: WorkspaceOption = HERE,
    outcome: Annotated[
        State, typer.Option("--as", help="done: the person was answered; refused: told why not; withdrawn.")
    ] = State.DONE,
) -> None:
    """Close a request once the person has been answered.

    Or was told why not (--as refused), or asks no longer (--as withdrawn).
    """
    from detectors.errors import UsageError
    from flows.rights import close_request

    if outcome not in ENDS:
        raise UsageError("A request is not closed as open.", hint="Use --as done, refused or withdrawn.")
    request = close_request(workspace, number, outcome)
    typer.echo(f"Request {request.id} is closed: {request.state}.")


def asked_subject(workspace: Path, source: Path | None) -> int:
    """The number of the person that the user names at the prompt or in a file."""
    from flows.rights import find_people

    return chosen(find_people(workspace, asked_lines(source))).subject


def as_day(given: dt.datetime | None) -> dt.date | None:
    """The day of an option; None where it was not given."""
    return given.date() if given else None


def tell(handled: Handled, *, left_out: bool) -> None:
    """Prints the request with its term, and which releases hold the person."""
    request = handled.request
    which = f"Request {request.id} ({request.kind}, {Right(request.kind).article})"
    typer.echo(f"{which}, received on {request.received}, is due on {request.due}.")
    typer.echo(f"Once the person has been answered: veilig subject requests close {request.id}")
    if not handled.releases:
        typer.echo("No published release holds the person.")
        return
    typer.echo("Published releases that still hold the person:")
    for entry in handled.releases:
        typer.echo(f"  {entry.release} {entry.version}, as of {entry.as_of}")
    if left_out:
        typer.echo("Tell whoever received them (GDPR art. 19); the next version leaves the person out.")


def line_of(request: StoredRequest, today: dt.date) -> str:
    """A request on one line."""
    whom = ", ".join(str(subject) for subject in request.subjects)
    told = f", extended on {request.extended}" if request.extended else ""
    return (
        f"{request.id:>5}  {request.kind:<13} subject {whom}  received {request.received}{told}  {_end(request, today)}"
    )


def _end(request: StoredRequest, today: dt.date) -> str:
    if request.state in ENDS:
        return f"{request.state} on {request.closed}"
    days = (request.due - today).days
    left = f"{several(days, 'day')} left" if days >= 0 else f"OVERDUE by {several(-days, 'day')}"
    return f"due {request.due}: {left}"


def _is_late(request: StoredRequest, today: dt.date) -> bool:
    return request.state not in ENDS and request.due < today


def _as_dict(request: StoredRequest, today: dt.date) -> dict[str, Any]:
    days = None if request.state in ENDS else (request.due - today).days
    return {
        "request": request.id,
        "right": request.kind,
        "subjects": list(request.subjects),
        "received": request.received.isoformat(),
        "due": request.due.isoformat(),
        "extended": request.extended.isoformat() if request.extended else None,
        "state": request.state,
        "closed": request.closed.isoformat() if request.closed else None,
        "days_left": days,
    }
