"""Killed at any moment, a run leaves no half release, and the next one succeeds."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.checksums import differing
from tests.conftest import AS_OF, ROOT, veilig

pytestmark = pytest.mark.prefect
VEILIG = Path(sys.executable).parent / "veilig"


@pytest.fixture
def workspace(make_workspace: Callable[..., Path], tmp_path: Path) -> Path:
    """A workspace over some of the sample's exports."""
    exports = tmp_path / "exports"
    (exports / "ehr").mkdir(parents=True)
    for name in ("patients", "appointments", "operations", "notes"):
        shutil.copy(ROOT / "sample_data" / "exports" / "ehr" / f"{name}.csv", exports / "ehr")
    return make_workspace(tmp_path / "ws", exports)


def test_no_moment_leaves_a_half_release(workspace: Path, kills: int) -> None:
    """`kill -9` at random moments of a run, keys and vault included; then a run to the end."""
    whole = timed_run(workspace)
    published = versions(workspace)
    shutil.rmtree(workspace / "datasets")
    for moment in range(kills):
        run_until(workspace, random.Random(moment).uniform(0.1, 1.0) * whole)
        assert_whole(workspace)
    done = veilig("run", "--workspace", workspace, "--as-of", AS_OF)
    assert done.code in (0, 15), done.err
    assert versions(workspace) == published
    assert not (workspace / "private" / "work").exists()


def timed_run(workspace: Path) -> float:
    start = time.monotonic()
    done = veilig("run", "--workspace", workspace, "--as-of", AS_OF)
    assert done.code == 0, done.err
    return time.monotonic() - start


def run_until(workspace: Path, seconds: float) -> None:
    """Starts a run and kills it and all that it started."""
    command = [VEILIG, "run", "--workspace", workspace, "--as-of", AS_OF]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def assert_whole(workspace: Path) -> None:
    """Every version that can be seen has all its files, and ``latest`` names one of them."""
    for version in visible(workspace):
        assert not differing(version), version
    for latest in workspace.glob("datasets/*/latest"):
        assert (latest.parent / latest.read_text(encoding="utf-8").strip()).is_dir()


def visible(workspace: Path) -> list[Path]:
    folders = workspace.glob("datasets/*/*")
    return [path for path in folders if path.is_dir() and not path.name.startswith(".")]


def versions(workspace: Path) -> list[str]:
    return sorted(f"{path.parent.name}/{path.name}" for path in visible(workspace))
