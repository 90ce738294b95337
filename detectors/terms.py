"""Words of care and of gender, and places: health data that stays readable, and that must not be taken for a name.

The lists are searched as one automaton (Aho-Corasick) over the folded text; only whole words count.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from detectors.findings import Span
from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.lexicons.places import NAMES
from detectors.names.lexicon import COMMON_WORDS, NAMES_OF_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = {
    "medication.txt": "medication",
    "procedures.txt": "procedure",
    "conditions.txt": "medical_condition",
    "lab_tests.txt": "lab_test",
    "gender_identities.txt": "gender_identity",
    "insurers.txt": "insurer",
    "countries.txt": "country",
    "nationalities.txt": "nationality",
    "professions.txt": "profession",
    "places_abroad.txt": "municipality",
}
_CAPITALISED = frozenset({"municipality", "insurer", "country"})
_SCORE = 0.72
_PLACE_SCORE = 0.65
_ABBREVIATION = 3  # an abbreviation counts in capitals only: ASS, LH
_SHORTEST_PLACE = 4  # shorter ones (Mol, Lo) need a preposition
_PREPOSITIONS = (
    "in te uit naar bij van nabij rond omgeving regio woont a de vers pres habite aus nach at from near to sint"
)
_BEFORE_A_PLACE = frozenset(_PREPOSITIONS.split())


@cache
def _automaton() -> tuple[Any, tuple[tuple[str, str], ...]]:
    """The automaton and, per entry, its folded words and category."""
    entries = {fold(place): "municipality" for place in sorted(NAMES)}
    for file, category in _FILES.items():
        entries.update((fold(phrase), category) for phrase in phrases(file))
    ordered = tuple(sorted(entries.items()))
    automaton = ahocorasick_rs.AhoCorasick(
        [words for words, _ in ordered], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return automaton, ordered


def terms(text: str, folded: str) -> Iterator[Span]:
    """The terms in the text, in its order.

    >>> [(s.start, s.end, s.category) for s in terms("Androcur, in Gent.", "androcur, in gent.")]
    [(0, 8, 'medication'), (13, 17, 'municipality')]
    """
    automaton, entries = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(folded):
        if _is_whole(folded, start, end):
            category = entries[index][1]
            if category in _CAPITALISED:
                if _is_place(text, folded, start, end):
                    yield Span(start, end, category, _PLACE_SCORE, "places" if category == "municipality" else "terms")
            elif end - start > _ABBREVIATION or text[start:end].isupper():
                yield Span(start, end, category, _SCORE, "terms")


def _is_whole(folded: str, start: int, end: int) -> bool:
    return not (start and folded[start - 1].isalnum()) and not folded[end : end + 1].isalnum()


def _is_place(text: str, folded: str, start: int, end: int) -> bool:
    """A place needs its capital, and when it is a name or a word too, a preposition before it."""
    if not text[start].isupper() and text[start] != "'":
        return False
    word = folded[start:end]
    if len(word) >= _SHORTEST_PLACE and word not in NAMES_OF_PEOPLE and word not in COMMON_WORDS:
        return True
    before = folded[max(0, start - 12) : start].split()
    return bool(before) and before[-1] in _BEFORE_A_PLACE
