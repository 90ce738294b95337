"""Whether a short text consists of words in use: what choices, goods and remarks do, and logins and codes do not.

Positive evidence: a column whose few words stand in no list of words is called nothing harmless.
"""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.folding import fold
from detectors.lexicons import phrases, words
from detectors.names.lexicon import COMMON_WORDS, NAMES_OF_PEOPLE, TERM_WORDS
from detectors.names.remembered import remembered

_SHORTEST = 3
_WORD = re.compile(r"[a-z]{3,}")
_ENDINGS = (6, 7, 8, 9, 10, 11, 12)
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
    """Which of the words are in use, or end in such a word."""
    vocabulary = _vocabulary()
    known = pc.is_in(pieces, value_set=vocabulary).to_numpy(zero_copy_only=False).copy()
    for length in _ENDINGS:
        rest = np.flatnonzero(~known & (pc.utf8_length(pieces).to_numpy(zero_copy_only=False) > length + 1))
        ends = pc.utf8_slice_codeunits(pieces.take(pa.array(rest)), -length, None)
        known[rest] |= pc.is_in(ends, value_set=vocabulary).to_numpy(zero_copy_only=False)
    return np.asarray(known)


@remembered
def _vocabulary() -> pa.Array:
    choices = {word for phrase in phrases("columns_choices.txt") for word in _WORD.findall(fold(phrase))}
    listed = words("columns_words.txt") | choices | COMMON_WORDS | TERM_WORDS
    return pa.array(sorted(word for word in listed if word not in NAMES_OF_PEOPLE))
