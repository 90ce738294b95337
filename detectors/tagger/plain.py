"""Which words are rather another word than a name: the tagger must be surer of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.names.lexicon import COMMON_WORDS, NAMES_OF_PEOPLE, TERM_WORDS
from detectors.tagger.membership import hashes_of
from detectors.tagger.surroundings import is_capitalised, is_in_ordinary_case
from detectors.tagger.words import NAME_SETS, SETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from detectors.tagger.words import Lexicon
    from detectors.words import Words

_GERMAN_NOUNS = "de_noun"


def are_plain(words: Words, shapes: npt.NDArray[np.int64], lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Which words a dictionary has, and no list of names; or a list too, without a capital in a text that has some.

    Args:
        words: of the text.
        shapes: for each, how it is written.
        lexicon: the tagger's lists.
    """
    known, named = (found[words.code] for found in _looked_up(words.vocabulary, lexicon))
    return np.asarray(known & ~(named & (is_capitalised(shapes) | ~is_in_ordinary_case(shapes))))


def _looked_up(vocabulary: Sequence[str], lexicon: Lexicon) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which words a dictionary has, and which a list of names."""
    hashes = hashes_of(vocabulary)
    known = np.array([word in COMMON_WORDS or word in TERM_WORDS for word in vocabulary], np.bool_)
    named = np.array([word in NAMES_OF_PEOPLE for word in vocabulary], np.bool_)
    for name, word_set in zip(SETS, lexicon.sets, strict=True):
        found = word_set.contains(hashes)
        if name in NAME_SETS:
            named |= found
        elif name != _GERMAN_NOUNS:
            known |= found
    return known, named
