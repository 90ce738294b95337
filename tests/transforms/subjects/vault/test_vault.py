import datetime as dt
import os
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.keys import create_keyring
from transforms.subjects.consent import Statements
from transforms.subjects.evidence import Trait
from transforms.subjects.vault import SeenIdentifier, open_vault, schema
from transforms.subjects.vault.profiles import Names
from transforms.subjects.vault.subject_parts import SUBJECTS_IN_PART

AS_OF = dt.date(2026, 1, 31)


SECRETS = np.frombuffer(b"a" * 16 + b"b" * 16, dtype=np.uint8).reshape(2, 16)
FACTS = {Trait.BIRTH: (np.array([0, 1], dtype=np.int32), np.array([7, 2**63 + 9], dtype=np.uint64))}
NAMES = Names(np.array([0, 0, 1], dtype=np.int32), pa.array(["Lou", "Zoë", "Sam"]))
SEEN = SeenIdentifier("email", "ehr.patients", "2026-01-31", "2026-01-31")
LOOKUPS = np.arange(32, dtype=np.uint8).reshape(2, 16)


def add_two(vault):
    with vault.transaction() as connection:
        run = vault.start_run(connection, AS_OF)
        vault.keep_subjects(connection, SECRETS, FACTS, NAMES, np.array([0, 1]), run)


def names_by_owner(names):
    return list(zip(names.owners.tolist(), names.values.to_pylist(), strict=True))


def test_subjects_come_back_decrypted(vault):
    add_two(vault)
    with vault.transaction() as connection:
        stored = vault.load_subjects(connection)
        facts, names = vault.load_profiles(connection)
    assert stored.secrets.tobytes() == SECRETS.tobytes()
    assert stored.met.tolist() == [[1, 1], [1, 1]]
    assert not stored.restricted.any()
    assert [column.tolist() for column in facts[Trait.BIRTH]] == [[0, 1], [7, 2**63 + 9]]
    assert names_by_owner(names) == [(0, "Lou"), (0, "Zoë"), (1, "Sam")]


def test_later_subjects_and_parts_stand_behind_the_first(vault):
    add_two(vault)
    count = SUBJECTS_IN_PART + 3
    secrets = np.arange(count * 16, dtype=np.uint32).astype(np.uint8).reshape(count, 16)
    secrets[:2] = SECRETS
    with vault.transaction() as connection:
        run = vault.start_run(connection, AS_OF)
        vault.keep_subjects(connection, secrets, FACTS, NAMES, np.arange(2, count), run)
        stored = vault.load_subjects(connection)
        _, names = vault.load_profiles(connection)
    assert stored.secrets.tobytes() == secrets.tobytes()
    assert stored.met[[0, 2, count - 1]].tolist() == [[1, 1], [2, 2], [2, 2]]
    assert len(names) == 3


def test_the_file_is_for_its_owner_alone(tmp_path, keyring):
    path = tmp_path / "vault.sqlite"
    open_vault(path, keyring).close()
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(KeyUnavailable, match="others"):
        open_vault(path, keyring)


@pytest.mark.usefixtures("vault")
def test_another_keyring_does_not_open_it(location, tmp_path):
    other = create_keyring(tmp_path / "other.json")
    with pytest.raises(KeyUnavailable, match="another keyring"):
        open_vault(location, other)


def test_what_is_no_vault_is_refused_without_a_trace_of_sql(tmp_path, keyring):
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"not a database" * 1000)
    path.chmod(0o600)
    with pytest.raises(KeyUnavailable) as caught:
        open_vault(path, keyring)
    assert caught.value.__suppress_context__


def test_a_ciphertext_moved_to_another_part_does_not_open(vault):
    add_two(vault)
    with vault.transaction() as connection:
        connection.execute(sa.update(schema.subject_parts).values(part=1))
        with pytest.raises(KeyUnavailable, match="does not open"):
            vault.load_subjects(connection)


def test_erasure_forgets_the_secret_of_all_that_was_merged(vault):
    add_two(vault)
    with vault.transaction() as connection:
        vault.merge(connection, [(2, 1)])
        vault.erase(connection, 1)
        stored = vault.load_subjects(connection)
        facts, names = vault.load_profiles(connection)
    assert not stored.secrets.any()
    assert stored.restricted.all()
    assert stored.erased.all()
    assert not len(facts[Trait.BIRTH][0])
    assert not len(names)


