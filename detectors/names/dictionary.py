"""Which words a dictionary of Dutch, French, German or English has: one that it has is seldom a name in lower case."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detectors.names.lexicon import COMMON_WORDS, TERM_WORDS
from detectors.tagger import WEIGHTS
from detectors.tagger.membership import WordSet, hashes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

_LANGUAGES = ("nl", "fr", "de", "en")
_NOUNS = ("de_noun",)
_NAMES = ("first", "family")


def in_a_dictionary(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the folded words are words of a language; German nouns, which have a capital, are left out.

    >>> in_a_dictionary(["pijn", "pansement", "vandenbossche"]).tolist()
    [True, True, False]
    """
    return _contain(hashes_of(words), _LANGUAGES) | _are_plain(words)


def are_german_nouns(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the folded words are German words with a capital.

    >>> are_german_nouns(["befund", "janssens"]).tolist()
    [True, False]
    """
    return _contain(hashes_of(words), _NOUNS)


class Listed(NamedTuple):
    """Which of some folded words the long lists have.

    Attributes:
        known: words of a language, German nouns left out.
        noun: German words with a capital.
        named: given or family names of some country.
    """

    known: npt.NDArray[np.bool_]
    noun: npt.NDArray[np.bool_]
    named: npt.NDArray[np.bool_]


def listed(words: Sequence[str]) -> Listed:
    """What all long lists say of the words; asked together it takes a third of the time.

    >>> [flags.tolist() for flags in listed(["federica", "pansement"])]
    [[False, True], [False, False], [True, False]]
    """
    hashes = hashes_of(words)
    known = _contain(hashes, _LANGUAGES) | _are_plain(words)
    return Listed(known, _contain(hashes, _NOUNS), _contain(hashes, _NAMES))


_PLAIN = COMMON_WORDS | TERM_WORDS


def _are_plain(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    return np.fromiter(map(_PLAIN.__contains__, words), np.bool_, len(words))


def _contain(hashes: npt.NDArray[np.uint64], names: Sequence[str]) -> npt.NDArray[np.bool_]:
    return np.asarray(np.logical_or.reduce([_sets()[name].contains(hashes) for name in names]))


@cache
def _sets() -> dict[str, WordSet]:
    with np.load(WEIGHTS) as read:
        return {name: WordSet(read[f"set_{name}"]) for name in (*_LANGUAGES, *_NOUNS, *_NAMES)}
