"""From pairs that share something to people: the rules applied until nothing joins any more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from transforms.subjects.rules import Ruling, Strength, Traits, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Pair = tuple[int, int]


class Clusters:
    """Entities joined so far; the smallest entity of a cluster stands for it.

    Args:
        traits: what is known of each entity that may be joined.
    """

    def __init__(self, traits: Mapping[int, Traits]) -> None:
        self._traits = dict(traits)
        self._parent = {entity: entity for entity in traits}

    def root(self, entity: int) -> int:
        """The entity that stands for the cluster."""
        root = entity
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[entity] != root:
            self._parent[entity], entity = root, self._parent[entity]
        return root

    def traits(self, entity: int) -> Traits:
        """All that is known of the entity's cluster."""
        return self._traits[self.root(entity)]

    def settle(self, pairs: Iterable[Pair]) -> dict[Pair, Ruling]:
        """Join what the rules join, surest first, and return the pairs that are only suggested.

        A cluster is judged by all that is known of its members, so two records that each fit a third one do not drag
        each other along when they contradict one another.
        """
        candidates = sorted(set(pairs))
        while self._join_sure(candidates) or self._join_bare(candidates):
            pass
        rulings = {pair: judge(self.traits(pair[0]), self.traits(pair[1])) for pair in self._open(candidates)}
        return {pair: ruling for pair, ruling in rulings.items() if ruling.strength is Strength.SUGGEST}

    def _open(self, pairs: Iterable[Pair]) -> list[Pair]:
        """The pairs of different clusters, by the entities that stand for them."""
        roots = {(self.root(one), self.root(other)) for one, other in pairs}
        return sorted({(min(pair), max(pair)) for pair in roots if pair[0] != pair[1]})

    def _join_sure(self, pairs: list[Pair]) -> bool:
        ranked = sorted((self._strength(pair), pair) for pair in self._open(pairs))
        joined = False
        for strength, (one, other) in ranked:
            if strength < Strength.CONTACT_ONLY:
                joined |= self._join_if_still_sure(one, other)
        return joined

    def _join_if_still_sure(self, one: int, other: int) -> bool:
        pair = self.root(one), self.root(other)
        if pair[0] == pair[1] or self._strength(pair) >= Strength.CONTACT_ONLY:
            return False
        self._join(*pair)
        return True

    def _join_bare(self, pairs: list[Pair]) -> bool:
        """Records without a name go to the one person who owns their address; to nobody when two people share it."""
        linked = [pair for pair in self._open(pairs) if self._strength(pair) is Strength.CONTACT_ONLY]
        nameless = [pair for pair in linked if self.traits(pair[0]).bare and self.traits(pair[1]).bare]
        chosen = nameless or self._unrivalled(linked)
        for one, other in chosen:
            if self.root(one) != self.root(other) and self._strength((one, other)) <= Strength.CONTACT_ONLY:
                self._join(one, other)
        return bool(chosen)

    def _unrivalled(self, linked: list[Pair]) -> list[Pair]:
        """The pairs whose nameless side has no other owner to go to."""
        owners: dict[int, set[int]] = defaultdict(set)
        for one, other in linked:
            owners[one].add(other)
            owners[other].add(one)
        return [pair for pair in linked if all(len(owners[side]) == 1 for side in pair if not self.traits(side).tokens)]

    def _strength(self, pair: Pair) -> Strength:
        return judge(self.traits(pair[0]), self.traits(pair[1])).strength

    def _join(self, one: int, other: int) -> None:
        one, other = min(self.root(one), self.root(other)), max(self.root(one), self.root(other))
        self._traits[one] |= self._traits[other]
        self._parent[other] = one
