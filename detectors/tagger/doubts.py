"""What another layer took for a name, a place, a job, a record, and the tagger, which sees what is around, for nothing.

A cue, a list or a form of words tells that something may be personal; where the tagger is all but certain that a word
is not, the word is left out of a name, and any other span that is all such words is left out.
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

    Chances = npt.NDArray[np.float32]
    Truths = npt.NDArray[np.bool_]

_CERTAIN = {
    **dict.fromkeys(NAMES, 0.97),
    "municipality": 0.97,
    "age": 0.95,
    "insurer": 0.9,
    "profession": 0.8,
    "nationality": 0.8,
    "organisation": 0.8,
    "event_date": 0.95,
    "file_name": 0.9,
}
"""Kinds of data that words tell, and how likely each word must be nothing for it to be left out: who somebody is costs
more to miss than what somebody does. Numbers are not asked about: they have arithmetic, a form of their own or a word
before them. Chosen on texts that the tagger had not read."""

_LESS_OF_UNKNOWN = 0.01
"""So much less certain is a word that no dictionary has."""

_CERTAIN_LAYERS = frozenset(
    {
        *("initials_of_who_acted", "profession", "civil_title", "other_script"),
        *("name_before_verb", "name_before_kin", "signing_name", "spelt_out", "name_and_initial"),
    }
)
"""Layers that go by what only people do or are called, where the tagger goes by the letters; by the word for a job; and
by letters that the tagger cannot read."""

_CODES = [CLASSES.index(kind) for kind in CODES]


def doubts_of(words: Words, likely: Chances, named: Truths) -> Chances:
    """For each word, how likely it is nothing that somebody looks for, or, having a digit, of a number.

    None of a lone letter, nor of words that are somebody's beyond doubt.

    Args:
        words: of the text.
        likely: how likely each is of each of the tagger's classes.
        named: which of them a model or the tables name.
    """
    has_digit = words.values(str.isalpha) == 0
    found = listed(words)
    nothing = likely[:, 0] - _LESS_OF_UNKNOWN * ~(found.known | found.noun)[words.code]
    asked = (words.end - words.start > 1) & ~named
    return np.where(asked, nothing + likely[:, _CODES].sum(axis=1) * has_digit, 0)


def undoubted(words: Words, doubts: Chances, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without what the tagger is certain is nothing.

    Args:
        words: of the text.
        doubts: how likely each of them is nothing.
        spans: of the other layers.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> words = words_of(join(["Terugstorting Jan Maes dubbel"]))
    >>> likely = np.zeros((4, len(CLASSES)), np.float32)
    >>> likely[:, :2] = [[1.0, 0.0], [0.01, 0.99], [0.01, 0.99], [1.0, 0.0]]
    >>> doubts = doubts_of(words, likely, named=np.zeros(4, np.bool_))
    >>> [span] = undoubted(words, doubts, [Span(1, 30, "person_name", 0.7, "listed_names")])
    >>> span.start, span.end
    (15, 23)
    """
    asked: dict[str, list[Span]] = {}
    for span in spans:
        if span.category in _CERTAIN and span.recognizer not in _CERTAIN_LAYERS:
            asked.setdefault(span.category, []).append(span)
        else:
            yield span
    for category, alike in asked.items():
        nothing = doubts >= np.float32(_CERTAIN[category])
        if category == "file_name":
            nothing &= words.values(str.isalpha) > 0  # the number in it may be all that leads to somebody
        if category == "event_date":
            nothing &= ~words.among(_YEARS_OF_BIRTH)  # it may be a date of birth that nothing announces
        yield from _left(words, nothing, alike)


_YEARS_OF_BIRTH = frozenset(map(str, range(1930, 2013)))


def _left(words: Words, nothing: Truths, spans: list[Span]) -> Iterator[Span]:
    """The spans that hold another word than those that are nothing; names without these at their ends."""
    first = np.searchsorted(words.end, [span.start for span in spans], side="right")
    behind = np.searchsorted(words.start, [span.end for span in spans])
    sure = np.append(np.flatnonzero(~nothing), -1)
    begin, stop = (np.searchsorted(sure[:-1], places) for places in (first, behind))
    is_whole = stop - begin == behind - first
    columns = (is_whole, begin < stop, first, behind - 1, sure[begin], sure[stop - 1])
    for span, whole, left, *places in zip(spans, *(column.tolist() for column in columns), strict=True):
        if whole:
            yield span
        elif left:
            yield _cut(words, span, *places) if span.category in NAMES else span


def _cut(words: Words, span: Span, first: int, last: int, begin: int, end: int) -> Span:
    """The span, whose words go from first to last, from the word where it begins to the one where it ends."""
    start = span.start if first == begin else int(words.start[begin])
    stop = span.end if last == end else int(words.end[end])
    return span._replace(start=start, end=stop)


def are_named(words: Words, spans: Iterable[Span]) -> npt.NDArray[np.bool_]:
    """Which words stand in the spans, here or elsewhere: what a model or the tables name is not doubted."""
    named = np.zeros(len(words.vocabulary), np.bool_)
    for span in spans:
        first, behind = np.searchsorted(words.start, (span.start, span.end))
        named[words.code[first:behind]] = True
    return named[words.code]
