"""Words of care and of gender, and places: health data that stays readable, and that must not be taken for a name.

The lists are searched as one automaton (Aho-Corasick) over the folded text; only whole words count, and how a list
writes an entry tells how a text must write it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from detectors.findings import Span
from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.lexicons.places import NAMES
from detectors.term_rules import Term, score_of, writing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = {
    "medication.txt": "medication",
    "procedures.txt": "procedure",
    "conditions.txt": "medical_condition",
    "lab_tests.txt": "lab_test",
    "diets.txt": "diet",
    "gender_identities.txt": "gender_identity",
    "insurers.txt": "insurer",
    "organisations.txt": "organisation",
    "countries.txt": "country",
    "nationalities.txt": "nationality",
    "professions.txt": "profession",
    "places_abroad.txt": "municipality",
}


@cache
def _automaton() -> tuple[Any, tuple[Term, ...]]:
    """The automaton and its entries; of two that fold alike, the later list counts."""
    entries = {fold(place): Term(fold(place), "municipality", writing_of("Xx")) for place in sorted(NAMES)}
    for file, category in _FILES.items():
        entries.update((fold(phrase), Term(fold(phrase), category, writing_of(phrase))) for phrase in phrases(file))
    ordered = tuple(entries[folded] for folded in sorted(entries))
    automaton = ahocorasick_rs.AhoCorasick(
        [term.folded for term in ordered], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
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
            term = entries[index]
            score = score_of(term, text, folded, start, end)
            if score:
                source = "places" if term.category == "municipality" else "terms"
                yield Span(start, end, term.category, score, source)


def _is_whole(folded: str, start: int, end: int) -> bool:
    return not (start and folded[start - 1].isalnum()) and not folded[end : end + 1].isalnum()
