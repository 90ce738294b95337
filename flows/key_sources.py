"""Where the keyring comes from: its file, an environment variable, a command, or a Secret block of Prefect.

Whatever a source says is key material: it is parsed at once and never shown, logged, or passed on as a parameter.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detectors.errors import KeyUnavailable
from transforms.keys import VARIABLE, Keyring, keyring_from_text
from transforms.keys.file import read_private

if TYPE_CHECKING:
    from flows.config import KeySource
    from flows.workspace import Workspace

PATIENCE = 120
"""Seconds that a command may take: somebody may have to type a passphrase or touch a token."""


def load_keys(workspace: Workspace, environment: Mapping[str, str] = os.environ) -> Keyring:
    """The keyring of a workspace: of ``VEILIG_KEYRING`` if it is set, else of the source that veilig.yaml names.

    Raises:
        KeyUnavailable: the source does not answer, what it says is no keyring, or a root was not drawn at random.
    """
    if text := environment.get(VARIABLE):
        return keyring_from_text(text, VARIABLE)
    source = workspace.config.keyring
    return keyring_from_text(_said_by(source, workspace, environment), source.told)


def is_file(workspace: Workspace, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the keyring is a file, which veilig can write; other sources are changed by whoever keeps them."""
    return not environment.get(VARIABLE) and workspace.config.keyring.kind == "file"


def told_source(workspace: Workspace, environment: Mapping[str, str] = os.environ) -> str:
    """Where the keyring comes from, in words."""
    return f"environment variable {VARIABLE}" if environment.get(VARIABLE) else workspace.config.keyring.told


def _said_by(source: KeySource, workspace: Workspace, environment: Mapping[str, str]) -> str:
    if source.env:
        return _variable(source.env, environment)
    if source.command:
        return _answer(source.command, workspace.root)
    if source.prefect_secret:
        return _block(source.prefect_secret, workspace)
    return read_private(workspace.keyring)


def _variable(name: str, environment: Mapping[str, str]) -> str:
    if not (text := environment.get(name)):
        raise KeyUnavailable(f"The environment variable {name} is not set.", hint="Set it to the keyring's text.")
    return text


def _answer(command: tuple[str, ...], folder: Path) -> str:
    """What a command prints. No shell reads it; what it says on stderr may hold a secret, so nobody sees that."""
    program = Path(command[0]).name
    try:
        done = subprocess.run(  # noqa: S603 the clinic's own command, from a file that its owner alone should write
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
        text = done.stdout.decode()
    except FileNotFoundError:
        raise KeyUnavailable(f"There is no program {program}.", hint="Install it, or correct `keyring:`.") from None
    except subprocess.TimeoutExpired:
        raise KeyUnavailable(f"{program} did not answer in {PATIENCE} s.", hint="Run it by hand to see why.") from None
    except (OSError, UnicodeDecodeError):
        raise KeyUnavailable(f"{program} cannot be run, or does not print text.", hint="Run it by hand.") from None
    if done.returncode:
        raise KeyUnavailable(f"{program} ended with exit code {done.returncode}.", hint="Run it by hand to see why.")
    return text


def _block(name: str, workspace: Workspace) -> str:
    """What a Secret block of Prefect holds."""
    from flows.prefect_settings import prepare_prefect

    prepare_prefect(workspace.private)
    from prefect.blocks.system import Secret
    from prefect.exceptions import PrefectException

    load: Any = Secret.load  # typed as if it could only be awaited
    try:
        value = load(name, _sync=True).get()
    except (ValueError, RuntimeError, OSError, PrefectException):
        raise KeyUnavailable(
            f"Prefect has no Secret block {name}.", hint="Check PREFECT_API_URL and the name."
        ) from None
    return value if isinstance(value, str) else json.dumps(value)  # Prefect parses what looks like JSON
