"""Which words a dictionary of Dutch, French, German or English has: one that it has is seldom a name in lower case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detectors.names.lexicon import COMMON_WORDS, TERM_WORDS
from detectors.tagger.membership import hashes_of
from detectors.tagger.sets import memberships, word_sets

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from detectors.words import Words

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


def listed(words: Words) -> Listed:
    """What all long lists say of the distinct words.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> [flags.tolist() for flags in listed(words_of(join(["federica pansement"])))]
    [[False, True], [False, False], [True, False]]
    """
    found = words.told(memberships)
    known, noun, named = (
        np.logical_or.reduce([found[name] for name in names]) for names in (_LANGUAGES, _NOUNS, _NAMES)
    )
    return Listed(known | _are_plain(words.vocabulary), noun, named)


_PLAIN = COMMON_WORDS | TERM_WORDS


def _are_plain(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    return np.fromiter(map(_PLAIN.__contains__, words), np.bool_, len(words))


def _contain(hashes: npt.NDArray[np.uint64], names: Sequence[str]) -> npt.NDArray[np.bool_]:
    return np.asarray(np.logical_or.reduce([word_sets()[name].contains(hashes) for name in names]))
