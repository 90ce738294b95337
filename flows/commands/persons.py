"""``veilig subject export`` and ``erase``: a copy of everything about a person, and the end of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detectors.errors import UsageError
from flows.commands.asking import FromOption, answered
from flows.commands.options import HERE, AsOfOption, ExportsOption, WorkspaceOption
from flows.commands.requesting import ReceivedOption, as_day, asked_subject
from flows.commands.running import ready_for_prefect, sign_of_life
from flows.commands.unread import UNREADABLE, may_still_hold
from flows.numbers import several
from transforms.subjects.requests import Right

if TYPE_CHECKING:
    from flows.erasure import Erased
    from flows.person_export import Exported
    from flows.persons.prospect import Prospect

NOTHING_NEW = 15
CONFIRMATION = "erase"


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
    """Copy every record of a person into a folder to hand over.

    Over all systems (GDPR art. 15 and 20): reads the exports anew. Beside the folder stands a page for the officer:
    where the records tell of other people.
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

    held = f"{several(sum(done.records.values()), 'record')} of {several(len(done.records), 'table')}"
    typer.echo(f"Request {done.request}: {held} in {out}")
    for table, rows in done.records.items():
        typer.echo(f"  {rows:>7}  {table}")
    if done.others:
        typer.echo(f"About someone else as well (GDPR art. 15(4)), look there first: {several(done.others, 'cell')}.")
    if done.elsewhere:
        typer.echo(f"Not in the folder, of others and naming the person: {several(done.elsewhere, 'row')}.")
    if done.unreadable:
        typer.echo(may_still_hold(done.unreadable))
    typer.echo(f"For the officer: {officer_page(out)}")
    typer.echo(f"Once the person has been answered: veilig subject requests close {done.request}")


def erase(
    source: FromOption = None,
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    received: ReceivedOption = None,
    request: Annotated[
        int | None, typer.Option("--request", help="Finish the erasure of this request; asks for no identifier.")
    ] = None,
    *,
    republish: Annotated[
        bool, typer.Option("--republish", help="Make the releases that hold the person again; remove those versions.")
    ] = False,
) -> int:
    """Erase a person for good, with a signed certificate.

    Asks for a confirmation first (GDPR art. 17). Their secret, names and statements are destroyed, and their rows left
    out from now on. The exports are read anew, so that the certificate can name what still holds them. Exit code 15
    when nothing is left to erase, 11 when an export could not be read.
    """
    opened = ready_for_prefect(workspace)
    from flows.erasure import erasure
    from flows.persons.prospect import begin, prospect

    subject = asked_subject(opened.root, source) if request is None else None
    found = prospect(opened.root, subject, request, republish=republish)
    if found.nothing_left:
        _tell_nothing(found)
        return NOTHING_NEW
    _confirm(found, republish=republish)
    number = begin(opened.root, found.subject, as_day(received)) if request is None else request
    with sign_of_life(quiet=False):
        done = erasure(
            workspace=str(opened.root),
            request=number,
            republish=republish,
            exports=str(exports.resolve()) if exports else None,
            as_of=as_of.date() if as_of else None,
        )
    _tell_erasure(done, republish=republish)
    return done.refusal_code or (UNREADABLE if done.unreadable else 0)


def _confirm(found: Prospect, *, republish: bool) -> None:
    for line in found.lines(republish=republish):
        typer.echo(line, err=True)
    how = f"Type `{CONFIRMATION}` when asked, to go on."
    if (
        answered(f"There is no way back. Type `{CONFIRMATION}` to go on", unasked=f"Nothing was erased. {how}")
        != CONFIRMATION
    ):
        raise UsageError("Nothing was erased.", hint=how)


def _tell_nothing(found: Prospect) -> None:
    typer.echo("Nothing is left: this person was erased before, and veilig holds nothing of them but keyed look-ups.")
    for version in found.releases:
        typer.echo(f"  {version} still holds rows that nobody can attribute: --republish makes it again without them")
    for path in found.certificates:
        typer.echo(f"Certificate: {path}")


def _tell_erasure(done: Erased, *, republish: bool) -> None:
    typer.echo(f"Request {done.request}: the person is erased.")
    for version in done.removed:
        typer.echo(f"  removed  {version}")
    for version in done.standing:
        typer.echo(f"  stands   {version}: holds rows that nobody can attribute any more")
    for release, refusal in done.refused.items():
        typer.echo(f"  REFUSED  {release}: the old versions stand. {refusal}")
    if done.standing and not republish:
        typer.echo("To make them again without the person: the same command with --republish")
    if done.rows:
        typer.echo(f"The exports still hold the person in {several(done.rows, 'row')}: see the certificate.")
    if done.unreadable:
        typer.echo(may_still_hold(done.unreadable))
    typer.echo(f"Certificate: {done.certificate}")
    typer.echo(f"Once the person has been answered: veilig subject requests close {done.request}")
