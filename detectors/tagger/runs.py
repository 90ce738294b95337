"""Words that the tagger takes for one name, one number, one organisation, joined to one span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.net import CLASSES, FIRST_OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.tagger.candidates import Candidates

    Floats = npt.NDArray[np.float32]
    Truths = npt.NDArray[np.bool_]

SURE = {
    "name": 0.45,
    "record_id": 0.4,
    "insurance_number": 0.4,
    "document_number": 0.4,
    "online_account": 0.4,
    "secret": 0.4,
    "organisation": 0.7,
    "insurer": 0.7,
    "nationality": 0.7,
}
"""What the tagger tells, and how likely the likeliest word of each must be; the rest is told better by its shape."""

SURE_OF_A_WORD = 0.85
"""So likely must a name be where the word rather is another one."""

SURE_OF_A_ROLE = 0.6
"""So much of a name's chance one role has, or it is anybody's name."""

LIKELY = 0.2
"""The other words are at least so likely."""

LIKELY_INITIAL = 0.03
"""A name's initials are at least so likely: a capital beside a name is seldom something else."""

_COLUMNS = tuple(CLASSES.index(kind) for kind in SURE if kind != "name")


@dataclass(frozen=True)
class Surroundings:
    """What is asked of each word of the text.

    Attributes:
        joins_name: whether a name may go on in it from the word before.
        joins_number: whether a number or another term may.
        tells: whether it may be a name by itself, which particles may not.
        is_initial: whether it is one capital.
        has_digits: whether it has a digit, and is no name.
    """

    joins_name: Truths
    joins_number: Truths
    tells: Truths
    is_initial: Truths
    has_digits: Truths


def runs_of(found: Candidates, likely: Floats, around: Surroundings) -> Iterator[tuple[int, int, str, float]]:
    """The first word, the last word, the category and the score of each span.

    Args:
        found: the words looked at.
        likely: for each, how likely it is of each class.
        around: what stands around the words.
    """
    names = likely[:, 1:FIRST_OTHER].sum(axis=1) * ~around.has_digits[found.places]
    kinds = np.column_stack((names, likely[:, _COLUMNS]))
    kind = kinds.argmax(axis=1)
    chance = kinds.max(axis=1)
    is_name = kind == 0
    kept = np.flatnonzero(chance >= np.where(is_name & around.is_initial[found.places], LIKELY_INITIAL, LIKELY))
    if not len(kept):
        return
    first = np.flatnonzero(_begins(found.places[kept], kind[kept], around))
    rather_another = ~around.tells[found.places] | (found.is_plain & (chance < SURE_OF_A_WORD))
    surest = np.maximum.reduceat(np.where(is_name & rather_another, 0, chance)[kept], first)
    roles = np.add.reduceat(likely[kept, 1:FIRST_OTHER], first)
    whose = np.where(roles.max(axis=1) >= SURE_OF_A_ROLE * roles.sum(axis=1), roles.argmax(axis=1), 0)
    last = np.append(first[1:], len(kept)) - 1
    sure = np.array(list(SURE.values()))[kind[kept[first]]]
    for run in np.flatnonzero(surest >= sure).tolist():
        begin, end = kept[first[run]], kept[last[run]]
        category = CLASSES[1 + int(whose[run])] if is_name[begin] else CLASSES[_COLUMNS[int(kind[begin]) - 1]]
        yield int(found.places[begin]), int(found.places[end]), category, float(surest[run])


def _begins(places: npt.NDArray[np.int64], kind: npt.NDArray[np.int64], around: Surroundings) -> Truths:
    """Which of the words begin a span rather than go on in the one before."""
    joins = np.where(kind == 0, around.joins_name[places], around.joins_number[places])
    goes_on = (np.diff(places) == 1) & (np.diff(kind) == 0) & joins[1:]
    return np.concatenate(([True], ~goes_on))
