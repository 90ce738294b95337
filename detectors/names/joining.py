"""Names that several layers found in one place, as one name: from the first letter any layer saw to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.findings import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME_CATEGORIES = ("former_name", "family_member_name", "provider_name", "person_name")
"""Kinds of names, the most telling first: a former name stays one, whichever other layer knows its bearer."""


def joined_names(spans: Iterable[Span]) -> list[Span]:
    """The spans, with overlapping names joined; the category is the most telling, the score the highest.

    >>> from detectors.findings import Span
    >>> joined_names([Span(0, 5, "person_name", 0.97, "known_people"), Span(0, 20, "former_name", 0.8, "former_name")])
    [Span(start=0, end=20, category='former_name', score=0.97, recognizer='known_people')]
    """
    kept, joined = [], list[Span]()
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.category, -span.score)):
        if span.category not in NAME_CATEGORIES:
            kept.append(span)
        elif joined and joined[-1].end > span.start:
            joined[-1] = _union(joined[-1], span)
        else:
            joined.append(span)
    return kept + joined


def _union(one: Span, other: Span) -> Span:
    stronger = max(one, other, key=lambda span: span.score)
    category = min(one.category, other.category, key=NAME_CATEGORIES.index)
    return Span(one.start, max(one.end, other.end), category, stronger.score, stronger.recognizer)
