"""Which words are rather another word than a name: the tagger must be surer of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.names.lexicon import COMMON_WORDS, NAMES_OF_PEOPLE, TERM_WORDS, abbreviations
from detectors.tagger.sets import NAME_SETS, SETS, memberships
from detectors.tagger.surroundings import is_all_capitals, is_capitalised, is_in_ordinary_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from detectors.words import Words

    Flags = npt.NDArray[np.bool_]

_DICTIONARIES = tuple(name for name in SETS if name not in (*NAME_SETS, "de_noun"))


def are_plain(words: Words, shapes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words a dictionary has, and no list of names; or a list too, without a capital in a text that has some.

    Abbreviations in capitals are plain too.

    Args:
        words: of the text.
        shapes: for each, how it is written.
    """
    found = words.told(memberships)
    known = words.among(COMMON_WORDS) | words.among(TERM_WORDS) | _in_any(found, _DICTIONARIES)[words.code]
    named = words.among(NAMES_OF_PEOPLE) | _in_any(found, NAME_SETS)[words.code]
    abbreviated = words.among(abbreviations()) & is_all_capitals(shapes)
    return np.asarray(known & ~(named & (is_capitalised(shapes) | ~is_in_ordinary_case(shapes))) | abbreviated)


def _in_any(found: Mapping[str, Flags], names: Iterable[str]) -> Flags:
    return np.asarray(np.logical_or.reduce([found[name] for name in names]))
