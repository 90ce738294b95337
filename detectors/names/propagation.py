"""A name found once is looked for everywhere in the document: the second mention seldom has a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detectors.findings import Span
from detectors.names.joining import NAME_CATEGORIES
from detectors.names.lexicon import COMMON_WORDS, PARTICLES, PLACE_WORDS, TERM_WORDS
from detectors.names.occurrences import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_OTHER_WORDS = COMMON_WORDS | PARTICLES | PLACE_WORDS | TERM_WORDS
_SHORTEST = 3
_SURE = 0.55
_SCORE = 0.54


def repeated(folded: str, names: Iterable[Span]) -> list[Span]:
    """Further mentions of the names' words in the folded text, with the category of the first that holds the word.

    >>> found = Span(4, 17, "provider_name", 0.85, "provider_title")
    >>> [(s.start, s.end) for s in repeated("dr. karel vermaut belt. vermaut komt.", [found])]
    [(4, 9), (10, 17), (24, 31)]
    """
    owners: dict[str, Span] = {}
    for name in names:
        if name.category in NAME_CATEGORIES and name.score >= _SURE:
            for match in _WORD.finditer(folded, name.start, name.end):
                owners.setdefault(match.group(), name)
    return [
        Span(start, end, owner.category, _SCORE, "repeated_name")
        for word, owner in owners.items()
        if _tells(word)
        for start, end in occurrences(folded, word)
    ]


def _tells(word: str) -> bool:
    """Whether the word alone still is a name: not short, and no other word."""
    return len(word) >= _SHORTEST and word not in _OTHER_WORDS
