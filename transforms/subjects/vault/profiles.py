"""What the vault keeps of subjects besides look-ups: traits and names, packed for one part of the subjects at a time.

The names are those that a person ever had, so that a former name is still removed from a note when no export holds it
any longer. A subject counts by its *place*, its id less one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.subjects.evidence import Trait

if TYPE_CHECKING:
    from collections.abc import Mapping

Places = npt.NDArray[np.signedinteger[Any]]
Keys = npt.NDArray[np.uint64]
Facts = dict[Trait, tuple[Places, Keys]]
"""Per kind of trait whose it is, and its digest."""

_HEADER = np.dtype([("trait", "<u4"), ("count", "<u4")])
_OFFSET, _LENGTH, _KEY = np.dtype("<u2"), np.dtype("<u4"), np.dtype("<u8")


@dataclass(frozen=True)
class Names:
    """Names in clear, one per element.

    Attributes:
        owners: int32 places or indices of subjects.
        values: strings.
    """

    owners: npt.NDArray[np.int32]
    values: pa.Array = field(repr=False)

    def __len__(self) -> int:
        return len(self.owners)

    def of(self, owners: npt.NDArray[np.int32]) -> Names:
        """The same names of other owners, without those of nobody (-1)."""
        there = owners >= 0
        return Names(owners[there], self.values.filter(pa.array(there)))

    def ascending(self) -> Names:
        """By owner, otherwise in their order."""
        order = np.argsort(self.owners, kind="stable")
        return Names(self.owners[order], self.values.take(pa.array(order)))


def all_names(parts: list[Names]) -> Names:
    """Those of several."""
    owners = np.concatenate([np.empty(0, np.int32), *(part.owners for part in parts)])
    return Names(owners, pa.concat_arrays([pa.array([], pa.string()), *(part.values for part in parts)]))


def pack_traits(first: int, last: int, facts: Mapping[Trait, tuple[Places, Keys]]) -> bytes:
    """The traits of the places from ``first`` to before ``last``; equal content gives equal bytes.

    Layout: per kind its number and count, then an offset per trait, then a digest per trait.

    Args:
        first: place.
        last: place.
        facts: ascending by place.
    """
    packed = []
    for trait, (places, keys) in sorted(facts.items()):
        start, end = np.searchsorted(places, [first, last])
        header = np.array([(trait, end - start)], dtype=_HEADER)
        offsets = (places[start:end] - first).astype(_OFFSET)
        packed += [header.tobytes(), offsets.tobytes(), keys[start:end].astype(_KEY).tobytes()]
    return b"".join(packed)


def unpack_traits(packed: bytes, first: int) -> Facts:
    """What ``pack_traits`` packed."""
    facts: Facts = {}
    at = 0
    while at < len(packed):
        trait, count = np.frombuffer(packed, _HEADER, 1, at)[0].tolist()
        at += _HEADER.itemsize
        places = np.frombuffer(packed, _OFFSET, count, at).astype(np.int32) + np.int32(first)
        at += _OFFSET.itemsize * count
        facts[Trait(trait)] = places, np.frombuffer(packed, _KEY, count, at).astype(np.uint64)
        at += _KEY.itemsize * count
    return facts


def pack_names(first: int, last: int, names: Names) -> bytes:
    """The names of the places from ``first`` to before ``last``: count, offsets, lengths in bytes, UTF-8.

    >>> unpack_names(pack_names(4, 9, Names(np.array([5], np.int32), pa.array(["Lou"]))), 4).values.to_pylist()
    ['Lou']
    """
    start, end = np.searchsorted(names.owners, [first, last])
    values = names.values.slice(start, end - start).cast(pa.binary())
    lengths = pc.binary_length(values).to_numpy().astype(_LENGTH)
    offsets = (names.owners[start:end] - first).astype(_OFFSET)
    count = np.array([end - start], dtype=_LENGTH)
    return b"".join((count.tobytes(), offsets.tobytes(), lengths.tobytes(), b"".join(values.to_pylist())))


def unpack_names(packed: bytes, first: int) -> Names:
    """What ``pack_names`` packed."""
    count = int(np.frombuffer(packed, _LENGTH, 1)[0])
    at = _LENGTH.itemsize
    owners = np.frombuffer(packed, _OFFSET, count, at).astype(np.int32) + np.int32(first)
    at += _OFFSET.itemsize * count
    lengths = np.frombuffer(packed, _LENGTH, count, at)
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    text = packed[at + _LENGTH.itemsize * count :]
    return Names(owners, pa.StringArray.from_buffers(count, pa.py_buffer(bounds), pa.py_buffer(text)))
