"""What is known of a word: whether it is a first name, a family name, a particle, or rather something else.

All sets hold folded words. A word may be in several: *Roos* is a first name and a flower, *Parkinson* a disease.
A clinic may add lists of its own (``use_names``): the sets of names then grow, for the whole process.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detectors.folding import fold
from detectors.lexicons import phrases, words
from detectors.lexicons.places import NAMES
from detectors.names.remembered import forget

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_TERM_FILES = ("medication.txt", "procedures.txt", "conditions.txt", "lab_tests.txt", "gender_identities.txt")
_SHORTEST_TERM_WORD = 4


def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold, words(name)))


PARTICLES = _folded("particles.txt")
PLAIN_WORDS = _folded("plain_words.txt")
_SOMETIMES_NAMES = _folded("common_words.txt") - (PLAIN_WORDS - {"elke"})
_WORD_NAMES = _folded("word_names.txt")
_FAMILY_WORD_NAMES = _folded("family_word_names.txt")
_OWN_FIRST = _folded("first_names.txt") | _folded("rarer_first_names.txt") | _WORD_NAMES
_OWN_FAMILY = _folded("family_names.txt") | _folded("rarer_family_names.txt")
_RATHER_WORDS = _FAMILY_WORD_NAMES - _OWN_FIRST - _OWN_FAMILY
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

_WORDS = COMMON_WORDS | TERM_WORDS | EPONYMS | PLACE_WORDS | PARTICLES | _WORD_NAMES | _RATHER_WORDS
_NEVER_INSIDE = frozenset("april june juni august augustus may mai mei france noel job engel".split())  # noqa: SIM905

_first: set[str] = set()
_family: set[str] = set()
_people: set[str] = set()
_by_themselves: set[str] = set()
_no_names: set[str] = set()
_ambiguous: set[str] = set()
_inside: set[str] = set()
_certain_first: set[str] = set()
_certain_family: set[str] = set()

FIRST_NAMES: AbstractSet[str] = _first
FAMILY_NAMES: AbstractSet[str] = _family
NAMES_OF_PEOPLE: AbstractSet[str] = _people
NAMES_BY_THEMSELVES: AbstractSet[str] = _by_themselves
"""Names of people where nothing around tells, as in a cell: without those that are words first (*Herbst*, *Short*)."""

NO_NAMES: AbstractSet[str] = _no_names
"""Capitalised or not, these are never part of a name by themselves."""

AMBIGUOUS: AbstractSet[str] = _ambiguous
"""Names that are other words too: they need more evidence than a capital."""

NAMES_INSIDE_A_SENTENCE: AbstractSet[str] = _inside
"""First names that are words too (*Marc*, *Florence*, *Noor*): a capital makes them names where no sentence begins."""

CERTAIN_FIRST: AbstractSet[str] = _certain_first
CERTAIN_FAMILY: AbstractSet[str] = _certain_family


def use_names(
    first: AbstractSet[str] = frozenset(), family: AbstractSet[str] = frozenset(), other: AbstractSet[str] = frozenset()
) -> None:
    """Makes these folded names known beside the project's own, instead of those that were added before.

    A word that the project knows as a common word, a term or a particle stays that.

    Args:
        first: given names.
        family: family names.
        other: which of them are other words too.

    >>> use_names(first={"xandrijn", "consult"})
    >>> "xandrijn" in CERTAIN_FIRST, "consult" in FIRST_NAMES
    (True, False)
    >>> use_names()
    >>> "xandrijn" in FIRST_NAMES
    False
    """
    plain = COMMON_WORDS | TERM_WORDS | PARTICLES
    own_family = _OWN_FAMILY | _FAMILY_WORD_NAMES
    _become(_first, _OWN_FIRST | (first - plain))
    _become(_family, own_family | (family - plain))
    _become(_people, _first | _family)
    _become(_by_themselves, _people - (_RATHER_WORDS - first - family))
    _become(_no_names, plain - _people)
    _become(_ambiguous, (_WORDS | (other - _OWN_FIRST - own_family)) & _people)
    sometimes = (_first & _SOMETIMES_NAMES) | _WORD_NAMES
    _become(_inside, sometimes - TERM_WORDS - EPONYMS - PLACE_WORDS - _NEVER_INSIDE)
    _become(_certain_first, _first - _ambiguous)
    _become(_certain_family, _family - _ambiguous)
    forget()


def _become(names: set[str], new: AbstractSet[str]) -> None:
    names.clear()
    names.update(new)


_ENDINGS = (
    "ssens aerts nckx eckx uyts broeck brouck broucke elaere straete maeker maekers ewski owski ewska owska czyk oglu"
    " shvili opoulos escu chenko ovic evic adze"
)
_FAMILY_ENDINGS = tuple(_ENDINGS.split())
_FAMILY_SHAPE = re.compile(rf"van(?:d|h|b|c|g|k|l|n|p|r|s)[a-z]{{4,}}|[a-z]{{2,}}(?:{'|'.join(_FAMILY_ENDINGS)})")


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations of care, laboratories and offices, which are no initials of people."""
    return _folded("abbreviations.txt")


def looks_like_a_family_name(word: str) -> bool:
    """Whether a folded word is built as family names are: ``vandenbossche``, ``cleyssens``, ``kowalewski``.

    >>> looks_like_a_family_name("vandenbossche"), looks_like_a_family_name("vandaag")
    (True, False)
    """
    may_be = word.startswith("van") or word.endswith(_FAMILY_ENDINGS)  # quicker than the pattern
    return may_be and word not in _WORDS and _FAMILY_SHAPE.fullmatch(word) is not None


use_names()
