"""Runs of capitalised words that may be one name: ``Sofie Van den Berghe``, ``J. Maes``.

Between two of them stands nothing but a space, an initial's full stop, or particles that do not lead to a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.names.leading import ONLY_BEFORE_AN_ARTICLE
from detectors.names.lexicon import NO_NAMES, PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.names.name_words import NameWords
    from detectors.notes import Notes

MOST_PARTICLES = 3
_SPACES = (ord(" "), 0xA0)
_APOSTROPHES = (ord("'"), 0x2019)
_WIDEST_GAP = 3
_NAME, _PARTICLE, _PLACING = 1, 2, 4


@dataclass(frozen=True)
class Runs:
    """Runs in the order of the text.

    Attributes:
        members: the capitalised words of all runs, particles left out, as places among the name words.
        begins: where among ``members`` each run begins.
    """

    members: npt.NDArray[np.int64]
    begins: npt.NDArray[np.int64]

    def holding(self, wanted: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
        """Where among ``members`` each run begins and ends that has a wanted name word."""
        if not len(self.members):
            return iter(())
        held = np.logical_or.reduceat(wanted[self.members], self.begins)
        ends = np.append(self.begins[1:], len(self.members))
        return zip(self.begins[held].tolist(), ends[held].tolist(), strict=True)


def runs_of(notes: Notes, words: NameWords) -> Runs:
    """The runs of the notes, those of one word too.

    >>> from detectors.names.name_words import name_words
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Sofie van den Berghe, Jan"])
    >>> runs = runs_of(notes, name_words(notes, words_of(notes)))
    >>> runs.members.tolist(), runs.begins.tolist()
    ([0, 3, 4], [0, 2])
    """
    kinds = words.values(_kind)
    is_name = words.is_capitalised & (kinds & _NAME != 0)
    is_particle = kinds & _PARTICLE != 0
    members = np.flatnonzero(is_name)
    one, two = members[:-1], members[1:]
    foreign = _counted(~is_particle)
    gaps = _counted(~_links(notes, words, is_name | is_particle))
    linked = (two - one <= MOST_PARTICLES + 1) & (foreign[two] == foreign[one + 1]) & (gaps[two] == gaps[one])
    linked &= ~((kinds & _PLACING != 0) & ~words.is_capitalised)[two - 1]
    return Runs(members, np.flatnonzero(np.concatenate(([True], ~linked))[: len(members)]))


def _kind(word: str) -> int:
    is_particle = word in PARTICLES or f"'{word}" in PARTICLES
    is_name = word not in NO_NAMES and not any(map(str.isdigit, word))
    return _NAME * is_name + _PARTICLE * is_particle + _PLACING * (word in ONLY_BEFORE_AN_ARTICLE)


def _counted(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """How many are set before each place, and before the end."""
    return np.concatenate(([0], np.cumsum(flags)))


def _links(notes: Notes, words: NameWords, candidates: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether what stands behind each word and before the next may stand inside a name."""
    end, width = words.end[:-1], words.start[1:] - words.end[:-1]
    first, second = notes.codes[end], notes.codes[end + 1]
    elided = (width == 2) & (first == _SPACES[0]) & np.isin(second, _APOSTROPHES)  # noqa: PLR2004 a space and a sign
    links: npt.NDArray[np.bool_] = ((width == 1) & np.isin(first, _SPACES)) | elided
    is_letter = words.end[:-1] - words.start[:-1] == 1
    initials = np.flatnonzero(is_letter & ~links & candidates[:-1] & candidates[1:] & (width <= _WIDEST_GAP))
    between = zip(words.end[initials].tolist(), words.start[initials + 1].tolist(), strict=True)
    links[initials] = [notes.text[stop:begin].strip(" \u00a0") == "." for stop, begin in between]
    return links
