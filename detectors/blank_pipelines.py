"""spaCy's blank pipelines for Presidio: tokens without a model, and without the trap that blank ones are.

A blank pipeline has empty lemmas, and Presidio compares context words with lemmas, so that the context words of any
recognizer are silently dead. Here a word is its own lemma.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import spacy
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.lookups import Lookups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


@cache
def _pipeline(language: str) -> Any:
    """A tokenizer whose words are their own lemmas. French takes seconds, so it is built when first used."""
    pipeline = spacy.blank(language)
    lookups = Lookups()
    lookups.add_table("lemma_lookup")
    pipeline.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    return pipeline


def save_blank_pipelines(folder: Path, languages: Sequence[str]) -> list[dict[str, str]]:
    """Saves a blank pipeline for each language, and gives the ``models:`` of Presidio's ``nlp_configuration`` for them.

    Presidio's own spaCy engine loads them by their path; it would download a model of which it knows only the name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        _pipeline(language).to_disk(folder / language)
    return [{"lang_code": language, "model_name": str((folder / language).resolve())} for language in languages]


class BlankNlpEngine(NlpEngine):  # type: ignore[misc]  # Presidio ships no types
    """The tokens of blank pipelines built in memory."""

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
            lemmas=[token.lemma_ for token in document],
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
