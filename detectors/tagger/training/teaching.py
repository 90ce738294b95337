"""Fits the network to the texts, pass after pass."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.training.fitting import Fitting, begin, mean_of
from detectors.tagger.words import FIRST_WORD

if TYPE_CHECKING:
    from rich.console import Console

    from detectors.tagger.net import Net
    from detectors.tagger.training.lessons import Lessons

SEED = 20260901
_PASSES = 26
"""Of which most texts are in half. More are learnt by heart: the texts are recognised then rather than understood."""

_RATE = 0.005
_AVERAGED = 3
"""The mean of the weights after the last passes carries over better to other writers' texts than the last."""


def taught(lessons: Lessons, console: Console) -> Net:
    """The network that learnt from the lessons; what is filled in where is drawn anew for each pass."""
    random, draws = np.random.default_rng(SEED), Random(SEED)  # noqa: S311 names for training, no secret
    filler = lessons.filler(draws)
    fitting = Fitting(begin(random, FIRST_WORD + len(lessons.lexicon.frequent)), random)
    passes: list[Net] = []
    for number in range(_PASSES):
        loss = fitting.epoch(lessons.drawn(filler, draws), _RATE * (1 - number / _PASSES))
        console.print(f"pass {number + 1} of {_PASSES}: loss {loss:.4f}")
        passes = [*passes, deepcopy(fitting.net)][-_AVERAGED:]
    return mean_of(passes)
