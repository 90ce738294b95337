"""``veilig reidentify``: for the key holder, who is behind a pseudonym."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detectors.errors import UsageError
from flows.commands.asking import confirm
from flows.commands.options import HERE, AsOfOption, ExportsOption, WorkspaceOption
from flows.commands.running import ready_for_prefect, sign_of_life
from flows.commands.unread import UNREADABLE, in_a_sentence
from flows.targets import refuse_taken

if TYPE_CHECKING:
    from flows.pseudonym_search import Answer
    from flows.reidentify import Question
    from flows.workspace import Workspace

NO_SUCH_PSEUDONYM = UsageError.exit_code

_SAID = {
    "erased": "its subject was erased; it is no longer possible to tell who it was",
    "care-provider": "stands beside several subjects: a care provider's, not a patient's",
    "not-in-release": "not in this release",
}


def reidentify(
    pseudonyms: Annotated[
        list[str] | None, typer.Argument(metavar="[PSEUDONYM]...", help="s… of a subject or r… of a record.")
    ] = None,
    release: Annotated[
        str, typer.Option("--release", help="The release that it stands in: NAME, or NAME/VERSION.")
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", help="Why; it is kept in the audit log: no personal data of a patient.")
    ] = "",
    source: Annotated[
        Path | None, typer.Option("--from", help="File with pseudonyms, one a line; - reads standard input.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="New JSON file for names and records, readable by you only; reads the exports."),
    ] = None,
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    approve: Annotated[int, typer.Option("--approve", help="Allow the question of this number; somebody else's.")] = 0,
    refuse: Annotated[int, typer.Option("--refuse", help="Refuse the question of this number.")] = 0,
    *,
    show: Annotated[bool, typer.Option("--show", help="Print names too.")] = False,
    waiting: Annotated[bool, typer.Option("--waiting", help="List questions that wait for a second person.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before allowing a question.")] = False,
) -> int:
    """Tell who is behind pseudonyms of a release; always logged.

    Tells the subject's number, with --out names and records too.
    """
    opened = ready_for_prefect(workspace)
    if waiting:
        return _list(opened)
    if approve or refuse:
        return _approve(opened, approve, sure=yes) if approve else _refuse(opened, refuse)
    from flows.reidentify import permission, question

    asked = question(_required(release), _given(pseudonyms or [], source), reason)
    if out is not None:
        refuse_taken(out)
    approval = permission(opened, asked)
    from flows.reidentify import answers, note_answers

    found = answers(opened, asked)
    failed, records = (0, {}) if out is None else _records(opened, asked, found, exports, as_of)
    note_answers(opened, asked, found, approval, "records" if out else "names" if show else "number")
    _tell(opened, found, show=show)
    if out is not None:
        _write(opened, asked, found, records, out)
        if failed:
            typer.echo(in_a_sentence(failed, "records may be missing"), err=True)
    if any(one.outcome.value == "not-in-release" for one in found):
        return NO_SUCH_PSEUDONYM
    return UNREADABLE if failed else 0


def _required(release: str) -> str:
    if not release:
        raise UsageError("Of which release?", hint="Name it with --release, as `research` or `research/2026-…`.")
    return release


def _given(pseudonyms: list[str], source: Path | None) -> list[str]:
    if source is None:
        return pseudonyms
    try:
        text = sys.stdin.read() if str(source) == "-" else source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError("The file given with --from cannot be read.", hint="One pseudonym a line, in UTF-8.") from None
    return [*pseudonyms, *text.splitlines()]


def _list(workspace: Workspace) -> int:
    from flows.questions import in_words, waiting

    questions = waiting(workspace)
    for question in questions:
        typer.echo(in_words(question))
    if not questions:
        typer.echo("No question waits.", err=True)
    return 0


def _approve(workspace: Workspace, number: int, *, sure: bool) -> int:
    from flows.questions import approve, in_words, waiting

    for question in waiting(workspace):
        if question.id == number and not sure:
            typer.echo(in_words(question), err=True)
            confirm("Allow it?", unasked="Nothing was allowed. Use --yes where nobody sits at a terminal.")
    approved = approve(workspace, number)
    typer.echo(f"Allowed. {approved.asked_by} can now ask again, and gets the answer once.")
    return 0


def _refuse(workspace: Workspace, number: int) -> int:
    from flows.questions import refuse

    refuse(workspace, number)
    typer.echo(f"Refused: question {number} gets no answer.")
    return 0


def _tell(workspace: Workspace, found: tuple[Answer, ...], *, show: bool) -> None:
    """Numbers to stdout; names only where they were asked for."""
    from flows.reidentify import names_of

    names = names_of(workspace, [one.subject for one in found if one.subject]) if show else {}
    for one in found:
        told = f"subject {one.subject}" if one.subject else _SAID[one.outcome.value]
        typer.echo("  ".join([one.pseudonym, told, *names.get(one.subject, ())]))


def _records(
    workspace: Workspace,
    asked: Question,
    found: tuple[Answer, ...],
    exports: Path | None,
    as_of: dt.datetime | None,
) -> tuple[int, dict[str, list[object]]]:
    """How many exports failed, and the records by subject."""
    from flows.reidentified_records import reidentify_records
    from flows.reidentify import draft

    with draft(workspace, asked, found) as path, sign_of_life(quiet=False):
        failed = reidentify_records(
            workspace=str(workspace.root),
            file=path.name,
            exports=str(exports.resolve()) if exports else None,
            as_of=as_of.date() if as_of else None,
        )
        return failed, json.loads(path.read_text(encoding="utf-8"))


def _write(
    workspace: Workspace, asked: Question, found: tuple[Answer, ...], records: dict[str, list[object]], out: Path
) -> None:
    from flows.boundary import Interrupted
    from flows.reidentify import as_plain, names_of
    from transforms.private_files import create_private

    names = names_of(workspace, [one.subject for one in found if one.subject])
    try:
        create_private(out, json.dumps(as_plain(asked, found, names, records), ensure_ascii=False, indent=2) + "\n")
    except OSError:
        raise Interrupted(
            f"{out.name} could not be written.", hint="Look whether the disk is full, ask again."
        ) from None
    typer.echo(f"Names and records: {out}. Delete it when it has served.", err=True)
