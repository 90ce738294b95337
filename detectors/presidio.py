"""The same detection as Presidio recognizers, for those whose pipeline is built on Presidio.

Nothing is downloaded: the language pipelines are spaCy's blank ones, built in memory, and none of Presidio's own
recognizers are loaded (those for Belgium's identifiers do not exist, those for web addresses fetch a suffix list).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from detectors.overlaps import resolve
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scan import Scanner, compile_scanner, scan
from detectors.taxonomy import CATEGORIES
from detectors.text import find_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detectors.findings import Span
    from detectors.recognizer import Recognizer

LANGUAGES = ("nl", "fr", "de", "en")
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
    """One entry of the registry: its patterns, check and context, scored as everywhere in veilig."""

    def __init__(self, recognizer: Recognizer, language: str) -> None:
        self._scanner: Scanner = compile_scanner((recognizer,))
        super().__init__(
            supported_entities=[entity(recognizer.category)],
            name=recognizer.name,
            supported_language=language,
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
    """All layers of ``detectors.text`` at once, overlaps resolved; what ``veilig detect`` finds."""

    def __init__(self, language: str) -> None:
        super().__init__(
            supported_entities=[entity(category.name) for category in CATEGORIES],
            name="veilig",
            supported_language=language,
            version=VERSION,
        )

    def load(self) -> None:
        """Nothing to load: the lexicons are read at the first text."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The spans of ``find_spans``."""
        del nlp_artifacts
        return _results(find_spans(text, language=self.supported_language), entities, self)


def to_presidio(recognizer: Recognizer, language: str) -> EntityRecognizer:
    """A recognizer of the registry as one of Presidio's.

    >>> from detectors.recognizers import national_number
    >>> [found] = to_presidio(national_number.RECOGNIZER, "nl").analyze("RR 85.07.30-033.28", [])
    >>> found.entity_type, found.start, found.end
    ('NATIONAL_NUMBER', 3, 18)
    """
    return IdentifierRecognizer(recognizer, language)


def registry(languages: Sequence[str] = LANGUAGES) -> tuple[EntityRecognizer, ...]:
    """Every recognizer of the registry for every language, in the registry's order."""
    return tuple(to_presidio(recognizer, language) for language in languages for recognizer in RECOGNIZERS)


@cache
def _pipeline(language: str) -> Any:
    """A blank pipeline: a tokenizer and nothing else. French takes seconds, so it is built when first used."""
    return spacy.blank(language)


class BlankNlpEngine(NlpEngine):  # type: ignore[misc]  # Presidio ships no types
    """Tokens of spaCy's blank pipelines, with lower-cased words as lemmas, since blank ones have none.

    Without lemmas Presidio's context words are silently dead for recognizers that a user adds.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """The tokens of the text."""
        document = _pipeline(language)(text)
        return NlpArtifacts(
            entities=[],
            tokens=document,
            tokens_indices=[token.idx for token in document],
            lemmas=[token.lower_ for token in document],
            nlp_engine=self,
            language=language,
        )

    def process_batch(
        self,
        texts: Iterable[Any],
        language: str,
        batch_size: int = 1,
        n_process: int = 1,
        **kwargs: Any,
    ) -> Iterator[Any]:
        """Each text with its tokens; with ``as_tuples`` each item is a text and its context."""
        del batch_size, n_process
        for item in texts:
            if kwargs.get("as_tuples"):
                text, context = item
                yield text, self.process_text(text, language), context
            else:
                yield item, self.process_text(item, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Whether spaCy counts the word among those that carry no meaning."""
        return bool(_pipeline(language).vocab[word].is_stop)

    def is_punct(self, word: str, language: str) -> bool:
        """Whether the word is a sign."""
        return bool(_pipeline(language).vocab[word].is_punct)

    def get_supported_entities(self) -> list[str]:
        """None: blank pipelines tag nothing."""
        return []

    def get_supported_languages(self) -> list[str]:
        """The languages it was made for."""
        return list(self._languages)


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
