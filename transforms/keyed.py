"""Keyed digests of a whole column at once: the one primitive behind look-ups, pseudonyms, shifts and the gate.

AES-CMAC (RFC 4493, NIST SP 800-38B) is a pseudorandom function of messages of any length. Rows whose messages have the
same number of blocks are chained together: numpy XORs them, one AES-ECB call enciphers block position *i* of all of
them. So a column of a million values costs a few array operations, not a million Python calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

if TYPE_CHECKING:
    from collections.abc import Iterator

Bytes = npt.NDArray[np.uint8]
Integers = npt.NDArray[np.int64]
BLOCK = 16
ROWS_AT_ONCE = 1 << 15
"""Rows chained together: their blocks stay in the processor's cache."""

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = np.frombuffer("".join(a + b for a in _BASE32 for b in _BASE32).encode(), dtype="<u2")
_MASKS = np.tril(np.full((BLOCK + 1, BLOCK), 0xFF, dtype=np.uint8), k=-1)
"""Row *c* keeps the first *c* bytes of a block."""


def keyed_digests(key: bytes, values: pa.Array | pa.ChunkedArray, *, prefix: bytes = b"") -> Bytes:
    """The AES-CMAC of ``prefix ‖ value`` for every value, as uint8 (n, 16).

    Args:
        key: 16 or 32 bytes.
        values: strings (their UTF-8 bytes count) or binary; a null gives a row of zeros, which the caller masks.
        prefix: separates uses of one key, such as the kind of an identifier; end it with a byte that no kind contains.

    >>> keyed_digests(bytes(16), pa.array(["a", None]))[1].any()
    np.False_
    """
    return _digests(key, np.frombuffer(prefix, dtype=np.uint8)[None, :], values)


def keyed_pairs(key: bytes, secrets: Bytes, values: pa.Array | pa.ChunkedArray, *, prefix: bytes = b"") -> Bytes:
    """The AES-CMAC of ``secret ‖ prefix ‖ value`` for every row; ``secrets`` is uint8 (n, k)."""
    leads = np.empty((len(secrets), secrets.shape[1] + len(prefix)), dtype=np.uint8)
    leads[:, : secrets.shape[1]] = secrets
    leads[:, secrets.shape[1] :] = np.frombuffer(prefix, dtype=np.uint8)
    return _digests(key, leads, values)


def keyed_rows(key: bytes, rows: Bytes) -> Bytes:
    """The AES-CMAC of every row of a uint8 (n, k) matrix, as uint8 (n, 16)."""
    return _digests(key, np.ascontiguousarray(rows), pa.nulls(len(rows), pa.binary()).fill_null(b""))


def as_uint64(digests: Bytes) -> npt.NDArray[np.uint64]:
    """The first eight bytes of each digest as a number, for sorted look-ups."""
    return np.ascontiguousarray(digests[:, :8]).view("<u8").ravel().astype(np.uint64, copy=False)


