"""The parts of a note that are in one language: a Dutch note may hold a French letter, or one German sentence.

Each line and sentence is judged by itself; one that tells little goes with its neighbours.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detectors.languages import portions
from detectors.languages.evidence import LANGUAGES
from detectors.languages.judging import judge
from detectors.notes import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from detectors.notes import Notes

_END_OF_PIECE = re.compile(r"[.!?…][\"')»”]?\s+|\n\s*")
_CHANGE = 6.0
"""What must speak for another language before a note is thought to change into it: about three telling words."""

_MOST_OF_ONE_PIECE = 25.0


class Part(NamedTuple):
    """A stretch of a text in one language; offsets count characters."""

    start: int
    end: int
    language: str


def parts_of(text: str) -> list[Part]:
    """The parts of the text in their order; together they are the whole text.

    >>> parts_of("Zag haar vandaag op consult. Elle vient avec sa mère, qui est très inquiète.")
    [Part(start=0, end=29, language='nl'), Part(start=29, end=76, language='fr')]
    """
    return parts_of_each([text])[0]


def parts_of_each(texts: Sequence[str]) -> list[list[Part]]:
    """The same for many texts."""
    return [parts for portion in portions(texts) for parts in _parts(portion)]


def _parts(texts: list[str]) -> Iterator[list[Part]]:
    notes = join(texts)
    starts = _pieces(notes)
    judged = judge(notes, starts)
    bounds = np.searchsorted(starts, notes.starts)
    firsts = _firsts(judged.scores, bounds)
    languages = judged.joined(firsts).languages().tolist()
    runs = np.searchsorted(firsts, np.append(bounds, len(starts))).tolist()
    begins = (starts[firsts] - notes.starts[notes.note_of(starts[firsts])]).tolist()
    for text, (run, behind) in zip(texts, pairwise(runs), strict=True):
        yield _merged([*begins[run:behind], len(text)], languages[run:behind])


def _pieces(notes: Notes) -> npt.NDArray[np.int64]:
    """Where lines and sentences begin; every note begins one."""
    behind = np.fromiter((match.end() for match in _END_OF_PIECE.finditer(notes.text)), np.int64)
    inside = behind < notes.ends[notes.note_of(behind)]
    return np.union1d(notes.starts, behind[inside])


def _firsts(scores: npt.NDArray[np.float64], bounds: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The pieces with which another language, or another note, begins."""
    whole = np.add.reduceat(scores, bounds).argmax(axis=1)
    language = np.repeat(whole, np.diff(bounds, append=len(scores)))
    gained = np.add.reduceat(scores.max(axis=1) - scores[np.arange(len(scores)), language], bounds)
    behind = np.append(bounds[1:], len(scores))
    for note in np.flatnonzero(gained > _CHANGE).tolist():
        language[bounds[note] : behind[note]] = likeliest(scores[bounds[note] : behind[note]])
    begins = np.diff(language, prepend=-1) != 0
    begins[bounds] = True
    return np.flatnonzero(begins)


def likeliest(scores: npt.NDArray[np.float64]) -> list[int]:
    """The languages of a note's pieces, by place, that fit best together when each change has its cost (Viterbi).

    >>> sure, unsure = [9.0, -3.0, -3.0, -3.0], [0.0, 1.0, 0.0, 0.0]
    >>> likeliest(np.array([sure, unsure, sure, [-9.0, 9.0, 0.0, 0.0]]))
    [0, 0, 0, 1]
    """
    reached = np.zeros(len(LANGUAGES))
    before: list[npt.NDArray[np.int64]] = []
    for piece in np.clip(scores, -_MOST_OF_ONE_PIECE, _MOST_OF_ONE_PIECE):
        best = int(reached.argmax())
        stays = reached >= reached[best] - _CHANGE
        before.append(np.where(stays, np.arange(len(LANGUAGES)), best))
        reached = np.where(stays, reached, reached[best] - _CHANGE) + piece
    places = [int(reached.argmax())]
    for step in reversed(before[1:]):
        places.append(int(step[places[-1]]))
    return places[::-1]


def _merged(begins: list[int], languages: list[str]) -> list[Part]:
    """Neighbours in the same language are one part."""
    parts: list[Part] = []
    for (start, end), language in zip(pairwise(begins), languages, strict=True):
        if parts and parts[-1].language == language:
            parts[-1] = parts[-1]._replace(end=end)
        else:
            parts.append(Part(start, end, language))
    return parts
