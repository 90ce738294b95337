"""A small tagger for names that no cue announces and no list is sure of.

A window of seven words around each candidate goes through a small network. What it sees of a word is the sum of what
its spelling, the lists and, for frequent ones, the word itself tell, so that the first layer is computed once per
distinct word and the rest is a few sums per candidate: hundreds of thousands of words a second, without a download.
``python -m detectors.tagger.training`` makes its weights.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.names.lexicon import PARTICLES
from detectors.tagger.candidates import Candidates, candidates
from detectors.tagger.membership import WordSet
from detectors.tagger.net import CLASSES, NAMES, Net, Padded
from detectors.tagger.runs import Surroundings, runs_of
from detectors.tagger.surroundings import gaps_of, has_digits, is_initial, joins_in_numbers, joins_of, shapes_of
from detectors.tagger.words import SETS, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_BEFORE = "@#"
"""Signs that belong to the account or number behind them."""

_DIGITS = 3
"""Decimals that are the same whichever texts are read together; sums of more differ in the last ones."""

_BESIDE_PATTERNS = 0.5
"""What a score counts of a number or another term: any pattern that has a name for it is surer."""

WEIGHTS = Path(__file__).parent / "weights.npz"


def tagged(notes: Notes, words: Words) -> Iterator[Span]:
    """Names and other personal data the tagger is sure enough of; the score is how sure it is of the surest word.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Sms van Xandrine: komt later."])
    >>> [(notes.text[span.start : span.end]) for span in tagged(notes, words_of(notes))]
    ['Xandrine']
    """
    shapes = shapes_of(notes, words)
    found, likely = judged(notes, words, shapes)
    around = Surroundings(
        joins_of(notes, words, shapes),
        joins_in_numbers(notes, words),
        words.values(lambda word: word not in PARTICLES) > 0,
        is_initial(shapes),
        has_digits(shapes),
    )
    for first, last, category, likelihood in runs_of(found, likely, around):
        start, end = int(words.start[first]), int(words.end[last])
        score = likelihood if category in NAMES else likelihood * _BESIDE_PATTERNS
        yield Span(start - (notes.text[start - 1] in _BEFORE), end, category, score, "tagger")


def judged(notes: Notes, words: Words, shapes: npt.NDArray[np.int64]) -> tuple[Candidates, npt.NDArray[np.float32]]:
    """The words that may be names, and how likely each is of each of ``CLASSES``."""
    lexicon, net = _model()
    found = candidates(words.vocabulary, words.code, shapes, lexicon)
    if not len(found.places):
        return found, np.zeros((0, len(CLASSES)), np.float32)
    text = padded(notes, words, shapes)
    likely = net.probabilities(net.vectors(lexicon.see(words.vocabulary)), text, found.places)
    return found, np.round(likely, _DIGITS)


def padded(notes: Notes, words: Words, shapes: npt.NDArray[np.int64]) -> Padded:
    """The words as the network takes them."""
    note = notes.note_of(words.start)
    return Padded.of(words.code, shapes, gaps_of(notes, words), note, len(words.vocabulary))


@cache
def _model() -> tuple[Lexicon, Net]:
    """The tagger's lists and weights, read once per process."""
    with np.load(WEIGHTS) as read:
        sets = tuple(WordSet(read[f"set_{name}"]) for name in SETS)
        frequent = {word: place for place, word in enumerate(str(read["frequent"]).split())}
        weights = {name: read[name].astype(np.float32) for name in Net.__dataclass_fields__}
    return Lexicon(sets, frequent), Net(**weights)
