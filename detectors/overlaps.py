"""Of spans that overlap, the one that tells most stays whole: a national number is never cut by the date inside it."""

from __future__ import annotations

from bisect import bisect_left, insort
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detectors.findings import Span

_start = attrgetter("start")


def resolve(spans: Iterable[Span]) -> list[Span]:
    """The spans without overlaps, sorted: strongest first, then longest, then first in the text.

    >>> from detectors.findings import Span
    >>> number = Span(0, 15, "national_number", 0.9, "national_number")
    >>> date = Span(0, 8, "event_date", 0.6, "event_date")
    >>> resolve([date, number]) == [number]
    True
    """
    return [span for cluster in _clusters(sorted(spans, key=_start)) for span in _strongest(cluster)]


def _clusters(spans: list[Span]) -> Iterator[list[Span]]:
    """Sorted spans in groups that share no character; most groups are of one."""
    cluster: list[Span] = []
    reach = -1
    for span in spans:
        if span.start >= reach and cluster:
            yield cluster
            cluster = []
        cluster.append(span)
        reach = max(reach, span.end)
    if cluster:
        yield cluster


def _strongest(cluster: list[Span]) -> list[Span]:
    if len(cluster) == 1:
        return cluster
    kept: list[tuple[int, int]] = []
    chosen: list[Span] = []
    for span in sorted(cluster, key=_rank):
        if not _overlaps(span, kept):
            insort(kept, (span.start, span.end))
            chosen.append(span)
    return sorted(chosen, key=_start)


def _rank(span: Span) -> tuple[float, int, int, str, str]:
    return (-span.score, span.start - span.end, span.start, span.category, span.recognizer)


def _overlaps(span: Span, kept: list[tuple[int, int]]) -> bool:
    """Whether the span shares a character with one of the kept, which are sorted and do not overlap."""
    following = bisect_left(kept, (span.start, span.end))
    if following < len(kept) and kept[following][0] < span.end:
        return True
    return following > 0 and kept[following - 1][1] > span.start
