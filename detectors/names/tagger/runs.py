"""Words that the tagger takes for names, joined to names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.names.tagger.net import CLASSES, FIRST_OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

SURE = 0.45
"""A name has a word that is at least so likely one."""

LIKELY = 0.2
"""Its other words are at least so likely ones."""

LIKELY_INITIAL = 0.03
"""Its initials are at least so likely ones: a capital beside a name is seldom something else."""


def runs_of(
    places: npt.NDArray[np.int64],
    likely: npt.NDArray[np.float32],
    joins: npt.NDArray[np.bool_],
    tells: npt.NDArray[np.bool_],
    initials: npt.NDArray[np.bool_],
) -> Iterator[tuple[int, int, str, float]]:
    """The first word, the last word, the category and the score of each name.

    Args:
        places: the words looked at, sorted.
        likely: for each, how likely it is of each class.
        joins: for each word of the text, whether a name may go on in it from the word before.
        initials: for each word of the text, whether it is one capital.
        tells: for each word of the text, whether it may be a name by itself, which particles may not.
    """
    name = likely[:, 1:FIRST_OTHER].sum(axis=1)
    kept = np.flatnonzero(name >= np.where(initials[places], LIKELY_INITIAL, LIKELY))
    if not len(kept):
        return
    apart = np.ones(len(kept), np.bool_)
    apart[1:] = (np.diff(places[kept]) != 1) | ~joins[places[kept[1:]]]
    first = np.flatnonzero(apart)
    surest = np.maximum.reduceat(np.where(tells[places[kept]], name[kept], 0), first)
    classes = np.add.reduceat(likely[kept, 1:FIRST_OTHER], first).argmax(axis=1)
    last = np.append(first[1:], len(kept)) - 1
    for run in np.flatnonzero(surest >= SURE).tolist():
        begin, end = int(places[kept[first[run]]]), int(places[kept[last[run]]])
        yield begin, end, CLASSES[1 + int(classes[run])], float(surest[run])
