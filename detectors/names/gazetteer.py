"""Names found by the lists alone: runs of capitalised words in which a first name or a family name stands.

One word that is a name and nothing else is enough; a word that is also something else (*Roos*, *Mark*, *Parkinson*, a
town) needs a listed name beside it. What belongs to a disease, sign or scale (``ziekte van Hodgkin``) is no name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.findings import Span
from detectors.folding import fold
from detectors.names.lexicon import (
    AMBIGUOUS,
    CERTAIN_FAMILY,
    CERTAIN_FIRST,
    COMMON_WORDS,
    EPONYMS,
    FAMILY_NAMES,
    FIRST_NAMES,
    NAMES_OF_PEOPLE,
    NO_NAMES,
    PARTICLES,
    PLACE_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CAPITALISED = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:['’-][^\W\d_]+)*")
_LINK = re.compile(r"[ \u00a0](?:[a-zA-Z'’]{1,5}[ \u00a0]){0,3}['’]?|[ \u00a0]?[.][ \u00a0]?")
_OF_A_DISEASE = re.compile(
    r"(?:ziekte|syndroom|teken|test|schaal|score|operatie|methode|techniek|maladie|syndrome|signe|echelle"
    r"|manoeuvre|disease"
    r"|sign|scale|morbus|m\.|klier|buis|lymfoom|contractuur|stadium|classificatie|graad|naald|sonde|katheter|kliniek"
    r"|ziekenhuis|hopital|clinique|hospital|klinik|campus|instituut|institut|apotheek|pharmacie|school|college|straat)"
    r"(?: van| de| d'| du| des| of| von)?(?: de| la| der)? ?$"
)
_NAMES_A_DISEASE = re.compile(
    r"^['’]?s?[ -](?:syndroom|ziekte|test|schaal|score|lymfoom|teken|syndrome|disease|lymphoma|sign|scale"
    r"|krankheit|virus"
    r"|operatie|procedure|techniek|technique|manoeuvre|klier|index|criteria|classificatie|ziekenhuis|hospital)"
)
_BEFORE, _AFTER = 40, 20


@dataclass(frozen=True)
class _Word:
    """A capitalised word."""

    start: int
    end: int
    folded: str


def listed_names(text: str) -> list[Span]:
    """Names that the lists give away, sorted; where a name may end is told by the capitals.

    >>> [text[s.start:s.end] for text in ["Sprak met Sofie Van den Berghe over Parkinson."] for s in listed_names(text)]
    ['Sofie Van den Berghe']
    """
    return [span for run in _runs(text) for span in _judged(text, run)]


def lower_case_names(folded: str) -> Iterator[Span]:
    """A first and a family name side by side whatever their case, as in chat: both listed, neither another word.

    >>> [(span.start, span.end) for span in lower_case_names("oproep gemist van mehmet ozdemir")]
    [(18, 32)]
    """
    previous = None
    for match in _ANY_WORD.finditer(folded):
        word = match.group()
        if previous and word in CERTAIN_FAMILY and match.start() == previous.end() + 1:
            yield Span(previous.start(), match.end(), "person_name", 0.6, "listed_names")
        previous = match if word in CERTAIN_FIRST else None


def _words(text: str) -> Iterator[_Word]:
    for match in _CAPITALISED.finditer(text):
        if match.group()[0].isupper():
            yield _Word(match.start(), match.end(), fold(match.group()))


def _runs(text: str) -> Iterator[list[_Word]]:
    """Capitalised words with nothing between but a space, an initial's full stop, or particles."""
    run: list[_Word] = []
    for word in _words(text):
        if word.folded in NO_NAMES:
            if run:
                yield run
            run = []
        elif run and _linked(text, run[-1], word):
            run.append(word)
        else:
            if run:
                yield run
            run = [word]
    if run:
        yield run


def _linked(text: str, one: _Word, other: _Word) -> bool:
    between = text[one.end : other.start]
    if between in (" ", "\u00a0"):
        return True
    if "." in between:
        return len(one.folded) == 1 and not between.strip(" .\u00a0")
    return bool(_LINK.fullmatch(between)) and all(piece in PARTICLES for piece in fold(between).split())


def _judged(text: str, run: list[_Word]) -> Iterator[Span]:
    """The run as one name, with how sure the lists are; nothing when they are not."""
    score = _score(run)
    if not score or _is_of_a_disease(text, run):
        return
    while len(run) > 1 and run[0].folded in COMMON_WORDS and run[0].folded not in FIRST_NAMES:
        run = run[1:]
    start = _with_particles(text, run[0].start)
    yield Span(start, run[-1].end, "person_name", score, "listed_names")


def _score(run: list[_Word]) -> float:
    words = [word.folded for word in run]
    if len(words) == 1 and words[0] not in NAMES_OF_PEOPLE and "-" not in words[0]:
        return 0.0
    first = [word in FIRST_NAMES or _is_double(word, FIRST_NAMES) for word in words]
    family = [word in FAMILY_NAMES or _is_double(word, FAMILY_NAMES) for word in words]
    certain = [word in CERTAIN_FIRST or word in CERTAIN_FAMILY or _is_double(word, CERTAIN_FIRST) for word in words]
    if len(run) > 1:
        return _score_of_several(first, family, certain, words)
    if not certain[0] or len(words[0]) < 3:  # noqa: PLR2004 shorter ones are abbreviations
        return 0.0
    return 0.6 if first[0] else 0.5


def _score_of_several(first: list[bool], family: list[bool], certain: list[bool], words: list[str]) -> float:
    """Two listed names side by side are sure; one certain name takes its capitalised neighbours along."""
    listed = sum(one or other for one, other in zip(first, family, strict=True))
    eponyms = all(word in EPONYMS or word in AMBIGUOUS for word in words)
    if listed > 1 and any(first) and not (eponyms and not any(certain)):
        return 0.8
    if listed > 1 and eponyms and any(word not in EPONYMS and word not in PLACE_WORDS for word in words):
        return 0.55
    return 0.7 if any(certain) else 0.0


def _is_double(word: str, names: frozenset[str]) -> bool:
    """Whether a hyphenated word is made of names: ``Anne-Sophie``, ``Peeters-Maes``."""
    return "-" in word and all(piece in names for piece in word.split("-"))


def _is_of_a_disease(text: str, run: list[_Word]) -> bool:
    before = fold(text[max(0, run[0].start - _BEFORE) : run[0].start])
    after = fold(text[run[-1].end : run[-1].end + _AFTER])
    return bool(_OF_A_DISEASE.search(before) or _NAMES_A_DISEASE.match(after))


def _with_particles(text: str, start: int) -> int:
    """The start of the name with the lower-case particles before it: ``van den Berghe``."""
    pieces = text[max(0, start - _BEFORE) : start].split(" ")
    while len(pieces) > 1 and pieces[-1] == "" and pieces[-2] in _FAMILY_PARTICLES:
        start -= len(pieces[-2]) + 1
        pieces.pop(-2)
    return start


_FAMILY_PARTICLES = frozenset({"den", "der", "vander", "vanden", "vande", "ter", "ten", "el", "al", "von"})
