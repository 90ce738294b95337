"""Nothing that stands in an export is seen outside private/, and inside it nowhere in clear."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.leaks.planting import ADDRESS, MARK, Canaries, plant
from tests.leaks.reading import said_in

ROOT = Path(__file__).parent.parent.parent
VEILIG = Path(sys.executable).parent / "veilig"
UNREADABLE = 11


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries, str]:
    """A whole run over planted exports: workspace, canaries, and everything that was printed."""
    folder = tmp_path_factory.mktemp("leaks")
    canaries = plant(ROOT / "sample_data" / "exports", folder / "exports")
    (folder / "tmp").mkdir()
    env = {**os.environ, "TMPDIR": str(folder / "tmp"), "HOME": str(folder / "home")}
    printed = ""
    for command in (
        ["init", "Clinic", "--workspace", "ws", "--exports", "exports"],
        ["run", "--workspace", "ws", "--as-of", "2026-10-31"],
    ):
        done = subprocess.run([VEILIG, *command], cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode in (0, UNREADABLE), done.stderr
        printed += done.stdout + done.stderr
    return folder, canaries, printed


@pytest.mark.prefect
def test_no_canary_is_seen_anywhere(ran: tuple[Path, Canaries, str]) -> None:
    """Outputs, logs, reports, Prefect's database and storage, the vault, the temporary folder: all of it is searched.

    A made-up word in the middle of a note cannot be told from jargon and may stay there; an address may not.
    """
    folder, canaries, printed = ran
    assert len(canaries.planted) > 300
    notes = redacted_columns(folder / "ws")
    seen = {
        (where, line.split("=")[0][:80], canaries.planted.get(word.lower(), word))
        for place in ("ws", "tmp", "home")
        for where, text in said_in(folder / place)
        for line in text.splitlines()
        for word in re.findall(rf"{MARK}\d{{5}}x", line, re.IGNORECASE)
        if ADDRESS in line or line.split("=")[0] not in notes
    }
    assert seen == set()
    assert MARK not in printed.lower()


def redacted_columns(workspace: Path) -> set[str]:
    """Names of released columns that hold notes."""
    found = set()
    for codebook in workspace.glob("datasets/*/*/codebook.csv"):
        with codebook.open(encoding="utf-8", newline="") as lines:
            found |= {line["variable"] for line in csv.DictReader(lines) if line["treatment"] == "redact"}
    return found


@pytest.mark.prefect
def test_the_work_folder_is_gone(ran: tuple[Path, Canaries, str]) -> None:
    """Raw tables lie in private/work only while a run lasts."""
    folder, _, _ = ran
    assert not (folder / "ws" / "private" / "work").exists()
