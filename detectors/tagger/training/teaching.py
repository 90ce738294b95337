"""Fits the network: from the texts, and from networks that learnt from them before."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.net import likely_by
from detectors.tagger.training.fitting import Examples, Fitting, begin, mean_of
from detectors.tagger.words import FIRST_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from detectors.tagger.net import Net
    from detectors.tagger.training.lessons import Lessons

SEED = 20260901
_TEACHERS = 4
"""Networks that learn from the texts alone; those that are kept learn from them too. Their mean carries over better to
other writers' texts than any of them."""

_PUPILS = 2
"""Networks that are kept: the mean of two misses less than one does; both together take twice the time of one."""

_PASSES = 12
"""More are learnt by heart: the texts are recognised then rather than understood."""

_RATE = 0.005
_AVERAGED = 3


def taught(lessons: Lessons, console: Console) -> list[Net]:
    """The networks that learnt from the texts and from teachers; all of a kind learn side by side."""
    seeds = iter(range(SEED, SEED + _TEACHERS + _PUPILS))
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        teachers = list(pool.map(partial(fitted, lessons), islice(seeds, _TEACHERS)))
        console.print(f"{_TEACHERS} teachers have learnt")
        return list(pool.map(partial(fitted, lessons, teachers=teachers), seeds))


def fitted(lessons: Lessons, seed: int, teachers: Sequence[Net] = ()) -> Net:
    """The network that learnt from frames, and from teachers where there are some."""
    random, draws = np.random.default_rng(seed), Random(seed)  # noqa: S311 names for training, no secret
    filler = lessons.filler(draws)
    fitting = Fitting(begin(random, FIRST_WORD + len(lessons.lexicon.frequent)), random)
    passes: list[Net] = []
    for number in range(_PASSES):
        batches = (_taught(examples, teachers) for examples in lessons.drawn(filler, draws))
        fitting.epoch(batches, _RATE * (1 - number / _PASSES))
        passes = [*passes, deepcopy(fitting.net)][-_AVERAGED:]
    return mean_of(passes)


def _taught(examples: Examples, teachers: Sequence[Net]) -> Examples:
    """The examples with what the teachers say of them, on the whole."""
    if not teachers:
        return examples
    return replace(examples, taught=likely_by(teachers, examples.seen, examples.text))
