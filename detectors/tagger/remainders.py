"""What is left of the tagger's numbers where a pattern took a part of one: ``UZ-`` of ``UZ-CRY-2025-0117``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.runs import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detectors.findings import Span
    from detectors.words import Words


_TAKES = frozenset((*CODES, "event_date", "birth_date", "postal_code"))
"""Kinds of data that take a part of a number; what is rather a price or a product leaves no number beside it."""


def remainders(words: Words, told: Iterable[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """The words that no span covers of the tagger's numbers that lost others, those side by side together.

    Args:
        words: of the text.
        told: what the tagger told.
        spans: what was kept, sorted, without overlaps.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> words = words_of(join(["code UZ-CRY-2025-0117"]))
    >>> told = Span(6, 22, "record_id", 0.6, "tagger_of_terms")
    >>> [(left.start, left.end) for left in remainders(words, [told], [Span(9, 22, "record_id", 0.7, "record_number")])]
    [(6, 8)]
    """
    starts, ends = (np.array([span[side] for span in spans], np.int64) for side in (0, 1))
    holder = np.searchsorted(starts, words.end)
    covered = np.append(0, ends)[holder] > words.start
    takes = np.array([False, *(span.category in _TAKES for span in spans)], np.bool_)[holder] & covered
    written = words.values(str.isalnum) > 0  # emojis count as words
    for span in told:
        first, behind = np.searchsorted(words.start, (span.start, span.end))
        if span.category in CODES and takes[first:behind].any():
            for run in _runs(first + np.flatnonzero(~covered[first:behind] & written[first:behind])):
                start = span.start if run[0] == first else int(words.start[run[0]])
                yield span._replace(start=start, end=int(words.end[run[-1]]))


def _runs(places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[list[int]]:
    """The places, those that follow one another together."""
    if not len(places):
        return []
    return [part.tolist() for part in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)]
