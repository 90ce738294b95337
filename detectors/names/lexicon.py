"""What is known of a word: whether it is a first name, a family name, a particle, or rather something else.

All sets hold folded words. A word may be in several: *Roos* is a first name and a flower, *Parkinson* a disease.
"""

from __future__ import annotations

import re

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
PLAIN_WORDS = _folded("plain_words.txt")
_SOMETIMES_NAMES = _folded("common_words.txt") - (PLAIN_WORDS - {"elke"})
COMMON_WORDS = _folded("common_words.txt") | PLAIN_WORDS
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

_NEVER_INSIDE = frozenset("april june juni august augustus may mai mei france noel job engel".split())  # noqa: SIM905
NAMES_INSIDE_A_SENTENCE = (FIRST_NAMES & _SOMETIMES_NAMES) - TERM_WORDS - EPONYMS - PLACE_WORDS - _NEVER_INSIDE
"""First names that are words too (*Marc*, *Florence*, *Noor*): a capital makes them names where no sentence begins."""

CERTAIN_FIRST = FIRST_NAMES - AMBIGUOUS
CERTAIN_FAMILY = FAMILY_NAMES - AMBIGUOUS


_FAMILY_SHAPE = re.compile(
    r"van(?:d|h|b|c|g|k|l|n|p|r|s)[a-z]{4,}"
    r"|[a-z]{2,}(?:ssens|aerts|i?nckx|eckx|uyts|broeck|brouck|broucke|elaere|straete|maekers?"
    r"|ewski|owski|ewska|owska|czyk|oglu|shvili|opoulos|escu|chenko|ovic|evic|adze)"
)


def looks_like_a_family_name(word: str) -> bool:
    """Whether a folded word is built as family names are: ``vandenbossche``, ``cleyssens``, ``kowalewski``.

    >>> looks_like_a_family_name("vandenbossche"), looks_like_a_family_name("vandaag")
    (True, False)
    """
    return word not in _WORDS and _FAMILY_SHAPE.fullmatch(word) is not None


_WORDS = COMMON_WORDS | TERM_WORDS | EPONYMS | PLACE_WORDS | PARTICLES
