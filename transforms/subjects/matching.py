"""Which records, and which subjects of the vault, are one person.

Nodes are the vault's subjects, in the order of their ids, followed by the run's records. Equal file numbers join
without asking, vectorised; the few nodes that share anything else are put before the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from transforms.subjects.clusters import Clusters
from transforms.subjects.components import components, pairs_within, shared
from transforms.subjects.evidence import Trait
from transforms.subjects.rules import Digests, Ruling, Traits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transforms.subjects.clusters import Pair
    from transforms.subjects.vault.profiles import Facts

Integers = npt.NDArray[np.signedinteger[Any]]
Keys = npt.NDArray[np.uint64]
Edges = tuple[Integers, Integers]

MOST_SHARING = 32
"""An address or line that more people share is an institution's and tells nothing."""

_ALONE = (Trait.NUMBER, Trait.EMAIL, Trait.PHONE)
_CROSSED = (
    ((Trait.BIRTH, Trait.NUMBER_BIRTH), Trait.NAME),
    ((Trait.NUMBER_BIRTH,), Trait.ADDRESS),
)
"""Traits that are too common alone; the latter finds changed national numbers."""
_NOTHING = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
_SCOPE = 0xFFFF


@dataclass(frozen=True)
class Matches:
    """Which nodes are one.

    Attributes:
        labels: per node the smallest node of its person.
        suggested: pairs of labels that may be one, with the ruling.
    """

    labels: Integers
    suggested: dict[Pair, Ruling]


def certain(nodes: int, edges: Iterable[Edges]) -> Integers:
    """Per node the smallest node that is the same without asking: by file number, by whole row, by an earlier run."""
    return components(nodes, *(np.concatenate(side) for side in zip(*edges, strict=True)))


def match(labels: Integers, stored: int, facts: Facts) -> Matches:
    """Join what is one person.

    Args:
        labels: per node the node that it certainly is one with.
        stored: how many of them, the first, are the vault's.
        facts: traits of all nodes.
    """
    nodes = len(labels)
    met = _met(labels, stored)
    suggested: dict[Pair, Ruling] = {}
    pairs = _candidates(labels, facts, met)
    while pairs:
        clusters = Clusters({label: as_traits(known) for label, known in _known(labels, facts, pairs).items()})
        suggested |= clusters.settle(pairs)
        moved = np.arange(nodes, dtype=np.int64)
        for label in {one for pair in pairs for one in pair}:
            moved[label] = clusters.root(label)
        fresh = moved != np.arange(nodes)
        labels, grown = moved[labels], np.zeros(nodes, dtype=bool)
        grown[moved[fresh]] = True
        pairs = _candidates(labels, _near(labels, facts, grown), met) if fresh.any() else []
    return Matches(labels, _still_apart(labels, suggested))


def _still_apart(labels: Integers, suggested: dict[Pair, Ruling]) -> dict[Pair, Ruling]:
    """The suggestions between people as they turned out in the end."""
    renamed = {(int(labels[one]), int(labels[other])): suggested[one, other] for one, other in sorted(suggested)}
    return {(min(pair), max(pair)): ruling for pair, ruling in renamed.items() if pair[0] != pair[1]}


def _met(labels: Integers, stored: int) -> npt.NDArray[np.bool_]:
    """The labels that hold at least one of the run's records: only these can have news."""
    met = np.zeros(len(labels), dtype=bool)
    met[labels[stored:]] = True
    return met


def _candidates(labels: Integers, facts: Facts, met: npt.NDArray[np.bool_]) -> list[Pair]:
    """Pairs of labels that share a number, an address, a line, a dated name, or what a changed number leaves."""
    pairs: set[Pair] = set()
    for nodes, keys in _keyed(labels, facts):
        ones, others = pairs_within(nodes, keys, MOST_SHARING)
        news = met[ones] | met[others]
        pairs.update(zip(ones[news].tolist(), others[news].tolist(), strict=True))
    return sorted(pairs)


