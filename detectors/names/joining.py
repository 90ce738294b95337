"""Names that several layers found in one place, as one name: from the first letter any layer saw to the last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detectors.findings import NAME_CATEGORIES, Span
from detectors.overlaps import clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WEAK = frozenset({"tagger", "listed_names", "initials", "family_name_with_particle"})
"""Recognizers that go by spelling and surroundings alone, and are no match for a cue or for who is known."""


def joined_names(spans: Iterable[Span]) -> list[Span]:
    """The spans, with overlapping names joined; the category is the most telling, the score the highest.

    >>> from detectors.findings import Span
    >>> joined_names([Span(0, 5, "person_name", 0.97, "known_people"), Span(0, 20, "former_name", 0.8, "former_name")])
    [Span(start=0, end=20, category='former_name', score=0.97, recognizer='known_people')]
    """
    others, names = list[Span](), list[Span]()
    for span in spans:
        (names if span.category in NAME_CATEGORIES else others).append(span)
    return others + [cluster[0] if len(cluster) == 1 else _union(cluster) for cluster in clusters(names)]


def with_initials(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans, names that end with an initial taken up to its full stop.

    >>> [span] = with_initials("Inge V. belt", [Span(0, 6, "person_name", 0.8, "tagger")])
    >>> span.end
    7
    """
    return [_up_to_its_stop(text, span) if text.startswith(".", span.end) else span for span in spans]


def _up_to_its_stop(text: str, span: Span) -> Span:
    return span._replace(end=span.end + 1) if _ends_with_initial(text, span) else span


def _ends_with_initial(text: str, span: Span) -> bool:
    if span.category not in NAME_CATEGORIES:
        return False
    return text[span.end - 1].isupper() and text[span.end - 2] in " .-" and span.end - 2 > span.start


def _union(cluster: list[Span]) -> Span:
    """One name: its bearer's role from what announces it or knows it, and from the weak layers only without these."""
    telling = [span for span in cluster if span.recognizer not in WEAK] or cluster
    source = min(telling, key=lambda span: (-span.score, span.start, -span.end, span.category))
    category = min((span.category for span in telling), key=NAME_CATEGORIES.index)
    score = max(span.score for span in cluster)
    return Span(cluster[0].start, max(span.end for span in cluster), category, score, source.recognizer)


def with_places(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, sorted, in which a name that ends in a particle goes on in the place behind it.

    >>> spans = [Span(0, 7, "person_name", 0.8, "tagger"), Span(8, 13, "municipality", 0.5, "tagger_of_terms")]
    >>> [(span.start, span.end) for span in with_places("Tom Van Aalst", spans)]
    [(0, 13)]
    """
    name: Span | None = None
    for span in spans:
        if name and span.category == "municipality" and text[name.end : span.start] == " ":
            yield name._replace(end=span.end)
            name = None
            continue
        if name:
            yield name
        name = span if _ends_in_a_particle(text, span) else None
        if not name:
            yield span
    if name:
        yield name


def _ends_in_a_particle(text: str, span: Span) -> bool:
    return span.category in NAME_CATEGORIES and _PARTICLE_AT_THE_END.search(text, span.start, span.end) is not None


_PARTICLE_AT_THE_END = re.compile(r" (?:Van(?: [Dd]e[nr]?)?|Vande[nr]?|De|Den|Von)\Z")
