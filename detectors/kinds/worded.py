"""Whether a short text consists of words in use: what choices, goods and remarks do, and logins and codes do not.

Positive evidence: a column whose few words stand in no list of words is called nothing harmless.
"""

from __future__ import annotations

import re
from importlib.resources import files

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.folding import fold
from detectors.lexicons import phrases, words
from detectors.names.lexicon import COMMON_WORDS, NAMES_BY_THEMSELVES, TERM_WORDS
from detectors.names.remembered import remembered

_SHORTEST = 3
_WORD = re.compile(r"[a-z]{3,}")
_SHORTEST_END, _LONGEST_END = 6, 12
"""Letters of the known words that may be the end of a compound: ``intakegesprek``."""


def are_worded(texts: pa.Array) -> np.ndarray:
    """Which of the folded texts consist, for half of their words or more, of words that are in use.

    >>> are_worded(pa.array(["wacht op klant", "jpeeters", "intakegesprek", "xk"])).tolist()
    [True, False, True, False]
    """
    spaced = pc.ascii_trim(pc.replace_substring_regex(texts, r"[^a-z]+", " "), characters=" ")
    listed = pc.split_pattern(spaced, " ")
    pieces, parents = pc.list_flatten(listed), pc.list_parent_indices(listed).to_numpy()
    long = pc.utf8_length(pieces).to_numpy(zero_copy_only=False) >= _SHORTEST
    known = _are_known(pieces) & long
    counts = np.bincount(parents[long], minlength=len(texts))
    return np.asarray((counts > 0) & (2 * np.bincount(parents[known], minlength=len(texts)) >= counts))


def _are_known(pieces: pa.Array) -> np.ndarray:
    """Which of the words are in use, or end in such a word.

    There are few, so that a look-up in a set that is kept is quicker than Arrow's, which hashes the vocabulary anew.
    """
    encoded = pieces.dictionary_encode()
    known = np.fromiter(map(_is_known, encoded.dictionary.to_pylist()), bool, len(encoded.dictionary))
    return np.asarray(known[encoded.indices.to_numpy(zero_copy_only=False)]) if len(pieces) else known


def _is_known(word: str) -> bool:
    vocabulary = _vocabulary()
    return word in vocabulary or any(
        word[-length:] in vocabulary for length in range(_SHORTEST_END, min(_LONGEST_END, len(word) - 2) + 1)
    )


def _words_of_headers() -> frozenset[str]:
    """The words that headers are made of name things, too."""
    text = (files("detectors") / "lexicons" / "columns.yaml").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if line.startswith(" ") for word in _WORD.findall(fold(line)))


@remembered
def _vocabulary() -> frozenset[str]:
    choices = {word for phrase in phrases("columns_choices.txt") for word in _WORD.findall(fold(phrase))}
    listed = words("columns_words.txt") | choices | _words_of_headers() | COMMON_WORDS | TERM_WORDS
    return frozenset(listed - NAMES_BY_THEMSELVES)
