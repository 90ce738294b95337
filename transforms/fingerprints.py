"""Keyed fingerprints of the runs of tokens in a whole column, so that one identifier is found however it is written.

A token is a run of letters or a run of digits; everything between tokens, case and accents do not count. The tokens of
``+32 475/12.34.56`` and of ``+32475123456`` differ, their *join* ``32475123456`` does not: so what is compared are
joins of 1 to ``MAX_TOKENS`` neighbours in one cell.

A fingerprint is a polynomial in a secret point over secret random numbers, one per byte, modulo 2**64. The fingerprint
of a join follows from those of its tokens by one multiplication and one addition, hence no joined text is ever built.
Two different texts collide with a probability below 2**-56, whatever they are, for who does not know the key. Since a
polynomial could be solved for its point, fingerprints are enciphered (``sealed``) before they are kept or compared:
universal hash, then block cipher, as in a Carter-Wegman authentication code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:
    from collections.abc import Iterator

Numbers = npt.NDArray[np.uint64]
Integers = npt.NDArray[np.int64]

MAX_TOKENS = 8
"""The longest join: a French IBAN in groups of four; of anything longer the first tokens stand for the whole."""
MAX_LENGTH = 48
"""Bytes of the longest join; a longer token counts by its first bytes."""
SHORT = 6
"""Joins of fewer bytes also count their tokens, so that the name ``An Na`` is not seen in every ``Anna``."""

_LETTER, _DIGIT = 1, 2
_KIND = np.zeros(256, dtype=np.uint8)
_KIND[[*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), *range(0x80, 0x100)]] = _LETTER
_KIND[ord("0") : ord("9") + 1] = _DIGIT
_LOWER = np.arange(256)
_LOWER[ord("A") : ord("Z") + 1] += ord("a") - ord("A")

_UNDECOMPOSED = (
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ø", "o"),
    ("đ", "d"),
    ("ð", "d"),
    ("ł", "l"),
    ("ı", "i"),
    ("þ", "th"),
)


@dataclass(frozen=True)
class Tokens:
    """The tokens of some cells, in order; one entry per token.

    Attributes:
        cells: index of the cell the token stands in.
        values: fingerprint of the token.
        lengths: its bytes, at most ``MAX_LENGTH``.
    """

    cells: Integers
    values: Numbers
    lengths: Integers


@dataclass(frozen=True)
class Joins:
    """Runs of ``size`` neighbouring tokens; one entry per run.

    Attributes:
        first: index of the run's first token.
        values: fingerprint of the tokens, written without anything in between.
        lengths: bytes of all tokens together.
    """

    size: int
    first: Integers
    values: Numbers
    lengths: Integers


class Fingerprints:
    """The fingerprints under one key.

    Args:
        key: 16 or 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 one block each, as a random permutation
        stream = self._enciphered(np.arange(1, 258, dtype=np.uint64), lane=1)
        self._letters = stream[:256]
        # A point of the form 8n + 5 keeps differences of its powers as odd as they can be.
        point = stream[256] & ~np.uint64(7) | np.uint64(5)
        self._powers = np.cumprod(np.concatenate(([np.uint64(1)], np.full(MAX_LENGTH, point))))

    def sealed(self, values: Numbers) -> Numbers:
        """Fingerprints as they may be kept: enciphered, so that nothing can be computed from them without the key."""
        return self._enciphered(values, lane=0)

    def tokens(self, folded: pa.Array) -> Tokens:
        """The tokens of folded cells (see ``fold``)."""
        data, offsets = _bytes_of(folded)
        starts, ends = _runs(data, offsets)
        lengths = np.minimum(ends - starts, MAX_LENGTH)
        cells = np.repeat(np.arange(len(folded)), np.diff(np.searchsorted(starts, offsets)))
        return Tokens(cells, self._values(data, starts, lengths), lengths)

    def joins(self, tokens: Tokens) -> Iterator[Joins]:
        """The runs of 1, 2, … ``MAX_TOKENS`` tokens of one cell that stay within ``MAX_LENGTH``."""
        first, values, lengths = np.arange(len(tokens.cells)), tokens.values, tokens.lengths
        for size in range(1, MAX_TOKENS + 1):
            if size > 1:
                last = first + (size - 1)
                held = last < len(tokens.cells)
                held[held] = tokens.cells[last[held]] == tokens.cells[first[held]]
                held[held] = lengths[held] + tokens.lengths[last[held]] <= MAX_LENGTH
                first, last = first[held], last[held]
                values = values[held] * self._powers[tokens.lengths[last]] + tokens.values[last]
                lengths = lengths[held] + tokens.lengths[last]
            counted = np.where(lengths < SHORT, self._letters[size], np.uint64(0))
            yield Joins(size, first, values + counted, lengths)

    def _values(self, data: npt.NDArray[np.uint8], starts: Integers, lengths: Integers) -> Numbers:
        values = np.zeros(len(starts), dtype=np.uint64)
        unfinished = np.arange(len(starts))
        for position in range(int(lengths.max(initial=0))):
            unfinished = unfinished[lengths[unfinished] > position]
            byte = self._letters[data[starts[unfinished] + position]]
            values[unfinished] = values[unfinished] * self._powers[1] + byte
        return values

    def _enciphered(self, values: Numbers, lane: int) -> Numbers:
        blocks = np.empty((len(values), 2), dtype="<u8")
        blocks[:, 0], blocks[:, 1] = values, lane
        sealed = self._cipher.encryptor().update(blocks.tobytes()) if len(values) else b""
        return np.frombuffer(sealed, dtype="<u8")[::2].astype(np.uint64)


