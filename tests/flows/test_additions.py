import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
import yaml
from typer.testing import CliRunner

from detectors.errors import ConfigurationError
from detectors.models import use_models
from detectors.names.lists import use_lists
from detectors.text import find_spans
from flows.additions import use_additions
from flows.cli import app
from flows.config import Config
from flows.doctor import examine
from flows.workspace import Workspace, create_workspace, open_workspace


@pytest.fixture(autouse=True)
def _nothing_added_again() -> Iterator[None]:
    yield
    use_lists([])
    use_models("")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create_workspace(tmp_path / "ws", "Clinic")


def configure(workspace: Workspace, text: str) -> Workspace:
    (workspace.root / "veilig.yaml").write_text(f"clinic: Clinic\n{text}", encoding="utf-8")
    return open_workspace(workspace.root)


def save_model(workspace: Workspace) -> None:
    """A spaCy pipeline that takes one word for a person."""
    pipeline = spacy.blank("nl")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "venster"}])
    pipeline.to_disk(workspace.root / "model")


def names(workspace: Workspace) -> tuple[str, bool]:
    finding = next(finding for finding in examine(workspace.root) if finding.subject == "names")
    return finding.state, finding.fine


def test_lists_and_models_of_a_workspace_are_used_and_no_others(workspace: Workspace) -> None:
    text = "Gisteren venster en Vrzkolli Zwxna gezien"
    before = find_spans(text)
    (workspace.root / "own.txt").write_text("Zwxna\nVrzkolli\n", encoding="utf-8")
    save_model(workspace)
    added = configure(workspace, "lexicon_paths: [{path: own.txt, kind: family}]\nnames_model: spacy:model\n")
    assert use_additions(added).family == 2
    found = [text[span.start : span.end] for span in find_spans(text)]
    assert found == ["venster", "Vrzkolli Zwxna"]
    assert names(added) == (f"0 first and 2 family names from own lists, spacy:{workspace.root / 'model'} loads", True)
    use_additions(configure(workspace, ""))
    assert find_spans(text) == before


def test_doctor_says_what_is_wrong_with_them(workspace: Workspace) -> None:
    assert names(configure(workspace, "")) == ("no own lists, no model", True)
    told, fine = names(configure(workspace, "names_model: gliner:urchade/gliner_multi\n"))
    assert "downloads nothing" in told
    assert not fine
    told, fine = names(configure(workspace, "lexicon_paths: [none.csv]\n"))
    assert "no file" in told
    assert not fine


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lexicon_paths: [{path: a.csv, kind: surname}]\n", "line 2"),
        ("lexicon_paths: [{path: a.csv, least: 0}]\n", "line 2"),
        ("names_model: {es: spacy:x}\n", "line 2"),
    ],
)
def test_a_mistake_is_named_with_its_line(workspace: Workspace, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        configure(workspace, text)


def test_a_bare_path_is_a_list_too() -> None:
    [one] = Config.model_validate({"clinic": "C", "lexicon_paths": ["a.csv"]}).name_lists
    assert (one.path, one.kind, one.least) == (Path("a.csv"), "", 1)


def test_detect_uses_the_workspace_that_it_is_told(workspace: Workspace) -> None:
    save_model(workspace)
    configure(workspace, "names_model: spacy:model\n")
    line = json.dumps({"id": 1, "text": "Wij hebben gisteren venster gezien."})
    done = CliRunner().invoke(app, ["detect", "--workspace", str(workspace.root)], input=line + "\n")
    answer = json.loads(done.stdout)
    assert answer["language"] == "nl"
    assert [span["recognizer"] for span in answer["spans"]] == ["names_model"]


def test_the_settings_of_the_page_are_valid() -> None:
    page = (Path(__file__).parents[2] / "docs" / "names.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    config = Config.model_validate(yaml.safe_load(example))
    assert [one.least for one in config.name_lists] == [1, 1, 20, 1]
