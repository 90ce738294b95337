"""Makes the tagger's weights from the frames: ``python -m detectors.tagger.training``, some ten minutes on one core."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console

from detectors.notes import join
from detectors.tagger.membership import WordSet
from detectors.tagger.net import CLASSES, FIRST_OTHER, Net
from detectors.tagger.padded import Padded
from detectors.tagger.sets import SETS, WEIGHTS
from detectors.tagger.training.filling import Filled, Filler
from detectors.tagger.training.fitting import NO_NAME, Examples, Fitting, begin, mean_of
from detectors.tagger.training.frames import Frame, all_frames
from detectors.tagger.training.lists import word_lists
from detectors.tagger.words import FIRST_WORD, Lexicon
from detectors.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

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
_SEED = 20260901
_EPOCHS = 30
_RATE = 0.005
_AVERAGED = 3
_LEFT_OUT = 0.5
"""How often a frame with names alone is left out of a pass: those with all personal data marked teach more."""

_BATCH = 24_000
"""Characters of the texts of one step."""

_HELD_OUT = 20  # one frame in so many is kept to measure on
_HIDDEN = 10
_HIDDEN_OF = 3
_FREQUENT = 2
_USUAL = 12


def main() -> None:
    """Fits the network, says how well it does on frames it never saw, and writes its weights."""
    console = Console()
    frames = all_frames()
    lists = word_lists()
    lexicon = Lexicon(tuple(WordSet.of(lists[name]) for name in SETS), frequent_of(counts_of(frames)))
    learnt = [frame for frame in frames if frame.number % _HELD_OUT]
    kept = [frame for frame in frames if not frame.number % _HELD_OUT]
    net, unseen = fitted(learnt, kept, lexicon, lists, console)
    console.print(f"mean of the last: {_quality(net, unseen)}")
    write(net, lexicon)


def fitted(
    learnt: Sequence[Frame],
    kept: Sequence[Frame],
    lexicon: Lexicon,
    lists: Mapping[str, Sequence[str]],
    console: Console,
) -> tuple[Net, Examples]:
    """The network that learnt from some frames, and the examples made of the others to measure on."""
    random, draws = np.random.default_rng(_SEED), Random(_SEED)  # noqa: S311 names for training, no secret
    usual = {word for word, count in counts_of(learnt).items() if count >= _USUAL}
    filler = Filler(draws, lists, usual, learnt)
    fitting = Fitting(begin(random, FIRST_WORD + len(lexicon.frequent)), random)
    unseen = examples_of([filler.fill(frame) for frame in kept], lexicon)
    passes: list[Net] = []
    for epoch in range(_EPOCHS):
        texts = [filler.fill(frame) for frame in learnt if frame.is_marked or draws.random() > _LEFT_OUT]
        draws.shuffle(texts)
        batches = (examples_of(batch, lexicon) for batch in _batches(texts))
        loss = fitting.epoch(batches, _RATE * (1 - epoch / _EPOCHS))
        passes.append(deepcopy(fitting.net))
        console.print(f"pass {epoch + 1}: loss {loss:.4f}; {_quality(fitting.net, unseen)}")
    return mean_of(passes[-_AVERAGED:]), unseen


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


def _quality(net: Net, examples: Examples) -> str:
    """Recall and precision over the words of names, and over the other personal data of texts that mark it."""
    likely = net.probabilities(net.vectors(examples.seen), examples.text)
    name, other = likely[:, 1:FIRST_OTHER].sum(axis=1), likely[:, FIRST_OTHER:].sum(axis=1)
    told, labels = [], examples.labels
    for title, chance, is_one, asked in (
        ("names", name, (labels > 0) & (labels < FIRST_OTHER), labels >= NO_NAME),
        ("others", other, labels >= FIRST_OTHER, labels > NO_NAME),
    ):
        found = (chance >= 0.5) & asked  # noqa: PLR2004 at even odds
        right = (found & is_one).sum()
        told.append(f"{title}: recall {right / is_one.sum():.3f}, precision {right / max(1, found.sum()):.3f}")
    return "; ".join(told)


def write(net: Net, lexicon: Lexicon, path: Path = WEIGHTS) -> None:
    """Keeps the weights."""
    arrays = {name: getattr(net, name).astype(np.float16) for name in Net.__dataclass_fields__}
    sets = {f"set_{name}": word_set.bits for name, word_set in zip(SETS, lexicon.sets, strict=True)}
    frequent = np.array(" ".join(lexicon.frequent))
    written: dict[str, Any] = {"frequent": frequent, **sets, **arrays}
    np.savez_compressed(path, **written)


if __name__ == "__main__":
    main()
