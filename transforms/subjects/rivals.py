"""Who else fits: a record without a birth date and number may be a parent's or the child's who bears the same name.

What fits two people who are known to be two is given to neither, unless it agrees with one of them in more things.
"""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from transforms.subjects.traits import agreeing, contradict, decides

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transforms.subjects.rules import Strength
    from transforms.subjects.traits import Digests, Traits

Pair = tuple[int, int]


class Rivals:
    """The pairs that stand in each other's way.

    Args:
        strengths: of the pairs that the rules would join.
        traits: of the clusters.
    """

    def __init__(self, strengths: Mapping[Pair, Strength], traits: Mapping[int, Traits]) -> None:
        self._strengths = strengths
        self._traits = traits
        self._partners: dict[int, list[int]] = defaultdict(list)
        for one, other in strengths:
            self._partners[one].append(other)
            self._partners[other].append(one)
        self._torn = {entity for entity, partners in self._partners.items() if self._may_contradict(partners)}

    def of(self, pair: Pair) -> list[Pair]:
        """The pairs, at least as sure, of one of the two with somebody who is not the other."""
        one, other = pair
        return [*self._beside(one, other), *self._beside(other, one)]

    def are_weaker(self, pair: Pair) -> bool:
        """Whether it has rivals, which all agree in fewer things."""
        rivals = self.of(pair)
        return bool(rivals) and all(self._agreeing(rival) < self._agreeing(pair) for rival in rivals)

    def _beside(self, entity: int, chosen: int) -> Iterable[Pair]:
        if entity not in self._torn:
            return
        limit = self._strength(entity, chosen)
        for partner in self._partners[entity]:
            as_sure = partner != chosen and self._strength(entity, partner) <= limit
            if as_sure and self._fits_both(entity, partner, chosen):
                yield entity, partner

    def _fits_both(self, entity: int, one: int, other: int) -> bool:
        """Whether two who are known to be two fit the entity alike."""
        both = self._traits[one], self._traits[other]
        return contradict(*both) and not decides(self._traits[entity], *both)

    def _may_contradict(self, partners: list[int]) -> bool:
        """A quick look: whether not all of them have a birth date, a number and a first name in common."""
        if len(partners) < 2:  # noqa: PLR2004 - it takes two
            return False
        several = [self._traits[partner] for partner in partners]
        ruled = any(one.ruled_different for one in several)
        return ruled or not all(map(_common, zip(*((t.births, t.numbers, t.givens) for t in several), strict=True)))

    def _strength(self, one: int, other: int) -> Strength:
        return self._strengths[min(one, other), max(one, other)]

    def _agreeing(self, pair: Pair) -> int:
        return agreeing(self._traits[pair[0]], self._traits[pair[1]])


def _common(sets: tuple[Digests, ...]) -> bool:
    """Whether all that are known have something in common."""
    known = [one for one in sets if one]
    return not known or bool(reduce(and_, known))
