"""What the vault keeps of a subject besides look-ups, as bytes that are encrypted whole: traits, and names in clear.

Layout: uint16 number of traits, nine bytes per trait (kind, little-endian digest; sorted), then names in UTF-8, one a
line. The names are those that the person ever had, so that a former name is still removed from a note when no export
holds it any longer.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from transforms.subjects.evidence import Trait
from transforms.subjects.rules import Digests, Traits

if TYPE_CHECKING:
    from collections.abc import Mapping

_TRAIT = np.dtype([("kind", "u1"), ("digest", "<u8")])
Facts = frozenset[tuple[int, int]]
Column = tuple[npt.NDArray[np.signedinteger[Any]], npt.NDArray[np.uint64]]
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
    traits: npt.NDArray[np.void] = np.frombuffer(profile[2 : _end_of_traits(profile)], dtype=_TRAIT)
    return frozenset(traits.tolist()), frozenset(names_in(profile))


def names_in(profile: bytes) -> list[str]:
    """The names of a profile, sorted."""
    names = profile[_end_of_traits(profile) :].decode()
    return names.split("\n") if names else []


def _end_of_traits(profile: bytes) -> int:
    return 2 + _TRAIT.itemsize * int.from_bytes(profile[:2], "little")


def as_traits(facts: Facts) -> Traits:
    """The facts as the rules read them."""
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
        files=frozenset((digest & _SCOPE, digest) for digest in of(Trait.FILE)),
        minor=not of(Trait.ADULT),
    )


def pack_all(subjects: npt.NDArray[np.int64], facts: Mapping[Trait, Column], names: list[list[str]]) -> list[bytes]:
    """The profiles of consecutive subjects.

    Args:
        subjects: indices, ascending without gaps.
        facts: per kind subjects, sorted, and digests.
        names: per subject.
    """
    owners, traits = _between(int(subjects[0]), int(subjects[-1]) + 1, facts)
    edges = np.searchsorted(owners, np.append(subjects, subjects[-1] + 1))
    content = traits.tobytes()
    width = _TRAIT.itemsize
    return [
        (end - start).to_bytes(2, "little")
        + content[width * start : width * end]
        + "\n".join(sorted(set(own))).encode()
        for start, end, own in zip(edges[:-1].tolist(), edges[1:].tolist(), names, strict=True)
    ]


def unpack_all(profiles: list[bytes]) -> dict[Trait, Column]:
    """Per kind the places and digests of all traits of many profiles."""
    counts = np.array([int.from_bytes(profile[:2], "little") for profile in profiles], dtype=np.int64)
    width = _TRAIT.itemsize
    content = b"".join(profile[2 : 2 + width * count] for profile, count in zip(profiles, counts.tolist(), strict=True))
    traits: npt.NDArray[np.void] = np.frombuffer(content, dtype=_TRAIT)
    places = np.repeat(np.arange(len(profiles), dtype=np.int32), counts)
    kinds = traits["kind"]
    return {
        Trait(kind): (places[kinds == kind], np.ascontiguousarray(traits["digest"][kinds == kind]).astype(np.uint64))
        for kind in np.unique(kinds).tolist()
    }


def _between(
    first: int, last: int, facts: Mapping[Trait, Column]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.void]]:
    """The traits of a range of subjects, sorted by subject, kind and digest, each once."""
    owners, kinds, digests = [np.empty(0, np.int32)], [np.empty(0, np.uint8)], [np.empty(0, np.uint64)]
    for trait, (subjects, keys) in sorted(facts.items()):
        start, end = np.searchsorted(subjects, [first, last])
        owners.append(subjects[start:end])
        kinds.append(np.full(end - start, trait, dtype=np.uint8))
        digests.append(keys[start:end])
    owner, kind, digest = np.concatenate(owners), np.concatenate(kinds), np.concatenate(digests)
    order = np.lexsort((digest, kind, owner))
    owner, kind, digest = owner[order], kind[order], digest[order]
    once = np.append(True, (owner[1:] != owner[:-1]) | (kind[1:] != kind[:-1]) | (digest[1:] != digest[:-1]))
    traits = np.empty(len(owner), dtype=_TRAIT)
    traits["kind"], traits["digest"] = kind, digest
    return owner[once[: len(owner)]], traits[once[: len(owner)]]
