"""What a user reads before they type: the lists of commands."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from flows.cli import app

WIDTH = 78
"""Of a terminal of 80 columns, as the formatter of the help counts it."""


def listed(command: Any, name: str) -> Iterator[tuple[str, str, str]]:
    """(name, what its list of commands says of it, first paragraph of its help) of every command below one."""
    commands = getattr(command, "commands", {})
    room = WIDTH - 6 - max((len(each) for each in commands), default=0)
    for each, sub in commands.items():
        yield f"{name} {each}", sub.get_short_help_str(room), " ".join((sub.help or "").split("\n\n")[0].split())
        yield from listed(sub, f"{name} {each}")


@pytest.mark.parametrize(("name", "told", "meant"), list(listed(get_command(app), "veilig")))
def test_a_list_of_commands_says_the_whole_sentence(name: str, told: str, meant: str) -> None:
    """Cut at "(GDPR art." or in the middle, a sentence says something else than it means."""
    assert f"{told.rstrip('.')}." == f"{meant.rstrip('.')}.", name
