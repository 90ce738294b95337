"""Runs a flow for a command: Prefect's settings first, then the flow in this process, then its account in words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from flows.account import Account
    from flows.workspace import Workspace


def run_flow(
    name: str,
    workspace: Path,
    exports: Path | None,
    as_of: dt.datetime | None,
    *,
    as_json: bool,
    quiet: bool,
    **parameters: Any,
) -> int:
    """Runs a flow in this process and prints its account; gives the exit code."""
    opened = ready_for_prefect(workspace)
    from flows.account import as_dict, exit_code
    from flows.summary import show

    with sign_of_life(quiet=quiet):
        account = _flow(name)(
            workspace=str(opened.root),
            exports=str(exports.resolve()) if exports else None,
            as_of=as_of.date() if as_of else None,
            **parameters,
        )
    if as_json:
        typer.echo(json.dumps(as_dict(account), indent=2))
    elif not quiet:
        show(account)
    return exit_code(account)


def ready_for_prefect(workspace: Path) -> Workspace:
    """The workspace, with Prefect's settings made: call it before anything that imports Prefect."""
    from flows.prefect_settings import prepare_prefect
    from flows.workspace import open_workspace

    opened = open_workspace(workspace)
    prepare_prefect(opened.private)
    return opened


def sign_of_life(*, quiet: bool) -> AbstractContextManager[object]:
    """A spinner while a run lasts; only on a terminal, and never in what is piped on."""
    from rich.console import Console

    console = Console(stderr=True)
    return nullcontext() if quiet or not console.is_terminal else console.status("Reading, linking, releasing …")


def _flow(name: str) -> Callable[..., Account]:
    """The flow of that name; Prefect is imported here, after its settings are made."""
    from flows.discover import discover
    from flows.links import links
    from flows.release import run

    flows: dict[str, Callable[..., Account]] = {"discover": discover, "links": links, "run": run}
    return flows[name]
