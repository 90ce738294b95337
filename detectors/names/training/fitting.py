"""Texts with marked names → the weights of the network, by gradient descent (Adam) in plain numpy."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from detectors.names.tagger.net import CLASSES, FIRST_OTHER, REACH, WINDOW, Net, Padded
from detectors.names.tagger.surroundings import GAPS, SHAPES
from detectors.names.tagger.words import FIRST_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from detectors.names.tagger.words import Seen

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


def gradients_of(
    net: Net, examples: Examples, batch: Places, random: np.random.Generator
) -> tuple[float, dict[str, Floats]]:
    """The loss of a batch and how it changes with each weight."""
    places, labels = examples.places[batch], examples.labels[batch]
    begins = examples.text.window[places]
    window = begins[:, None] + np.arange(WINDOW)
    codes = examples.text.code[window]
    distinct, local = np.unique(codes, return_inverse=True)
    local = local.reshape(codes.shape)
    rows, weights, owner = _rows_of(examples.seen, distinct)
    weights = weights * ((rows < FIRST_WORD) | (random.random(len(rows)) > _FORGOTTEN))
    vectors = np.zeros((len(distinct), net.embedding.shape[1]), np.float32)
    np.add.at(vectors, owner, net.embedding[rows] * weights[:, None])
    shapes = examples.text.shapes[window]
    gaps = examples.text.gaps[begins[:, None] + np.arange(WINDOW + 1)]
    blurred = (random.random((len(places), WINDOW, 1)) > _BLURRED).astype(np.float32)
    blurred[:, REACH] = 1
    hidden = net.hidden + sum((vectors[local[:, step]] * blurred[:, step]) @ net.words[step] + net.shapes[step][shapes[:, step]] for step in range(WINDOW))
    hidden = hidden + sum(net.gaps[step][gaps[:, step]] for step in range(WINDOW + 1))
    kept = (random.random(hidden.shape) > _DROPPED).astype(np.float32) / (1 - _DROPPED)
    first = np.maximum(hidden, 0) * kept
    second = np.maximum(first @ net.second + net.second_bias, 0)
    scores = second @ net.last + net.last_bias
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely = scores / scores.sum(axis=1, keepdims=True)
    right = likely * _admitted(labels)
    picked = np.maximum(right.sum(axis=1, keepdims=True), 1e-9)
    loss = float(-np.log(picked).mean())
    slope = (likely - right / picked) / len(labels)
    found: dict[str, Floats] = {"last": second.T @ slope, "last_bias": slope.sum(axis=0)}
    slope = (slope @ net.last.T) * (second > 0)
    found |= {"second": first.T @ slope, "second_bias": slope.sum(axis=0)}
    slope = (slope @ net.second.T) * (first > 0) * kept
    found["hidden"] = slope.sum(axis=0)
    vector_slope = np.zeros_like(vectors)
    found["words"] = np.empty_like(net.words)
    found["shapes"], found["gaps"] = np.zeros_like(net.shapes), np.zeros_like(net.gaps)
    for step in range(WINDOW):
        found["words"][step] = (vectors[local[:, step]] * blurred[:, step]).T @ slope
        np.add.at(vector_slope, local[:, step], (slope @ net.words[step].T) * blurred[:, step])
        np.add.at(found["shapes"][step], shapes[:, step], slope)
    for step in range(WINDOW + 1):
        np.add.at(found["gaps"][step], gaps[:, step], slope)
    found["embedding"] = np.zeros_like(net.embedding)
    np.add.at(found["embedding"], rows, vector_slope[owner] * weights[:, None])
    found["embedding"][0] = 0
    return loss, found


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
