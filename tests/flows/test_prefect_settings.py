"""What Prefect and the libraries below it may say and write while veilig runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_STARTED = """
import logging, sys
from pathlib import Path
from flows.prefect_settings import prepare_prefect
prepare_prefect(Path(sys.argv[1]))
from prefect.logging.configuration import setup_logging
from prefect.settings import get_current_settings
setup_logging()
for name in ("sqlalchemy.pool", "asyncio", "prefect.server", "uvicorn.error"):
    logging.getLogger(name).error("Exception terminating connection zqk")
services = get_current_settings().server.services
print(services.event_persister.enabled, services.triggers.enabled, services.task_run_recorder.enabled)
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """A process as a command starts it, in which the libraries below Prefect log errors."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [sys.executable, "-c", _STARTED, tmp_path_factory.mktemp("private")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=kept,
    )


def test_no_library_below_prefect_logs_to_the_terminal(started: subprocess.CompletedProcess[str]) -> None:
    """A server that is stopped in the middle of a query logged a traceback after the command's answer."""
    assert "zqk" not in started.stdout + started.stderr


def test_the_server_of_one_run_writes_nothing_on_its_own_time(started: subprocess.CompletedProcess[str]) -> None:
    assert started.stdout.split() == ["False", "False", "False"]