def fold(values: pa.Array) -> pa.Array:
    r"""The values with plain letters: no accents, no invisible characters, no typographic signs.

    ASCII passes as it is; its case is ignored later, byte by byte.

    >>> fold(pa.array(["Zoë D’Hondt", "STRAßE", "Pee\u00adters"])).to_pylist()
    ['zoe d hondt', 'strasse', 'peeters']
    """
    ascii_only = pc.string_is_ascii(values)
    if pc.all(ascii_only).as_py() is not False:
        return values
    return pc.replace_with_mask(values, pc.invert(ascii_only), _plain(values.filter(pc.invert(ascii_only))))


def _plain(values: pa.Array) -> pa.Array:
    lowered = pc.utf8_lower(pc.utf8_normalize(values, form="NFKD"))
    bare = pc.replace_substring_regex(lowered, r"[\pM\p{Cf}]+", "")
    for letter, written in _UNDECOMPOSED:
        bare = pc.replace_substring(bare, letter, written)
    return pc.replace_substring_regex(bare, r"[^\pL\p{Nd}]+", " ")


def _bytes_of(folded: pa.Array) -> tuple[npt.NDArray[np.uint8], Integers]:
    """The lower-case bytes of all cells and the offset at which each cell starts (and the last one ends)."""
    cells = folded.cast(pa.large_string()).fill_null("")
    _, offset_buffer, data_buffer = cells.buffers()
    offsets = np.frombuffer(offset_buffer, dtype=np.int64, count=cells.offset + len(cells) + 1)[cells.offset :]
    first, last = (int(offsets[0]), int(offsets[-1])) if len(cells) else (0, 0)
    data = np.frombuffer(data_buffer or b"", dtype=np.uint8)[first:last]
    return _LOWER.astype(np.uint8)[data], offsets - first


def _runs(data: npt.NDArray[np.uint8], offsets: Integers) -> tuple[Integers, Integers]:
    """Where the runs of letters and of digits start and end; a run ends with its cell."""
    kinds = _KIND[data]
    edge = np.ones(len(data) + 1, dtype=bool)
    edge[1:-1] = kinds[1:] != kinds[:-1]
    edge[offsets] = True
    starts = np.flatnonzero(edge[:-1] & (kinds > 0))
    ends = np.flatnonzero(edge[1:] & (kinds > 0)) + 1
    return starts, ends
