"""From pairs that share something to people: the rules applied until nothing joins any more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from transforms.subjects.rivals import Rivals
from transforms.subjects.rules import Ruling, Strength, judge
from transforms.subjects.traits import Alike, Traits, agreeing, never

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Pair = tuple[int, int]
FITS_TWO = "fits-two-people"
"""Reason code of a pair that the rules would join if one of the two did not fit somebody else just as well."""


class Clusters:
    """Entities joined so far; the smallest entity of a cluster stands for it.

    What is joined first decides what may be joined later, so the order must not be that of the exports: it follows the
    strength of the evidence, and then what is known of the entities.

    Args:
        traits: what is known of each entity that may be joined.
        content: a number per entity that depends on what is known of it alone.
        alike: tells words of names that differ by a typing error.
    """

    def __init__(self, traits: Mapping[int, Traits], content: Mapping[int, int], alike: Alike = never) -> None:
        self._traits = dict(traits)
        self._content = dict(content)
        self._alike = alike
        self._parent = {entity: entity for entity in traits}
        self._judged: dict[Pair, Ruling] = {}
        self._pairs_of: dict[int, list[Pair]] = defaultdict(list)

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
        candidates = self._open(pairs)
        while self._join_sure(candidates) or self._join_bare(candidates):
            candidates = self._open(candidates)
        return {pair: ruling for pair in candidates if (ruling := self.suggestion(pair))}

    def suggestion(self, pair: Pair) -> Ruling | None:
        """The ruling under which two clusters are suggested, if they are."""
        ruling = self._ruling(pair)
        if ruling.strength is Strength.SUGGEST:
            return ruling
        if ruling.strength >= Strength.CONTACT_ONLY:
            return None
        return Ruling(Strength.SUGGEST, FITS_TWO, agreeing(self.traits(pair[0]), self.traits(pair[1])))

    def _open(self, pairs: Iterable[Pair]) -> list[Pair]:
        """The pairs of different clusters, by the entities that stand for them."""
        roots = {(self.root(one), self.root(other)) for one, other in pairs}
        return sorted({(min(pair), max(pair)) for pair in roots if pair[0] != pair[1]})

    def _join_sure(self, pairs: list[Pair]) -> bool:
        """Join what fits nobody else; when that is done, those who fit one of two people clearly better."""
        strengths = {pair: strength for pair in pairs if (strength := self._strength(pair)) < _BARE}
        rivals = Rivals(strengths, self._traits)
        ranked = sorted(strengths, key=lambda pair: (strengths[pair], *self._contents(pair)))
        free = [pair for pair in ranked if not rivals.of(pair)]
        better = [pair for pair in ranked if rivals.are_weaker(pair)] if not free else []
        joined = [self._join_if_still_sure(pair) for pair in free or better]
        return any(joined)

    def _contents(self, pair: Pair) -> Pair:
        """What orders pairs of one strength, whatever the order of the exports."""
        one, other = (self._content[entity] for entity in pair)
        return min(one, other), max(one, other)

    def _join_if_still_sure(self, pair: Pair) -> bool:
        pair = self.root(pair[0]), self.root(pair[1])
        if pair[0] == pair[1] or self._strength(pair) >= _BARE:
            return False
        self._join(*pair)
        return True

    def _join_bare(self, pairs: list[Pair]) -> bool:
        """Records without a name go to the one person who owns their address; to nobody when two people share it."""
        linked = [pair for pair in pairs if self._strength(pair) is _BARE]
        nameless = [pair for pair in linked if self.traits(pair[0]).bare and self.traits(pair[1]).bare]
        chosen = nameless or self._unrivalled(linked)
        for one, other in chosen:
            if self.root(one) != self.root(other) and self._strength((one, other)) <= _BARE:
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
        return self._ruling(pair).strength

    def _ruling(self, pair: Pair) -> Ruling:
        """What the rules say of two clusters; said anew only after one of them has grown."""
        one, other = self.root(pair[0]), self.root(pair[1])
        pair = min(one, other), max(one, other)
        if pair not in self._judged:
            self._judged[pair] = judge(self._traits[one], self._traits[other], self._alike)
            for side in pair:
                self._pairs_of[side].append(pair)
        return self._judged[pair]

    def _join(self, one: int, other: int) -> None:
        one, other = min(self.root(one), self.root(other)), max(self.root(one), self.root(other))
        self._traits[one] |= self._traits[other]
        self._content[one] += self._content[other]
        self._parent[other] = one
        for side in (one, other):
            for pair in self._pairs_of.pop(side, ()):
                self._judged.pop(pair, None)


_BARE = Strength.CONTACT_ONLY
