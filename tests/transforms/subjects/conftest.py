"""A vault on each database: a SQLite file, and a schema of a PostgreSQL server that the tests start themselves."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_numbers = itertools.count(1)


def _program(name: str) -> str | None:
    folders = os.pathsep.join([os.environ.get("PATH", ""), *map(str, _INSTALLED)])
    return shutil.which(name, path=folders)


def _other_user() -> dict:
    """PostgreSQL refuses to run as root; then it runs as a user of its own."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    pytest.skip("PostgreSQL does not run as root, and there is no user to run it as")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The socket's folder of a PostgreSQL server that nothing outside this machine reaches."""
    initdb, postgres = _program("initdb"), _program("postgres")
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    if not (initdb and postgres):
        pytest.skip("PostgreSQL is not installed")
    as_user = _other_user()
    folder = tempfile.mkdtemp(prefix="veilig-pg-")
    if as_user:
        os.chown(folder, as_user["user"], as_user["group"])
    data = f"{folder}/data"
    make = [initdb, "-D", data, "-U", "veilig", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user)
    settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    with Path(folder, "log").open("wb") as log:
        running = subprocess.Popen([postgres, "-D", data, *settings], cwd=folder, stderr=log, stdout=log, **as_user)
    try:
        _await(psycopg, folder, running)
        yield folder
    finally:
        running.send_signal(signal.SIGQUIT)  # nobody needs its data any longer
        running.wait(30)
        shutil.rmtree(folder)


def _await(psycopg, folder: str, running: subprocess.Popen) -> None:
    for _ in range(300):
        assert running.poll() is None, Path(folder, "log").read_text()
        try:
            psycopg.connect(host=folder, user="veilig", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("PostgreSQL did not start")


@pytest.fixture
def new_schema(server: str):
    """Makes the URL of an empty schema."""
    import psycopg

    def make() -> str:
        name = f"clinic_{next(_numbers)}"
        with psycopg.connect(host=server, user="veilig", dbname="postgres") as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://veilig@/postgres?host={server}&options=-csearch_path%3D{name}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a vault is to be: a file, or a URL."""
    if request.param == "sqlite":
        return tmp_path / "vault.sqlite"
    return request.getfixturevalue("new_schema")()
