"""What several rooms' tests need: one whole run over the sample exports."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
AS_OF = "2026-10-31"
UNREADABLE = 11
"""The sample holds broken files on purpose."""

_THIS_MACHINE = ("127.", "::1", "localhost")
_beyond: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Notes every connection of this process to another machine."""
    address = arguments[1] if event == "socket.connect" else None
    if isinstance(address, tuple) and not str(address[0]).startswith(_THIS_MACHINE):
        _beyond.append(event)


sys.addaudithook(_watch)

settings.register_profile("untimed", deadline=None)  # how long an example takes is no property of the code
settings.load_profile("untimed")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Each of several processes tells the one that started them what it noted."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["beyond"] = _beyond


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Takes over what a process noted."""
    _beyond.extend(getattr(node, "workeroutput", {}).get("beyond", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how often the tests connected to another machine; commands that they start are not counted."""
    terminalreporter.write_line(f"connections to other machines: {len(_beyond)}")


@pytest.fixture(autouse=True)
def stays_on_this_machine() -> Iterator[None]:
    """A test that connects to another machine fails."""
    before = len(_beyond)
    yield
    assert len(_beyond) == before


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/flows/test_kill.py --kills 20` kills more often than every change needs."""
    parser.addoption("--kills", type=int, default=3, help="how many runs are killed at a random moment")


@pytest.fixture(scope="session")
def kills(request: pytest.FixtureRequest) -> int:
    """How many runs are killed at a random moment."""
    return int(request.config.getoption("--kills"))


@dataclass(frozen=True)
class Ran:
    """A command that ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Clinic:
    """A workspace over the sample exports after one run."""

    root: Path
    ran: Ran


def _fresh() -> dict[str, str]:
    """The environment without what a command that ran in this process told Prefect, such as its workspace."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}


def veilig(*arguments: str | Path, stdin: str = "", env: dict[str, str] | None = None) -> Ran:
    """Runs the command as a user would."""
    command = [Path(sys.executable).parent / "veilig", *arguments]
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, check=False, env={**_fresh(), **(env or {})}
    )
    return Ran(done.returncode, done.stdout, done.stderr)


_FIRST_START = """
import sys
from pathlib import Path
from flows.prefect_settings import prepare_prefect
prepare_prefect(Path(sys.argv[1]))
from prefect import flow
flow(lambda: None, name="start")()
"""


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prefect's home after its first start, so that its database is migrated once for all tests."""
    private = tmp_path_factory.mktemp("prefect")
    subprocess.run([sys.executable, "-c", _FIRST_START, private], check=True, cwd=ROOT)
    return private / "prefect"


@pytest.fixture(scope="session")
def make_workspace(migrated: Path) -> Callable[[Path], Path]:
    """Makes a workspace over the sample exports that spares Prefect's first start."""

    def make(root: Path, exports: Path = ROOT / "sample_data" / "exports") -> Path:
        done = veilig("init", "Clinic", "--workspace", root, "--exports", exports)
        assert done.code == 0, done.err
        shutil.copytree(migrated, root / "private" / "prefect")
        return root

    return make


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory, make_workspace: Callable[[Path], Path]) -> Clinic:
    """One whole run over the sample exports; do not change what lies in it."""
    root = make_workspace(tmp_path_factory.mktemp("clinic") / "ws")
    ran = veilig("run", "--workspace", root, "--as-of", AS_OF)
    assert ran.code == UNREADABLE, ran.err
    return Clinic(root, ran)


def files_below(folder: Path) -> dict[str, bytes]:
    """Relative path → content."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}
