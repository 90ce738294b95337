"""When a word of a list counts, by how it is written and by what stands before it.

``ASS`` is an abbreviation and ``ass`` is not; ``Aalst`` is a town wherever it stands, ``aalst`` behind *woont in*, and
neither in *Els Van Aalst*.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from detectors.names.lexicon import COMMON_WORDS, FAMILY_NAMES, NAMES_OF_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Writing(Enum):
    """How a text must write an entry."""

    ANY = "any"
    CAPITAL = "capital"
    CAPITALS = "capitals"


class Term(NamedTuple):
    """An entry of a list."""

    folded: str
    category: str
    writing: Writing


def writing_of(entry: str) -> Writing:
    """How the list writes an entry: an abbreviation in capitals, a name with one, a word without.

    >>> writing_of("ASS"), writing_of("Helan"), writing_of("depressie")
    (<Writing.CAPITALS: 'capitals'>, <Writing.CAPITAL: 'capital'>, <Writing.ANY: 'any'>)
    """
    if entry.isupper() and len(entry) <= _LONGEST_ABBREVIATION:
        return Writing.CAPITALS
    return Writing.CAPITAL if entry[0].isupper() else Writing.ANY


_LONGEST_ABBREVIATION = 7
_SCORE = 0.72
_PLACE_SCORE = 0.65
_ORGANISATION_SCORE = 0.66
_BELOW_A_NAME = 0.45
"""Of a word that is a name too and has a capital: a name found by other means is the stronger."""

_SHORTEST = 4  # shorter places (Mol, Lo) and abbreviations (CM, LM) need words before them
_LOOK_BACK = 30

_BEFORE_A_PLACE = re.compile(
    r"(?:^|[^a-z])(?:in|te|uit|naar|bij|van|nabij|rond|omgeving|regio|woont|op|a|de|vers|pres|habite|aus|nach|at|from"
    r"|near|to|sint|en|around|region)[ \u00a0]$"
)
_BEFORE_A_COUNTRY = re.compile(
    r"(?:^|[^a-z])(?:du|au|aux|la|le|les|en|vanuit|via|und|et|and|over|heel|land|pays|country|herkomst|origine|origin"
    r"|herkunft|herkunftsland|nationaliteit|fui|fled|ontvlucht)[ \u00a0:]{1,3}$|[(/,] ?$|: ?$"
)
_LIVES_IN = re.compile(
    r"(?:^|[^a-z])(?:(?:woon|wonend?e?|woont|woonachtig|gedomicilieerd|verhuis[dt]?|verhuizen|geboren|opgegroeid|kom|komt"
    r"|afkomstig|habite|habitant|domiciliee?|ne|nee|reside|demenage|vis|vit|wohnt|wohnhaft|lebt|lives?|living|moved"
    r"|born|grew up)(?: (?:in|te|uit|naar|nu in|a|vers|nach|aus|at|to|near|from))|regio|omgeving)[ \u00a0]$"
)
_ENDS_WHERE = tuple(
    word + blank
    for word in "in te uit naar a vers nach aus at to near from regio omgeving".split()  # noqa: SIM905
    for blank in " \u00a0"
)
"""How the text ends there before a place in lower case, told sooner than by the patterns."""

_IN = re.compile(r"(?:^|[^a-z])(?:in|te|uit|naar|nach|aus|near)[ \u00a0]$")
_TO_A_PLACE = re.compile(r"(?:^|[^A-Za-zÀ-ɏ])(?:à|[Vv]ers)[ \u00a0]$")
_HAS_CAPITAL = re.compile(r"(?:de|het|la|le|les) [^\W\d_a-zß-öø-ÿ]|['’]")
"""Of a place, also behind the article that is in its name: ``van de Panne``."""

_OF_A_FAMILY = re.compile(
    r"[^\W\d_][^.!?\n]{0,28}(?<![^\s,(])(?:Van|Vanden|Vander|Vande|De|D['’]|Ver|Von|Den)[ ]?(?:[Dd]e[nr]? )?$"
)
_ARTICLES = ("", "de ", "De ", "den ", "Den ", "der ", "Der ")
_ENDS_OF_A_FAMILY = tuple(
    "".join(parts)
    for parts in product(
        ("Van", "Vanden", "Vander", "Vande", "De", "D'", "D’", "Ver", "Von", "Den"), ("", " "), _ARTICLES, ("", "\n")
    )
)
"""How the text before it ends there, told sooner than by the pattern."""

_BEFORE_AN_INSURER = re.compile(
    r"(?:\b(?:bij|via|van|de|la|chez|der|bei|door|par|with|by|naar|lid|au|aux|het|en|or|of|ou|met)"
    r"|mutua\w*|mutuelle|ziekenfonds\w*|verzeker\w*|verzekeringsinstelling|hospitalisatie\w*|polis|krankenkasse|kasse"
    r"|insur\w*|assur\w*|organisme assureur|klever\w*|kleefbriefjes?|vignettes?|aangesloten|affilie\w*)[ :.(/-]{1,3}$"
)
_OF_AN_INSURER = re.compile(
    r"(?:\b(?:lid van|lid bij|aangesloten bij|verzekerd bij|affiliee? a|assuree? a|ziekenfonds|mutualiteit|mutualite"
    r"|mutuelle)"
    r"|klever\w*|versichert bei|insured with)[ :.(]{1,3}(?:de |het |la |l')?$"
)
_BEFORE_AN_ORGANISATION = re.compile(
    r"\b(?:bij|chez|bei|at|for|voor|pour|aan|a|an|van|de|of|with|met|beim|la|het|the|via|par|naar)[ \u00a0]"
    r"(?:de |het |the |der |la )?$"
)


def score_of(term: Term, text: str, folded: str, start: int, end: int) -> float:
    """How sure it is that the text means the entry there; 0 when it does not count."""
    rule = _RULES.get(term.category, _of_a_word)
    return rule(term, text, folded, start, end)


def _is_written(term: Term, written: str) -> bool:
    if term.writing is Writing.CAPITALS:
        return written.isupper()
    return term.writing is Writing.ANY or written[0].isupper() or not written[0].isalpha()


def _of_a_word(term: Term, text: str, folded: str, start: int, end: int) -> float:  # noqa: ARG001 all rules look alike
    if not _is_written(term, text[start:end]):
        return 0.0
    return _BELOW_A_NAME if text[start].isupper() and term.folded in NAMES_OF_PEOPLE else _SCORE


def _is_ambiguous(word: str) -> bool:
    return len(word) < _SHORTEST or word in NAMES_OF_PEOPLE or word in COMMON_WORDS


def _of_a_place(term: Term, text: str, folded: str, start: int, end: int) -> float:  # noqa: ARG001
    """A place needs its capital, and when it is a name or a word too, a preposition; without a capital both."""
    before = folded[max(0, start - _LOOK_BACK) : start]
    if text[start].isupper() or _HAS_CAPITAL.match(text, start):
        if text.endswith(_ENDS_OF_A_FAMILY, 0, start) and _OF_A_FAMILY.search(text[max(0, start - _LOOK_BACK) : start]):
            return 0.0
        return _PLACE_SCORE if not _is_ambiguous(term.folded) or _BEFORE_A_PLACE.search(before) else 0.0
    if not before.endswith(_ENDS_WHERE):
        return 0.0
    if _LIVES_IN.search(before):
        return _PLACE_SCORE
    if _is_ambiguous(term.folded) and term.folded not in FAMILY_NAMES - COMMON_WORDS:
        return 0.0
    told = _IN.search(before) or _TO_A_PLACE.search(text[max(0, start - _LOOK_BACK) : start])
    return _PLACE_SCORE if told and len(term.folded) >= _SHORTEST else 0.0


def _of_a_country(term: Term, text: str, folded: str, start: int, end: int) -> float:
    if not _is_written(term, text[start:end]):
        return 0.0
    before = folded[max(0, start - _LOOK_BACK) : start]
    told = not _is_ambiguous(term.folded) or _BEFORE_A_PLACE.search(before) or _BEFORE_A_COUNTRY.search(before)
    return _PLACE_SCORE if told else 0.0


def _of_an_insurer(term: Term, text: str, folded: str, start: int, end: int) -> float:
    """Two letters count behind words of insurance, and never behind a number: ``12 CM`` is a length."""
    before = folded[max(0, start - _LOOK_BACK) : start]
    if _is_ambiguous(term.folded):
        capital = _is_written(term, text[start:end]) and _BEFORE_AN_INSURER.search(before)
        return _PLACE_SCORE if capital or _OF_AN_INSURER.search(before) else 0.0
    return _SCORE if _is_written(term, text[start:end]) or len(term.folded) > _SHORTEST else 0.0


def _of_an_organisation(term: Term, text: str, folded: str, start: int, end: int) -> float:
    before = folded[max(0, start - _LOOK_BACK) : start]
    if not _is_written(term, text[start:end]):
        known = len(term.folded) > _SHORTEST and term.folded not in NAMES_OF_PEOPLE
        return _PLACE_SCORE if known and _BEFORE_AN_ORGANISATION.search(before) else 0.0
    if term.folded in NAMES_OF_PEOPLE:
        return _BELOW_A_NAME if _BEFORE_AN_ORGANISATION.search(before) else 0.0
    return _ORGANISATION_SCORE


_RULES: Mapping[str, Callable[[Term, str, str, int, int], float]] = {
    "municipality": _of_a_place,
    "country": _of_a_country,
    "insurer": _of_an_insurer,
    "organisation": _of_an_organisation,
}
