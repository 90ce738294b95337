"""How far a name reaches: the words beside it that no layer was sure of by themselves, and belong to it.

``Koffi`` before a name that only tells ``Amani``, the particle in ``Johanna v. Asten``, the initial in ``Peeters, J.``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import NAME_CATEGORIES
from detectors.names.joining import joined_names
from detectors.names.leading import ONLY_BEFORE_AN_ARTICLE
from detectors.names.lexicon import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from detectors.findings import Span
    from detectors.notes import Notes
    from detectors.words import Words

    Floats = npt.NDArray[np.float32]
    Truths = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]

_LIKELY_BESIDE = 0.08
"""How likely a capitalised word beside a name must be one by itself: what stands there seldom is something else."""

_LINKS = PARTICLES - ONLY_BEFORE_AN_ARTICLE - {"e", "en", "y", "a", "i"} | {
    "v",
    "vd",
    "vdb",
    "vda",
    "wa",
    "bint",
    "ag",
}
"""What stands between two words of one name and not between two people."""

_MISTER = frozenset("m")
"""The French ``M.``, which is a title before a name."""

_MOST_LINKS = 2
_FURTHEST = 3


def reaching(notes: Notes, words: Words, likely: Floats, spans: Sequence[Span]) -> list[Span]:
    """The spans, the names among them with what belongs to them.

    Args:
        notes: what is read.
        words: its words.
        likely: for each word, how likely it is of a name.
        spans: sorted, without overlaps.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Johanna v. Asten"])
    >>> found = [Span(1, 8, "person_name", 0.8, "tagger"), Span(12, 17, "person_name", 0.8, "tagger")]
    >>> [(span.start, span.end) for span in reaching(notes, words_of(notes), np.zeros(3, np.float32), found)]
    [(1, 17)]
    """
    names = [span for span in spans if span.category in NAME_CATEGORIES]
    if not names:
        return list(spans)
    others = [span for span in spans if span.category not in NAME_CATEGORIES]
    return sorted(joined_names([*others, *_reaching(_Beside.of(notes, words, likely, spans), names)]))


def _reaching(beside: _Beside, names: list[Span]) -> Iterator[Span]:
    words = beside.words
    first = np.searchsorted(words.end, [span.start for span in names], side="right")
    last = np.searchsorted(words.start, [span.end for span in names]) - 1
    until = beside.linked(first, last)
    grows = (beside.before[first] | beside.behind[last] | (until > last)).tolist()
    places = zip(names, grows, first.tolist(), until.tolist(), strict=True)
    for span, is_wider, begin, end in places:
        yield beside.widened(span, begin, end) if is_wider else span


class _Beside:
    """Which words belong to a name that they stand beside.

    Attributes:
        words: of the text.
        before: for each word, whether the word before it belongs to a name that begins in it.
        behind: for each word, whether the word behind it belongs to a name that ends in it.
        joined: for each word, whether only a space, a hyphen or an abbreviation's stop parts it from the word before.
        links: for each word, how many of the words up to it may not stand inside a name between two others.
    """

    def __init__(self, words: Words, before: Truths, behind: Truths, joined: Truths, links: Places) -> None:
        self.words, self.before, self.behind, self.joined, self.links = words, before, behind, joined, links

    @staticmethod
    def of(notes: Notes, words: Words, likely: Floats, spans: Sequence[Span]) -> _Beside:
        capital = words.is_capitalised(notes)
        free = ~_covered(words, spans)
        particle = words.among(PARTICLES)
        is_letter = words.end - words.start == 1
        likely_name = capital & free & ~particle & ~is_letter & (likely >= _LIKELY_BESIDE)
        apart = _Apart(notes, words)
        initial = capital & free & is_letter & apart.stopped & ~words.among(_MISTER)
        joined = apart.close | apart.behind_stop
        links = words.among(_LINKS) & free & ~capital & joined
        before = np.append(False, (likely_name | initial)[:-1]) & joined
        before |= np.append(False, likely_name[:-1]) & apart.aside
        begins = likely_name & (apart.close | apart.aside) | initial & (apart.close | apart.behind_comma)
        behind = np.append(begins[1:], False)
        return _Beside(words, before, behind, joined, np.cumsum(~links))

    def linked(self, first: Places, last: Places) -> Places:
        """For each name its last word, or that of the next name where only links stand between."""
        between = first[1:] - last[:-1] - 1
        only_links = self.links[first[1:] - 1] == self.links[last[:-1]]
        goes_on = (between > 0) & (between <= _MOST_LINKS) & only_links & self.joined[first[1:]]
        return np.append(np.where(goes_on, first[1:], last[:-1]), last[-1:])

    def widened(self, span: Span, first: int, last: int) -> Span:
        """The name from the first word that belongs to it to the last."""
        words = self.words
        begin, end = first, last
        while begin > max(first - _FURTHEST, 0) and self.before[begin]:
            begin -= 1
        while end < last + _FURTHEST and self.behind[end]:
            end += 1
        start = span.start if begin == first else int(words.start[begin])
        return span._replace(start=start, end=max(span.end, int(words.end[end])))


class _Apart:
    """What stands between each word and the word before it.

    Attributes:
        close: one space or hyphen.
        behind_stop: a full stop and a space, behind an initial or an abbreviation.
        behind_comma: a comma and a space.
        aside: a space with quotes or brackets, as around a nickname.
        stopped: for each word, whether a full stop stands directly behind it.
    """

    def __init__(self, notes: Notes, words: Words) -> None:
        codes = notes.codes
        before = words.end[:-1]
        gap = words.start[1:] - before
        first, second = codes[before], codes[np.minimum(before + 1, len(codes) - 1)]
        spaced = (gap == 2) & (second == ord(" "))  # noqa: PLR2004
        short = before - words.start[:-1] <= _LONGEST_ABBREVIATION
        self.close = _shifted((gap == 1) & np.isin(first, (ord(" "), ord("-"), 0xA0)))
        self.behind_stop = _shifted(spaced & (first == ord(".")) & short)
        self.behind_comma = _shifted(spaced & (first == ord(",")))
        self.aside = _shifted(_around_nicknames(codes, before, gap))
        self.stopped = codes[words.end] == ord(".")


_LONGEST_ABBREVIATION = 3
_ASIDE = np.array([ord(sign) for sign in " ()\"'“”„‘’"], np.uint32)


def _around_nicknames(codes: npt.NDArray[np.uint32], before: Places, gap: Places) -> Truths:
    """Which gaps are two or three signs, a space among them and quotes or brackets: ``Jo ("Joke") Vermeulen``."""
    signs = [codes[np.minimum(before + place, len(codes) - 1)] for place in range(_WIDEST)]
    fits = [np.isin(sign, _ASIDE) | (gap <= place) for place, sign in enumerate(signs)]
    spaces = sum((sign == ord(" ")) & (gap > place) for place, sign in enumerate(signs))
    return np.asarray((gap > 1) & (gap <= _WIDEST) & np.logical_and.reduce(fits) & (spaces == 1))


_WIDEST = 3


def _shifted(flags: Truths) -> Truths:
    return np.append(False, flags)


def _covered(words: Words, spans: Sequence[Span]) -> Truths:
    """Which words stand in a span."""
    inside = np.zeros(len(words.start) + 1, np.int64)
    np.add.at(inside, np.searchsorted(words.end, [span.start for span in spans], side="right"), 1)
    np.add.at(inside, np.searchsorted(words.start, [span.end for span in spans]), -1)
    return np.asarray(np.cumsum(inside)[:-1] > 0)
