"""The bytes of a whole column of texts, for arithmetic on all of them at once where a regex would read cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

_ZERO, _DIGITS = ord("0"), 10


@dataclass(frozen=True)
class TextBytes:
    """The UTF-8 bytes of all texts, one behind the other.

    Attributes:
        bytes: uint8.
        offsets: int64, one more than there are texts; text ``i`` lies between offset ``i`` and ``i + 1``, from 0 on.
    """

    bytes: np.ndarray
    offsets: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        """int64, bytes in each text."""
        return np.diff(self.offsets)

    def counts(self, chosen: np.ndarray) -> np.ndarray:
        """int64, how many of the chosen bytes (bool, one per byte) each text has."""
        until = np.zeros(len(chosen) + 1, np.int64)
        np.cumsum(chosen, out=until[1:])
        return np.diff(until[self.offsets])

    def are_digits(self) -> np.ndarray:
        """bool, which bytes are ASCII digits."""
        return np.asarray((self.bytes - np.uint8(_ZERO)) < _DIGITS)


def text_bytes(texts: pa.Array) -> TextBytes:
    """The bytes of a string array; a null is as long as an empty text.

    >>> text_bytes(pa.array(["ab", "c"])).offsets.tolist()
    [0, 2, 3]
    """
    _, positions, data = texts.buffers()
    kind = np.int64 if pa.types.is_large_string(texts.type) or pa.types.is_large_binary(texts.type) else np.int32
    if positions is None or not len(texts):
        return TextBytes(np.zeros(0, np.uint8), np.zeros(len(texts) + 1, np.int64))
    offsets = np.frombuffer(positions, kind)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    letters = np.zeros(0, np.uint8) if data is None else np.frombuffer(data, np.uint8)
    return TextBytes(letters[offsets[0] : offsets[-1]], offsets - offsets[0])


def digit_counts(texts: pa.Array) -> np.ndarray:
    """int64, the number of ASCII digits in each text.

    >>> digit_counts(pa.array(["12/03", "x", ""])).tolist()
    [4, 0, 0]
    """
    raw = text_bytes(texts)
    return raw.counts(raw.are_digits())


def numbers_of(texts: pa.Array, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Which texts have exactly so many digits (bool), and the number that these make (int64; 0 for the others).

    Args:
        texts: strings; whatever stands between the digits does not count.
        length: at most 18, which is what an int64 holds.

    >>> numbers_of(pa.array(["12-34", "123"]), 4)[1].tolist()
    [1234, 0]
    """
    raw = text_bytes(texts)
    are_digits = raw.are_digits()
    fits = raw.counts(are_digits) == length
    digits = raw.bytes[are_digits & np.repeat(fits, raw.lengths)].reshape(-1, length)
    numbers = np.zeros(len(texts), np.int64)
    numbers[fits] = (digits.astype(np.int64) - _ZERO) @ (10 ** np.arange(length - 1, -1, -1, dtype=np.int64))
    return fits, numbers
