"""presidio-structured with a blank spaCy pipeline: columns as JSON lines on stdin, an entity or null per column."""

import json
import sys
from typing import Any

import pandas as pd
import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_structured import PandasAnalysisBuilder


class BlankEngine(SpacyNlpEngine):
    """A tokeniser only: trained pipelines are not on the package index."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
        self.nlp = {"en": spacy.blank("en")}

    def load(self) -> None:
        """Nothing to load."""


def entity(column: dict[str, Any]) -> str | None:
    """What the column is said to hold."""
    frame = pd.DataFrame({column["header"] or "column": column["values"]})
    return next(iter(builder.generate_analysis(frame).entity_mapping.values()), None)


registry = RecognizerRegistry()
registry.load_predefined_recognizers(languages=["en"])
builder = PandasAnalysisBuilder(analyzer=AnalyzerEngine(registry=registry, nlp_engine=BlankEngine()))
for line in sys.stdin:
    print(json.dumps({"entity": entity(json.loads(line))}), flush=True)
