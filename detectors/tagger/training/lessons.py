"""Frames → batches of examples: filled anew for each pass, with the class of each word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from detectors.notes import join
from detectors.tagger.net import CLASSES
from detectors.tagger.padded import Padded
from detectors.tagger.training.filling import Filled, Filler
from detectors.tagger.training.fitting import NO_NAME, Examples
from detectors.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from detectors.tagger.training.frames import Frame
    from detectors.tagger.words import Lexicon

CLASS_OF = {
    "p": "person_name",
    "c": "provider_name",
    "f": "family_member_name",
    "o": "former_name",
    "rec": "record_id",
    "ins": "insurance_number",
    "doc": "document_number",
    "pn": "provider_number",
    "nn": "national_number",
    "fid": "foreign_id",
    "plate": "licence_plate",
    "acc": "online_account",
    "key": "secret",
    "ck": "cookie_id",
    "file": "file_name",
    "url": "url",
    "mail": "email",
    "tel": "phone",
    "iban": "iban",
    "card": "payment_card",
    "ip": "ip_address",
    "mac": "mac_address",
    "adr": "street_address",
    "zip": "postal_code",
    "m": "municipality",
    "co": "country",
    "nat": "nationality",
    "b": "birth_date",
    "d": "event_date",
    "a": "age",
    "job": "profession",
    "org": "organisation",
    "oa": "insurer",
}
_BATCH = 8_000
"""Characters of the texts of one step; what larger ones teach carries over less to other writers' texts."""

_HIDDEN = 10
_HIDDEN_OF = 3
_FREQUENT = 2
_USUAL = 12


@dataclass(frozen=True)
class Lessons:
    """What is learnt from.

    Attributes:
        frames: all that are learnt from.
        lexicon: the lists that the network sees.
        lists: names and words to fill the frames with.
    """

    frames: Sequence[Frame]
    lexicon: Lexicon
    lists: Mapping[str, Sequence[str]]

    def filler(self, draws: Random) -> Filler:
        """What fills frames at random."""
        usual = {word for word, count in counts_of(self.frames).items() if count >= _USUAL}
        return Filler(draws, self.lists, usual, self.frames)

    def drawn(self, filler: Filler, draws: Random) -> Iterator[Examples]:
        """The examples of one pass, batch by batch."""
        texts = [filler.fill(frame) for frame in self.frames if draws.random() < frame.share]
        draws.shuffle(texts)
        return (examples_of(batch, self.lexicon) for batch in _batches(texts))


def frequent_of(counts: Counter[str]) -> dict[str, int]:
    """The words that stand in several frames, with the number of their row."""
    words = sorted(word for word, count in counts.items() if count >= _FREQUENT and word.isalpha())
    return {word: place for place, word in enumerate(words)}


def counts_of(frames: Sequence[Frame]) -> Counter[str]:
    """Word → number of frames in which it stands outside of slots."""
    counts: Counter[str] = Counter()
    for frame in frames:
        plain = "  ".join(piece for piece in frame.pieces if isinstance(piece, str))
        counts.update(set(words_of(join([plain])).vocabulary))
    return counts


def examples_of(texts: Sequence[Filled], lexicon: Lexicon) -> Examples:
    """The words of the texts with their classes."""
    notes = join([text.text for text in texts])
    words = words_of(notes)
    hidden = np.array([_is_hidden(word) for word in words.vocabulary], np.bool_)
    seen = lexicon.see(words.vocabulary, words.told(lexicon.memberships), hidden)
    return Examples(seen, Padded.of(notes, words), _labels(texts, notes.starts, words.start))


def _is_hidden(word: str) -> bool:
    """Whether the lists do not show this name in training, so that the tagger learns to do without them."""
    return sum(map(ord, word)) * 7 % _HIDDEN < _HIDDEN_OF


def _labels(
    texts: Sequence[Filled], starts: npt.NDArray[np.int64], words: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """For each word its class; ``NO_NAME`` where the text tells no more."""
    labels = np.zeros(len(words), np.int64)
    for text, offset in zip(texts, starts.tolist(), strict=True):
        if not text.is_marked:
            first, behind = np.searchsorted(words, (offset, offset + len(text.text)))
            labels[first:behind] = NO_NAME
        for begins, ends, kind in text.places:
            first, behind = np.searchsorted(words, (offset + begins, offset + ends))
            labels[first:behind] = CLASSES.index(CLASS_OF[kind])
    return labels


def _batches(texts: Sequence[Filled]) -> Iterator[list[Filled]]:
    """The texts in their order, as many at once as one step takes."""
    batch: list[Filled] = []
    for text in texts:
        batch.append(text)
        if sum(len(other.text) for other in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
