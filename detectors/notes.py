"""Many notes as one text, so that every layer walks over all of them in one pass.

Between two notes stand a line break, two separators and a line break. In the bytes that the patterns read, a separator
is 0xFF, which occurs in no UTF-8 and which no pattern matches, not even a negated class: no match crosses it. Offsets
count characters of the joined text unless they are said to be bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from detectors.folding import fold_codes
from detectors.words import kinds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

SEPARATOR = "\x00"
_BETWEEN = f"\n{SEPARATOR}{SEPARATOR}\n"
_NEVER_UTF_8 = b"\xff"
_CONTINUATION, _LEADING_BITS = 0x80, 0xC0


@dataclass(frozen=True)
class Notes:
    """Notes joined.

    Attributes:
        text: all of them, with what stands between, before and behind.
        starts: where each note begins.
    """

    text: str
    starts: npt.NDArray[np.int64]

    @cached_property
    def codes(self) -> npt.NDArray[np.uint32]:
        """The code points of the text."""
        return np.frombuffer(self.text.encode("utf-32-le"), np.uint32)

    @cached_property
    def kinds(self) -> npt.NDArray[np.uint8]:
        """Whether each character is a letter, a digit, a capital (``detectors.words``)."""
        return kinds_of(self.codes)

    @cached_property
    def folded(self) -> str:
        """The text without case and accents, as long as it is."""
        return self.text.lower() if self.text.isascii() else fold_codes(self.codes).tobytes().decode("utf-32-le")

    @cached_property
    def encoded(self) -> bytes:
        """UTF-8 for the patterns."""
        return self.text.encode().replace(SEPARATOR.encode(), _NEVER_UTF_8)

    @cached_property
    def place(self) -> Callable[[int], int]:
        """Byte offset → character offset."""
        if self.text.isascii():
            return int
        return self._characters_before.data.__getitem__

    @cached_property
    def _characters_before(self) -> npt.NDArray[np.int64]:
        begins = (np.frombuffer(self.encoded, np.uint8) & _LEADING_BITS) != _CONTINUATION
        return np.concatenate(([0], np.cumsum(begins)))

    def byte_of(self, characters: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Character offsets → byte offsets."""
        if self.text.isascii():
            return characters
        return self._bytes_before[characters]

    @cached_property
    def _bytes_before(self) -> npt.NDArray[np.int64]:
        begins = np.flatnonzero((np.frombuffer(self.encoded, np.uint8) & _LEADING_BITS) != _CONTINUATION)
        return np.append(begins, len(self.encoded))

    @property
    def ends(self) -> npt.NDArray[np.int64]:
        """The character behind each note."""
        return np.append(self.starts[1:] - len(_BETWEEN), len(self.text) - 1)

    def note_of(self, offsets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Which note each offset lies in."""
        return np.asarray(np.searchsorted(self.starts, offsets, side="right") - 1)


def join(texts: Sequence[str]) -> Notes:
    r"""The notes joined; half of a broken character pair counts as a question mark, the separator as a space.

    >>> notes = join(["één", "twee"])
    >>> notes.text, notes.starts.tolist()
    ('\néén\n\x00\x00\ntwee\n', [1, 8])
    """
    plain = [_plain(text) for text in texts]
    lengths = (len(text) + len(_BETWEEN) for text in plain[:-1])
    return Notes(f"\n{_BETWEEN.join(plain)}\n", np.array(list(accumulate(lengths, initial=1)), np.int64))


def _plain(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode(errors="replace").decode()
    return text.replace(SEPARATOR, " ")
