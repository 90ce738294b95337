"""Mail addresses, lines and member's numbers of institutions: so many people have them that they tell little."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.subjects.components import is_among, oftener, paired
from transforms.subjects.evidence import Trait

if TYPE_CHECKING:
    from transforms.subjects.components import Integers, Keys
    from transforms.subjects.vault.profiles import Facts

CONTACTS = (Trait.EMAIL, Trait.PHONE, Trait.MEMBERSHIP)
MOST_BIRTHS = 12
"""A family has fewer birth dates, mistyped ones included."""
MOST_NAMES = 48
"""The same, of whole names: somebody whose first name changed has six, with those in use and former."""
_NOTHING = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint64)


def with_hubs(labels: Integers, facts: Facts) -> Facts:
    """The facts with the contacts of more people than a family has as a kind of their own."""
    sorted_out, hubs = dict(facts), [_NOTHING]
    for trait in CONTACTS:
        if trait in facts:
            nodes, keys = facts[trait]
            of_many = is_among(keys, _hubs(labels, facts, trait))
            sorted_out[trait] = nodes[~of_many], keys[~of_many]
            hubs.append((nodes[of_many], keys[of_many]))
    return sorted_out | {Trait.HUB: (np.concatenate([n for n, _ in hubs]), np.concatenate([k for _, k in hubs]))}


def _hubs(labels: Integers, facts: Facts, contact: Trait) -> Keys:
    """The contacts of a kind that too many birth dates or names share."""
    nodes, keys = facts[contact]
    often = is_among(keys, oftener(keys, MOST_BIRTHS))
    contacts = labels[nodes[often]], keys[often]
    births = _with_more(contacts, labels, facts, (Trait.BIRTH, Trait.NUMBER_BIRTH), MOST_BIRTHS)
    return np.union1d(births, _with_more(contacts, labels, facts, (Trait.NAME,), MOST_NAMES))


def _with_more(
    contacts: tuple[Integers, Keys], labels: Integers, facts: Facts, traits: tuple[Trait, ...], most: int
) -> Keys:
    """The contacts whose owners have more than ``most`` different things of other kinds."""
    owners, things = (np.concatenate(column) for column in zip(*(facts.get(t, _NOTHING) for t in traits), strict=True))
    near = is_among(labels[owners], np.unique(contacts[0]))
    contact, thing = paired(contacts[0], labels[owners[near]])
    met = np.unique(np.stack([contacts[1][contact], things[near][thing]]), axis=1)[0]
    distinct, count = np.unique(met, return_counts=True)
    return distinct[count > most]
