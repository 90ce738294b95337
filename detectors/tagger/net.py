"""The network: seven words, how they are written and what stands between them → what the middle one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.tagger.words import Seen

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

REACH = 3
"""Words to either side that are seen."""

WINDOW = 2 * REACH + 1
NAMES = ("person_name", "provider_name", "family_member_name", "former_name")
OTHERS = (
    "record_id",
    "insurance_number",
    "document_number",
    "online_account",
    "secret",
    "profession",
    "organisation",
    "insurer",
    "nationality",
    "age",
    "event_date",
    "birth_date",
    "municipality",
    "street_address",
    "other",
)
CLASSES = ("none", *NAMES, *OTHERS)
FIRST_OTHER = 1 + len(NAMES)
_AT_ONCE = 16_384


@dataclass(frozen=True)
class Net:
    """The weights.

    Attributes:
        embedding: what each row of a word's features adds to its vector.
        words: per place in the window, vector → hidden layer.
        shapes: per place in the window, what each way of writing adds to the hidden layer.
        gaps: per place between the words of the window, what each kind of gap adds.
        hidden: bias of the first hidden layer.
        second: first hidden layer → second.
        second_bias: of the second.
        last: second hidden layer → classes.
        last_bias: of the classes.
    """

    embedding: Floats
    words: Floats
    shapes: Floats
    gaps: Floats
    hidden: Floats
    second: Floats
    second_bias: Floats
    last: Floats
    last_bias: Floats

    def vectors(self, seen: Seen) -> Floats:
        """The vector of each word, from what is seen of it."""
        return np.add.reduceat(self.embedding[seen.rows] * seen.weights[:, None], seen.starts)

    def probabilities(self, vectors: Floats, text: Padded, places: Places) -> Floats:
        """For each of these words of a text, how likely each class is.

        Args:
            vectors: of the distinct words.
            text: the words, how they are written, and what stands between them.
            places: which words are asked for.

        Returns:
            One row a place, one column a class of ``CLASSES``.
        """
        vectors = np.concatenate((vectors, np.zeros((1, vectors.shape[1]), vectors.dtype)))
        projected = [vectors @ matrix for matrix in self.words]
        windows = text.window[places]
        portions = [windows[first : first + _AT_ONCE] for first in range(0, len(places), _AT_ONCE)]
        return np.concatenate([self._classes(text, projected, portion) for portion in portions])

    def _classes(self, text: Padded, projected: list[Floats], windows: Places) -> Floats:
        hidden = np.broadcast_to(self.hidden, (len(windows), len(self.hidden))).copy()
        for step in range(WINDOW):
            hidden += projected[step][text.code[windows + step]]
            hidden += self.shapes[step][text.shapes[windows + step]]
        for step in range(WINDOW + 1):
            hidden += self.gaps[step][text.gaps[windows + step]]
        second = np.maximum(np.maximum(hidden, 0) @ self.second + self.second_bias, 0)
        scores = second @ self.last + self.last_bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class Padded:
    """The words of notes with empty ones between the notes, so that no window sees another note.

    Attributes:
        code: which distinct word each is; an empty one is the number behind the last.
        shapes: how each is written.
        gaps: what stands before each.
        window: for each word of the notes, where its window begins.
    """

    code: Places
    shapes: Places
    gaps: Places
    window: Places

    @staticmethod
    def of(code: Places, shapes: Places, gaps: Places, note: Places, none: int) -> Padded:
        """The words of notes apart.

        Args:
            code: for each word which distinct word it is.
            shapes: for each word how it is written.
            gaps: for each word what stands before it.
            note: for each word which note it stands in.
            none: the code of an empty word.
        """
        window = np.arange(len(code)) + (REACH + 1) * note
        size = int(window[-1]) + WINDOW + 1 if len(code) else WINDOW

        def spread(values: Places, empty: int) -> Places:
            wide = np.full(size, empty, np.int64)
            wide[window + REACH] = values
            return wide

        return Padded(spread(code, none), spread(shapes, 0), spread(gaps, 0), window)