def _keyed(labels: Integers, facts: Facts) -> Iterator[tuple[Integers, Keys]]:
    """Labels and keys of each sort that makes two labels worth a look."""

    def of(*traits: Trait) -> tuple[Integers, Keys]:
        columns = [facts.get(trait, _NOTHING) for trait in traits]
        return np.concatenate([labels[nodes] for nodes, _ in columns]), np.concatenate([keys for _, keys in columns])

    for trait in _ALONE:
        yield of(trait)
    for births, other in _CROSSED:
        yield crossed(of(*births), shared(*of(other)))


def _near(labels: Integers, facts: Facts, moved: npt.NDArray[np.bool_]) -> Facts:
    """The facts whose keys occur at a label that moved: only there can joining have brought new pairs about."""
    near: Facts = {}
    for trait, (nodes, keys) in facts.items():
        wanted = np.unique(keys[moved[labels[nodes]]])
        place = np.minimum(np.searchsorted(wanted, keys), max(len(wanted) - 1, 0))
        kept = wanted[place] == keys if len(wanted) else np.zeros(len(keys), dtype=bool)
        near[trait] = nodes[kept], keys[kept]
    return near


def crossed(one: tuple[Integers, Keys], other: tuple[Integers, Keys]) -> tuple[Integers, Keys]:
    """Per node all combinations of a key of one kind with a key of the other, as one key."""
    order = np.lexsort((one[1], one[0]))
    nodes, keys = one[0][order], one[1][order]
    fresh = np.append(True, (nodes[1:] != nodes[:-1]) | (keys[1:] != keys[:-1]))[: len(nodes)]
    nodes, keys = nodes[fresh], keys[fresh]
    start = np.searchsorted(nodes, other[0], side="left")
    count = np.searchsorted(nodes, other[0], side="right") - start
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    partner = keys[np.repeat(start, count) + within]
    mixed = (partner * np.uint64(0x9E3779B97F4A7C15)) ^ np.repeat(other[1], count)
    return np.repeat(other[0], count), mixed


def _known(labels: Integers, facts: Facts, pairs: list[Pair]) -> Mapping[int, frozenset[tuple[int, int]]]:
    """All facts of the labels that occur in pairs."""
    wanted = np.zeros(len(labels), dtype=bool)
    wanted[[label for pair in pairs for label in pair]] = True
    known: dict[int, set[tuple[int, int]]] = {int(label): set() for label in np.flatnonzero(wanted)}
    for trait, (nodes, keys) in sorted(facts.items()):
        inside = wanted[labels[nodes]]
        for label, key in zip(labels[nodes[inside]].tolist(), keys[inside].tolist(), strict=True):
            known[label].add((int(trait), key))
    return {label: frozenset(found) for label, found in known.items()}


def as_traits(facts: frozenset[tuple[int, int]]) -> Traits:
    """The facts (kind, digest) of one person as the rules read them."""
    by_kind: dict[int, Digests] = {
        kind: frozenset(digest for _, digest in group) for kind, group in groupby(sorted(facts), lambda fact: fact[0])
    }

    def of(trait: Trait) -> Digests:
        return by_kind.get(trait, frozenset())

    return Traits(
        births=of(Trait.BIRTH) | of(Trait.NUMBER_BIRTH),
        number_births=of(Trait.NUMBER_BIRTH),
        numbers=of(Trait.NUMBER),
        sides=of(Trait.SIDE),
        flips=of(Trait.FLIP),
        givens=of(Trait.GIVEN),
        tokens=of(Trait.TOKEN),
        names=of(Trait.NAME),
        emails=of(Trait.EMAIL),
        phones=of(Trait.PHONE),
        postcodes=of(Trait.POSTCODE),
        addresses=of(Trait.ADDRESS),
        files=frozenset((digest & _SCOPE, digest) for digest in of(Trait.FILE)),
        minor=not of(Trait.ADULT),
    )
