"""Stock Presidio on notes from a JSONL file, for the time given; prints notes, characters and seconds as JSON.

With a blank English pipeline, which tokenises only; or with the trained one whose name is given, as Presidio's own
defaults have it.
"""

import json
import logging
import sys
import time
from pathlib import Path

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine


class Blank(SpacyNlpEngine):
    """A pipeline that needs no download."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
        self.nlp = {"en": spacy.blank("en")}

    def load(self) -> None:
        """Nothing to load."""


def engine_of(language: str, model: str | None) -> AnalyzerEngine:
    pipeline = SpacyNlpEngine(models=[{"lang_code": language, "model_name": model}]) if model else Blank()
    pipeline.load()
    registry = RecognizerRegistry(supported_languages=[language])
    registry.load_predefined_recognizers(languages=[language], nlp_engine=pipeline)
    return AnalyzerEngine(registry=registry, nlp_engine=pipeline, supported_languages=[language])


def main(path: str, seconds: float, model: str | None = None) -> None:
    logging.disable(logging.CRITICAL)
    language = model[:2] if model else "en"
    engine = engine_of(language, model)
    # With an address: the first one makes Presidio look for a list of domains on the network.
    engine.analyze("start: jan@example.be", language=language)
    notes = characters = 0
    start = time.perf_counter()
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            engine.analyze(text, language=language)
            notes, characters = notes + 1, characters + len(text)
            if time.perf_counter() - start > seconds:
                break
    print(json.dumps({"notes": notes, "characters": characters, "seconds": time.perf_counter() - start}))


main(sys.argv[1], float(sys.argv[2]), *sys.argv[3:])
