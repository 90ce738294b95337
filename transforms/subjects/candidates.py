"""Which pairs are worth a look: those that share a contact or number, or several things that alone are too common."""

from __future__ import annotations

from functools import cache, reduce
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects.components import is_among, oftener, paired, pairs_within, shared
from transforms.subjects.evidence import Trait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.subjects.components import Integers, Keys
    from transforms.subjects.vault.profiles import Facts

Keyed = tuple["Integers", "Keys"]
"""Labels, and a key that each of them has."""
Pairs = npt.NDArray[np.int64]
"""Two columns of labels, the smaller one first."""

MOST_SHARING = 32
"""Of more people with one key only neighbours are compared: joining them brings the others together."""

_BORN = (Trait.BIRTH, Trait.NUMBER_BIRTH)
_CONTACT = (Trait.EMAIL, Trait.PHONE)
_ALONE = (Trait.NUMBER, Trait.FOREIGN, Trait.MEMBERSHIP, *_CONTACT)
_TOGETHER = (
    (_BORN, (Trait.NAME,)),
    ((Trait.ADDRESS,), (Trait.NAME,)),
    ((Trait.HUB,), (Trait.NAME,)),
    ((Trait.NUMBER_BIRTH,), (Trait.ADDRESS,)),
    (_BORN, (Trait.POSTCODE,), (Trait.TOKEN,)),
)
"""Kinds that are too common alone; the last but one finds changed national numbers, the last one mistyped names."""
_NOTHING = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)


def candidates(labels: Integers, facts: Facts, met: npt.NDArray[np.bool_]) -> Pairs:
    """The pairs of labels to put before the rules, of which the run met one at least."""
    found = [np.empty((0, 2), dtype=np.int64)]
    for nodes, keys in _keyed(labels, facts):
        ones, others = pairs_within(nodes, keys, MOST_SHARING)
        news = met[ones] | met[others]
        found.append(np.stack([ones[news], others[news]], axis=1))
    return np.unique(np.concatenate(found), axis=0)


def _keyed(labels: Integers, facts: Facts) -> Iterator[Keyed]:
    """Labels and keys of each sort that makes two labels worth a look."""

    @cache
    def of(*traits: Trait) -> Keyed:
        return _of(labels, facts, traits)

    for trait in _ALONE:
        yield of(trait)
    yield _crossed(_crowded(of(*_CONTACT)), of(Trait.NAME))
    for kinds in _TOGETHER:
        yield reduce(_crossed, (of(*traits) for traits in kinds))


def _of(labels: Integers, facts: Facts, traits: tuple[Trait, ...]) -> Keyed:
    """Labels and keys of some kinds, without those that nobody shares."""
    columns = [facts.get(trait, _NOTHING) for trait in traits]
    nodes = np.concatenate([labels[nodes] for nodes, _ in columns])
    return shared(nodes, np.concatenate([keys for _, keys in columns]))


def _crossed(one: Keyed, other: Keyed) -> Keyed:
    """Per label all combinations of a key of one kind with a key of the other, as one key that others share."""
    ones, others = paired(one[0], other[0])
    mixed = (one[1][ones] * np.uint64(0x9E3779B97F4A7C15)) ^ other[1][others]
    return shared(one[0][ones], mixed)


def _crowded(one: Keyed) -> Keyed:
    """Only the keys that more labels share than are all compared."""
    crowded = is_among(one[1], oftener(one[1], MOST_SHARING))
    return one[0][crowded], one[1][crowded]


def near(labels: Integers, facts: Facts, moved: npt.NDArray[np.bool_]) -> Facts:
    """The facts whose keys occur at a label that moved: only there can joining have brought new pairs about."""
    found: Facts = {}
    for trait, (nodes, keys) in facts.items():
        kept = is_among(keys, np.unique(keys[moved[labels[nodes]]]))
        found[trait] = nodes[kept], keys[kept]
    return found
