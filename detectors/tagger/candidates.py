"""Which words the tagger looks at: all but those in lower case that a dictionary knows and no list of names does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detectors.names.lexicon import COMMON_WORDS, NAMES_OF_PEOPLE, PARTICLES, TERM_WORDS
from detectors.tagger.membership import hashes_of
from detectors.tagger.surroundings import has_digits, is_capitalised, is_in_ordinary_case, is_spelt
from detectors.tagger.words import NAME_SETS, SETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from detectors.tagger.words import Lexicon

_MOST_PARTICLES = 3


@dataclass(frozen=True)
class Candidates:
    """Words to look at.

    Attributes:
        places: which words of the text.
        is_plain: for each, whether it rather is another word: a dictionary has it, and no list of names, or it has no
            capital in a text that has some.
    """

    places: npt.NDArray[np.int64]
    is_plain: npt.NDArray[np.bool_]


def candidates(
    vocabulary: Sequence[str], code: npt.NDArray[np.int64], shapes: npt.NDArray[np.int64], lexicon: Lexicon
) -> Candidates:
    """The words to look at.

    Args:
        vocabulary: the distinct words of the text.
        code: for each word of the text, which one it is.
        shapes: for each word, how it is written.
        lexicon: the tagger's lists.
    """
    known_word, known_name = _looked_up(vocabulary, lexicon)
    capitalised = is_capitalised(shapes)
    particle = _among(vocabulary, PARTICLES)
    rare = is_spelt(shapes) & ~(known_word & ~known_name | particle)[code]
    beside = np.zeros(len(rare), np.bool_)
    beside[1:] = (rare & ~capitalised)[:-1]
    taken = capitalised | rare | beside | (particle[code] & _stands_before(capitalised))
    places = np.flatnonzero(has_digits(shapes) | (is_spelt(shapes) & taken))
    is_plain = known_word[code] & ~(known_name[code] & (capitalised | ~is_in_ordinary_case(shapes)))
    return Candidates(places, is_plain[places])


def _stands_before(capitalised: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which words have a capitalised one so near behind that they may be its particles."""
    near = np.zeros(len(capitalised), np.bool_)
    for step in range(1, _MOST_PARTICLES + 1):
        near[:-step] |= capitalised[step:]
    return near


def _looked_up(vocabulary: Sequence[str], lexicon: Lexicon) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which words a dictionary has, and which a list of names."""
    hashes = hashes_of(vocabulary)
    sets = dict(zip(SETS, lexicon.sets, strict=True))
    is_name = _among(vocabulary, NAMES_OF_PEOPLE)
    is_word = _among(vocabulary, _plain_words())
    for name in SETS:
        found = sets[name].contains(hashes)
        if name in NAME_SETS:
            is_name |= found
        elif name != "de_noun":
            is_word |= found
    return is_word, is_name


def _among(vocabulary: Sequence[str], words: AbstractSet[str]) -> npt.NDArray[np.bool_]:
    return np.fromiter((word in words for word in vocabulary), np.bool_, len(vocabulary))


@cache
def _plain_words() -> frozenset[str]:
    return COMMON_WORDS | TERM_WORDS
