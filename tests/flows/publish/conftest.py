from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest

from tests.flows.publish.small_release import CANARIES, research, table_of
from transforms.known_identifiers import KnownIdentifiers, digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flows.publish.release_content import ReleaseContent

KEY = bytes(range(16))


@pytest.fixture(scope="session")
def known() -> KnownIdentifiers:
    found = [digests(kind, pa.array([value]), KEY) for kind, value in CANARIES.items()]
    return KnownIdentifiers(np.concatenate(found), KEY)


@pytest.fixture
def release(tmp_path: Path) -> ReleaseContent:
    return research(tmp_path / "parts")


@pytest.fixture
def rewritten(tmp_path: Path) -> Callable[[str, pa.Table], ReleaseContent]:
    """The release with other rows in one table."""

    def rewrite(name: str, table: pa.Table) -> ReleaseContent:
        content = research(tmp_path / "parts")
        other = table_of(tmp_path / "parts", name, table)
        return replace(content, tables=tuple(other if old.name == name else old for old in content.tables))

    return rewrite
