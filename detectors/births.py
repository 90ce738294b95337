"""Dates that a note gives away as somebody's birth: by the national number beside them, or by standing behind a name.

A note that says ``12/03/1985`` and holds the number ``85.03.12-…`` tells a birth date, whatever words stand around it;
so does a date of long ago right behind a name: what happens in a clinic is younger than the people it happens to. A
year between brackets or commas behind a name is that of a birth too: ``haar dochter Ari (2016)``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import NAME_CATEGORIES, Span
from detectors.recognizers import national_number
from detectors.recognizers.date_forms import day_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from detectors.notes import Notes

_LAST_YEAR_BEHIND_A_NAME = 2012
"""The youngest people that such a clinic sees were born about then; systems that hold events are younger."""

_BETWEEN = frozenset((" ", ", ", " (", " - ", " – ", "; ", "\n", ", ° ", " | ", "\t"))

_YEAR = re.compile(r"(?: ?\(|, | ?\| ?| (?=\d{4}:))(?P<year>19[2-9]\d|20[0-2]\d)(?= ?[),;\n:|])")
_YEAR_SCORE = 0.6


def with_births(notes: Notes, spans: list[Span]) -> list[Span]:
    """The spans, which are sorted, with dates of birth called so.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> notes = join(["Sofie (12/03/1985) zag ons."])
    >>> spans = [Span(1, 6, "person_name", 0.8, "names"), Span(8, 18, "event_date", 0.75, "event_date")]
    >>> [span.category for span in with_births(notes, spans)]
    ['person_name', 'birth_date']
    """
    years = list(_birth_years(notes, spans))
    dated = _with_birth_dates(notes, spans)
    return sorted([*dated, *years]) if years else dated


def _birth_years(notes: Notes, spans: list[Span]) -> Iterator[Span]:
    """Years behind names that nothing else has found."""
    nowhere = Span(len(notes.text), len(notes.text), "", 0, "")
    for span, behind in pairwise([*spans, nowhere]):
        if span.category in NAME_CATEGORIES and (match := _YEAR.match(notes.text, span.end)):
            start, end = match.span("year")
            if end <= behind.start:
                yield Span(start, end, "birth_date", _YEAR_SCORE, "births")


def _with_birth_dates(notes: Notes, spans: list[Span]) -> list[Span]:
    dates = [place for place, span in enumerate(spans) if span.category == "event_date"]
    if not dates:
        return spans
    known = _known(notes, spans)
    result = list(spans)
    for place, note in zip(dates, _notes_of(notes, [spans[place] for place in dates]), strict=True):
        day = day_of(_written(notes, spans[place]))
        if day and ((note, day) in known or _is_behind_a_name(notes, spans, place, day)):
            result[place] = spans[place]._replace(category="birth_date")
    return result


def _known(notes: Notes, spans: list[Span]) -> set[tuple[int, dt.date]]:
    """The notes and the births that other spans in them tell."""
    telling = [span for span in spans if span.category == "birth_date" or span.recognizer == "national_number"]
    days = (_told(_written(notes, span), span) for span in telling)
    return {(note, day) for note, day in zip(_notes_of(notes, telling), days, strict=True) if day}


def _told(written: str, span: Span) -> dt.date | None:
    if span.category == "birth_date":
        return day_of(written)
    return national_number.birth_date(written) if national_number.is_valid(written) else None


def _written(notes: Notes, span: Span) -> str:
    return notes.text[span.start : span.end]


def _notes_of(notes: Notes, spans: list[Span]) -> list[int]:
    places: list[int] = notes.note_of(np.array([span.start for span in spans], np.int64)).tolist()
    return places


def _is_behind_a_name(notes: Notes, spans: list[Span], place: int, day: dt.date) -> bool:
    if not place or day.year > _LAST_YEAR_BEHIND_A_NAME:
        return False
    before = spans[place - 1]
    return before.category in NAME_CATEGORIES and notes.text[before.end : spans[place].start] in _BETWEEN
