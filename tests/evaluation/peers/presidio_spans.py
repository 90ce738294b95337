"""Stock Presidio with blank spaCy pipelines: notes as JSON lines on stdin, spans as JSON lines on stdout."""

import json
import sys

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine

LANGUAGES = ["nl", "fr", "de", "en"]


class BlankEngine(SpacyNlpEngine):
    """Tokenisers only: trained pipelines are not on the package index."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": code, "model_name": "blank"} for code in LANGUAGES])
        self.nlp = {code: spacy.blank(code) for code in LANGUAGES}

    def load(self) -> None:
        """Nothing to load."""


registry = RecognizerRegistry(supported_languages=LANGUAGES)
registry.load_predefined_recognizers(languages=LANGUAGES)
analyzer = AnalyzerEngine(registry=registry, nlp_engine=BlankEngine(), supported_languages=LANGUAGES)
for line in sys.stdin:
    note = json.loads(line)
    spans = [
        {"start": found.start, "end": found.end, "category": found.entity_type}
        for found in analyzer.analyze(note["text"], language=note["language"])
    ]
    print(json.dumps({"id": note["id"], "spans": spans}), flush=True)
