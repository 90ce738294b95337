"""An empty vault, on each of both databases in turn, and people for it."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from transforms.keys import create_keyring
from transforms.subjects.evidence import Trait
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.profiles import Names

DAY = dt.date(2026, 1, 31)


@pytest.fixture
def keyring(tmp_path):
    return create_keyring(tmp_path / "keyring.json")


@pytest.fixture
def vault(location, keyring):
    vault = open_vault(location, keyring)
    yield vault
    vault.close()


@pytest.fixture
def add_people():
    """Adds as many people to an empty vault; number n has the name ``name n``, one trait, and a secret of bytes n."""

    def add(vault, connection, count, day=DAY):
        run = vault.start_run(connection, day)
        places = np.arange(count)
        secrets = np.repeat(places[:, None] + 1, 16, axis=1).astype(np.uint8)
        facts = {Trait.BIRTH: (places.astype(np.int32), places.astype(np.uint64) + np.uint64(100))}
        names = Names(places.astype(np.int32), pa.array([f"name {place + 1}" for place in places]))
        vault.keep_subjects(connection, secrets, facts, names, places, run)
        return run

    return add
