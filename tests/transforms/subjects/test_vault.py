import datetime as dt
import os
import subprocess
import sys

import numpy as np
import pytest
import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.keys import create_keyring
from transforms.subjects import schema
from transforms.subjects.vault import open_vault

AS_OF = dt.date(2026, 1, 31)


@pytest.fixture
def keyring(tmp_path):
    return create_keyring(tmp_path / "keyring.json")


@pytest.fixture
def vault(tmp_path, keyring):
    vault = open_vault(tmp_path / "vault.sqlite", keyring)
    yield vault
    vault.close()


def add_two(vault):
    with vault.transaction() as connection:
        run = vault.start_run(connection, AS_OF)
        vault.add_subjects(connection, [1, 2], [b"a" * 16, b"b" * 16], [b"first", b"second"], run)


def test_subjects_come_back_decrypted(vault):
    add_two(vault)
    with vault.transaction() as connection:
        stored = vault.load_subjects(connection)
    assert stored.ids.tolist() == [1, 2]
    assert stored.secrets.tobytes() == b"a" * 16 + b"b" * 16
    assert stored.profiles == [b"first", b"second"]
    assert not stored.restricted.any()


@pytest.mark.usefixtures("vault")
def test_the_file_is_for_its_owner_alone(tmp_path, keyring):
    path = tmp_path / "vault.sqlite"
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(KeyUnavailable, match="others"):
        open_vault(path, keyring)


@pytest.mark.usefixtures("vault")
def test_another_keyring_does_not_open_it(tmp_path):
    other = create_keyring(tmp_path / "other.json")
    with pytest.raises(KeyUnavailable, match="another keyring"):
        open_vault(tmp_path / "vault.sqlite", other)


def test_what_is_no_vault_is_refused_without_a_trace_of_sql(tmp_path, keyring):
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"not a database" * 1000)
    path.chmod(0o600)
    with pytest.raises(KeyUnavailable) as caught:
        open_vault(path, keyring)
    assert caught.value.__suppress_context__


def test_a_ciphertext_moved_to_another_subject_does_not_open(vault):
    add_two(vault)
    with vault.transaction() as connection:
        first = sa.select(schema.subjects.c.secret).where(schema.subjects.c.id == 1).scalar_subquery()
        connection.execute(sa.update(schema.subjects).where(schema.subjects.c.id == 2).values(secret=first))
        with pytest.raises(KeyUnavailable, match="does not open"):
            vault.load_subjects(connection)


def test_erasure_forgets_the_secret_of_all_that_was_merged(vault):
    add_two(vault)
    with vault.transaction() as connection:
        vault.merge(connection, [(2, 1)])
        vault.erase(connection, 1)
        stored = vault.load_subjects(connection)
    assert not stored.secrets.any()
    assert stored.restricted.all()
    assert stored.profiles == [b"", b""]


def test_an_identifier_finds_the_surviving_subject(vault):
    add_two(vault)
    columns = ("kind", "lookup", "subject_id", "source", "first_seen")
    with vault.transaction() as connection:
        rows = [("email", bytes(16), 2, "ehr.patients", "2026-01-31")]
        vault.insert(connection, schema.identifiers, columns, rows)
        vault.merge(connection, [(2, 1)])
        assert vault.subjects_with(connection, "email", bytes(16)) == [1]
        assert vault.subjects_with(connection, "phone", bytes(16)) == []
        assert vault.load_identifiers(connection, "email").subject_ids.tolist() == [2]


def test_gate_digests_of_all_runs_stay(vault):
    with vault.transaction() as connection:
        vault.remember_gate_digests(connection, np.array([9, 3], dtype=np.uint64))
        vault.remember_gate_digests(connection, np.array([3, 2**63 + 1], dtype=np.uint64))
        assert vault.load_gate_digests(connection).tolist() == [3, 9, 2**63 + 1]


def test_suggestions_keep_their_first_date(vault):
    add_two(vault)
    with vault.transaction() as connection:
        vault.suggest(connection, [(1, 2, "number-pair")], AS_OF)
        vault.suggest(connection, [(1, 2, "number-pair")], AS_OF + dt.timedelta(days=1))
        assert vault.suggestions(connection) == [(1, 2, "number-pair", "2026-01-31")]


def test_an_exception_inside_a_transaction_leaves_nothing(vault):
    def fail_after_writing():
        with vault.transaction() as connection:
            vault.start_run(connection, AS_OF)
            raise KeyError

    with pytest.raises(KeyError):
        fail_after_writing()
    with vault.transaction() as connection:
        assert vault.start_run(connection, AS_OF) == 1


KILLED = """
import datetime as dt, os, signal, sys
from pathlib import Path
from transforms.keys import load_keyring
from transforms.subjects.vault import open_vault
vault = open_vault(Path(sys.argv[1]) / "vault.sqlite", load_keyring(Path(sys.argv[1]) / "keyring.json"))
with vault.transaction() as connection:
    run = vault.start_run(connection, dt.date(2026, 2, 1))
    ids = range(3, 200_000)
    connection.exec_driver_sql("PRAGMA cache_size=10")  # so that unfinished pages reach the file
    vault.add_subjects(connection, ids, [bytes(16)] * len(ids), [bytes(40)] * len(ids), run)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_run_leaves_the_vault_of_the_run_before(vault, tmp_path, keyring):
    add_two(vault)
    vault.close()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], check=False, env=os.environ | {"PYTHONPATH": "."}
    )
    assert killed.returncode == -9
    again = open_vault(tmp_path / "vault.sqlite", keyring)
    with again.transaction() as connection:
        assert again.load_subjects(connection).ids.tolist() == [1, 2]
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    again.close()
