"""Makes the tagger's weights from the texts: ``python -m detectors.tagger.training``, fifteen minutes on one core."""

from __future__ import annotations

from argparse import ArgumentParser
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console

from detectors.tagger.membership import WordSet
from detectors.tagger.net import Net
from detectors.tagger.sets import SETS, WEIGHTS
from detectors.tagger.training.frames import Frame, all_frames, apart
from detectors.tagger.training.lessons import Lessons, counts_of, examples_of, frequent_of
from detectors.tagger.training.lists import word_lists
from detectors.tagger.training.measured import quality
from detectors.tagger.training.teaching import SEED, taught
from detectors.tagger.words import Lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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
    filler = lessons.filler(Random(SEED))  # noqa: S311 names for training, no secret
    for line in quality(net, examples_of([filler.fill(frame) for frame in unseen], lessons.lexicon)):
        console.print(line)


def lessons_of(frames: Sequence[Frame]) -> Lessons:
    """What is learnt from frames: nothing of other frames counts for it."""
    lists = word_lists()
    lexicon = Lexicon(tuple(WordSet.of(lists[name]) for name in SETS), frequent_of(counts_of(frames)))
    return Lessons(frames, lexicon, lists)


def write(net: Net, lexicon: Lexicon, path: Path = WEIGHTS) -> None:
    """Keeps the weights."""
    arrays = {name: getattr(net, name).astype(np.float16) for name in Net.__dataclass_fields__}
    sets = {f"set_{name}": word_set.bits for name, word_set in zip(SETS, lexicon.sets, strict=True)}
    frequent = np.array(" ".join(lexicon.frequent))
    written: dict[str, Any] = {"frequent": frequent, **sets, **arrays}
    np.savez_compressed(path, **written)


if __name__ == "__main__":
    main()
