"""What the vault keeps of a subject besides look-ups, as bytes that are encrypted whole: traits, and names in clear.

Layout: uint16 number of traits, nine bytes per trait (kind, little-endian digest; sorted), then names in UTF-8, one a
line. The names are those that the person ever had, so that a former name is still removed from a note when no export
holds it any longer.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np
import numpy.typing as npt

from transforms.subjects.evidence import Trait
from transforms.subjects.rules import Digests, Traits

_TRAIT = np.dtype([("kind", "u1"), ("digest", "<u8")])
Facts = frozenset[tuple[int, int]]
_SCOPE = 0xFFFF


def pack(facts: Facts, names: frozenset[str]) -> bytes:
    """A profile; equal content gives equal bytes.

    >>> unpack(pack(frozenset({(1, 77)}), frozenset({"Lou"})))
    (frozenset({(1, 77)}), frozenset({'Lou'}))
    """
    traits = np.array(sorted(facts), dtype=_TRAIT)
    return len(traits).to_bytes(2, "little") + traits.tobytes() + "\n".join(sorted(names)).encode()


def unpack(profile: bytes) -> tuple[Facts, frozenset[str]]:
    """The facts (kind, digest) and names of a profile; none of an empty one."""
    end = 2 + _TRAIT.itemsize * int.from_bytes(profile[:2], "little")
    traits: npt.NDArray[np.void] = np.frombuffer(profile[2:end], dtype=_TRAIT)
    names = profile[end:].decode()
    return frozenset(traits.tolist()), frozenset(names.split("\n")) if names else frozenset()


def as_traits(facts: Facts) -> Traits:
    """The facts as the rules read them."""
    by_kind: dict[int, Digests] = {
        kind: frozenset(digest for _, digest in group) for kind, group in groupby(sorted(facts), lambda fact: fact[0])
    }

    def of(trait: Trait) -> Digests:
        return by_kind.get(trait, frozenset())

    return Traits(
        births=of(Trait.BIRTH),
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
        files=frozenset((digest & _SCOPE, digest) for digest in of(Trait.FILE)),
        minor=not of(Trait.ADULT),
    )
