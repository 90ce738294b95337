"""The words of notes as the network takes them: apart from one another, and grouped by what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.net import REACH
from detectors.tagger.sums import sums_of_runs
from detectors.tagger.surroundings import gaps_of, is_new_line, shapes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

_AT_ONCE = 8192
"""Words of as many notes as are looked at together."""


@dataclass(frozen=True)
class Groups:
    """Words in groups.

    Attributes:
        of: for each word, which group it is in.
        size: how many groups there are.
    """

    of: Places
    size: int

    @staticmethod
    def by(keys: Places) -> Groups:
        """The groups of words with the same key."""
        distinct, group = np.unique(keys, return_inverse=True)
        return Groups(group, len(distinct))

    def part(self, first: int, behind: int) -> Groups:
        """The same of the words from the first to the one behind, which share no group with others."""
        of = self.of[first:behind]
        least = of.min()
        return Groups(of - least, int(of.max() - least) + 1)

    @cached_property
    def _order(self) -> Places:
        return np.argsort(self.of, kind="stable")

    @cached_property
    def first(self) -> Places:
        """The first word of each group."""
        return self._order[self._begins]

    @cached_property
    def _begins(self) -> Places:
        return np.searchsorted(self.of[self._order], np.arange(self.size))

    @cached_property
    def lengths(self) -> Places:
        """How many words are in each group."""
        return np.bincount(self.of, minlength=self.size)

    @cached_property
    def several(self) -> tuple[Places, Groups]:
        """The words that are not alone in their group, and these groups."""
        words = np.flatnonzero(self.lengths[self.of] > 1)
        return words, Groups.by(self.of[words])

    def sums(self, values: Floats) -> Floats:
        """For each group the sum of its words' values."""
        is_sorted = bool((np.diff(self.of) >= 0).all())
        return sums_of_runs(values if is_sorted else values[self._order], self._begins)

    def means(self, values: Floats) -> Floats:
        """For each group the mean of its words' values."""
        return np.asarray(self.sums(values) / self.lengths[:, None].astype(np.float32))


@dataclass(frozen=True)
class Padded:
    """The words of notes with empty places between the notes, so that no window sees another note.

    Attributes:
        places: where each word lies among the places.
        code: for each place which distinct word it holds; an empty one the number behind the last.
        shapes: for each place how its word is written.
        gaps: for each place what stands before its word.
        is_word: for each place 1 where it holds a word, in a column.
        mentions: the words, those that are the same word of the same note together.
        notes: the words of each note together.
        lines: the words of each line together.
    """

    places: Places
    code: Places
    shapes: Places
    gaps: Places
    is_word: Floats
    mentions: Groups
    notes: Groups
    lines: Groups

    @property
    def window(self) -> Places:
        """For each word, where its window begins."""
        return self.places - REACH

    def parts(self) -> Iterator[Padded]:
        """The same, some notes at a time: so many as stay in the cache."""
        begins = np.searchsorted(self.notes.of, np.arange(self.notes.size))
        wanted = np.arange(0, len(self.places), _AT_ONCE)
        firsts = begins[np.unique(np.searchsorted(begins, wanted, side="right") - 1)]
        for first, behind in pairwise((*firsts.tolist(), len(self.places))):
            yield self._part(first, behind)

    def _part(self, first: int, behind: int) -> Padded:
        begin, end = self.places[first] - REACH, self.places[behind - 1] + REACH + 1
        return Padded(
            self.places[first:behind] - begin,
            self.code[begin:end],
            self.shapes[begin:end],
            self.gaps[begin:end],
            self.is_word[begin:end],
            self.mentions.part(first, behind),
            self.notes.part(first, behind),
            self.lines.part(first, behind),
        )

    @staticmethod
    def of(notes: Notes, words: Words) -> Padded:
        """The words of notes, of which there is at least one."""
        note = np.cumsum(np.diff(notes.note_of(words.start), prepend=-1) > 0) - 1
        gaps = gaps_of(notes, words)
        places = np.arange(len(note)) + REACH * (note + 1)
        size = int(places[-1]) + REACH + 1

        def spread(values: Places, empty: int) -> Places:
            wide = np.full(size, empty, values.dtype)
            wide[places] = values
            return wide

        return Padded(
            places,
            spread(words.code, len(words.vocabulary)),
            spread(shapes_of(notes, words), 0),
            spread(gaps, 0),
            np.asarray(spread(np.ones(len(note), np.int64), 0)[:, None], np.float32),
            Groups.by(note * len(words.vocabulary) + words.code),
            Groups(note, int(note[-1]) + 1),
            Groups.by(np.cumsum(is_new_line(gaps))),
        )
