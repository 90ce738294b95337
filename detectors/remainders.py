"""What is left of a name, a number or a place where something stronger took a part.

``UZ-`` of ``UZ-CRY-2025-0117``; *Aylin Demir* of ``Aylin Demir Rue de la Loi 16``, where a list took all capitals for
one name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import NAME_CATEGORIES
from detectors.names.leading import TITLES
from detectors.tagger.runs import CODES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    import numpy.typing as npt

    from detectors.findings import Span
    from detectors.words import Words

    Truths = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]

_TAKES = frozenset((*CODES, "event_date", "birth_date", "postal_code"))
"""Kinds of data that take a part of a number; what is rather a price or a product leaves no number beside it."""

_PARTS_TELL = frozenset(
    (*CODES, "birth_date", "event_date", "insurer", "street_address", "postal_code", "municipality")
)
"""Data of which a part beside something of another kind still tells."""

_SURE = 0.6
"""What a pattern or a list is less sure of may be nothing, where something else stands."""

_TITLES = TITLES | {"dre", "pre"}
"""Which other layers leave out of a name."""


def remainders(words: Words, told: Iterable[Span], joined: Iterable[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """The words that no span covers of names, numbers and places that lost others, those side by side together.

    Args:
        words: of the text.
        told: what the tagger told, its numbers among it.
        joined: what all layers told, names that several told as one.
        spans: what was kept, sorted, without overlaps.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> words = words_of(join(["code UZ-CRY-2025-0117"]))
    >>> told = Span(6, 22, "record_id", 0.6, "tagger_of_terms")
    >>> kept = [Span(9, 22, "record_id", 0.7, "record_number")]
    >>> [(left.start, left.end) for left in remainders(words, [told], [], kept)]
    [(6, 8)]
    """
    if not spans:
        return
    holder = _holders(words, spans)
    free = (holder < 0) & (words.values(str.isalnum) > 0)  # emojis count as words
    kind = np.array([*(span.category for span in spans), ""])[holder]
    is_name = np.isin(kind, NAME_CATEGORIES)
    yield from _left(words, _of(NAME_CATEGORIES, joined), (holder >= 0) & ~is_name, free)
    yield from _left(words, _of(NAME_CATEGORIES, told), holder >= 0, free & ~words.among(_TITLES))
    yield from _left(words, _of(CODES, told), np.isin(kind, list(_TAKES)), free)
    for category, alike in _by_category(joined).items():
        yield from _left(words, alike, (holder >= 0) & (kind != category), free)


def _by_category(joined: Iterable[Span]) -> dict[str, list[Span]]:
    """The spans of which a part tells, those of a kind together."""
    found: dict[str, list[Span]] = {}
    for span in joined:
        if span.score >= _SURE and span.category in _PARTS_TELL:
            found.setdefault(span.category, []).append(span)
    return found


def _of(categories: Container[str], spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if span.category in categories]


def _left(words: Words, told: Sequence[Span], taken: Truths, free: Truths) -> Iterator[Span]:
    """The free words of the spans of which some words are taken."""
    first = np.searchsorted(words.start, [span.start for span in told])
    behind = np.searchsorted(words.start, [span.end for span in told])
    lost = np.concatenate(([0], np.cumsum(taken)))
    for place in np.flatnonzero(lost[behind] > lost[first]).tolist():
        begin, span = int(first[place]), told[place]
        for run in _runs(begin + np.flatnonzero(free[begin : int(behind[place])])):
            start = span.start if run[0] == begin else int(words.start[run[0]])
            yield span._replace(start=start, end=int(words.end[run[-1]]))


def _holders(words: Words, spans: Sequence[Span]) -> Places:
    """For each word which span covers it; -1 where none does."""
    starts, ends, *_ = zip(*spans, strict=True)
    holder = np.searchsorted(np.array(starts, np.int64), words.end) - 1
    return np.where(np.array([*ends, 0], np.int64)[holder] > words.start, holder, -1)


def _runs(places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[list[int]]:
    """The places, those that follow one another together."""
    if not len(places):
        return []
    return [part.tolist() for part in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)]
