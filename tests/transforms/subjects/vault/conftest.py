"""A vault with two people, on both databases."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from transforms.keys import create_keyring
from transforms.subjects.evidence import Trait
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.profiles import Names

AS_OF = dt.date(2026, 1, 31)
SECRETS = np.frombuffer(b"a" * 16 + b"b" * 16, dtype=np.uint8).reshape(2, 16)
FACTS = {Trait.BIRTH: (np.array([0, 1], dtype=np.int32), np.array([7, 2**63 + 9], dtype=np.uint64))}
NAMES = Names(np.array([0, 0, 1], dtype=np.int32), pa.array(["Lou", "Zoë", "Sam"]))


def add_two(vault):
    with vault.transaction() as connection:
        run = vault.start_run(connection, AS_OF)
        vault.keep_subjects(connection, SECRETS, FACTS, NAMES, np.array([0, 1]), run)


@pytest.fixture
def keyring(tmp_path):
    return create_keyring(tmp_path / "keyring.json")


@pytest.fixture
def vault(location, keyring):
    vault = open_vault(location, keyring)
    yield vault
    vault.close()


@pytest.fixture
def filled(vault):
    """With Lou, who was Zoë as well, and Sam."""
    add_two(vault)
    return vault
