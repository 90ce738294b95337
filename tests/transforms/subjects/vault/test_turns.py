"""Two runs at once: both end with all of their work, one after the other."""

import datetime as dt
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.subjects.vault import engine, open_vault, turns

RUN = """
import datetime as dt, sys
from pathlib import Path
import numpy as np, pyarrow as pa
from transforms.keys import load_keyring
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.profiles import Names

location = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
keyring = load_keyring(Path(sys.argv[2]))
generator = np.random.default_rng(int(sys.argv[3]))
for _ in range(6):
    vault = open_vault(location, keyring)
    with vault.transaction() as connection:
        known = vault.load_subjects(connection).secrets
        fresh = generator.integers(1, 256, (50, 16), dtype=np.uint8)
        fresh = fresh[np.argsort(fresh[:, 0], kind="stable")]
        new = np.arange(len(known), len(known) + 50)
        run = vault.start_run(connection, dt.date(2026, 2, 1))
        names = Names(new.astype(np.int32), pa.array([sys.argv[3]] * 50))
        before = vault.load_profiles(connection)[1]
        both = Names(np.concatenate([before.owners, names.owners]), pa.concat_arrays([before.values, names.values]))
        vault.keep_subjects(connection, np.concatenate([known, fresh]), {}, both, new, run)
        vault.add_identifiers(connection, "email", "ehr.patients", fresh, new + 1, run)
        vault.remember_gate_digests(connection, np.array([run], dtype=np.uint64))
    vault.close()
"""


def test_runs_of_two_processes_lose_nothing(location, keyring, tmp_path):
    """Neither vault nor tables are there when both begin; secrets stand for what each run knows of its people."""
    command = [sys.executable, "-c", RUN, str(location), str(tmp_path / "keyring.json")]
    environment = os.environ | {"PYTHONPATH": "."}
    running = [subprocess.Popen([*command, str(seed)], env=environment) for seed in (1, 2)]
    assert [one.wait(120) for one in running] == [0, 0]
    vault = open_vault(location, keyring)
    with vault.transaction() as connection:
        secrets = vault.load_subjects(connection).secrets
        _, names = vault.load_profiles(connection)
        known = vault.load_identifiers(connection, "email")
        runs = vault.load_gate_digests(connection).tolist()
        following = vault.start_run(connection, dt.date(2026, 2, 2))
    vault.close()
    assert len(np.unique(secrets, axis=0)) == len(secrets) == 2 * 6 * 50
    assert sorted(known.subject_ids.tolist()) == list(range(1, 601))
    assert (secrets[known.subject_ids - 1] == known.lookups).all()
    assert names.owners.tolist() == list(range(600))
    assert sorted(names.values.to_pylist()) == ["1"] * 300 + ["2"] * 300
    assert (runs, following) == (list(range(1, 13)), 13)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(engine, "_BUSY", 0.01)
    monkeypatch.setattr(turns, "PAUSE", 0.01)
    monkeypatch.setattr(turns, "PATIENCE", 0.1)


@pytest.mark.usefixtures("impatient")
def test_waiting_is_told_once_and_giving_up_is_an_error(vault, location, keyring, caplog):
    with vault.transaction(), pytest.raises(KeyUnavailable, match="in use by another run") as caught:
        open_vault(location, keyring)
    assert "Wait" in caught.value.hint
    assert [record.message for record in caplog.records] == [
        "The vault is in use by another run; waiting for it to end."
    ]
    open_vault(location, keyring).close()


def test_a_transaction_inside_another_is_told_at_once(vault):
    """It would wait for itself, ten minutes long."""
    with vault.transaction(), pytest.raises(RuntimeError, match="inside another"), vault.transaction():
        pass
    with vault.transaction() as connection:
        assert vault.start_run(connection, dt.date(2026, 1, 1)) == 1


@pytest.mark.usefixtures("impatient")
def test_who_waits_in_vain_leaves_the_turn_to_whose_it_is(vault):
    def wait():
        with pytest.raises(KeyUnavailable, match="in use"), vault.transaction():
            pass

    with vault.transaction(), ThreadPoolExecutor(1) as threads:
        threads.submit(wait).result()
        with pytest.raises(RuntimeError, match="inside another"), vault.transaction():
            pass


@pytest.mark.usefixtures("impatient")
def test_vaults_of_two_clinics_on_one_server_do_not_wait_for_each_other(new_schema, keyring):
    one, other = open_vault(new_schema(), keyring), open_vault(new_schema(), keyring)
    with one.transaction() as first, other.transaction() as second:
        assert one.start_run(first, dt.date(2026, 1, 1)) == other.start_run(second, dt.date(2026, 1, 1)) == 1
    one.close()
    other.close()


def test_a_server_that_goes_away_is_told_without_a_trace_of_sql(new_schema, keyring):
    vault = open_vault(new_schema(), keyring)

    def lose():
        with vault.transaction() as connection:
            connection.execute(sa.text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(KeyUnavailable, match="failed") as caught:
        lose()
    assert caught.value.__suppress_context__
    vault.close()


@pytest.mark.parametrize("url", ["mysql://clinic/vault", "nonsense", "postgresql://veilig@/x?host=/nowhere"])
def test_a_url_that_does_not_work_is_told_in_a_sentence(url, keyring):
    with pytest.raises(KeyUnavailable):
        open_vault(url, keyring)


def test_a_sqlite_url_is_the_same_as_its_path(tmp_path, keyring):
    path = tmp_path / "vault.sqlite"
    open_vault(f"sqlite:///{path}", keyring).close()
    assert path.stat().st_mode & 0o777 == 0o600
