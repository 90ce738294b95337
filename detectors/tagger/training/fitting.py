"""Texts with marked names → the weights of the network, by gradient descent (Adam) in plain numpy."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.net import CLASSES, FIRST_OTHER, REACH, WINDOW, Net, Padded
from detectors.tagger.surroundings import GAPS, SHAPES
from detectors.tagger.words import FIRST_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from detectors.tagger.words import Seen

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

NO_NAME = -1
"""The label of a word that is no name; whether it is other personal data is not told."""

VECTOR, HIDDEN, SECOND = 32, 64, 32
_BATCH = 4096
_RATE, _DECAY, _SLOW_DECAY, _SMALL = 0.002, 0.9, 0.999, 1e-8
_SHRINK = 2e-4
_DROPPED = 0.45
"""How much of the hidden layer is left out of each step, so that no unit is relied on."""

_BLURRED = 0.15
"""How often a neighbouring word is not seen."""

_FORGOTTEN = 0.3
"""How often a frequent word counts as one that was never seen, as most words of other people's texts are."""


@dataclass(frozen=True)
class Examples:
    """Words to learn from.

    Attributes:
        seen: features of the distinct words.
        text: the words, shapes and gaps of all texts, padded.
        places: the words asked about.
        labels: the class of each.
    """

    seen: Seen
    text: Padded
    places: Places
    labels: Places


def begin(random: np.random.Generator, rows: int) -> Net:
    """Weights to start from."""

    def normal(*shape: int, scale: float) -> Floats:
        return random.normal(0, scale, shape).astype(np.float32)

    embedding = normal(rows, VECTOR, scale=0.1)
    embedding[0] = 0
    return Net(
        embedding=embedding,
        words=normal(WINDOW, VECTOR, HIDDEN, scale=0.12),
        shapes=normal(WINDOW, SHAPES, HIDDEN, scale=0.05),
        gaps=normal(WINDOW + 1, GAPS, HIDDEN, scale=0.05),
        hidden=np.zeros(HIDDEN, np.float32),
        second=normal(HIDDEN, SECOND, scale=0.15),
        second_bias=np.zeros(SECOND, np.float32),
        last=normal(SECOND, len(CLASSES), scale=0.2),
        last_bias=np.zeros(len(CLASSES), np.float32),
    )


class Fitting:
    """One descent: the weights so far and Adam's memory of their gradients."""

    def __init__(self, net: Net, random: np.random.Generator) -> None:
        self.net = net
        self._random = random
        self._names = [field.name for field in fields(Net)]
        self._mean = {name: np.zeros_like(getattr(net, name)) for name in self._names}
        self._square = {name: np.zeros_like(getattr(net, name)) for name in self._names}
        self._steps = 0

    def epoch(self, examples: Examples, rate: float) -> float:
        """One pass over the examples in random order; the mean loss."""
        losses = [self._step(examples, batch, rate) for batch in self._batches(len(examples.places))]
        return float(np.mean(losses))

    def _batches(self, size: int) -> Iterator[Places]:
        order = self._random.permutation(size)
        for first in range(0, size, _BATCH):
            yield order[first : first + _BATCH]

    def _step(self, examples: Examples, batch: Places, rate: float) -> float:
        loss, gradients = gradients_of(self.net, examples, batch, self._random)
        self._steps += 1
        for name in self._names:
            self._move(name, gradients[name], rate)
        return loss

    def _move(self, name: str, gradient: Floats, rate: float) -> None:
        mean, square, weights = self._mean[name], self._square[name], getattr(self.net, name)
        mean += (1 - _DECAY) * (gradient - mean)
        square += (1 - _SLOW_DECAY) * (gradient * gradient - square)
        ahead = mean / (1 - _DECAY**self._steps)
        spread = np.sqrt(square / (1 - _SLOW_DECAY**self._steps)) + _SMALL
        weights -= rate * ahead / spread + rate * _SHRINK * weights


@dataclass(frozen=True)
class _Batch:
    """A batch as the network meets it: some words forgotten, some neighbours unseen, some units left out.

    Attributes:
        rows: of the embedding, for all distinct words.
        weights: how much each row counts; forgotten ones do not.
        owner: which distinct word each row is of.
        words: for each example and place in its window, which distinct word.
        seen: for each example and place in its window, whether the word is seen.
        shapes: for each example and place in its window.
        gaps: the same, and behind the last place.
        kept: for each example and hidden unit, how much it counts.
        labels: for each example.
    """

    rows: Places
    weights: Floats
    owner: Places
    words: Places
    seen: Floats
    shapes: Places
    gaps: Places
    kept: Floats
    labels: Places


