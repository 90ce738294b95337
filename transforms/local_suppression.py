"""Hide single cells, column after column, until everyone stands in a group that is large and diverse enough.

*Local suppression* (Sweeney, 2002): inside each group of people who are alike so far, those values of the next column
are hidden that too few people have. If the hidden ones together are too few still, as many people as it takes join
them, drawn by lot from the most common value when that can spare them, else all people of the smallest value. A group
that was safe before therefore falls apart into safe groups only, hidden being a value of its own; so the columns that
come first keep the most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

_DENSE = 1 << 22
"""Combinations up to which groups are numbered by a table instead of by sorting."""


@dataclass(frozen=True)
class Spread:
    """The values of a sensitive category, and who has them.

    Attributes:
        least: distinct values that a group must have in which anyone has one (Machanavajjhala et al., 2007).
        having: 1 for each person who has a value, else 0.
        people: person of each distinct (person, value).
        values: value of each distinct (person, value).
    """

    least: int
    having: Codes
    people: Codes
    values: Codes


@dataclass(frozen=True)
class Crowd:
    """People, and what their groups must be.

    Attributes:
        lots: a number per person by which is drawn who joins the hidden ones. It must be a secret: who knows it could
            tell the drawn from those whose value is rare.
        k: fewest people in a group.
        spreads: what must differ inside each group.
    """

    lots: npt.NDArray[np.uint64]
    k: int
    spreads: tuple[Spread, ...] = ()


def hide(crowd: Crowd, groups: Codes, codes: Codes) -> Flags:
    """The people who lose their value of a column.

    Args:
        crowd: the people.
        groups: number of each person's group so far; every group must be safe.
        codes: the column, a number from 0 per value; among equally common values the lowest number is taken first.
    """
    hidden = np.zeros(len(codes), dtype=bool)
    draw = 1
    while True:
        parts = parted(groups, codes, hidden)
        exposed = ~safe(crowd, parts)[parts]
        if not exposed.any():
            return hidden
        newly = exposed & ~hidden
        if newly.any():
            hidden |= newly
        else:
            hidden |= _joining(crowd, groups, parts, hidden, exposed, draw)
            draw *= 2  # where k is reached and only diversity lacks, a few at a time would take too many rounds


def parted(groups: Codes, codes: Codes, hidden: Flags) -> Codes:
    """The groups, each split by what a column shows of its people."""
    return split(groups, np.where(hidden, 0, codes + 1))


def split(groups: Codes, codes: Codes) -> Codes:
    """The groups, each split by the values of a column; numbered from 0, without gaps, in the order of the two.

    >>> split(np.array([0, 0, 1, 1]), np.array([5, 5, 5, 2])).tolist()
    [0, 0, 2, 1]
    """
    joint = groups * (int(codes.max(initial=0)) + 1) + codes
    size = int(joint.max(initial=0)) + 1
    if size > max(_DENSE, 4 * len(joint)):
        found: Codes = np.unique(joint, return_inverse=True)[1].astype(np.int64)
        return found
    taken = np.zeros(size, dtype=bool)
    taken[joint] = True
    numbers: Codes = np.cumsum(taken)[joint] - 1
    return numbers


def safe(crowd: Crowd, groups: Codes) -> Flags:
    """Whether each group has k people or more, and is diverse."""
    good: Flags = np.bincount(groups) >= crowd.k
    for spread in crowd.spreads:
        found = diversity(groups, spread)
        good &= (found == 0) | (found >= spread.least)
    return good


def diversity(groups: Codes, spread: Spread) -> Codes:
    """Distinct sensitive values per group; 0 where nobody has one, and nothing can be inferred.

    To have none is a value too, next to those of others: who stands in a group of ten of whom one has a diagnosis is
    not known to have it. The gate counts in the same way.
    """
    sizes = np.bincount(groups)
    having = np.bincount(groups, spread.having)
    values = np.bincount(_first_of_each_pair(groups[spread.people], spread.values), minlength=len(sizes))
    found: Codes = values + ((having > 0) & (having < sizes))
    return found


def _first_of_each_pair(first: Codes, second: Codes) -> Codes:
    """The first numbers of the distinct pairs."""
    radix = int(second.max(initial=0)) + 1
    pairs = np.sort(first * radix + second)  # numpy's unique hashes, which takes ten times as long
    distinct: Codes = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]] // radix
    return distinct


def _joining(crowd: Crowd, groups: Codes, parts: Codes, hidden: Flags, exposed: Flags, draw: int) -> Flags:
    """The people who join the hidden ones of their group, where those are exposed."""
    size_of_part = np.bincount(parts)
    need = np.zeros(int(groups.max()) + 1, dtype=np.int64)
    need[groups[exposed]] = np.maximum(crowd.k - size_of_part[parts[exposed]], draw)
    shown = np.flatnonzero((need[groups] > 0) & ~hidden)
    order = shown[np.lexsort((crowd.lots[shown], parts[shown], size_of_part[parts[shown]], groups[shown]))]
    group, part = groups[order], parts[order]
    left = np.bincount(groups[shown], minlength=len(need))[group] - _rank(group)  # from the last: the most common value
    spare = np.zeros(len(need), dtype=np.int64)
    spare[group] = size_of_part[part] - crowd.k  # the last one written is that of the most common value
    joins = np.where(spare[group] >= need[group], left <= need[group], part == part[_start(group)])
    chosen = np.zeros(len(groups), dtype=bool)
    chosen[order[joins]] = True
    return chosen


def _start(sorted_groups: Codes) -> Codes:
    """For each place of a sorted array, the first place with the same number."""
    return np.searchsorted(sorted_groups, sorted_groups)


def _rank(sorted_groups: Codes) -> Codes:
    """For each place of a sorted array, how many places with the same number come before."""
    return np.arange(len(sorted_groups)) - _start(sorted_groups)
