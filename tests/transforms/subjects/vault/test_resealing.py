"""What the vault encrypts moves on to a new epoch whole, or not at all."""

import datetime as dt
import os
import signal

import numpy as np
import pyarrow as pa
import pytest
import sqlalchemy as sa

from detectors.errors import KeyUnavailable
from transforms.keys import Keyring
from transforms.subjects.consent import Statements
from transforms.subjects.evidence import Trait
from transforms.subjects.vault import open_vault, resealing, schema
from transforms.subjects.vault.corrections import Correction, correct, corrections
from transforms.subjects.vault.profiles import Names
from transforms.subjects.vault.register import ReleaseEntry, members_of, register
from transforms.subjects.vault.requests import add_request, requests
from transforms.subjects.vault.resealing import SEALED, reseal
from transforms.subjects.vault.seal_epoch import seal_epoch

DAY = dt.date(2026, 1, 31)
SECRETS = np.frombuffer(b"a" * 16 + b"b" * 16, dtype=np.uint8).reshape(2, 16)
FACTS = {Trait.BIRTH: (np.array([0, 1], dtype=np.int32), np.array([7, 9], dtype=np.uint64))}
LOOKUPS = np.arange(32, dtype=np.uint8).reshape(2, 16)
STATEMENTS = Statements("research", "jotform.intake", np.array([1, 2]), np.array([5, 6]), np.array([True, False]))
ENTRY = ReleaseEntry("research", "2026-01-31-1a2b3c4d", "study", 1, "2026-01-31", 2, 2, "0" * 64)


@pytest.fixture
def rotated(keyring):
    return keyring.rotated()


@pytest.fixture
def full(vault):
    """A vault with something in every column of ciphertexts."""
    with vault.transaction() as connection:
        run = vault.start_run(connection, DAY)
        names = Names(np.array([0, 1], dtype=np.int32), pa.array(["Lou", "Sam"]))
        vault.keep_subjects(connection, SECRETS, FACTS, names, np.array([0, 1]), run)
        vault.add_identifiers(connection, "email", "ehr.patients", LOOKUPS, np.array([1, 2]), run)
        vault.add_statements(connection, STATEMENTS, run)
        register(vault, connection, ENTRY, np.array([1, 2]))
        add_request(vault, connection, "erasure", (2,), DAY, DAY)
        correct(vault, connection, Correction(1, "birth_date", "1990-01-31", DAY))
    return vault


def contents(vault, connection):
    """All that stands behind the seals."""
    stored = vault.load_subjects(connection)
    facts, names = vault.load_profiles(connection)
    identifiers = vault.load_identifiers(connection, "email")
    said = next(vault.load_statements(connection))
    return (
        stored.secrets.tobytes(), stored.met.tolist(), {key: repr(value) for key, value in facts.items()},
        names.values.to_pylist(), identifiers.lookups.tobytes(), identifiers.subject_ids.tolist(),
        [said.owners.tolist(), said.given.tolist()], members_of(vault, connection, "research", ENTRY.version).tolist(),
        requests(vault, connection), corrections(vault, connection), vault.identifiers_of(connection, 1),
    )  # fmt: skip


def ciphertexts(connection):
    return {str(sealed.column): connection.scalars(sa.select(sealed.column)).all() for sealed in SEALED}


def test_every_column_of_ciphertexts_is_sealed_anew():
    """A column that the schema calls sealed and nobody lists could not be opened after the first new seal."""
    said = {
        column
        for table in schema.metadata.sorted_tables
        for column in table.columns
        if "sealed" in (column.comment or "")
    }
    assert {sealed.column for sealed in SEALED} == said


def test_all_contents_stay_and_all_ciphertexts_change(full, location, rotated):
    with full.transaction() as connection:
        before, old = contents(full, connection), ciphertexts(connection)
    full.close()
    vault = open_vault(location, rotated)
    with vault.transaction() as connection:
        reseal(vault, connection, 2)
        assert contents(vault, connection) == before
    with vault.transaction() as connection:
        new = ciphertexts(connection)
        assert contents(vault, connection) == before
        assert seal_epoch(connection) == 2
    vault.close()
    empty = {"address_statement_parts.statements"}
    assert {name for name, values in old.items() if not values} == empty
    assert not any(set(map(bytes, old[name])) & set(map(bytes, new[name])) for name in old)


def test_look_ups_keep_their_epoch(full, location, rotated):
    full.close()
    vault = open_vault(location, rotated)
    with vault.transaction() as connection:
        reseal(vault, connection, 2)
        assert vault.subjects_with(connection, "email", LOOKUPS[1].tobytes()) == [2]
    assert vault.keyring.vault_key("lookup") == full.keyring.vault_key("lookup")
    vault.close()


@pytest.mark.usefixtures("full")
def test_who_has_the_vault_open_meanwhile_goes_on_under_the_new_epoch(location, rotated):
    other = open_vault(location, rotated)
    with other.transaction() as connection:
        before = contents(other, connection)
    vault = open_vault(location, rotated)
    with vault.transaction() as connection:
        reseal(vault, connection, 2)
    with other.transaction() as connection:
        assert contents(other, connection) == before
        add_request(other, connection, "export", (1,), DAY, DAY)
    with vault.transaction() as connection:
        assert len(requests(vault, connection)) == 2
    other.close()
    vault.close()


def test_a_keyring_without_the_new_epoch_is_told_so(full, location, rotated):
    old = full.keyring
    full.close()
    vault = open_vault(location, rotated)
    with vault.transaction() as connection:
        reseal(vault, connection, 2)
    vault.close()
    late = open_vault(location, old)
    with pytest.raises(KeyUnavailable, match="no epoch 2"), late.transaction() as connection:
        late.load_subjects(connection)
    late.close()


def test_an_altered_vault_is_not_sealed_anew(full, location, rotated):
    full.close()
    vault = open_vault(location, rotated)
    with vault.transaction() as connection:
        connection.execute(sa.update(schema.requests).values(kind="export"))
        before = ciphertexts(connection)
    with pytest.raises(KeyUnavailable, match="does not open"), vault.transaction() as connection:
        reseal(vault, connection, 2)
    with vault.transaction() as connection:
        assert ciphertexts(connection) == before
        assert seal_epoch(connection) is None
    vault.close()


@pytest.mark.parametrize("step", range(len(SEALED) + 1))
def test_killed_at_any_step_the_vault_opens_as_before(full, location, rotated, step):
    """The process dies before each column, and before the epoch is named."""
    with full.transaction() as connection:
        before, old = contents(full, connection), ciphertexts(connection)
    full.close()
    child = os.fork()
    if child == 0:
        _reseal_and_die(location, rotated, step)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    vault = open_vault(location, rotated)
    with vault.transaction() as connection:
        assert contents(vault, connection) == before
        assert ciphertexts(connection) == old
        assert seal_epoch(connection) is None
        reseal(vault, connection, 2)
        assert contents(vault, connection) == before
    vault.close()


def _reseal_and_die(location, keyring: Keyring, step: int) -> None:
    steps = iter(range(len(SEALED) + 1))

    def dying(original):
        def inner(*arguments):
            if next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments)

        return inner

    resealing._reseal_column = dying(resealing._reseal_column)
    resealing.set_seal_epoch = dying(resealing.set_seal_epoch)
    vault = open_vault(location, keyring)
    with vault.transaction() as connection:
        reseal(vault, connection, 2)
    os._exit(0)
