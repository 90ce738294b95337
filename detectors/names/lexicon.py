"""What is known of a word: whether it is a first name, a family name, a particle, or rather something else.

All sets hold folded words. A word may be in several: *Roos* is a first name and a flower, *Parkinson* a disease.
"""

from __future__ import annotations

from detectors.folding import fold
from detectors.lexicons import phrases, words
from detectors.lexicons.places import NAMES

_TERM_FILES = ("medication.txt", "procedures.txt", "conditions.txt", "lab_tests.txt", "gender_identities.txt")
_SHORTEST_TERM_WORD = 4


def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold, words(name)))


FIRST_NAMES = _folded("first_names.txt")
FAMILY_NAMES = _folded("family_names.txt")
PARTICLES = _folded("particles.txt")
COMMON_WORDS = _folded("common_words.txt") | _folded("plain_words.txt")
EPONYMS = _folded("eponyms.txt")
TERM_WORDS = frozenset(
    word
    for name in _TERM_FILES
    for phrase in phrases(name)
    for word in fold(phrase).split()
    if len(word) >= _SHORTEST_TERM_WORD
)
PLACE_WORDS = frozenset(fold(name) for name in NAMES)

NAMES_OF_PEOPLE = FIRST_NAMES | FAMILY_NAMES
NO_NAMES = (COMMON_WORDS | TERM_WORDS | PARTICLES) - NAMES_OF_PEOPLE
"""Capitalised or not, these are never part of a name by themselves."""

AMBIGUOUS = (COMMON_WORDS | TERM_WORDS | EPONYMS | PLACE_WORDS | PARTICLES) & NAMES_OF_PEOPLE
"""Names that are other words too: they need more evidence than a capital."""

CERTAIN_FIRST = FIRST_NAMES - AMBIGUOUS
CERTAIN_FAMILY = FAMILY_NAMES - AMBIGUOUS
