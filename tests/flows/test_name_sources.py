from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
import spacy

from detectors.models import use_models
from detectors.names.lists import use_lists
from flows.additions import use_additions
from flows.name_sources import name_sources
from flows.workspace import Workspace, create_workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = "clinic: C\nlexicon_paths: [{path: own.txt, kind: family, least: 2}]\nnames_model: spacy:model\n"


@pytest.fixture(autouse=True)
def _nothing_added_again() -> Iterator[None]:
    yield
    use_lists([])
    use_models("")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    root = create_workspace(tmp_path / "ws", "C").root
    (root / "own.txt").write_text("Zwxna\nVrzkolli\n", encoding="utf-8")
    spacy.blank("nl").to_disk(root / "model")
    (root / "veilig.yaml").write_text(SETTINGS, encoding="utf-8")
    return open_workspace(root)


def test_lists_models_and_weights_are_told_by_digest_and_no_name_is(workspace: Workspace) -> None:
    told = name_sources(workspace, use_additions(workspace))
    own = hashlib.sha256((workspace.root / "own.txt").read_bytes()).hexdigest()
    assert told["lists"] == [{"kind": "family", "least": 2, "sha256": own}]
    assert (told["first_names"], told["family_names"]) == (0, 2)
    assert [(model["kind"], model["folder"]) for model in told["models"]] == [("spacy", "model")]
    assert "zwxna" not in json.dumps(told).lower()


def test_a_changed_model_has_another_digest(workspace: Workspace) -> None:
    added = use_additions(workspace)
    before = name_sources(workspace, added)
    assert name_sources(workspace, added) == before
    (workspace.root / "model" / "extra.bin").write_bytes(b"weights")
    assert name_sources(workspace, added)["models"] != before["models"]
    assert name_sources(workspace, added)["tagger"] == before["tagger"]
