"""A name found once is looked for everywhere in the document: the second mention seldom has a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.names.joining import NAME_CATEGORIES
from detectors.names.lexicon import COMMON_WORDS, PARTICLES, PLACE_WORDS, TERM_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_OTHER_WORDS = COMMON_WORDS | PARTICLES | PLACE_WORDS | TERM_WORDS
_SHORTEST = 3
_SURE = 0.55
_SCORE = 0.54


def repeated(notes: Notes, words: Words, spans: Sequence[Span]) -> list[Span]:
    """Further mentions of the names' words in their own notes, with the category of the first that holds the word.

    Args:
        notes: what is read.
        words: its words.
        spans: what was found so far, sorted.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["dr. karel vermaut belt. vermaut komt."])
    >>> found = Span(5, 18, "provider_name", 0.85, "provider_title")
    >>> [(s.start, s.end) for s in repeated(notes, words_of(notes), [found])]
    [(5, 10), (11, 18), (25, 32)]
    """
    names = [span for span in spans if span.category in NAME_CATEGORIES and span.score >= _SURE]
    owner, place = _words_within(words, names)
    telling = _tells(words, place)
    owner, place = owner[telling], place[telling]
    if not len(place):
        return []
    offset = notes.note_of(words.start) * len(words.vocabulary)
    told, first = np.unique(offset[place] + words.code[place], return_index=True)
    found: list[Span] = []
    for code, cut in ((words.code, 0), (_without_s(words)[words.code], 1)):
        key = offset + code
        again = np.flatnonzero((code >= 0) & np.isin(key, told))
        owners = owner[first[np.searchsorted(told, key[again])]].tolist()
        start = words.start[again] - 2 * _elided(notes, words, again)
        places = zip(start.tolist(), (words.end[again] - cut).tolist(), owners, strict=True)
        found += [Span(start, end, names[of].category, _SCORE, "repeated_name") for start, end, of in places]
    return found


def _words_within(words: Words, names: list[Span]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For each word of the names, which name it is of and which word of the text it is."""
    first = np.searchsorted(words.start, np.array([name.start for name in names], np.int64))
    behind = np.searchsorted(words.start, np.array([name.end for name in names], np.int64))
    owner = np.repeat(np.arange(len(names)), behind - first)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(behind - first) - (behind - first), behind - first)
    return owner, place + first[owner]


def _tells(words: Words, place: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which of these words alone still are a name: not short, and no other word."""
    tells = {
        code: len(words.vocabulary[code]) >= _SHORTEST and words.vocabulary[code] not in _OTHER_WORDS
        for code in np.unique(words.code[place]).tolist()
    }
    return np.array([tells[code] for code in words.code[place].tolist()], np.bool_)


def _without_s(words: Words) -> npt.NDArray[np.int64]:
    """For each distinct word that is a possessive of another, the code of that one (``jans``: ``jan``); -1 else."""
    codes = words.code_of
    return np.array([codes.get(word[:-1], -1) if word.endswith("s") else -1 for word in words.vocabulary], np.int64)


def _elided(notes: Notes, words: Words, places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which of these words stand behind a capital and an apostrophe: ``D'Hondt``, ``O'Neill``."""
    before = [notes.text[start - 2 : start] for start in words.start[places].tolist()]
    return np.array([two[:1].isupper() and two[1:] in ("'", "’") for two in before], np.bool_)
