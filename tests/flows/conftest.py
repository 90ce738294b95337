"""What several tests of the flows need: a workspace whose vault knows a few people."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.flows.desk import Desk


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that ``desk`` copies."""
    from tests.flows.desk import made

    return made(tmp_path_factory.mktemp("desk") / "ws").workspace.root


@pytest.fixture
def desk(furnished: Path, tmp_path: Path) -> Desk:
    """Lou (1), Sam (2) and a homonym of Sam's (3), known to the vault."""
    from flows.workspace import open_workspace
    from tests.flows.desk import Desk

    shutil.copytree(furnished, tmp_path / "ws")
    return Desk(open_workspace(tmp_path / "ws"))
