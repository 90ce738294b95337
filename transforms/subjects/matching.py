"""Which records, and which subjects of the vault, are one person.

Nodes are the vault's subjects, in the order of their ids, followed by the run's records. What is one without asking
comes in as labels; the few nodes that share anything else are put before the rules.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects.candidates import candidates, near
from transforms.subjects.clusters import Clusters
from transforms.subjects.evidence import Trait
from transforms.subjects.hubs import with_hubs
from transforms.subjects.traits import Alike, Digests, Traits, never

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transforms.subjects.clusters import Pair
    from transforms.subjects.components import Integers
    from transforms.subjects.rules import Ruling
    from transforms.subjects.vault.profiles import Facts

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


@dataclass(frozen=True)
class Ruled:
    """Pairs of the vault's subjects, by node, that a person ruled on."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()

    def by_label(self, labels: Integers) -> dict[int, Traits]:
        """What the rulings say about the label of each subject that they name."""
        found: dict[int, Traits] = defaultdict(Traits)
        for kind, pairs in (("ruled_same", self.same), ("ruled_different", self.different)):
            for one, other in (*pairs, *((other, one) for one, other in pairs)):
                said = Traits(selves=frozenset({one}), **{kind: frozenset({other})})  # type: ignore[arg-type]
                found[int(labels[one])] |= said
        return found


def match(labels: Integers, stored: int, facts: Facts, *, ruled: Ruled = Ruled(), alike: Alike = never) -> Matches:
    """Join what is one person.

    Args:
        labels: per node the node that it certainly is one with.
        stored: how many of them, the first, are the vault's.
        facts: traits of all nodes.
        ruled: what a person ruled.
        alike: tells words of names that differ by a typing error.
    """
    matching = _Matching(with_hubs(labels, facts), ruled, alike, _met(labels, stored))
    suggested: dict[Pair, Ruling] = {}
    pairs = matching.first_pairs(labels)
    while pairs:
        clusters = matching.clusters(labels, pairs)
        suggested |= clusters.settle(pairs)
        moved = _moved(len(labels), clusters, pairs)
        grown = np.zeros(len(labels), dtype=bool)
        grown[moved[moved != np.arange(len(labels))]] = True
        labels = moved[labels]
        pairs = matching.pairs_near(labels, grown) if grown.any() else []
    return Matches(labels, matching.still_suggested(labels, suggested))


@dataclass(frozen=True)
class _Matching:
    facts: Facts
    ruled: Ruled
    alike: Alike
    met: npt.NDArray[np.bool_]

    def first_pairs(self, labels: Integers) -> list[Pair]:
        """All pairs worth a look, and those that were ruled one."""
        ruled = {(int(labels[one]), int(labels[other])) for one, other in self.ruled.same}
        return [
            *_as_pairs(candidates(labels, self.facts, self.met)),
            *sorted(pair for pair in ruled if len(set(pair)) > 1),
        ]

    def pairs_near(self, labels: Integers, grown: npt.NDArray[np.bool_]) -> list[Pair]:
        """The pairs that may be new, or judged otherwise, since some labels grew."""
        return _as_pairs(candidates(labels, near(labels, self.facts, grown), self.met))

    def clusters(self, labels: Integers, pairs: Iterable[Pair]) -> Clusters:
        """The labels of some pairs, each on its own."""
        known, ruled = _known(labels, self.facts, pairs), self.ruled.by_label(labels)
        traits = {label: as_traits(facts) for label, facts in known.items()}
        traits |= {label: traits[label] | said for label, said in ruled.items() if label in traits}
        return Clusters(traits, {label: hash(facts) for label, facts in known.items()}, self.alike)

    def still_suggested(self, labels: Integers, suggested: Mapping[Pair, Ruling]) -> dict[Pair, Ruling]:
        """The suggestions between people as they turned out in the end, as far as the rules still make them."""
        renamed = {(int(labels[one]), int(labels[other])) for one, other in suggested}
        pairs = sorted({(min(pair), max(pair)) for pair in renamed if pair[0] != pair[1]})
        clusters = self.clusters(labels, pairs)
        return {pair: ruling for pair in pairs if (ruling := clusters.suggestion(pair))}


def _as_pairs(found: npt.NDArray[np.int64]) -> list[Pair]:
    return list(zip(found[:, 0].tolist(), found[:, 1].tolist(), strict=True))


def _moved(nodes: int, clusters: Clusters, pairs: Iterable[Pair]) -> Integers:
    """Per label the label of the cluster that it is in now."""
    moved = np.arange(nodes, dtype=np.int64)
    for label in {one for pair in pairs for one in pair}:
        moved[label] = clusters.root(label)
    return moved


def _met(labels: Integers, stored: int) -> npt.NDArray[np.bool_]:
    """The labels that hold at least one of the run's records: only these can have news."""
    met = np.zeros(len(labels), dtype=bool)
    met[labels[stored:]] = True
    return met


def _known(labels: Integers, facts: Facts, pairs: Iterable[Pair]) -> Mapping[int, frozenset[tuple[int, int]]]:
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
        near_births=of(Trait.NEAR_BIRTH),
        numbers=of(Trait.NUMBER),
        sides=of(Trait.SIDE),
        flips=of(Trait.FLIP),
        foreign_numbers=of(Trait.FOREIGN),
        givens=of(Trait.GIVEN),
        tokens=of(Trait.TOKEN),
        names=of(Trait.NAME),
        emails=of(Trait.EMAIL),
        phones=of(Trait.PHONE),
        memberships=of(Trait.MEMBERSHIP),
        hubs=of(Trait.HUB),
        postcodes=of(Trait.POSTCODE),
        addresses=of(Trait.ADDRESS),
        files=frozenset((digest & _SCOPE, digest) for digest in of(Trait.FILE)),
        adult=bool(of(Trait.ADULT)),
    )
