"""Which words a dictionary of Dutch, French, German or English has: one that it has is seldom a name in lower case."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detectors.names.lexicon import COMMON_WORDS, TERM_WORDS
from detectors.tagger import WEIGHTS
from detectors.tagger.membership import WordSet, hashes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

_LANGUAGES = ("nl", "fr", "de", "en")
_NAMES = ("first", "family")


def in_a_dictionary(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the folded words are words of a language; German nouns, which have a capital, are left out.

    >>> in_a_dictionary(["pijn", "pansement", "vandenbossche"]).tolist()
    [True, True, False]
    """
    return _among(words, _LANGUAGES) | np.fromiter((word in _PLAIN for word in words), np.bool_, len(words))


def are_german_nouns(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the folded words are German words with a capital.

    >>> are_german_nouns(["befund", "janssens"]).tolist()
    [True, False]
    """
    return _among(words, ("de_noun",))


def in_long_name_lists(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the folded words are given or family names of some country.

    >>> in_long_name_lists(["federica", "pansement"]).tolist()
    [True, False]
    """
    return _among(words, _NAMES)


_PLAIN = COMMON_WORDS | TERM_WORDS


def _among(words: Sequence[str], names: Sequence[str]) -> npt.NDArray[np.bool_]:
    hashes = hashes_of(words)
    return np.asarray(np.logical_or.reduce([_sets()[name].contains(hashes) for name in names]))


@cache
def _sets() -> dict[str, WordSet]:
    with np.load(WEIGHTS) as read:
        return {name: WordSet(read[f"set_{name}"]) for name in (*_LANGUAGES, "de_noun", *_NAMES)}
