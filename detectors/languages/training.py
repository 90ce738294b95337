"""Counts how the four languages write, in the notes that were made up to train the tagger on: ``weights.npz``.

``python -m detectors.languages.training`` makes it anew; the same frames give the same file.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np

from detectors.folding import fold
from detectors.languages.evidence import LANGUAGES, ROWS, WEIGHTS, centred, groups_of

_FRAMES = Path(__file__).parents[1] / "tagger" / "training" / "texts"
_SLOT = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_RARE, _HALF = 2, 0.5
_SIZE = 1e5
"""Letter groups, and ten times the words, that each language is taken to have: the frames hold more of some."""


def main() -> None:
    """Writes the weights."""
    counts = [Counter(words_of(language)) for language in LANGUAGES]
    words = sorted(set().union(*counts))
    table = np.array([[count[word] for count in counts] for word in words], np.float64)
    shares = table / table.sum(axis=0) * _SIZE / 10
    frequent = np.flatnonzero(table.sum(axis=1) >= _RARE)
    np.savez_compressed(
        WEIGHTS,
        spelling=spelling(words, table).astype(np.float16),
        words=np.array(" ".join(words[place] for place in frequent)),
        frequencies=centred(np.log(shares[frequent] + _HALF)).astype(np.float16),
    )


def words_of(language: str) -> list[str]:
    """The folded words of the frames in that language, without the slots for names."""
    return _WORD.findall(fold(_SLOT.sub(" ", (_FRAMES / f"frames_{language}.txt").read_text("utf-8"))))


def spelling(words: list[str], counts: np.ndarray) -> np.ndarray:
    """How much likelier each group of letters is in each language; frequent words count by the root of their number."""
    owners, rows = groups_of(words)
    damped = np.sqrt(counts)
    damped *= _SIZE / damped.sum(axis=0)
    sums = [np.bincount(rows, damped[owners, language], 2 * ROWS) for language in range(len(LANGUAGES))]
    found = np.stack(sums, axis=1) + _HALF
    found /= np.repeat([found[:ROWS].sum(axis=0), found[ROWS:].sum(axis=0)], ROWS, axis=0)
    return centred(np.log(found))


if __name__ == "__main__":
    main()
