"""Which records, and which subjects of the vault, are one person.

Nodes are the vault's subjects, in the order of their ids, followed by the run's records. What is one without asking
comes in as labels; the few nodes that share anything else are put before the rules.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from transforms.subjects.candidates import candidates, near
from transforms.subjects.clusters import Clusters
from transforms.subjects.evidence import Trait
from transforms.subjects.hubs import with_hubs
from transforms.subjects.traits import NONE, Alike, Traits, never

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transforms.subjects.clusters import Pair
    from transforms.subjects.components import Integers
    from transforms.subjects.rules import Ruling
    from transforms.subjects.vault.profiles import Facts

Known = dict[int, set[int]]
"""The facts of one label, by the number of their kind."""
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
        return Clusters(traits, {label: _content(facts) for label, facts in known.items()}, self.alike)

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


def _known(labels: Integers, facts: Facts, pairs: Iterable[Pair]) -> Mapping[int, Known]:
    """All facts of the labels that occur in pairs."""
    wanted = np.zeros(len(labels), dtype=bool)
    wanted[[label for pair in pairs for label in pair]] = True
    known: dict[int, Known] = {int(label): {} for label in np.flatnonzero(wanted)}
    for trait, (nodes, keys) in sorted(facts.items()):
        kind = trait.value
        inside = wanted[labels[nodes]]
        for label, key in zip(labels[nodes[inside]].tolist(), keys[inside].tolist(), strict=True):
            known[label].setdefault(kind, set()).add(key)
    return known


def _content(known: Known) -> int:
    """A number that depends on the facts alone, not on the order in which they came."""
    return hash(frozenset((kind, frozenset(keys)) for kind, keys in known.items()))


_KINDS = {
    "births": Trait.BIRTH,
    "number_births": Trait.NUMBER_BIRTH,
    "near_births": Trait.NEAR_BIRTH,
    "numbers": Trait.NUMBER,
    "sides": Trait.SIDE,
    "flips": Trait.FLIP,
    "foreign_numbers": Trait.FOREIGN,
    "givens": Trait.GIVEN,
    "tokens": Trait.TOKEN,
    "names": Trait.NAME,
    "emails": Trait.EMAIL,
    "phones": Trait.PHONE,
    "memberships": Trait.MEMBERSHIP,
    "hubs": Trait.HUB,
    "postcodes": Trait.POSTCODE,
    "addresses": Trait.ADDRESS,
}
_NUMBERED = tuple((name, trait.value) for name, trait in _KINDS.items())
"""Numbers instead of members of the enumeration, which hash ten times as slowly."""


def as_traits(known: Known) -> Traits:
    """The facts of one person as the rules read them."""
    sets: dict[str, Any] = {name: frozenset(known[kind]) for name, kind in _NUMBERED if kind in known}
    sets["births"] = sets.get("births", NONE) | sets.get("number_births", NONE)
    sets["files"] = frozenset((digest & _SCOPE, digest) for digest in known.get(Trait.FILE.value, ()))
    return Traits(**sets, adult=Trait.ADULT.value in known)
