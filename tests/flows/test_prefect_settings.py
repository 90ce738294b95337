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
from prefect.events.worker import should_emit_events
key = get_current_settings().api.key
print("events" if should_emit_events() else "none", key.get_secret_value() if key else "keyless")
"""


def start(private: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A process as a command starts it, in which the libraries below Prefect log errors."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [sys.executable, "-c", _STARTED, private],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=kept | more,
    )


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    return start(tmp_path_factory.mktemp("private"))


def test_no_library_below_prefect_logs_to_the_terminal(started: subprocess.CompletedProcess[str]) -> None:
    """A server that is stopped in the middle of a query logged a traceback after the command's answer."""
    assert "zqk" not in started.stdout + started.stderr


def test_the_server_of_one_run_writes_nothing_on_its_own_time(started: subprocess.CompletedProcess[str]) -> None:
    assert started.stdout.split()[:3] == ["False", "False", "False"]


def test_no_event_is_waited_for_that_the_server_of_one_run_would_not_take(
    started: subprocess.CompletedProcess[str], tmp_path: Path
) -> None:
    assert "none" in started.stdout.split()
    assert "events" in start(tmp_path, PREFECT_API_URL="http://127.0.0.1:4200/api").stdout.split()


@pytest.mark.parametrize("users", [{"PREFECT_HOME": "."}, {"PREFECT_PROFILES_PATH": "profiles.toml"}])
def test_a_key_in_a_profile_of_the_users_holds(users: dict[str, str], tmp_path: Path) -> None:
    lines = ('active = "clinic"', "[profiles.clinic]", 'PREFECT_API_KEY = "users"')
    (tmp_path / "profiles.toml").write_text("\n".join(lines))
    where = {name: str(tmp_path / path) for name, path in users.items()}
    assert start(tmp_path / "private", **where).stdout.split()[-1] == "users"
