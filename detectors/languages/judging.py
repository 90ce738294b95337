"""How much speaks for each language in pieces of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.languages.evidence import LANGUAGES, evidence_of
from detectors.words import words_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.notes import Notes

UNKNOWN = "unknown"
"""Another language, or a text that does not tell: a number, a name, one abbreviation."""

_NAMES = np.array([*LANGUAGES, UNKNOWN], object)
_MANY = len(LANGUAGES)
_SURE = 0.8
_FEWEST_KNOWN = 0.34
_MOST_FOREIGN = 0.15


@dataclass(frozen=True)
class Judged:
    """What speaks for each language; one row a piece of text.

    Attributes:
        scores: one column a language.
        counts: how many of its words each language has, how many are of other languages, and how many there are.
    """

    scores: npt.NDArray[np.float64]
    counts: npt.NDArray[np.float64]

    def languages(self) -> npt.NDArray[np.object_]:
        """The language of each piece, or ``unknown``."""
        best = self.scores.argmax(axis=1)
        ordered = np.sort(self.scores, axis=1)
        shares = self.counts[:, :-1] / np.maximum(self.counts[:, -1:], 1)
        known, foreign = shares[np.arange(len(best)), best], shares[:, _MANY]
        sure = (ordered[:, -1] - ordered[:, -2] >= _SURE) & (known >= _FEWEST_KNOWN) & (foreign <= _MOST_FOREIGN)
        return np.asarray(_NAMES[np.where(sure, best, _MANY)])

    def joined(self, firsts: npt.NDArray[np.int64]) -> Judged:
        """The same of longer pieces, each made of the pieces from one of these places to the next."""
        return Judged(np.add.reduceat(self.scores, firsts), np.add.reduceat(self.counts, firsts))


def judge(notes: Notes, starts: npt.NDArray[np.int64]) -> Judged:
    """What speaks for each language in the pieces of the notes that begin at these characters, sorted."""
    words = words_of(notes)
    evidence = evidence_of(words.vocabulary)
    told = np.column_stack([evidence.scores, evidence.known, evidence.is_foreign, evidence.is_word])
    bounds = np.append(np.searchsorted(words.start, starts), len(words.start))
    running = np.vstack([np.zeros(told.shape[1]), np.cumsum(told[words.code], axis=0)])
    sums = running[bounds[1:]] - running[bounds[:-1]]
    return Judged(sums[:, :_MANY], sums[:, _MANY:])
