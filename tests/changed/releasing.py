"""A release of the exports of a clinic, made by the command, and what is true of the people in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.changed.attack import read_release
from tests.changed.truth import pseudonyms

if TYPE_CHECKING:
    from tests.changed.attack import Tables
    from tests.changed.clinic import Clinic, Patient

ROOT = Path(__file__).parents[2]
AS_OF = "2026-10-31"


@dataclass(frozen=True)
class Released:
    """What an attacker holds, and what only the key holder knows.

    Attributes:
        tables: the release's.
        people: pseudonym → the patients whose records it has; None for who never became one.
    """

    tables: Tables
    people: dict[str, set[Patient | None]]

    def who(self, *, renumbered: bool = False) -> dict[str, bool]:
        """Pseudonym of every patient → whether they changed anything, or their number."""
        asked = {name: {one for one in own if one} for name, own in self.people.items()}
        return {
            name: any(one.has_changed and (one.renumbered or not renumbered) for one in own)
            for name, own in asked.items()
            if own
        }


def release(clinic: Clinic, folder: Path, prefect: Path | None = None) -> Released:
    """Writes the exports, links them, and makes the release ``research``.

    Args:
        clinic: whose exports.
        folder: an empty one.
        prefect: a home of Prefect after its first start, to spare it.
    """
    for path, content in clinic.exports.items():
        (folder / "exports" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "exports" / path).write_bytes(content)
    workspace = folder / "workspace"
    _veilig("init", "Clinic", "--workspace", workspace, "--exports", folder / "exports")
    if prefect is not None:
        shutil.copytree(prefect, workspace / "private" / "prefect")
    _veilig("release", "research", "--workspace", workspace, "--as-of", AS_OF)
    version = (workspace / "datasets" / "research" / "latest").read_text("utf-8").strip()
    tables = read_release(workspace / "datasets" / "research" / version)
    return Released(tables, pseudonyms(workspace, clinic))


def _veilig(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "tests.changed.seeded", "5", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
