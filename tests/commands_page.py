"""docs/commands.md, made from the commands' own help: `make docs`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from flows.cli import app

WIDTH = 100


def commands_page() -> str:
    """The page: what each command does and takes."""
    blocks = "\n".join(f"## {name}\n\n```\n{text}\n```\n" for name, text in helps())
    return f"# Commands\n\nMade from `--help`; do not edit, run `make docs`.\n\n{blocks}"


def helps() -> Iterator[tuple[str, str]]:
    """(full name, help) of every command."""
    yield from _helps(get_command(app), "veilig", None)


def _helps(command: Any, name: str, parent: Any) -> Iterator[tuple[str, str]]:
    context = command.make_context(name.rsplit(" ", 1)[-1], [], parent=parent, resilient_parsing=True)
    context.terminal_width = context.max_content_width = WIDTH
    yield name, "\n".join(line.rstrip() for line in context.get_help().splitlines())
    for each in getattr(command, "commands", {}).values():
        yield from _helps(each, f"{name} {each.name}", context)


if __name__ == "__main__":
    print(commands_page(), end="")  # noqa: T201 the page is the output
