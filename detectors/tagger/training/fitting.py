"""Texts with marked names → the weights of the network, by gradient descent (Adam) in plain numpy."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.net import CLASSES, FIRST_OTHER, REACH, WINDOW, Net, windows_of
from detectors.tagger.padded import Groups
from detectors.tagger.sums import sums_of_runs
from detectors.tagger.surroundings import GAPS, SHAPES
from detectors.tagger.words import FIRST_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from detectors.tagger.padded import Padded
    from detectors.tagger.words import Seen

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]
    Gradients = dict[str, Floats]

NO_NAME = -1
"""The label of a word that is no name; whether it is other personal data is not told."""

VECTOR, NEAR, FAR = 64, 128, 64
_DECAY, _SLOW_DECAY, _SMALL = 0.9, 0.999, 1e-8
_LEAST = 1e-9
_SHRINK = 2e-4
_DROPPED = 0.35
"""How much of the first hidden layer is left out of each step, so that no unit is relied on."""

_BLURRED = 0.15
"""How often only the writing of a word is seen, not the word."""

_FORGOTTEN = 0.5
"""How often a frequent word counts as one that was never seen, as most words of other people's texts are."""

_OVERLOOKED = 0.15
"""How often one thing that is seen of a word is not: a group of its letters, a list that it is in."""


@dataclass(frozen=True)
class Examples:
    """Words to learn from in one step.

    Attributes:
        seen: features of the distinct words.
        text: the words, padded.
        labels: the class of each word.
    """

    seen: Seen
    text: Padded
    labels: Places


