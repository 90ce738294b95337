"""The workspace: one folder that holds a clinic's configuration, its secrets, and what veilig makes of its exports.

```
veilig.yaml      what to read, as of when
policies/        one release each
decisions.yaml   what people ruled on findings
exports/         what the systems wrote, unless veilig.yaml names another folder
private/         keyring, vault, work in progress (0700: everything that must never leave)
reports/         the data map and the run's accounts, free of personal values
datasets/        the releases
```
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from detectors.errors import ConfigurationError, KeyUnavailable, UsageError
from flows.config import Config, config_text, load_config

PRIVATE = 0o700
EXPORTS = "exports"
"""The folder that a new workspace has for them, unless it is told of another."""


@dataclass(frozen=True)
class Workspace:
    """Where everything of one workspace lies."""

    root: Path
    config: Config

    @property
    def exports(self) -> Path:
        """The folder that the systems' exports are dropped into."""
        return (self.root / self.config.exports).resolve()

    @property
    def policies(self) -> Path:
        """One YAML file per release."""
        return self.root / "policies"

    @property
    def decisions(self) -> Path:
        """The reviewed file of rulings on findings."""
        return self.root / "decisions.yaml"

    @property
    def private(self) -> Path:
        """What must never leave; 0700."""
        return self.root / "private"

    @property
    def keyring(self) -> Path:
        """The file of the secrets that everything keyed derives from; 0600. Load it with ``flows.key_sources``."""
        return self.root / (self.config.keyring.file or "private/keyring.json")

    @property
    def vault(self) -> Path | str:
        """The vault: a SQLite file in ``private/``, or the URL of a database."""
        return self.config.vault or self.private / "vault.sqlite"

    @property
    def audit(self) -> Path:
        """Who did what, when; 0600."""
        return self.private / "audit.jsonl"

    @property
    def work(self) -> Path:
        """Raw tables and unfinished releases of the run under way; emptied when a run ends or the next one starts."""
        return self.private / "work"

    @property
    def reports(self) -> Path:
        """The data map and the accounts of the last run."""
        return self.root / "reports"

    @property
    def datasets(self) -> Path:
        """The releases, one folder each, a folder per version in it."""
        return self.root / "datasets"


def open_workspace(root: Path) -> Workspace:
    """The workspace in that folder.

    Raises:
        UsageError: there is none.
        ConfigurationError: its veilig.yaml is invalid.
        KeyUnavailable: its private folder can be read by others.
    """
    config = root / "veilig.yaml"
    if not config.is_file():
        raise UsageError(
            f"{root} is not a workspace: it has no veilig.yaml.",
            hint="Make one with `veilig init CLINIC`, or point at one with --workspace.",
        )
    workspace = Workspace(root.resolve(), load_config(config))
    _refuse_if_open_to_others(workspace.private)
    return workspace


def create_workspace(root: Path, clinic: str, exports: Path | None = None) -> Workspace:
    """Makes a workspace with the shipped policies and a new keyring; what is already there is kept.

    Raises:
        ConfigurationError: a file stands where a folder is needed.
    """
    from flows.key_sources import is_file
    from transforms.keys import create_keyring

    if root.exists() and not root.is_dir():
        raise ConfigurationError(f"{root} is a file.", hint="Name a folder for the workspace.")
    root.mkdir(parents=True, exist_ok=True)
    _make_private(root / "private")
    for folder in ("policies", "reports", "datasets"):
        (root / folder).mkdir(exist_ok=True)
    _write_once(root / "veilig.yaml", config_text(clinic, exports))
    _write_once(root / "decisions.yaml", _DECISIONS)
    _write_once(root / ".gitignore", f"private/\n{EXPORTS}/\n")
    for policy in shipped_policies():
        _write_once(root / "policies" / policy.name, policy.read_text(encoding="utf-8"))
    write_schemas(root)
    workspace = open_workspace(root)
    if workspace.exports == workspace.root / EXPORTS:
        workspace.exports.mkdir(exist_ok=True)
    if is_file(workspace) and not workspace.keyring.exists():
        create_keyring(workspace.keyring)
    return workspace


def shipped_policies() -> tuple[Path, ...]:
    """The policies that come with veilig, by name."""
    folder = Path(str(files("transforms") / "policies"))
    return tuple(sorted(folder.glob("*.yaml")))


def write_schemas(root: Path) -> None:
    """Writes the JSON Schemas that let an editor complete and check veilig.yaml and the policies."""
    import json

    from flows.config import config_schema
    from transforms.policy import policy_schema

    folder = root / ".schemas"
    folder.mkdir(exist_ok=True)
    for name, schema in (("veilig", config_schema()), ("policy", policy_schema())):
        text = json.dumps(schema, indent=2, sort_keys=True) + "\n"
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")


@contextmanager
def held(workspace: Workspace) -> Iterator[Path]:
    """Holds the workspace for one run and gives its empty work folder, removed again at the end.

    A run that was killed leaves its work folder behind; the next one clears it first. The lock goes with the process.
    Whatever the run writes is readable by its owner only.

    Raises:
        ConfigurationError: another run holds the workspace.
    """
    _make_private(workspace.private)
    with (workspace.private / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConfigurationError(
                f"Another run is busy in {workspace.root}.", hint="Wait until it has ended."
            ) from None
        shutil.rmtree(workspace.work, ignore_errors=True)
        _make_private(workspace.work)
        umask = os.umask(0o077)
        try:
            yield workspace.work
        finally:
            os.umask(umask)
            shutil.rmtree(workspace.work, ignore_errors=True)


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    folder.chmod(PRIVATE)


def _refuse_if_open_to_others(private: Path) -> None:
    if private.is_dir() and private.stat().st_mode & 0o077:
        raise KeyUnavailable(f"{private} can be read by others.", hint=f"Close it: chmod 700 {private}")


def _write_once(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")


_DECISIONS = """\
# What people ruled on findings: `veilig decide TABLE.COLUMN CATEGORY --reason "…"` adds to this list.
"""