def test_erasure_leaves_the_neighbours_of_the_same_part(vault):
    add_two(vault)
    said = Statements("research", "ehr.patients", np.array([1, 2]), np.array([5, 6]), np.array([True, False]))
    with vault.transaction() as connection:
        vault.add_statements(connection, said, 1)
        vault.erase(connection, 1)
        stored = vault.load_subjects(connection)
        _, names = vault.load_profiles(connection)
        (left,) = vault.load_statements(connection)
    assert stored.secrets.tobytes() == bytes(16) + b"b" * 16
    assert stored.erased.tolist() == [True, False]
    assert names_by_owner(names) == [(1, "Sam")]
    assert (left.owners.tolist(), left.moments.tolist(), left.given.tolist()) == ([2], [6], [False])


def test_an_erased_name_is_nowhere_in_the_file(keyring, tmp_path):
    """Neither does the old ciphertext remain in a page that is free now."""
    vault = open_vault(tmp_path / "vault.sqlite", keyring)
    add_two(vault)
    with vault.transaction() as connection:
        before = connection.scalar(sa.select(schema.subject_parts.c.names))
        vault.erase(connection, 1)
    vault.close()
    assert before not in (tmp_path / "vault.sqlite").read_bytes()


def test_restriction_and_objection_end(vault):
    add_two(vault)
    with vault.transaction() as connection:
        vault.restrict(connection, 2, on=True)
        vault.object(connection, 1, on=True)
        stored = vault.load_subjects(connection)
        vault.restrict(connection, 2, on=False)
        after = vault.load_subjects(connection)
    assert (stored.restricted.tolist(), stored.objected.tolist()) == ([False, True], [True, False])
    assert (after.restricted.tolist(), after.objected.tolist()) == ([False, False], [True, False])


def test_an_identifier_finds_the_surviving_subject(vault):
    add_two(vault)
    with vault.transaction() as connection:
        vault.add_identifiers(connection, "email", "ehr.patients", LOOKUPS, np.array([2, 1]), 1)
        vault.merge(connection, [(2, 1)])
        assert vault.subjects_with(connection, "email", LOOKUPS[0].tobytes()) == [1]
        assert vault.subjects_with(connection, "phone", LOOKUPS[0].tobytes()) == []
        assert vault.subjects_with(connection, "email", bytes(16)) == []
        assert vault.load_identifiers(connection, "email").subject_ids.tolist() == [2, 1]
        assert vault.identifiers_of(connection, 1) == [SEEN] * 2
        assert vault.identifiers_of(connection, 2) == [SEEN]


def test_gate_digests_of_all_runs_stay(vault):
    with vault.transaction() as connection:
        vault.remember_gate_digests(connection, np.array([3, 2**63 + 1], dtype=np.uint64))
        vault.remember_gate_digests(connection, np.array([9], dtype=np.uint64))
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
import numpy as np, pyarrow as pa
from transforms.keys import load_keyring
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.profiles import Names
location = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
vault = open_vault(location, load_keyring(Path(sys.argv[2])))
with vault.transaction() as connection:
    run = vault.start_run(connection, dt.date(2026, 2, 1))
    if isinstance(location, Path):
        connection.exec_driver_sql("PRAGMA cache_size=10")  # so that unfinished pages reach the file
    none = Names(np.empty(0, np.int32), pa.array([], pa.string()))
    vault.keep_subjects(connection, np.ones((200_000, 16), np.uint8), {}, none, np.arange(200_000), run)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_run_leaves_the_vault_of_the_run_before(vault, tmp_path, location, keyring):
    add_two(vault)
    vault.close()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(location), str(tmp_path / "keyring.json")],
        check=False,
        env=os.environ | {"PYTHONPATH": "."},
    )
    assert killed.returncode == -9
    again = open_vault(location, keyring)
    with again.transaction() as connection:
        assert again.load_subjects(connection).secrets.tobytes() == SECRETS.tobytes()
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    again.close()
