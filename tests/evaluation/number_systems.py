"""What is found of made-up Belgian numbers, and of random digits: by this project's detectors and by stock Presidio."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.detectors.recognizers.belgian_numbers import examples, in_a_sentence, random_digits
from tests.evaluation.column_systems import CATEGORY_OF
from tests.evaluation.scorer import Document, Marked
from tests.evaluation.systems import PRESIDIO, Note, leaving, run_peer

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = 100_000
OF_PEER = 10_000
"""How many of them the peer reads, which takes some milliseconds for each: every layout stands in more than 160."""
LANGUAGE = "nl"
"""Presidio asks for one. Its recognizers for Dutch are those for all languages, without the numbers of other states."""


@dataclass(frozen=True)
class NumberOutcome:
    """Sentences with a valid number each, and with random digits, as a system left them; or why it did not run."""

    system: str
    valid: tuple[Document, ...] = ()
    random: tuple[Document, ...] = ()
    not_run: str = ""


def run_ours(count: int = NUMBERS) -> NumberOutcome:
    """This project's detectors, which tell the language themselves."""
    return NumberOutcome("veilig", _searched(valid(count)), _searched(random(count)))


def run_presidio(count: int = OF_PEER) -> NumberOutcome:
    """Stock Presidio on the first of the same sentences, in its own environment and process."""
    numbers = valid(count)
    outcome = run_peer(PRESIDIO, (*numbers, *random(count)))
    documents = tuple(map(_in_our_words, outcome.documents))
    return NumberOutcome(PRESIDIO.name, documents[: len(numbers)], documents[len(numbers) :], outcome.not_run)


def valid(count: int) -> tuple[Note, ...]:
    """Sentences with one valid number each; its mark carries its kind and layout."""
    return tuple(
        _note(f"valid {place}", one.text, Marked(one.start, one.end, one.category, one.form))
        for place, one in enumerate(examples(count))
    )


def random(count: int) -> tuple[Note, ...]:
    """Sentences with eleven random digits each, which are nobody's."""
    return tuple(
        _note(f"random {place}", in_a_sentence(digits)) for place, digits in enumerate(random_digits(count, seed=7))
    )


def _note(name: str, text: str, *gold: Marked) -> Note:
    return Note(name, LANGUAGE, "numbers", text, gold, ())


def _searched(notes: Sequence[Note]) -> tuple[Document, ...]:
    from detectors.text import find_spans_in

    found = find_spans_in([note.text for note in notes])
    return tuple(note.as_document(leaving(spans)) for note, spans in zip(notes, found, strict=True))


def _in_our_words(document: Document) -> Document:
    found = (replace(span, category=CATEGORY_OF.get(span.category, "unknown")) for span in document.found)
    return replace(document, found=tuple(found))
