"""Doctor: is everything in place for a run?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from detectors.errors import VeiligError
from flows.workspace import Workspace, open_workspace

NEEDED = ("presidio-analyzer", "presidio-anonymizer", "spacy", "pandas", "pyarrow", "prefect")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        subject: what was looked at.
        state: how it is, in a few words; when it is not fine, with what to do.
        exit_code: what a run would end with because of it.
    """

    subject: str
    state: str
    fine: bool = True
    exit_code: int = 0


def examine(root: Path) -> list[Finding]:
    """Looks at everything that a run needs; changes nothing."""
    findings = [_python(), *_packages(), *_prefect()]
    try:
        workspace = open_workspace(root)
    except VeiligError as error:
        return [*findings, _failed("workspace", error)]
    findings.append(Finding("workspace", str(workspace.root)))
    for subject, look in _looks(workspace):
        try:
            findings.append(Finding(subject, look()))
        except VeiligError as error:
            findings.append(_failed(subject, error))
    return findings


def _failed(subject: str, error: VeiligError) -> Finding:
    return Finding(subject, str(error), fine=False, exit_code=error.exit_code)


def _python() -> Finding:
    return Finding("python", ".".join(str(part) for part in sys.version_info[:3]))


def _packages() -> Iterator[Finding]:
    for name in NEEDED:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "missing; install with: make demo", fine=False, exit_code=1)


def _prefect() -> Iterator[Finding]:
    from flows.prefect_settings import QUIET

    switches = ("DO_NOT_TRACK", "PREFECT_SERVER_ANALYTICS_ENABLED")
    wrong = [name for name in switches if os.environ.get(name, QUIET[name]) != QUIET[name]]
    state = "off" if not wrong else f"on, through {' and '.join(wrong)}; unset it"
    yield Finding("telemetry", state, fine=not wrong, exit_code=10 if wrong else 0)
    api = os.environ.get("PREFECT_API_URL")
    yield Finding("prefect server", "set by PREFECT_API_URL" if api else "none needed; one is started for each run")


def _looks(workspace: Workspace) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "exports", lambda: _exports(workspace)
    yield "keyring", lambda: _keyring(workspace)
    yield "policies", lambda: _policies(workspace)
    yield "decisions", lambda: _decisions(workspace)
    yield "names", lambda: _names(workspace)
    yield "private folder", lambda: f"{workspace.private} is closed to others"


def _exports(workspace: Workspace) -> str:
    if not workspace.exports.is_dir():
        raise VeiligError(f"there is no folder {workspace.exports}.", hint="Set `exports:` in veilig.yaml.")
    return str(workspace.exports)


def _keyring(workspace: Workspace) -> str:
    from flows.key_sources import is_file, load_keys, told_source

    epochs = len(load_keys(workspace).epochs)
    readable = ", readable by you only" if is_file(workspace) else ""
    return f"{told_source(workspace)}{readable}, {epochs} {'epochs' if epochs > 1 else 'epoch'}"


def _policies(workspace: Workspace) -> str:
    from flows.policies import load_policies

    return ", ".join(policy.release for policy in load_policies(workspace)) or "none"


def _decisions(workspace: Workspace) -> str:
    from detectors.decisions import load_decisions

    load_decisions(workspace.decisions)
    return str(workspace.decisions)


def _names(workspace: Workspace) -> str:
    """The clinic's lists, and its models: these are loaded, to be sure."""
    from detectors.models import load_models
    from flows.additions import use_additions

    added = use_additions(workspace)
    models = load_models()
    lists = f"{added.first} first and {added.family} family names from own lists" if added.first + added.family else ""
    return ", ".join([*filter(None, (lists,)), *(f"{model} loads" for model in models)]) or "no own lists, no model"
