"""The words of many notes as arrays: where each stands, and which of the distinct folded words it is.

A word is a run of letters and digits; ``d'Hondt`` is two, ``Anne-Sophie`` too. Looking a word up in a list is then a
look-up of the distinct words, a small part of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from detectors.notes import Notes

    Flags = npt.NDArray[np.bool_]

_Answer = TypeVar("_Answer")
_TABLE_SIZE = 0x3000  # letters beyond (Chinese, Japanese, ...) are written without spaces: one word each
LETTER, DIGIT, CAPITAL = 1, 2, 4


@dataclass(frozen=True)
class Words:
    """The words in the order of the text.

    Attributes:
        start: first character of each.
        end: character behind each.
        code: its place in ``vocabulary``.
        vocabulary: the distinct words, folded.
    """

    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    code: npt.NDArray[np.int64]
    vocabulary: list[str]

    @cached_property
    def code_of(self) -> dict[str, int]:
        """Word → its place in the vocabulary."""
        return {word: code for code, word in enumerate(self.vocabulary)}

    def is_capitalised(self, notes: Notes) -> Flags:
        """For each word of the text, whether it begins with a capital."""
        return self.once(notes, lambda: (notes.kinds[self.start] & CAPITAL) != 0)

    def values(self, of: Callable[[str], int]) -> npt.NDArray[np.int64]:
        """For each word of the text, what is told of it; asked once for each distinct word."""
        return self.once(of, lambda: np.fromiter(map(of, self.vocabulary), np.int64, len(self.vocabulary))[self.code])

    def among(self, wanted: AbstractSet[str]) -> Flags:
        """For each word of the text, whether it is in the set."""
        flags = map(wanted.__contains__, self.vocabulary)
        return self.once(wanted, lambda: np.fromiter(flags, np.bool_, len(self.vocabulary))[self.code])

    def told(self, by: Callable[[list[str]], dict[str, Flags]]) -> dict[str, Flags]:
        """What is told of the distinct words, worked out once, whoever asks."""
        return self.once(by, lambda: by(self.vocabulary))

    def once(self, asked: object, answer: Callable[[], _Answer]) -> _Answer:
        """The answer to a question about these words, which stays the same; layers ask many of them more than once.

        Args:
            asked: the question; what is the same object asks the same.
            answer: works it out.
        """
        if id(asked) not in self._answers:
            self._answers[id(asked)] = (asked, answer())  # the question is kept, so that no other has its id
        return cast("_Answer", self._answers[id(asked)][1])

    @cached_property
    def _answers(self) -> dict[int, tuple[object, object]]:
        return {}


def words_of(notes: Notes) -> Words:
    """The words of the notes.

    >>> from detectors.notes import join
    >>> words = words_of(join(["Sofie, sofie!"]))
    >>> words.start.tolist(), words.end.tolist(), words.code.tolist(), words.vocabulary
    ([1, 8], [6, 13], [0, 0], ['sofie'])
    """
    inside = (notes.kinds & (LETTER | DIGIT)) != 0
    bounds = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    encoded = _pieces(notes.folded, bounds).dictionary_encode()
    code = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return Words(bounds[::2], bounds[1::2], code, encoded.dictionary.to_pylist())


def kinds_of(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Per code point the sum of: letter (1), digit (2), capital (4)."""
    return np.asarray(_kinds()[np.minimum(codes, _TABLE_SIZE)])


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    signs = [chr(code) for code in range(_TABLE_SIZE)] + ["漢"]
    kinds = ((LETTER * sign.isalpha()) | (DIGIT * sign.isdigit()) | (CAPITAL * sign.isupper()) for sign in signs)
    return np.fromiter(kinds, np.uint8, len(signs))


def _pieces(text: str, bounds: npt.NDArray[np.int64]) -> pa.Array:
    """The pieces of the text between the first and the second bound, the third and the fourth, and so on."""
    encoded = text.encode()
    places = bounds if text.isascii() else _byte_places(encoded)[bounds]
    offsets = np.append(places, places[-1:]).astype(np.int32)
    pieces = pa.StringArray.from_buffers(len(bounds), pa.py_buffer(offsets), pa.py_buffer(encoded))
    return pieces.take(pa.array(np.arange(0, len(bounds), 2)))


def _byte_places(encoded: bytes) -> npt.NDArray[np.int64]:
    """Character offset → byte offset, the end of the text included."""
    begins = np.flatnonzero((np.frombuffer(encoded, np.uint8) & 0xC0) != 0x80)  # noqa: PLR2004 continuation bytes
    return np.append(begins, len(encoded))
