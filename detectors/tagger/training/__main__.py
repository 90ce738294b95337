"""Makes the tagger's weights from the frames: ``python -m detectors.tagger.training``, some minutes."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console

from detectors.notes import join
from detectors.tagger import WEIGHTS, padded
from detectors.tagger.candidates import candidates
from detectors.tagger.membership import WordSet
from detectors.tagger.net import CLASSES, FIRST_OTHER, Net
from detectors.tagger.surroundings import shapes_of
from detectors.tagger.training.filling import Filled, Filler
from detectors.tagger.training.fitting import NO_NAME, Examples, Fitting, begin, mean_of
from detectors.tagger.training.frames import Frame, all_frames
from detectors.tagger.training.lists import word_lists
from detectors.tagger.words import FIRST_WORD, SETS, Lexicon
from detectors.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

CLASS_OF = {
    "p": "person_name",
    "c": "provider_name",
    "f": "family_member_name",
    "o": "former_name",
    "rec": "record_id",
    "ins": "insurance_number",
    "doc": "document_number",
    "acc": "online_account",
    "key": "secret",
    "job": "profession",
    "org": "organisation",
    "oa": "insurer",
    "nat": "nationality",
    "a": "age",
    "d": "event_date",
    "b": "birth_date",
    "m": "municipality",
    "adr": "street_address",
}
_SEED = 20260901
_FILLS = 4
_EPOCHS = 12
_RATE = 0.005
_AVERAGED = 3
_HELD_OUT = 10  # one frame in so many is kept to measure on
_HIDDEN = 10
_HIDDEN_OF = 3
_FREQUENT = 2
_USUAL = 12


def main() -> None:
    """Fits the network, says how well it does on frames it never saw, and writes its weights."""
    console = Console()
    frames = all_frames()
    lists = word_lists()
    counts = counts_of(frames)
    lexicon = Lexicon(tuple(WordSet.of(lists[name]) for name in SETS), frequent_of(counts))
    learnt = [frame for frame in frames if frame.number % _HELD_OUT]
    kept = [frame for frame in frames if not frame.number % _HELD_OUT]
    random = np.random.default_rng(_SEED)
    filler = Filler(Random(_SEED), lists, {word for word, count in counts.items() if count >= _USUAL})  # noqa: S311 names for training, no secret
    fitting = Fitting(begin(random, FIRST_WORD + len(lexicon.frequent)), random)
    unseen = _examples([filler.fill(frame) for frame in kept for _ in range(_FILLS)], lexicon, hide=True)
    passes: list[Net] = []
    for epoch in range(_EPOCHS):
        texts = [filler.fill(frame) for frame in learnt for _ in range(_FILLS)]
        loss = fitting.epoch(_examples(texts, lexicon, hide=True), _RATE * (1 - epoch / _EPOCHS))
        passes.append(deepcopy(fitting.net))
        console.print(f"pass {epoch + 1}: loss {loss:.4f}; {_quality(fitting.net, unseen)}")
    net = mean_of(passes[-_AVERAGED:])
    console.print(f"mean of the last: {_quality(net, unseen)}")
    _write(net, lexicon)


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


def _examples(texts: Sequence[Filled], lexicon: Lexicon, *, hide: bool) -> Examples:
    """The candidates of the texts with their classes."""
    notes = join([text.text for text in texts])
    words = words_of(notes)
    shapes = shapes_of(notes, words)
    places = candidates(words.vocabulary, words.code, shapes, lexicon).places
    labels = _labels(texts, notes.starts, words.start)[places]
    hidden = np.array([hide and _is_hidden(word) for word in words.vocabulary], np.bool_)
    return Examples(lexicon.see(words.vocabulary, hidden), padded(notes, words, shapes), places, labels)


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
            labels[first:behind] = CLASSES.index(CLASS_OF.get(kind, "other"))
    return labels


def _quality(net: Net, examples: Examples) -> str:
    """Recall and precision over the words of names, at even odds and at one in five."""
    vectors = net.vectors(examples.seen)
    likely = net.probabilities(vectors, examples.text, examples.places)
    name = likely[:, 1:FIRST_OTHER].sum(axis=1)
    is_name = (examples.labels > 0) & (examples.labels < FIRST_OTHER)
    told = []
    for least in (0.5, 0.2):
        found = name >= least
        right = (found & is_name).sum()
        told.append(f"at {least}: recall {right / is_name.sum():.3f}, precision {right / found.sum():.3f}")
    return "; ".join(told)


def _write(net: Net, lexicon: Lexicon) -> None:
    arrays = {name: getattr(net, name).astype(np.float16) for name in Net.__dataclass_fields__}
    sets = {f"set_{name}": word_set.bits for name, word_set in zip(SETS, lexicon.sets, strict=True)}
    frequent = np.array(" ".join(lexicon.frequent))
    written: dict[str, Any] = {"frequent": frequent, **sets, **arrays}
    np.savez_compressed(WEIGHTS, **written)


if __name__ == "__main__":
    main()
