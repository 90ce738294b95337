"""The network: seven words, how they are written and what stands between them → what the middle one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.names.tagger.words import Seen

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

    def probabilities(self, vectors: Floats, code: Places, shapes: Places, gaps: Places, places: Places) -> Floats:
        """For each of these places of a text, how likely each class is.

        Args:
            vectors: of the distinct words.
            code: for each word of the text, which distinct word it is.
            shapes: for each word, how it is written.
            gaps: for each word what stands before it, and what stands behind the last.
            places: which words are asked for.

        Returns:
            One row a place, one column a class of ``CLASSES``.
        """
        padded = Padded.of(code, shapes, gaps, len(vectors))
        vectors = np.concatenate((vectors, np.zeros((1, vectors.shape[1]), vectors.dtype)))
        projected = [vectors @ matrix for matrix in self.words]
        portions = [places[first : first + _AT_ONCE] for first in range(0, len(places), _AT_ONCE)]
        return np.concatenate([self._classes(padded, projected, portion) for portion in portions])

    def _classes(self, padded: Padded, projected: list[Floats], places: Places) -> Floats:
        hidden = np.broadcast_to(self.hidden, (len(places), len(self.hidden))).copy()
        for step in range(WINDOW):
            hidden += projected[step][padded.code[places + step]]
            hidden += self.shapes[step][padded.shapes[places + step]]
        for step in range(WINDOW + 1):
            hidden += self.gaps[step][padded.gaps[places + step]]
        second = np.maximum(np.maximum(hidden, 0) @ self.second + self.second_bias, 0)
        scores = second @ self.last + self.last_bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class Padded:
    """The words of a text with room for the window at both ends, so that it never runs out of it."""

    code: Places
    shapes: Places
    gaps: Places

    @staticmethod
    def of(code: Places, shapes: Places, gaps: Places, none: int) -> Padded:
        """The text with empty words around it; ``none`` is the code of an empty word."""
        return Padded(np.pad(code, REACH, constant_values=none), np.pad(shapes, REACH), np.pad(gaps, REACH))
