"""What is left of the tagger's numbers where a pattern took a part of one: ``UZ-`` of ``UZ-CRY-2025-0117``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.runs import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from detectors.findings import Span
    from detectors.words import Words

    Truths = npt.NDArray[np.bool_]

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
    numbers = [span for span in told if span.category in CODES]
    if not numbers or not spans:
        return
    covered, takes = _covered(words, spans)
    first = np.searchsorted(words.start, [span.start for span in numbers])
    behind = np.searchsorted(words.start, [span.end for span in numbers])
    lost = np.concatenate(([0], np.cumsum(takes)))
    free = ~covered & (words.values(str.isalnum) > 0)  # emojis count as words
    for place in np.flatnonzero(lost[behind] > lost[first]).tolist():
        begin, span = int(first[place]), numbers[place]
        for run in _runs(begin + np.flatnonzero(free[begin : int(behind[place])])):
            start = span.start if run[0] == begin else int(words.start[run[0]])
            yield span._replace(start=start, end=int(words.end[run[-1]]))


def _covered(words: Words, spans: Sequence[Span]) -> tuple[Truths, Truths]:
    """Which words a span covers, and which of these one that takes a part of a number."""
    starts, ends, categories, *_ = zip(*spans, strict=True)
    holder = np.searchsorted(np.array(starts, np.int64), words.end)
    covered = np.array([0, *ends], np.int64)[holder] > words.start
    takes = np.array([False, *map(_TAKES.__contains__, categories)], np.bool_)[holder]
    return covered, takes & covered


def _runs(places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[list[int]]:
    """The places, those that follow one another together."""
    if not len(places):
        return []
    return [part.tolist() for part in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)]
