"""The network: words, how they are written and what stands between them → what each word is.

Two layers of windows: the first sees a word with three neighbours to either side; the second sees what the first made
of these neighbours, of the first word of the line, of all mentions of the same word in the note, and of the whole note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.sums import weighed_sums

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.tagger.padded import Groups, Padded
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
    "provider_number",
    "national_number",
    "foreign_id",
    "licence_plate",
    "online_account",
    "secret",
    "cookie_id",
    "file_name",
    "url",
    "email",
    "phone",
    "iban",
    "payment_card",
    "ip_address",
    "mac_address",
    "street_address",
    "postal_code",
    "municipality",
    "country",
    "nationality",
    "birth_date",
    "event_date",
    "age",
    "profession",
    "organisation",
    "insurer",
)
CLASSES = ("none", *NAMES, *OTHERS)
FIRST_OTHER = 1 + len(NAMES)
_AT_ONCE = 256 * WINDOW


@dataclass(frozen=True)
class Net:
    """The weights.

    Attributes:
        embedding: what each row of a word's features adds to its vector.
        shapes: what each way of writing adds.
        gaps: what each kind of gap before a word adds.
        near: vectors of a window → first hidden layer.
        near_bias: of the first hidden layer.
        far: first hidden layer of a window → second hidden layer.
        line: the same of the first word of the line.
        mentions: the same of all mentions of the word in the note.
        note: the same of all words of the note.
        far_bias: of the second hidden layer.
        last: second hidden layer → classes.
        last_bias: of the classes.
    """

    embedding: Floats
    shapes: Floats
    gaps: Floats
    near: Floats
    near_bias: Floats
    far: Floats
    line: Floats
    mentions: Floats
    note: Floats
    far_bias: Floats
    last: Floats
    last_bias: Floats

    def vectors(self, seen: Seen) -> Floats:
        """The vector of each word, from what is seen of it."""
        return weighed_sums(self.embedding, seen.rows, seen.weights, seen.starts)

    def placed(self, vectors: Floats, text: Padded) -> Floats:
        """The vector of each place of the text, with how its word is written; nothing between the notes."""
        vectors = np.concatenate((vectors, np.zeros((1, vectors.shape[1]), vectors.dtype)))
        return np.asarray((vectors[text.code] + self.shapes[text.shapes] + self.gaps[text.gaps]) * text.is_word)

    def near_of(self, placed: Floats, text: Padded) -> Floats:
        """The first hidden layer of each place."""
        hidden = np.zeros((len(placed), len(self.near_bias)), np.float32)
        over_windows(placed, self.near, self.near_bias, out=hidden[REACH:-REACH])
        np.maximum(hidden, 0, out=hidden)
        hidden[text.is_word[:, 0] == 0] = 0
        return hidden

    def far_of(self, near: Floats, text: Padded) -> Floats:
        """The second hidden layer of each word."""
        wide = np.empty((len(near) - WINDOW + 1, len(self.far_bias)), np.float32)
        hidden = over_windows(near, self.far, self.far_bias, out=wide)[text.window]
        own = near[text.places]
        hidden += self._of_mentions(own, text.mentions)
        hidden += (text.notes.means(own) @ self.note)[text.notes.of]
        hidden += (own[text.lines.first] @ self.line)[text.lines.of]
        return np.maximum(hidden, 0, out=hidden)

    def _of_mentions(self, own: Floats, mentions: Groups) -> Floats:
        """What the mentions of each word add; most words are the only mention."""
        added = own @ self.mentions
        several, groups = mentions.several
        added[several] = (groups.means(own[several]) @ self.mentions)[groups.of]
        return added

    def probabilities(self, seen: Seen, text: Padded) -> Floats:
        """How likely each word of a text is of each class.

        Args:
            seen: what is seen of the distinct words.
            text: the words, how they are written, and what stands between them.

        Returns:
            One row a word, one column a class of ``CLASSES``.
        """
        vectors = self.vectors(seen)
        return np.concatenate([self._likely_in(vectors, part) for part in text.parts()])

    def _likely_in(self, vectors: Floats, text: Padded) -> Floats:
        near = self.near_of(self.placed(vectors, text), text)
        return self.likely_of(self.far_of(near, text))

    def likely_of(self, far: Floats) -> Floats:
        """The classes, from the second hidden layer."""
        scores = far @ self.last
        scores += self.last_bias
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return np.asarray(scores)


def windows_of(values: Floats) -> Floats:
    """All values of each window side by side, without a copy.

    >>> windows_of(np.arange(9, dtype=np.float32).reshape(9, 1)).shape
    (3, 7)
    """
    wide = values.shape[1]
    return np.lib.stride_tricks.sliding_window_view(np.ascontiguousarray(values).ravel(), WINDOW * wide)[::wide]


def over_windows(values: Floats, weights: Floats, bias: Floats, out: Floats) -> Floats:
    """The values of each window, weighed place by place.

    Every seventh window lies right behind the one before, so that these are the rows of a matrix without being copied;
    as many at a time as stay in the cache.
    """
    flat = weights.reshape(-1, weights.shape[-1])
    for begin in range(0, len(out), _AT_ONCE):
        end = min(begin + _AT_ONCE, len(out))
        for first in range(begin, min(begin + WINDOW, end)):
            count = -(-(end - first) // WINDOW)
            rows = values[first : first + WINDOW * count].reshape(count, -1)
            np.matmul(rows, flat, out=out[first:end:WINDOW])
        out[begin:end] += bias
    return out
