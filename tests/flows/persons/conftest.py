"""The small clinic, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.persons.small_clinic import SmallClinic, made

if TYPE_CHECKING:
    from flows.persons.gathering import Gathered


@pytest.fixture(scope="session")
def small_clinic(tmp_path_factory: pytest.TempPathFactory) -> SmallClinic:
    return made(tmp_path_factory.mktemp("small") / "ws")


@pytest.fixture(scope="session")
def lous(small_clinic: SmallClinic) -> Gathered:
    """What was gathered of Lou."""
    return small_clinic.gathered()
