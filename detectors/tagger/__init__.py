"""A small tagger for names and other personal data that no cue announces and no list or pattern is sure of.

A network of two layers looks at each word among its neighbours, at the beginning of its line, at the other mentions of
the word in the note, and at the note. What it sees of a word is the sum of what its spelling, the lists and, for
frequent ones, the word itself tell, once per distinct word; the rest is a few products of matrices, without a download.
``make train`` makes its weights.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.names.lexicon import PARTICLES
from detectors.tagger.net import CLASSES, NAMES, Net
from detectors.tagger.padded import Padded
from detectors.tagger.plain import are_plain
from detectors.tagger.runs import CODES, Surroundings, runs_of
from detectors.tagger.sets import WEIGHTS, memberships, word_sets
from detectors.tagger.surroundings import (
    has_digits,
    is_capitalised,
    is_initial,
    is_lone_letter,
    joins_in_chunks,
    joins_in_terms,
    joins_of,
    shapes_of,
)
from detectors.tagger.words import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_BEFORE = "@#"
"""Signs that belong to the account or number behind them."""

_DIGITS = 3
"""Decimals that are the same whichever texts are read together; sums of more differ in the last ones."""

_BESIDE_PATTERNS, _BESIDE_TERMS = 0.64, 0.5
"""What a score counts of a number, and of another term: most patterns that have a name for it are surer."""

_BETWEEN_NAMES = frozenset({"en", "et", "und", "and", "ou", "or", "oder"})
"""Words that part two names and belong to neither."""

_PIECE = re.compile(r"[^\s,;]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_YEARS = frozenset((*CODES, "age", "event_date")) - {"secret"}
"""What a year that stands alone is not, or is told better by what stands before it."""


def tagged(notes: Notes, words: Words, likely: npt.NDArray[np.float32]) -> Iterator[Span]:
    """Names and other personal data the tagger is sure enough of; the score is how sure it is of the surest word.

    Args:
        notes: what is read.
        words: its words.
        likely: what ``judged`` says of them.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Sms van Xandrine: komt later."])
    >>> words = words_of(notes)
    >>> [(notes.text[span.start : span.end]) for span in tagged(notes, words, judged(notes, words))]
    ['Xandrine']
    """
    starts, ends = words.start.tolist(), words.end.tolist()
    for first, last, category, likelihood in runs_of(likely, around_of(notes, words)):
        start, end = starts[first], ends[last]
        start -= notes.text[start - 1] in _BEFORE
        if category in NAMES:
            yield Span(start, end, category, likelihood, "tagger")
        elif category == "email":
            yield from _addresses(notes.text, start, end, likelihood)
        elif category not in _NO_YEARS or not _YEAR.fullmatch(notes.text[start:end]):
            score = likelihood * (_BESIDE_PATTERNS if category in CODES else _BESIDE_TERMS)
            yield Span(start, end, category, score, "tagger_of_terms")


def _addresses(text: str, start: int, end: int, likelihood: float) -> Iterator[Span]:
    """The addresses without the words that the tagger took along: those beside an address are its owner's name."""
    for piece in _PIECE.finditer(text, start, end):
        if piece[0].istitle() and piece[0].isalpha():
            yield Span(*piece.span(), "person_name", likelihood, "tagger")
        else:
            yield Span(*piece.span(), "email", likelihood * _BESIDE_PATTERNS, "tagger_of_terms")


def around_of(notes: Notes, words: Words) -> Surroundings:
    """What decides which words make a span together."""
    shapes = shapes_of(notes, words)
    return Surroundings(
        joins_of(notes, words, shapes),
        joins_in_terms(notes, words),
        joins_in_chunks(notes, words),
        (words.values(lambda word: word not in PARTICLES) > 0) & ~is_lone_letter(shapes),
        are_plain(words, shapes),
        is_initial(shapes),
        has_digits(shapes),
        words.among(_BETWEEN_NAMES) & ~is_capitalised(shapes),
    )


def judged(notes: Notes, words: Words) -> npt.NDArray[np.float32]:
    """How likely each word is of each of ``CLASSES``."""
    if not len(words.start):
        return np.zeros((0, len(CLASSES)), np.float32)
    lexicon, net = _model()
    seen = lexicon.see(words.vocabulary, words.told(memberships))
    return np.round(net.probabilities(seen, Padded.of(notes, words)), _DIGITS)


def names_of(likely: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """For each word, how likely it is of somebody's name."""
    return np.asarray(likely[:, 1 : 1 + len(NAMES)].sum(axis=1))


@cache
def _model() -> tuple[Lexicon, Net]:
    """The tagger's lists and weights, read once per process."""
    with np.load(WEIGHTS) as read:
        frequent = {word: place for place, word in enumerate(str(read["frequent"]).split())}
        net = Net(**{name: read[name].astype(np.float32) for name in Net.__dataclass_fields__})
    return Lexicon(tuple(word_sets().values()), frequent), net
