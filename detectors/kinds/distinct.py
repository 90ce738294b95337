"""How many different values a column has, in a fixed 16 KiB that can be added up, and that gives no value away.

A HyperLogLog sketch (Flajolet and others, 2007): every value is hashed, and each of 16,384 registers keeps the
longest run of zero bits it saw. Small numbers are counted from the empty registers, to within one or two; large ones
within 2 %.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detectors.kinds.text_bytes import TextBytes, text_bytes

if TYPE_CHECKING:
    import pyarrow as pa

_BITS = 14
_REGISTERS = 1 << _BITS
_HASHED_BYTES = 64
"""Of a longer text as many bytes are hashed, spread over it: two notes may differ elsewhere."""


def empty_sketch() -> np.ndarray:
    """The sketch of no values."""
    return np.zeros(_REGISTERS, np.uint8)


def sketch(values: pa.Array) -> np.ndarray:
    """Registers (uint8) for the values of a string array without nulls."""
    hashes = _hashes(values)
    registers = empty_sketch()
    rest = hashes << np.uint64(_BITS)
    run = np.where(rest == 0, 64 - _BITS, 63 - np.floor(np.log2(np.maximum(rest, 1).astype(np.float64)))) + 1
    np.maximum.at(registers, (hashes >> np.uint64(64 - _BITS)).astype(np.int64), np.clip(run, 1, 51).astype(np.uint8))
    return registers


def estimate(registers: np.ndarray) -> int:
    """How many different values went into a sketch.

    >>> import pyarrow as pa
    >>> estimate(sketch(pa.array(["a", "b", "a"])))
    2
    """
    empty = int((registers == 0).sum())
    if empty > _REGISTERS // 20:
        return round(_REGISTERS * float(np.log(_REGISTERS / empty)))
    harmonic = float(np.sum(2.0 ** -registers.astype(np.float64)))
    return round(0.7213 / (1 + 1.079 / _REGISTERS) * _REGISTERS**2 / harmonic)


@cache
def _weights() -> np.ndarray:
    """One odd multiplier for each byte position."""
    position = np.arange(1, _HASHED_BYTES + 1, dtype=np.uint64)
    return _mix(position * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)


def _hashes(values: pa.Array) -> np.ndarray:
    """64 well-mixed bits for every value."""
    raw = text_bytes(values)
    sums = raw.lengths.astype(np.uint64) * np.uint64(0xD6E8FEB86659FD93)
    if raw.lengths.max(initial=0) <= _HASHED_BYTES:
        return _mix(sums + _weighed_at_once(raw))
    return _mix(sums + _weighed_by_place(raw))


def _weighed_at_once(raw: TextBytes) -> np.ndarray:
    """The weighed sum of all bytes of every text; sums wrap around, so that differences of running sums are exact."""
    places = np.arange(len(raw.bytes)) - np.repeat(raw.offsets[:-1], raw.lengths)
    until = np.zeros(len(raw.bytes) + 1, np.uint64)
    np.cumsum((raw.bytes.astype(np.uint64) + np.uint64(1)) * _weights()[places], out=until[1:])
    return np.diff(until[raw.offsets])


def _weighed_by_place(raw: TextBytes) -> np.ndarray:
    """The same where some texts are long: of these, bytes spread over the whole text."""
    starts, lengths = raw.offsets[:-1], raw.lengths
    sums = np.zeros(len(lengths), np.uint64)
    for place in range(_HASHED_BYTES):
        has = np.flatnonzero(lengths > place)
        spread = np.maximum(lengths[has], _HASHED_BYTES) * place // _HASHED_BYTES
        sums[has] += (raw.bytes[starts[has] + spread].astype(np.uint64) + np.uint64(1)) * _weights()[place]
    return sums


def _mix(bits: np.ndarray) -> np.ndarray:
    """SplitMix64's finish (Steele, Lea and Flood, 2014): every input bit moves every output bit."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(bits ^ (bits >> np.uint64(31)))