def _batch_of(examples: Examples, chosen: Places, random: np.random.Generator) -> _Batch:
    begins = examples.text.window[examples.places[chosen]]
    window = begins[:, None] + np.arange(WINDOW)
    codes = examples.text.code[window]
    distinct, local = np.unique(codes, return_inverse=True)
    rows, weights, owner = _rows_of(examples.seen, distinct)
    remembered = (rows < FIRST_WORD) | (random.random(len(rows)) > _FORGOTTEN)
    seen = (random.random((len(chosen), WINDOW, 1)) > _BLURRED).astype(np.float32)
    seen[:, REACH] = 1
    kept = (random.random((len(chosen), HIDDEN)) > _DROPPED).astype(np.float32) / (1 - _DROPPED)
    return _Batch(
        rows=rows,
        weights=weights * remembered,
        owner=owner,
        words=local.reshape(codes.shape),
        seen=seen,
        shapes=examples.text.shapes[window],
        gaps=examples.text.gaps[begins[:, None] + np.arange(WINDOW + 1)],
        kept=kept,
        labels=examples.labels[chosen],
    )


@dataclass(frozen=True)
class _Answers:
    """What the network makes of a batch, layer by layer.

    Attributes:
        vectors: of the distinct words.
        first: the first hidden layer.
        second: the second.
        likely: the classes.
    """

    vectors: Floats
    first: Floats
    second: Floats
    likely: Floats


def _answers(net: Net, batch: _Batch) -> _Answers:
    vectors = np.zeros((int(batch.words.max()) + 1, net.embedding.shape[1]), np.float32)
    np.add.at(vectors, batch.owner, net.embedding[batch.rows] * batch.weights[:, None])
    hidden = np.tile(net.hidden, (len(batch.labels), 1))
    for step in range(WINDOW):
        hidden += (vectors[batch.words[:, step]] * batch.seen[:, step]) @ net.words[step]
        hidden += net.shapes[step][batch.shapes[:, step]]
    for step in range(WINDOW + 1):
        hidden += net.gaps[step][batch.gaps[:, step]]
    first = np.maximum(hidden, 0) * batch.kept
    second = np.maximum(first @ net.second + net.second_bias, 0)
    scores = second @ net.last + net.last_bias
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return _Answers(vectors, first, second, scores / scores.sum(axis=1, keepdims=True))


def gradients_of(
    net: Net, examples: Examples, chosen: Places, random: np.random.Generator
) -> tuple[float, dict[str, Floats]]:
    """The loss of a batch and how it changes with each weight."""
    batch = _batch_of(examples, chosen, random)
    answers = _answers(net, batch)
    right = answers.likely * _admitted(batch.labels)
    picked = np.maximum(right.sum(axis=1, keepdims=True), 1e-9)
    slope = (answers.likely - right / picked) / len(chosen)
    found: dict[str, Floats] = {"last": answers.second.T @ slope, "last_bias": slope.sum(axis=0)}
    slope = (slope @ net.last.T) * (answers.second > 0)
    found |= {"second": answers.first.T @ slope, "second_bias": slope.sum(axis=0)}
    slope = (slope @ net.second.T) * (answers.first > 0) * batch.kept
    found |= {"hidden": slope.sum(axis=0)} | _of_the_window(net, batch, answers.vectors, slope)
    return float(-np.log(picked).mean()), found


def _of_the_window(net: Net, batch: _Batch, vectors: Floats, slope: Floats) -> dict[str, Floats]:
    """How the loss changes with what is seen of the words, their writing and the gaps."""
    words, shapes, gaps = (np.zeros_like(weights) for weights in (net.words, net.shapes, net.gaps))
    embedding, vector_slope = np.zeros_like(net.embedding), np.zeros_like(vectors)
    for step in range(WINDOW):
        place = batch.words[:, step]
        words[step] = (vectors[place] * batch.seen[:, step]).T @ slope
        np.add.at(vector_slope, place, (slope @ net.words[step].T) * batch.seen[:, step])
        np.add.at(shapes[step], batch.shapes[:, step], slope)
    for step in range(WINDOW + 1):
        np.add.at(gaps[step], batch.gaps[:, step], slope)
    np.add.at(embedding, batch.rows, vector_slope[batch.owner] * batch.weights[:, None])
    embedding[0] = 0
    return {"words": words, "shapes": shapes, "gaps": gaps, "embedding": embedding}


def _admitted(labels: Places) -> npt.NDArray[np.bool_]:
    """Which classes are right for each label."""
    admitted = labels[:, None] == np.arange(len(CLASSES))
    nameless = np.r_[True, np.zeros(FIRST_OTHER - 1, np.bool_), np.ones(len(CLASSES) - FIRST_OTHER, np.bool_)]
    return np.asarray(admitted | ((labels == NO_NAME)[:, None] & nameless))


def _rows_of(seen: Seen, words: Places) -> tuple[Places, Floats, Places]:
    """The rows of some words, how much each counts, and which of the words it is of; the last word is empty."""
    ends = np.append(seen.starts[1:], len(seen.rows))
    known = np.flatnonzero(words < len(seen.starts))
    starts, lengths = seen.starts[words[known]], ends[words[known]] - seen.starts[words[known]]
    owner = np.repeat(known, lengths)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + np.repeat(starts, lengths)
    return seen.rows[place], seen.weights[place], owner


def mean_of(nets: Sequence[Net]) -> Net:
    """The mean of the weights after several passes, which carries over better than the last."""
    return Net(**{field.name: np.mean([getattr(net, field.name) for net in nets], axis=0) for field in fields(Net)})
