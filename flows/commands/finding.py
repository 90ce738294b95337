"""``veilig subject find``: who is known by an identifier."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer

from flows.commands.asking import NOBODY, TRY_AGAIN, FromOption, asked_lines, card
from flows.commands.options import HERE, JsonOption, WorkspaceOption


def find(source: FromOption = None, workspace: WorkspaceOption = HERE, *, as_json: JsonOption = False) -> None:
    """Find a person by any identifier that they ever had.

    Also by one that no export holds any more. Prints the number of the subject, the systems, when they were first and
    last seen, and their standing; no value. Asks for the identifiers, since what is typed on a command line stays in
    the shell's history.
    """
    from flows.rights import find_people

    people = find_people(workspace, asked_lines(source))
    if as_json:
        typer.echo(json.dumps([asdict(person) for person in people], indent=2))
        return
    if not people:
        typer.echo(f"{NOBODY} {TRY_AGAIN}")
    for person in people:
        typer.echo("\n".join(card(person)))
