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
    fresh = np.append(True, (keys[1:] != keys[:-1]) | (nodes[1:] != nodes[:-1]))[: len(keys)]
    nodes, keys = nodes[fresh], keys[fresh]
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
    ascending = others[order]
    start = np.searchsorted(ascending, ones, side="left")
    count = np.searchsorted(ascending, ones, side="right") - start
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(np.arange(len(ones)), count), order[np.repeat(start, count) + within]


def shared(nodes: Integers, keys: Keys) -> tuple[Integers, Keys]:
    """Nodes and keys sorted by key, then node, without the keys that one node has alone: most of a million are."""
    order = np.argsort(keys)
    sorted_keys, sorted_nodes = keys[order], nodes[order]
    same = sorted_keys[1:] == sorted_keys[:-1]
    run = np.cumsum(np.append(0, ~same)[: len(keys)])
    several = np.zeros(len(keys), dtype=bool)
    several[run[1:][same & (sorted_nodes[1:] != sorted_nodes[:-1])]] = True
    kept = several[run]
    nodes, keys = sorted_nodes[kept], sorted_keys[kept]
    order = np.lexsort((nodes, keys))
    return nodes[order], keys[order]
