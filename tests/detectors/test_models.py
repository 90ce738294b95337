"""Models read along.

spaCy is tested with a pipeline built on the spot; GLiNER and transformers, which are not installed, with modules of
the same name that take and give what theirs do: ``GLiNER.from_pretrained(path, local_files_only)`` and
``predict_entities(text, labels, threshold)``; ``pipeline(task, model, tokenizer, aggregation_strategy)`` called with a
list of texts. What their real models find, and how fast, is not tested here.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from detectors.errors import ConfigurationError
from detectors.models import LEAST, SCORE_WITHOUT, load_models, pieces_of, use_models
from detectors.text import find_spans, find_spans_in

GLINER = """
class GLiNER:
    @classmethod
    def from_pretrained(cls, path, local_files_only=False):
        assert local_files_only
        return cls()

    def predict_entities(self, text, labels, threshold=0.5):
        assert labels == ["person"] and len(text) <= 1000
        start = text.find("venster")
        found = [{"start": start, "end": start + 7, "text": "venster", "label": "person", "score": 0.77}]
        return found if start >= 0 else []
"""
TRANSFORMERS = """
def pipeline(task, model, tokenizer, aggregation_strategy):
    assert task == "token-classification" and model == tokenizer and aggregation_strategy == "simple"
    return lambda texts: [_entities(text) for text in texts]


def _entities(text):
    start = text.find("venster")
    sure = {"entity_group": "PER", "score": 0.91, "word": "venster", "start": start - 1, "end": start + 7}
    unsure = {"entity_group": "PER", "score": 0.2, "word": "belde", "start": 0, "end": 5}
    place = {"entity_group": "LOC", "score": 0.99, "word": "belde", "start": 0, "end": 5}
    return [sure, unsure, place] if start >= 0 else []
"""


@pytest.fixture(autouse=True)
def _no_model_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "0")
    yield
    use_models("")


def ruled(folder: Path, language: str, **names: str) -> Path:
    """A spaCy pipeline that knows these words, saved to disk."""
    pipeline = spacy.blank(language)
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": word} for word, label in names.items()])
    pipeline.to_disk(folder)
    return folder


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, code: str) -> Path:
    """Makes a package of that name importable, and a folder for its model."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, name, raising=False)
    model = folder / f"{name}-model"
    model.mkdir()
    return model


def of_model(text: str, **arguments: str) -> list[tuple[str, str, float]]:
    spans = find_spans(text, **arguments)
    return [(text[s.start : s.end], s.category, s.score) for s in spans if s.recognizer == "names_model"]


def test_a_spacy_model_finds_what_nothing_else_does(tmp_path: Path) -> None:
    text = "vandaag belde venster terug, huis te koop"
    assert not [span for span in find_spans(text) if span.category.endswith("_name")]
    use_models(f"spacy:{ruled(tmp_path / 'nl', 'nl', venster='PERSON', huis='GPE')}")
    assert of_model(text) == [("venster", "person_name", SCORE_WITHOUT)]


def test_its_names_are_spread_through_the_note_and_stay_with_their_text(tmp_path: Path) -> None:
    use_models(f"spacy:{ruled(tmp_path / 'nl', 'nl', Venster='PER')}")
    texts = ["Eerst dit.", "Zoë en Venster. Morgen VENSTER bellen.", ""]
    first, second, third = find_spans_in(texts)
    assert not first
    assert not third
    found = [texts[1][span.start : span.end] for span in second]
    assert "Venster" in found
    assert "VENSTER" in found


def test_identifiers_are_stronger_than_a_model(tmp_path: Path) -> None:
    number = "85.07.30-033.28"
    use_models(f"spacy:{ruled(tmp_path / 'nl', 'nl', **{number: 'PERSON'})}")
    assert [span.category for span in find_spans(f"RR {number} ok")] == ["national_number"]


def test_each_language_has_its_own_model(tmp_path: Path) -> None:
    dutch = ruled(tmp_path / "nl", "nl", tafel="PER")
    french = ruled(tmp_path / "fr", "xx", stoel="PER")
    use_models({"fr": f"spacy:{french}", "nl": f"spacy:{dutch}"})
    note = (
        "Vandaag belde tafel terug, ook stoel was er bij. Elle est venue avec tafel et stoel, très inquiète depuis mai."
    )
    assert [(note.index(name), name) for name, _, _ in of_model(note)][:1] == [(note.index("tafel"), "tafel")]
    read = [span.start for span in find_spans(note) if span.recognizer == "names_model"]
    assert read == [note.index("tafel"), note.rindex("stoel")]
    assert {name for name, _, _ in of_model(note, language="nl")} == {"tafel"}


def test_gliner_reads_long_texts_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_models(f"gliner:{stand_in(monkeypatch, tmp_path, 'gliner', GLINER)}")
    text = "Dit is een zin zonder iets. " * 60 + "vandaag belde venster terug"
    assert of_model(text) == [("venster", "person_name", 0.77)]
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_transformers_gives_names_that_it_is_sure_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_models(f"transformers:{stand_in(monkeypatch, tmp_path, 'transformers', TRANSFORMERS)}")
    assert of_model("belde venster terug") == [("venster", "person_name", 0.91)]
    assert LEAST > 0.2


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nl_core_news_lg", "not understood"),
        ("stanza:nl", "not understood"),
        ("spacy:", "not understood"),
        ("spacy:nl_core_news_nowhere", "downloads nothing"),
        ("gliner:urchade/gliner_multi", "downloads nothing"),
        ("transformers:/no/such/folder", "downloads nothing"),
    ],
)
def test_what_is_not_on_this_machine_is_refused_at_once(address: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        use_models(address)


def test_a_missing_package_and_a_wrong_folder_are_told_when_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gliner", None)
    use_models(f"gliner:{tmp_path}")
    with pytest.raises(ConfigurationError, match="pip install gliner"):
        load_models()
    use_models(f"spacy:{tmp_path}")
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        load_models()


@pytest.mark.parametrize("text", ["", "a" * 2500, "woord " * 500, "Zin. " * 700, "\n" * 1500])
def test_pieces_hold_all_that_is_written(text: str) -> None:
    pieces = pieces_of(text)
    assert all(len(piece) <= 1000 and text[shift : shift + len(piece)] == piece for shift, piece in pieces)
    assert "".join(piece for _, piece in pieces).strip() == text.strip()
