"""What another layer took for a name, a place, a job, and the tagger, which sees what is around, for nothing.

A cue, a list or a form of words tells that something may be personal; where the tagger is all but certain that a word
is not, the word is left out of a name, and a term that is all such words is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.names.dictionary import listed
from detectors.tagger.net import CLASSES, NAMES
from detectors.tagger.runs import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from detectors.findings import Span
    from detectors.words import Words

_ASKED = frozenset((*NAMES, "profession", "organisation", "municipality", "nationality", "event_date"))
"""Kinds of data that words tell; what else is found has a shape that tells."""

_CERTAIN_LAYERS = frozenset({"initials_of_who_acted", "profession"})
"""Layers that go by what only people do, where the tagger goes by the letters; and by the word for a job."""

_CERTAIN, _CERTAIN_OF_UNKNOWN = 0.97, 0.98
"""How likely a word must be nothing that a dictionary has, and one that none has."""

_CODES = [CLASSES.index(kind) for kind in CODES]


def undoubted(words: Words, doubted: npt.NDArray[np.bool_], spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without what the tagger is certain is nothing, or is a number.

    Args:
        words: of the text.
        doubted: which of them the tagger is certain are nothing, by ``doubted_of``.
        spans: of the other layers.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> words = words_of(join(["Terugstorting Jan Maes dubbel"]))
    >>> likely = np.zeros((4, len(CLASSES)), np.float32)
    >>> likely[:, :2] = [[1.0, 0.0], [0.01, 0.99], [0.01, 0.99], [1.0, 0.0]]
    >>> [span] = undoubted(words, doubted_of(words, likely), [Span(1, 30, "person_name", 0.7, "listed_names")])
    >>> span.start, span.end
    (15, 23)
    """
    asked: list[Span] = []
    for span in spans:
        if span.category in _ASKED and span.recognizer not in _CERTAIN_LAYERS:
            asked.append(span)
        else:
            yield span
    first = np.searchsorted(words.end, [span.start for span in asked], side="right")
    behind = np.searchsorted(words.start, [span.end for span in asked])
    sure = np.append(np.flatnonzero(~doubted), -1)
    begin, stop = (np.searchsorted(sure[:-1], places) for places in (first, behind))
    is_whole = stop - begin == behind - first
    columns = (is_whole, begin < stop, first, behind - 1, sure[begin], sure[stop - 1])
    for span, whole, left, *places in zip(asked, *(column.tolist() for column in columns), strict=True):
        if whole:
            yield span
        elif left:
            yield _cut(words, span, *places) if span.category in NAMES else span


def _cut(words: Words, span: Span, first: int, last: int, begin: int, end: int) -> Span:
    """The span, whose words go from first to last, from the word where it begins to the one where it ends."""
    start = span.start if first == begin else int(words.start[begin])
    stop = span.end if last == end else int(words.end[end])
    return span._replace(start=start, end=stop)


def doubted_of(words: Words, likely: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Which words are all but certainly nothing or, having a digit, of a number; a lone letter is not asked about.

    Args:
        words: of the text.
        likely: how likely each is of each of the tagger's classes.
    """
    has_digit = words.values(str.isalpha) == 0
    doubt = likely[:, 0] + likely[:, _CODES].sum(axis=1) * has_digit
    found = listed(words)
    certain = np.where((found.known | found.noun)[words.code], _CERTAIN, _CERTAIN_OF_UNKNOWN)
    return np.asarray((doubt >= certain) & (words.end - words.start > 1))


def are_named(words: Words, spans: Iterable[Span]) -> npt.NDArray[np.bool_]:
    """Which words stand in the spans, here or elsewhere: what a model or the tables name is not doubted."""
    named = np.zeros(len(words.vocabulary), np.bool_)
    for span in spans:
        first, behind = np.searchsorted(words.start, (span.start, span.end))
        named[words.code[first:behind]] = True
    return named[words.code]
