"""Names in a row of names: ``Ella, Nour, Jip, Océane en Can``, where the lists know three of the five.

What stands in a row between names, or at its end behind *en*, *et*, *und* or *and*, is a name too, whatever word it is.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import re2

from detectors.findings import NAME_CATEGORIES, Span
from detectors.folding import fold
from detectors.names.dictionary import are_german_nouns, in_a_dictionary
from detectors.names.leading import TITLES
from detectors.names.lexicon import PLACE_WORDS, TERM_WORDS, abbreviations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detectors.notes import Notes

_SCORE = 0.56
_FEWEST = 2
"""Names that make a row, beside those that are looked for."""

_LONGEST = 60
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\pL'’-]+"
_ONE = rf"(?:(?:De|Den|Van|Vande|Vanden|Vander|El|Al|Le|La|Da|Di|Ben) )?{_WORD}"
_AGE = r"(?: ?\(\d{1,2}\)| \d{1,2})?"
_COMMA = rf"{_AGE} ?[,/;] ?"
_AND = rf"{_AGE},? (?:en|et|und|and|&|of|ou|or|oder|\+) "
_LINK = rf"(?:{_COMMA}|{_AND})"
_ONLY_LINK = re2.compile(_LINK)
_BETWEEN = re2.compile(rf"{_LINK}({_ONE}(?:{_LINK}{_ONE}){{0,2}}){_LINK}")
_BEHIND = re2.compile(rf"(?:{_AND}|{_COMMA})({_ONE})(?:[^\pL\d'’ -]| [^A-ZÀ-ÖØ-Þ\d]|$)")
_BEFORE = re2.compile(rf"(?:[:(] ?|\n|[^.!?] )({_ONE}){_LINK}$")
_MAY_BE_GERMAN = re2.compile(rf"{_AGE}(?:,? (?:und|oder) | ?[,/;])")
_PIECE = re2.compile(_ONE)


class _Row(NamedTuple):
    """Names that stand in a row, and the capitalised words between them."""

    names: list[Span]
    between: list[tuple[int, int]]


def in_a_row_of_names(notes: Notes, spans: Sequence[Span]) -> list[Span]:
    """The words that stand in a row with names and that nothing else has found.

    Args:
        notes: what is read.
        spans: what was found so far, sorted, without overlaps.

    >>> from detectors.notes import join
    >>> notes = join(["Groep: Ella, Jip en Sky kwamen"])
    >>> found = [Span(8, 12, "person_name", 0.8, "tagger"), Span(14, 17, "person_name", 0.8, "tagger")]
    >>> [notes.text[span.start : span.end] for span in in_a_row_of_names(notes, found)]
    ['Sky']
    """
    return [span for row in _rows(notes, spans) if len(row.names) >= _FEWEST for span in _new(notes, row)]


def _rows(notes: Notes, spans: Sequence[Span]) -> Iterator[_Row]:
    row = _Row([], [])
    for span, following in pairwise((*spans, Span(len(notes.text), len(notes.text), "", 0, ""))):
        if span.category not in NAME_CATEGORIES:
            continue
        row.names.append(span)
        gap = notes.text[span.end : following.start] if following.category in NAME_CATEGORIES else ""
        found = _BETWEEN.fullmatch(gap) if len(gap) <= _LONGEST else None
        if found:
            row.between.extend(_pieces(found[1], span.end + found.start(1)))
        elif not gap or not _ONLY_LINK.fullmatch(gap):
            yield row
            row = _Row([], [])


def _pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    for found in _PIECE.finditer(text):
        yield start + found.start(), start + found.end()


def _new(notes: Notes, row: _Row) -> Iterator[Span]:
    """The names of a row that were not found: those between others, the last one and the first one."""
    places = [place for place in row.between if not _is_other(notes.text[slice(*place)])]
    for start, end in (*places, *_last(notes.text, row.names[-1].end), *_first(notes.text, row.names[0].start)):
        yield Span(start, end, row.names[0].category, _SCORE, "row_of_names")


def _last(text: str, end: int) -> Iterator[tuple[int, int]]:
    found = _BEHIND.match(text[end : end + _LONGEST])
    if found and not (_is_other(found[1]) or (_MAY_BE_GERMAN.match(found[0]) and _is_noun(found[1]))):
        yield end + found.start(1), end + found.end(1)


def _first(text: str, start: int) -> Iterator[tuple[int, int]]:
    begin = max(0, start - _LONGEST)
    found = _BEFORE.search(text[begin:start])
    if found and not (_is_other(found[1]) or _is_noun(found[1])) and not in_a_dictionary([fold(found[1])])[0]:
        yield begin + found.start(1), begin + found.end(1)


def _is_other(written: str) -> bool:
    """Whether it is a term of care, a place, a title or an abbreviation, which stand between names too."""
    words = fold(written).split()
    capitals = written.isupper() and words[-1] in abbreviations()
    return capitals or any(word in TERM_WORDS or word in TITLES or word in PLACE_WORDS for word in words)


def _is_noun(written: str) -> bool:
    return bool(are_german_nouns([fold(written)])[0])
