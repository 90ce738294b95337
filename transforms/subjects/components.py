"""Connected components over arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.signedinteger[Any]]
Keys = npt.NDArray[np.uint64]


def components(size: int, one: Integers, other: Integers) -> Integers:
    """For each of ``size`` nodes the smallest node that it is connected with by edges (``one[i]``, ``other[i]``).

    >>> components(5, np.array([3, 1]), np.array([1, 4])).tolist()
    [0, 1, 2, 1, 1]
    """
    label = np.arange(size, dtype=np.int64)
    while True:
        lowest = np.minimum(label[one], label[other])
        if np.array_equal(lowest, np.maximum(label[one], label[other])):
            return label
        np.minimum.at(label, label[one], lowest)
        np.minimum.at(label, label[other], lowest)
        while not np.array_equal(label, label[label]):
            label = label[label]


def star_edges(nodes: Integers, keys: Keys) -> tuple[Integers, Integers]:
    """Edges from every node to the first node of the same key; nodes whose key nobody shares have none."""
    nodes, keys = shared(nodes, keys)
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    first = np.repeat(nodes[starts], np.diff(np.append(starts, len(keys))))
    apart = first != nodes
    return nodes[apart], first[apart]


def pairs_within(nodes: Integers, keys: Keys, most: int) -> tuple[Integers, Integers]:
    """Pairs of nodes with the same key, smaller node first: all, or neighbours where more than ``most`` have it."""
    nodes, keys = shared(nodes, keys)
    _, position, size = np.unique(keys, return_inverse=True, return_counts=True)
    few = size[position] <= most
    ones, others = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for distance in range(1, min(most, len(keys))):
        together = np.flatnonzero((keys[distance:] == keys[:-distance]) & (few[distance:] | (distance == 1)))
        if not len(together):
            break
        ones.append(nodes[together])
        others.append(nodes[together + distance])
    return np.concatenate(ones), np.concatenate(others)


def paired(ones: Integers, others: Integers) -> tuple[Integers, Integers]:
    """The places in two lists of nodes of all pairs of one node.

    >>> paired(np.array([7, 8]), np.array([8, 7, 8]))
    (array([0, 1, 1]), array([1, 0, 2]))
    """
    order = np.argsort(others, kind="stable")
    size = int(max(ones.max(initial=-1), others.max(initial=-1))) + 1
    of_node = np.bincount(others, minlength=size)
    count = of_node[ones]
    start = (np.cumsum(of_node) - of_node)[ones]
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(np.arange(len(ones)), count), order[np.repeat(start, count) + within]


def shared(nodes: Integers, keys: Keys) -> tuple[Integers, Keys]:
    """Nodes and keys sorted by key, then node, without the keys that one node has alone: most of a million are.

    Keys alone sort ten times as fast as keys with their nodes, so those that come once are left out first.
    """
    ascending = np.sort(keys)
    repeated = np.unique(ascending[1:][ascending[1:] == ascending[:-1]])
    kept = is_among(keys, repeated)
    nodes, keys = nodes[kept], keys[kept]
    order = np.lexsort((nodes, keys))
    nodes, keys = nodes[order], keys[order]
    fresh = np.append(True, (keys[1:] != keys[:-1]) | (nodes[1:] != nodes[:-1]))[: len(keys)]
    nodes, keys = nodes[fresh], keys[fresh]
    same = keys[1:] == keys[:-1]
    several = np.append(same, False) | np.append(False, same)
    return nodes[several[: len(keys)]], keys[several[: len(keys)]]


def oftener(keys: Keys, most: int) -> Keys:
    """The keys that come more than ``most`` times, ascending."""
    ascending = np.sort(keys)
    return np.unique(ascending[most:][ascending[most:] == ascending[: max(len(ascending) - most, 0)]])


def is_among(keys: Keys | Integers, ascending: Keys | Integers) -> npt.NDArray[np.bool_]:
    """Which keys are among others, which are in order."""
    if not len(ascending):
        return np.zeros(len(keys), dtype=bool)
    place = np.minimum(np.searchsorted(ascending, keys), len(ascending) - 1)
    found: npt.NDArray[np.bool_] = ascending[place] == keys
    return found
