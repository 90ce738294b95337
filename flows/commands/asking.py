"""Asks for what must not stand on a command line: who it is about, and which of several people is meant."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detectors.errors import UsageError

if TYPE_CHECKING:
    from transforms.subjects.portrait import Portrait

FromOption = Annotated[
    Path | None,
    typer.Option(
        "--from",
        help="File with what identifies the person, one a line: `kind: value`, or the value alone. - reads standard "
        "input. Without it: a prompt. Remove the file afterwards.",
    ),
]
REMARK = "#"
NOBODY = "Nobody is known by that."
TRY_AGAIN = "Try another identifier, or check how it is written."
UNSURE = "State one more identifier, so that only one person fits."
HOW = (
    "Who is it about? One identifier a line: a number, an address, `name: …` with `birth date: …`, `ehr: …` for a file "
    "number of that system, or `subject: …`. An empty line ends."
)


def asked_lines(source: Path | None) -> list[str]:
    """What identifies a person, from a file or from a prompt.

    Raises:
        UsageError: there is nothing, or the file cannot be read.
    """
    lines = _prompted() if source is None else _read(source)
    if not any(line.strip() and not line.lstrip().startswith(REMARK) for line in lines):
        raise UsageError("Nothing was told of the person.", hint="Type an identifier, or name a file with --from.")
    return lines


def chosen(people: Sequence[Portrait]) -> Portrait:
    """The person that is meant: the only one, or the one that the user chooses by number.

    Raises:
        UsageError: nobody was found, or the answer is none of them.
    """
    if not people:
        raise UsageError(NOBODY, hint=TRY_AGAIN)
    if len(people) == 1:
        return people[0]
    typer.echo(f"{len(people)} people are known by that.", err=True)
    for person in people:
        for line in card(person):
            typer.echo(line, err=True)
    answer = answered("Number of the subject that is meant", unasked=UNSURE)
    found = next((person for person in people if str(person.subject) == answer), None)
    if found is None:
        raise UsageError("That is none of them.", hint="State one more identifier, or `subject: …` alone.")
    return found


def answered(
    question: str, *, default: str | None = None, unasked: str = "Run it on a terminal, or pipe the answers in."
) -> str:
    """An answer from the terminal, or from what is piped in.

    Args:
        question: what is asked.
        default: the answer that an empty line gives; None where it gives none.
        unasked: what to do where nobody can be asked.

    Raises:
        UsageError: what is piped in has ended.
    """
    try:
        return str(typer.prompt(question, default=default, show_default=False, err=True)).strip()
    except typer.Abort:
        if sys.stdin.isatty():
            raise
        raise UsageError(f"There is nobody to ask: {question[0].lower()}{question[1:]}.", hint=unasked) from None


def confirm(question: str, *, unasked: str) -> None:
    """Goes on only after a yes.

    Args:
        question: what is asked.
        unasked: what to do where nobody can be asked.

    Raises:
        UsageError: there is nobody to ask.
        typer.Abort: the answer is no.
    """
    try:
        agreed = typer.confirm(question, err=True)
    except typer.Abort:
        if sys.stdin.isatty():
            raise
        raise UsageError(f"There is nobody to ask: {question[0].lower()}{question[1:]}", hint=unasked) from None
    if not agreed:
        raise typer.Abort


def on_a_terminal() -> bool:
    """Whether somebody sits at the terminal that is printed to: values are shown to nobody else."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def card(person: Portrait) -> list[str]:
    """What tells a subject from others, a line each."""
    lines = [f"Subject {person.subject}"]
    if person.by:
        lines.append(f"  found by  {', '.join(person.by)}")
    if person.kinds:
        lines.append(f"  known by  {', '.join(f'{kind} ({count})' for kind, count in person.kinds.items())}")
    lines.append(f"  systems   {', '.join(person.systems) or 'none'}")
    lines.append(f"  seen      {person.first_seen} to {person.last_seen}" if person.first_seen else "  seen      never")
    lines.append(f"  standing  {', '.join(person.standing) or 'nothing special'}")
    if person.merged:
        lines.append(f"  was also  {', '.join(f'subject {number}' for number in person.merged)}")
    return lines


def _prompted() -> list[str]:
    typer.echo(HOW, err=True)
    lines: list[str] = []
    while line := answered("Identifier", default=""):
        lines.append(line)
    return lines


def _read(source: Path) -> list[str]:
    if str(source) == "-":
        return sys.stdin.read().splitlines()
    try:
        text = source.read_text(encoding="utf-8-sig")
        open_to_others = source.stat().st_mode & 0o077
    except (OSError, UnicodeDecodeError):
        raise UsageError("The file given with --from cannot be read.", hint="Name a text file in UTF-8.") from None
    if open_to_others:
        typer.echo("The file given with --from can be read by others: remove it, or run `chmod 600` on it.", err=True)
    return text.splitlines()