def as_base32(digests: Bytes, prefix: str, bits: int = 80) -> pa.Array:
    """The first ``bits`` of each digest in lower-case base32 (alphabet of RFC 4648) behind a prefix.

    Args:
        digests: uint8 (n, 16).
        prefix: ASCII text in front of each.
        bits: a multiple of 40 up to 120; 40 bits make eight characters.

    >>> as_base32(np.zeros((1, 16), dtype=np.uint8), "s").to_pylist()
    ['saaaaaaaaaaaaaaaa']
    """
    width = len(prefix) + bits // 5
    text = np.empty((len(digests), width), dtype=np.uint8)
    text[:, : len(prefix)] = np.frombuffer(prefix.encode("ascii"), dtype=np.uint8)
    for group in range(bits // 40):
        start = len(prefix) + 8 * group
        text[:, start : start + 8] = _eight_characters(digests[:, 5 * group : 5 * group + 5])
    offsets = np.arange(len(digests) + 1, dtype=np.int32) * np.int32(width)
    return pa.StringArray.from_buffers(len(digests), pa.py_buffer(offsets), pa.py_buffer(text))


def _eight_characters(five: Bytes) -> Bytes:
    number = np.zeros(len(five), dtype=np.uint64)
    for column in range(5):
        number = (number << np.uint64(8)) | five[:, column]
    pairs = np.empty((len(five), 4), dtype="<u2")
    for column in range(4):
        pairs[:, column] = _PAIRS[(number >> np.uint64(30 - 10 * column)) & np.uint64(1023)]
    return pairs.view(np.uint8)


@dataclass(frozen=True)
class _Messages:
    """Rows of bytes: ``starts`` point into ``data``, which has a block of room before the first and after the last."""

    data: Bytes
    starts: Integers
    lengths: Integers

    def windows(self, first: int, rows: int, shift: int) -> Bytes:
        """16 bytes from ``shift`` bytes behind the start of each of some rows; what lies past a row's end is noise."""
        all_windows = np.ndarray(len(self.data) - BLOCK + 1, dtype="V16", buffer=self.data.data, strides=(1,))
        return all_windows[self.starts[first : first + rows] + shift].view(np.uint8).reshape(rows, BLOCK)


def _digests(key: bytes, leads: Bytes, values: pa.Array | pa.ChunkedArray) -> Bytes:
    chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
    digests = np.empty((len(values), BLOCK), dtype=np.uint8)
    cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 the block cipher inside CMAC, not a mode of its own
    finish = _finishers(cipher.encryptor())
    done = 0
    for array in chunks:
        for piece in _pieces(array):
            rows = slice(done, done + len(piece))
            lead = leads[rows] if len(leads) > 1 else leads
            digests[rows] = _chain(cipher.encryptor(), finish, lead, _messages(piece))
            digests[rows][piece.is_null().to_numpy(zero_copy_only=False)] = 0
            done = rows.stop
    return digests


def _pieces(array: pa.Array) -> Iterator[pa.Array]:
    for start in range(0, len(array), ROWS_AT_ONCE):
        yield array.slice(start, ROWS_AT_ONCE)


def _messages(array: pa.Array) -> _Messages:
    """The bytes of some rows, copied with room around them, so that no window reads outside the buffer."""
    if not (pa.types.is_large_binary(array.type) or pa.types.is_large_string(array.type)):
        array = array.cast(pa.binary()).cast(pa.large_binary())
    _, offset_buffer, data_buffer = array.buffers()
    offsets = np.frombuffer(offset_buffer, dtype=np.int64, count=array.offset + len(array) + 1)[array.offset :]
    first, last = int(offsets[0]), int(offsets[-1])
    data = np.zeros(last - first + 2 * BLOCK, dtype=np.uint8)
    if last > first:
        data[BLOCK : BLOCK + last - first] = np.frombuffer(data_buffer, dtype=np.uint8)[first:last]
    return _Messages(data, offsets[:-1] - first + BLOCK, np.diff(offsets))


def _chain(cipher: CipherContext, finish: Bytes, lead: Bytes, messages: _Messages) -> Bytes:
    """CBC-MAC over ``lead ‖ message``, longest rows first, so that the unfinished rows are always a prefix."""
    state, tail = _absorb(cipher, lead, len(messages.lengths))
    held = tail.shape[1]
    blocks = np.maximum((messages.lengths + held + BLOCK - 1) // BLOCK, 1)
    order = np.argsort(-blocks, kind="stable") if blocks.size and blocks.min() != blocks.max() else slice(None)
    messages = _Messages(messages.data, messages.starts[order], messages.lengths[order])
    sorted_blocks, state = blocks[order], state[order]
    tail = tail[order] if len(tail) > 1 else tail
    for position in range(int(sorted_blocks[0]) if len(sorted_blocks) else 0):
        active = int(np.searchsorted(-sorted_blocks, -position, side="left"))
        unfinished = int(np.searchsorted(-sorted_blocks, -(position + 1), side="left"))
        block = messages.windows(0, active, BLOCK * position - held)
        if position == 0:
            block[:, :held] = tail
        left = messages.lengths[unfinished:active] + held - BLOCK * position
        block[unfinished:] = (block[unfinished:] & _MASKS[left]) ^ finish[left]
        state[:active] = _encipher(cipher, state[:active] ^ block)
    digests = np.empty_like(state)
    digests[order] = state
    return digests


def _absorb(cipher: CipherContext, lead: Bytes, rows: int) -> tuple[Bytes, Bytes]:
    """The state after all of the lead but its last 1 to 16 bytes, and those: CMAC ends its last block differently."""
    whole = max(lead.shape[1] - 1, 0) // BLOCK
    state = np.zeros((len(lead), BLOCK), dtype=np.uint8)
    for position in range(whole):
        state = _encipher(cipher, state ^ lead[:, BLOCK * position : BLOCK * (position + 1)])
    return np.broadcast_to(state, (rows, BLOCK)).copy(), lead[:, BLOCK * whole :]


def _encipher(cipher: CipherContext, blocks: Bytes) -> Bytes:
    return np.frombuffer(cipher.update(blocks.data), dtype=np.uint8).reshape(blocks.shape)


def _finishers(cipher: CipherContext) -> Bytes:
    """(17, 16): what a last block of 0 to 16 bytes is XORed with, padding and subkey in one (RFC 4493, 2.4)."""
    first = _doubled(cipher.update(bytes(BLOCK)))
    second = _doubled(first)
    finish = np.tile(np.frombuffer(second, dtype=np.uint8), (BLOCK + 1, 1))
    finish[np.arange(BLOCK), np.arange(BLOCK)] ^= 0x80
    finish[BLOCK] = np.frombuffer(first, dtype=np.uint8)
    return finish


def _doubled(subkey: bytes) -> bytes:
    """Twice the value in the field of RFC 4493, 2.3."""
    number = int.from_bytes(subkey, "big") << 1
    if number >> 128:
        number ^= (1 << 128) | 0x87
    return number.to_bytes(BLOCK, "big")