def begin(random: np.random.Generator, rows: int) -> Net:
    """Weights to start from."""

    def normal(*shape: int, scale: float) -> Floats:
        return random.normal(0, scale, shape).astype(np.float32)

    embedding = normal(rows, VECTOR, scale=0.1)
    embedding[0] = 0
    return Net(
        embedding=embedding,
        shapes=normal(SHAPES, VECTOR, scale=0.1),
        gaps=normal(GAPS, VECTOR, scale=0.1),
        near=normal(WINDOW, VECTOR, NEAR, scale=0.04),
        near_bias=np.zeros(NEAR, np.float32),
        far=normal(WINDOW, NEAR, FAR, scale=0.025),
        line=normal(NEAR, FAR, scale=0.025),
        mentions=normal(NEAR, FAR, scale=0.025),
        note=normal(NEAR, FAR, scale=0.025),
        far_bias=np.zeros(FAR, np.float32),
        last=normal(FAR, len(CLASSES), scale=0.1),
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

    def epoch(self, batches: Iterable[Examples], rate: float) -> float:
        """One pass over the examples; the mean loss."""
        return float(np.mean([self._step(examples, rate) for examples in batches]))

    def _step(self, examples: Examples, rate: float) -> float:
        loss, gradients = gradients_of(self.net, examples, Left.of(examples, self._random))
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
class Left:
    """What is left of a text in one step: some words forgotten, some unseen, some hidden units left out.

    Attributes:
        rows: for each row of the words' features, how much it counts.
        places: for each place, whether its word is seen.
        units: for each place and unit of the first hidden layer, how much it counts.
    """

    rows: Floats
    places: Floats
    units: Floats

    @staticmethod
    def of(examples: Examples, random: np.random.Generator) -> Left:
        """Drawn at random."""
        rows, size = examples.seen.rows, len(examples.text.code)
        remembered = (rows < FIRST_WORD) | (random.random(len(rows)) > _FORGOTTEN)
        remembered &= random.random(len(rows)) > _OVERLOOKED
        places = (random.random((size, 1)) > _BLURRED).astype(np.float32)
        units = (random.random((size, NEAR), np.float32) > _DROPPED).astype(np.float32) / (1 - _DROPPED)
        return Left(examples.seen.weights * remembered, places, units)


def gradients_of(net: Net, examples: Examples, left: Left) -> tuple[float, Gradients]:
    """The loss of some examples and how it changes with each weight."""
    text, seen = examples.text, examples.seen
    vectors = sums_of_runs(net.embedding[seen.rows] * left.rows[:, None], seen.starts)
    writing = net.placed(np.zeros_like(vectors), text)
    placed = writing + (net.placed(vectors, text) - writing) * left.places
    near = net.near_of(placed, text) * left.units
    far = net.far_of(near, text)
    likely = net.likely_of(far)
    loss, wanted = _wanted(likely, examples.labels)
    slope = (likely - wanted) / len(likely)
    found: Gradients = {"last": far.T @ slope, "last_bias": slope.sum(axis=0)}
    slope = (slope @ net.last.T) * (far > 0)
    slope = _through_far(net, text, near, slope, found) * (near > 0) * left.units
    slope = _through_near(net, placed, slope, found) * text.is_word
    _through_words(net, examples, left, slope, found)
    return loss, found


def _wanted(likely: Floats, labels: Places) -> tuple[float, Floats]:
    """The loss, and how likely each word should be of each class."""
    right = likely * _admitted(labels)
    picked = np.maximum(right.sum(axis=1, keepdims=True), _LEAST)
    return float(-np.log(picked).mean()), right / picked


def _through_far(net: Net, text: Padded, near: Floats, slope: Floats, found: Gradients) -> Floats:
    """How the loss changes with the first hidden layer; adds how it changes with the weights of the second."""
    wide = np.zeros((len(near) - WINDOW + 1, slope.shape[1]), np.float32)
    wide[text.window] = slope
    found["far"], back = _back(near, net.far, wide)
    found["far_bias"] = slope.sum(axis=0)
    own, of_own = near[text.places], np.zeros((len(text.places), near.shape[1]), np.float32)
    for name, groups in (("mentions", text.mentions), ("note", text.notes)):
        summed = groups.sums(slope)
        found[name] = groups.means(own).T @ summed
        of_own += (summed @ getattr(net, name).T / groups.lengths[:, None].astype(np.float32))[groups.of]
    summed = text.lines.sums(slope)
    found["line"] = own[text.lines.first].T @ summed
    of_own[text.lines.first] += summed @ net.line.T
    back[text.places] += of_own
    return back


def _through_near(net: Net, placed: Floats, slope: Floats, found: Gradients) -> Floats:
    """How the loss changes with the places' vectors; adds how it changes with the weights of the first hidden layer."""
    inner = slope[REACH:-REACH]
    found["near"], back = _back(placed, net.near, inner)
    found["near_bias"] = inner.sum(axis=0)
    return back


def _back(values: Floats, weights: Floats, slope: Floats) -> tuple[Floats, Floats]:
    """How the loss changes with the weights and with the values of windows."""
    size, wide = len(slope), values.shape[1]
    of_weights = np.ascontiguousarray(windows_of(values)).T @ slope
    spread = slope @ weights.reshape(-1, weights.shape[-1]).T
    of_values = np.zeros_like(values)
    for step in range(WINDOW):
        of_values[step : step + size] += spread[:, step * wide : (step + 1) * wide]
    return of_weights.reshape(weights.shape), of_values


def _through_words(net: Net, examples: Examples, left: Left, slope: Floats, found: Gradients) -> None:
    """Adds how the loss changes with what is seen of the words, their writing and the gaps."""
    text, seen = examples.text, examples.seen
    found["shapes"] = _summed(text.shapes, slope, len(net.shapes))
    found["gaps"] = _summed(text.gaps, slope, len(net.gaps))
    of_words = _summed(text.code, slope * left.places, len(seen.starts) + 1)
    owner = np.repeat(np.arange(len(seen.starts)), np.diff(np.append(seen.starts, len(seen.rows))))
    found["embedding"] = _summed(seen.rows, of_words[owner] * left.rows[:, None], len(net.embedding))
    found["embedding"][0] = 0


def _summed(rows: Places, values: Floats, size: int) -> Floats:
    """For each row the sum of its values."""
    summed = np.zeros((size, values.shape[1]), np.float32)
    groups = Groups.by(rows)
    summed[np.unique(rows)] = groups.sums(values)
    return summed


def _admitted(labels: Places) -> npt.NDArray[np.bool_]:
    """Which classes are right for each label."""
    admitted = labels[:, None] == np.arange(len(CLASSES))
    nameless = np.r_[True, np.zeros(FIRST_OTHER - 1, np.bool_), np.ones(len(CLASSES) - FIRST_OTHER, np.bool_)]
    return np.asarray(admitted | ((labels == NO_NAME)[:, None] & nameless))


def mean_of(nets: list[Net]) -> Net:
    """The mean of the weights after several passes, which carries over better than the last."""
    return Net(**{field.name: np.mean([getattr(net, field.name) for net in nets], axis=0) for field in fields(Net)})
