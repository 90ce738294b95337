"""Ages that stand right behind a name, as a number alone: ``Sofie (27)``, ``Tom, 34, …``, ``Lotte 16j``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from detectors.findings import NAME_CATEGORIES, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.notes import Notes

_SCORE = 0.6
_OLDEST = 99
_BEHIND = re.compile(
    r" ?(?:\((?P<age>[1-9][0-9]?)(?: ?(?:j|jr|jaar|ans|y|yo|J|Jahre)\.?)?[,)]|, (?P<next>[1-9][0-9]) ?[,)](?!\d)"
    r"| (?P<short>[1-9][0-9] ?j)\b)"
)


def with_ages(notes: Notes, spans: list[Span]) -> list[Span]:
    """The spans, which are sorted, with the ages behind names among them.

    >>> from detectors.notes import join
    >>> notes = join(["Sofie (27) belt."])
    >>> [(span.category, span.start, span.end) for span in with_ages(notes, [Span(1, 6, "person_name", 0.8, "names")])]
    [('person_name', 1, 6), ('age', 8, 10)]
    """
    ages = list(_ages(notes, spans))
    return sorted((*spans, *ages)) if ages else spans


def _ages(notes: Notes, spans: list[Span]) -> Iterator[Span]:
    end_of_all = Span(len(notes.text), len(notes.text), "", 0.0, "")
    for span, following in pairwise((*spans, end_of_all)):
        found = _BEHIND.match(notes.text, span.end, following.start) if span.category in NAME_CATEGORIES else None
        if found and found.lastgroup:
            yield Span(*found.span(found.lastgroup), "age", _SCORE, "ages")
