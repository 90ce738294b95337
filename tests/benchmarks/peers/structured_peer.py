"""presidio-structured on as many rows of a CSV as it manages in the time given; prints rows and seconds as JSON."""

import json
import logging
import sys
import time

import pandas as pd
import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_anonymizer.entities import OperatorConfig
from presidio_structured import PandasAnalysisBuilder, StructuredEngine


class Blank(SpacyNlpEngine):
    """A pipeline that needs no download."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
        self.nlp = {"en": spacy.blank("en")}

    def load(self) -> None:
        """Nothing to load."""


def main(path: str, seconds: float) -> None:
    logging.disable(logging.CRITICAL)
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])
    # With an address: the first one makes Presidio look for a list of domains on the network.
    engine.analyze("start: jan@example.be", language="en")
    rows, start = 0, time.perf_counter()
    for chunk in pd.read_csv(path, sep=";", encoding="cp1252", dtype=str, keep_default_na=False, chunksize=100):
        found = PandasAnalysisBuilder(analyzer=engine).generate_analysis(chunk)
        StructuredEngine().anonymize(chunk, found, operators={"DEFAULT": OperatorConfig("replace")})
        rows += len(chunk)
        if time.perf_counter() - start > seconds:
            break
    print(json.dumps({"rows": rows, "seconds": time.perf_counter() - start}))


main(sys.argv[1], float(sys.argv[2]))
