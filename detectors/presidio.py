"""The same detection as Presidio recognizers, for those whose pipeline is built on Presidio.

Nothing is downloaded, and none of Presidio's own recognizers are loaded (those for Belgium's identifiers do not exist,
those for web addresses fetch a suffix list). Importing this module makes its classes known to Presidio, which finds
those that a YAML file names among all that are imported; ``CONFIGURATION`` is such a file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult

from detectors.blank_pipelines import BlankNlpEngine
from detectors.languages import LANGUAGES
from detectors.overlaps import resolve
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scanning.scan import Scanner, compile_scanner, scan
from detectors.taxonomy import CATEGORIES
from detectors.text import find_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presidio_analyzer.nlp_engine import NlpArtifacts

    from detectors.findings import Span
    from detectors.recognizer import Recognizer

CONFIGURATION = Path(__file__).with_suffix(".yaml")
"""For ``AnalyzerEngineProvider(analyzer_engine_conf_file=…)``."""

VERSION = "1"


def entity(category: str) -> str:
    """The name under which Presidio knows a category.

    >>> entity("national_number")
    'NATIONAL_NUMBER'
    """
    return category.upper()


def _results(spans: Iterable[Span], wanted: Sequence[str], source: EntityRecognizer) -> list[RecognizerResult]:
    return [
        RecognizerResult(
            entity_type=entity(span.category),
            start=span.start,
            end=span.end,
            score=span.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: span.recognizer,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: source.id,
            },
        )
        for span in spans
        if not wanted or entity(span.category) in wanted
    ]


class IdentifierRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio ships no types
    """One entry of the registry: its patterns, check and context, scored as everywhere in veilig.

    Args:
        name: of the entry, such as ``national_number``.
        supported_language: as Presidio asks for it; the patterns are the same in all four.

    Raises:
        ValueError: the registry has no such entry.
    """

    def __init__(self, name: str, supported_language: str = "nl") -> None:
        recognizer = next((entry for entry in RECOGNIZERS if entry.name == name), None)
        if recognizer is None:
            raise ValueError(f"veilig has no recognizer {name}; see detectors/recognizers/registry.py.")
        self._scanner: Scanner = compile_scanner((recognizer,))
        super().__init__(
            supported_entities=[entity(recognizer.category)],
            name=name,
            supported_language=supported_language,
            version=VERSION,
        )

    def load(self) -> None:
        """Nothing to load: the patterns are compiled when it is made."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The spans of this identifier in the text, without overlaps."""
        del nlp_artifacts
        return _results(resolve(scan(text, self._scanner)), entities, self)


class VeiligRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio ships no types
    """All layers of ``detectors.text`` at once, names too, overlaps resolved; what ``veilig detect`` finds.

    Args:
        supported_language: as Presidio asks for it; all layers read all four.
        supported_entities: which to report; without them, all.
        name: as Presidio shows it.
    """

    def __init__(
        self, supported_language: str = "nl", supported_entities: list[str] | None = None, name: str = "veilig"
    ) -> None:
        super().__init__(
            supported_entities=supported_entities or [entity(category.name) for category in CATEGORIES],
            name=name,
            supported_language=supported_language,
            version=VERSION,
        )

    def load(self) -> None:
        """Nothing to load: the lexicons are read at the first text."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The spans of ``find_spans``."""
        del nlp_artifacts
        return _results(find_spans(text, language=self.supported_language), entities or self.supported_entities, self)


def to_presidio(recognizer: Recognizer, language: str) -> EntityRecognizer:
    """A recognizer of the registry as one of Presidio's.

    >>> from detectors.recognizers import national_number
    >>> [found] = to_presidio(national_number.RECOGNIZER, "nl").analyze("RR 85.07.30-033.28", [])
    >>> found.entity_type, found.start, found.end
    ('NATIONAL_NUMBER', 3, 18)
    """
    return IdentifierRecognizer(recognizer.name, language)


def registry(languages: Sequence[str] = LANGUAGES) -> tuple[EntityRecognizer, ...]:
    """Every recognizer of the registry for every language, in the registry's order."""
    return tuple(to_presidio(recognizer, language) for language in languages for recognizer in RECOGNIZERS)


def analyzer(languages: Sequence[str] = LANGUAGES) -> AnalyzerEngine:
    """An engine that finds what veilig finds, in these languages, without any model or network.

    >>> engine = analyzer(["nl"])
    >>> [(found.entity_type, found.start, found.end) for found in engine.analyze("RR 85.07.30-033.28", "nl")]
    [('NATIONAL_NUMBER', 3, 18)]
    """
    recognizers = RecognizerRegistry(
        recognizers=[VeiligRecognizer(language) for language in languages], supported_languages=list(languages)
    )
    return AnalyzerEngine(
        registry=recognizers,
        nlp_engine=BlankNlpEngine(languages),
        supported_languages=list(languages),
        default_score_threshold=0,
    )
