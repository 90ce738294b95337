"""Makes the tagger's weights from the frames: ``python -m detectors.tagger.training``, some half hour on one core."""

from __future__ import annotations

from argparse import ArgumentParser
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console

from detectors.tagger.membership import WordSet
from detectors.tagger.net import Net
from detectors.tagger.sets import SETS, WEIGHTS
from detectors.tagger.training.fitting import Examples, Fitting, begin, mean_of
from detectors.tagger.training.frames import Frame, all_frames, apart
from detectors.tagger.training.lessons import Lessons, counts_of, examples_of, frequent_of
from detectors.tagger.training.lists import word_lists
from detectors.tagger.training.measured import quality
from detectors.tagger.words import FIRST_WORD, Lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SEED = 20260901
_TEACHERS = 3
"""Networks that learn from the texts alone; the one that is kept learns from them too. Their mean carries over better
to other writers' texts than any of them."""

_PASSES = 12
"""More are learnt by heart: the texts are recognised then rather than understood."""

_RATE = 0.005
_AVERAGED = 3


def main() -> None:
    """Fits the network to all texts and writes its weights; or, asked to measure, to nine files of ten and tells."""
    parser = ArgumentParser("python -m detectors.tagger.training", description=__doc__)
    parser.add_argument("--measure", action="store_true", help="leave out every tenth file; write nothing")
    asked, console = parser.parse_args(), Console()
    if asked.measure:
        measure(console)
    else:
        lessons = lessons_of(all_frames())
        write(taught(lessons, console), lessons.lexicon)


def measure(console: Console) -> None:
    """Says how well a network does on texts of writers whom it never read."""
    learnt, unseen = apart(all_frames())
    lessons = lessons_of(learnt)
    net = taught(lessons, console)
    filler = lessons.filler(Random(_SEED))  # noqa: S311 names for training, no secret
    for line in quality(net, examples_of([filler.fill(frame) for frame in unseen], lessons.lexicon)):
        console.print(line)


def lessons_of(frames: Sequence[Frame]) -> Lessons:
    """What is learnt from frames: nothing of other frames counts for it."""
    lists = word_lists()
    lexicon = Lexicon(tuple(WordSet.of(lists[name]) for name in SETS), frequent_of(counts_of(frames)))
    return Lessons(frames, lexicon, lists)


def taught(lessons: Lessons, console: Console) -> Net:
    """The network that learnt from the texts and from teachers."""
    teachers = [fitted(lessons, _SEED + seed, console) for seed in range(1, 1 + _TEACHERS)]
    return fitted(lessons, _SEED, console, teachers)


def fitted(lessons: Lessons, seed: int, console: Console, teachers: Sequence[Net] = ()) -> Net:
    """The network that learnt from frames, and from teachers where there are some."""
    random, draws = np.random.default_rng(seed), Random(seed)  # noqa: S311 names for training, no secret
    filler = lessons.filler(draws)
    fitting = Fitting(begin(random, FIRST_WORD + len(lessons.lexicon.frequent)), random)
    passes: list[Net] = []
    for number in range(_PASSES):
        batches = (_taught(examples, teachers) for examples in lessons.drawn(filler, draws))
        loss = fitting.epoch(batches, _RATE * (1 - number / _PASSES))
        passes = [*passes, deepcopy(fitting.net)][-_AVERAGED:]
        console.print(f"pass {number + 1}: loss {loss:.4f}")
    return mean_of(passes)


def _taught(examples: Examples, teachers: Sequence[Net]) -> Examples:
    """The examples with what the teachers say of them, on the whole."""
    if not teachers:
        return examples
    said = [net.probabilities(net.vectors(examples.seen), examples.text) for net in teachers]
    return replace(examples, taught=np.mean(said, axis=0))


def write(net: Net, lexicon: Lexicon, path: Path = WEIGHTS) -> None:
    """Keeps the weights."""
    arrays = {name: getattr(net, name).astype(np.float16) for name in Net.__dataclass_fields__}
    sets = {f"set_{name}": word_set.bits for name, word_set in zip(SETS, lexicon.sets, strict=True)}
    frequent = np.array(" ".join(lexicon.frequent))
    written: dict[str, Any] = {"frequent": frequent, **sets, **arrays}
    np.savez_compressed(path, **written)


if __name__ == "__main__":
    main()
