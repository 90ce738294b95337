"""The long lists of words and names that stand beside the tagger's weights, as filters."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.membership import WordSet, hashes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Flags = npt.NDArray[np.bool_]

WEIGHTS = Path(__file__).parent / "weights.npz"

SETS = ("nl", "fr", "de", "en", "de_noun", "first", "family", "first_in_many_countries")
"""Words of four languages, German nouns, names from many countries."""

NAME_SETS = ("first", "family", "first_in_many_countries")


@cache
def word_sets() -> dict[str, WordSet]:
    """The lists, in the order of ``SETS``; read once per process."""
    with np.load(WEIGHTS) as read:
        return {name: WordSet(read[f"set_{name}"]) for name in SETS}


def memberships(words: Sequence[str]) -> dict[str, Flags]:
    """For each of the lists, which of the folded words it has.

    >>> [name for name, flags in memberships(["pansement"]).items() if flags[0]]
    ['fr']
    """
    hashes = hashes_of(words)
    return {name: word_set.contains(hashes) for name, word_set in word_sets().items()}
