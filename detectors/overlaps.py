"""Of spans that overlap, the one that tells most stays whole: a national number is never cut by the date inside it.

A name inside something longer that is written as one, an address on the net or a file's name, is replaced with all of
it, where that holds all names and no stronger number took a part of it: the rest of
``attest_peeters_borstoperatie.pdf`` would tell too.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import NAME_CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detectors.findings import Span

_start = attrgetter("start")

_WRITTEN_AS_ONE = frozenset({"file_name", "email", "url", "online_account", "secret", "cookie_id"})
"""What has no blanks, or ends where its own signs say so."""

_SURE = 0.65
"""What a pattern says: the tagger sees where such things stand, but less well where they end."""


def resolve(spans: Iterable[Span]) -> list[Span]:
    """The spans without overlaps, sorted: strongest first, then longest, then first in the text; of a name, its whole.

    >>> from detectors.findings import Span
    >>> number = Span(0, 15, "national_number", 0.9, "national_number")
    >>> date = Span(0, 8, "event_date", 0.6, "event_date")
    >>> resolve([date, number]) == [number]
    True
    """
    resolved: list[Span] = []
    for cluster in clusters(list(spans)):
        resolved += cluster if len(cluster) == 1 else _strongest(cluster)
    return resolved


def clusters(spans: list[Span]) -> Iterator[list[Span]]:
    """The spans by their starts, in groups that share no character; most groups are of one.

    >>> from detectors.findings import Span
    >>> one, two, three = (Span(start, end, "age", 0.5, "age") for start, end in ((9, 12), (0, 5), (4, 7)))
    >>> list(clusters([one, two, three])) == [[two, three], [one]]
    True
    """
    if not spans:
        return
    starts, ends = (np.array(places, np.int64) for places in tuple(zip(*spans, strict=True))[:2])
    order = np.argsort(starts, kind="stable")
    reach = np.maximum.accumulate(ends[order])
    firsts = np.flatnonzero(starts[order][1:] >= reach[:-1]) + 1
    ordered = [spans[place] for place in order.tolist()]
    behind = 0
    for first in (*firsts.tolist(), len(ordered)):
        yield ordered[behind:first]
        behind = first


def _strongest(cluster: list[Span]) -> list[Span]:
    wholes = _wholes(cluster)
    best = min(cluster, key=_rank)
    if all(span.start < best.end and best.start < span.end for span in cluster):
        return [_whole_of(best, wholes, [])]
    kept: list[tuple[int, int]] = []
    chosen: list[Span] = []
    for span in sorted(cluster, key=_rank):
        if not _overlaps(span, kept):
            whole = _whole_of(span, wholes, kept)
            insort(kept, (whole.start, whole.end))
            chosen.append(whole)
    return sorted(chosen, key=_start)


def _wholes(cluster: list[Span]) -> list[Span]:
    """What is written as one, and cuts no name in two."""
    names = [span for span in cluster if span.category in NAME_CATEGORIES]
    likely = (span for span in cluster if span.category in _WRITTEN_AS_ONE and span.score >= _SURE)
    return [whole for whole in likely if not any(_crosses(whole, name) for name in names)]


def _crosses(whole: Span, name: Span) -> bool:
    return name.start < whole.end and whole.start < name.end and not whole.start <= name.start < name.end <= whole.end


def _whole_of(span: Span, wholes: list[Span], kept: list[tuple[int, int]]) -> Span:
    """What a name is only a part of, where nothing stronger took a part of that; else the span itself."""
    if span.category not in NAME_CATEGORIES:
        return span
    length = span.end - span.start
    around = (
        whole
        for whole in wholes
        if whole.start <= span.start and span.end <= whole.end and whole.end - whole.start > length
    )
    whole = min((whole for whole in around if not _overlaps(whole, kept)), key=_rank, default=span)
    return whole._replace(score=max(whole.score, span.score))


def _rank(span: Span) -> tuple[float, int, int, str, str]:
    start, end, category, score, recognizer = span
    return (-score, start - end, start, category, recognizer)


def _overlaps(span: Span, kept: list[tuple[int, int]]) -> bool:
    """Whether the span shares a character with one of the kept, which are sorted and do not overlap."""
    following = bisect_left(kept, (span.start, span.end))
    if following < len(kept) and kept[following][0] < span.end:
        return True
    return following > 0 and kept[following - 1][1] > span.start
