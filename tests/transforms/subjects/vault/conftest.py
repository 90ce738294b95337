"""An empty vault, on each of both databases in turn."""

import pytest

from transforms.keys import create_keyring
from transforms.subjects.vault import open_vault


@pytest.fixture
def keyring(tmp_path):
    return create_keyring(tmp_path / "keyring.json")


@pytest.fixture
def vault(location, keyring):
    vault = open_vault(location, keyring)
    yield vault
    vault.close()
