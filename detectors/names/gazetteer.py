"""Names found by the lists alone: runs of capitalised words in which a first name or a family name stands.

One word that is a name and nothing else is enough; a word that is also something else (*Roos*, *Mark*, *Parkinson*, a
town) needs a listed name beside it. What belongs to a disease, sign or scale (``ziekte van Hodgkin``) is no name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

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
    NAMES_INSIDE_A_SENTENCE,
    NAMES_OF_PEOPLE,
    NO_NAMES,
    PARTICLES,
    PLACE_WORDS,
    looks_like_a_family_name,
)
from detectors.names.name_words import NameWord, NameWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_OF_A_DISEASE = re.compile(
    r"(?:ziekte|syndroom|teken|(?<!at)test|schaal|score|operatie|methode|techniek|maladie|syndrome|signe|echelle"
    r"|manoeuvre|disease"
    r"|sign|scale|morbus|m\.|klier|buis|lymfoom|contractuur|stadium|classificatie|graad|naald|sonde|katheter|kliniek"
    r"|ziekenhuis|hopital|clinique|hospital|klinik|campus|instituut|institut|apotheek|pharmacie|school|college|straat)"
    r"(?: van| de| d'| du| des| of| von)?(?: de| la| der)? ?$"
)
_NAMES_A_DISEASE = re.compile(
    r"^['’]?s?[ -](?:syndroom|ziekte|test|schaal|score|lymfoom|teken|syndrome|disease|lymphoma|sign|scale"
    r"|krankheit|virus"
    r"|operatie|procedure|techniek|technique|manoeuvre|klier|index|criteria|classificatie|ziekenhuis|hospital)(?:[^a-z]|$)"
)
_BEFORE, _AFTER = 40, 20
_MOST_PARTICLES = 3
_LISTED, _SURELY_FIRST, _SURELY_FAMILY, _INSIDE = 1, 2, 4, 8
_ALONE = _SURELY_FIRST | _SURELY_FAMILY | _INSIDE
_KINDS = (
    dict.fromkeys(NAMES_OF_PEOPLE, _LISTED)
    | dict.fromkeys(CERTAIN_FAMILY, _LISTED | _SURELY_FAMILY)
    | dict.fromkeys(CERTAIN_FIRST, _LISTED | _SURELY_FIRST)
    | dict.fromkeys(CERTAIN_FIRST & CERTAIN_FAMILY, _LISTED | _SURELY_FIRST | _SURELY_FAMILY)
    | dict.fromkeys(NAMES_INSIDE_A_SENTENCE, _LISTED | _INSIDE)
)
_SHAPED = _LISTED | _SURELY_FAMILY


def _kind(word: str) -> int:
    return _KINDS.get(word) or (_SHAPED if looks_like_a_family_name(word) else 0)


def listed_names(notes: Notes, words: Words) -> Iterator[Span]:
    """Names that the lists give away; where a name may end is told by the capitals.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Sprak met Sofie Van den Berghe over Parkinson."])
    >>> [notes.text[span.start : span.end] for span in listed_names(notes, words_of(notes))]
    ['Sofie Van den Berghe']
    """
    capital = words.is_capitalised(notes)
    read = NameWords(notes, words, capital)
    kinds = words.values(_kind)
    listed = capital & (kinds != 0)
    listed[[word.first for word in read.joined if word.folded in NAMES_OF_PEOPLE]] = True
    behind = -1
    for place in np.flatnonzero(listed & ((kinds & _ALONE != 0) | _has_neighbours(capital) | read.is_joined)).tolist():
        if place >= behind:
            run, behind = _run(notes.text, read, place)
            yield from _judged(notes.text, run)


def _has_neighbours(capital: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which words have a capitalised one so near that both may belong to one name."""
    near = np.zeros(len(capital), np.bool_)
    for step in range(1, _MOST_PARTICLES + 2):
        near[step:] |= capital[:-step]
        near[:-step] |= capital[step:]
    return near


def lower_case_names(words: Words) -> Iterator[Span]:
    """A first and a family name side by side whatever their case, as in chat: both listed, neither another word.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> [(span.start, span.end) for span in lower_case_names(words_of(join(["oproep gemist van mehmet ozdemir"])))]
    [(19, 33)]
    """
    kinds = words.values(_kind)
    first = (kinds[:-1] & _SURELY_FIRST != 0) & (kinds[1:] & _SURELY_FAMILY != 0)
    beside = np.flatnonzero(first & (words.start[1:] == words.end[:-1] + 1))
    for start, end in zip(words.start[beside].tolist(), words.end[beside + 1].tolist(), strict=True):
        yield Span(start, end, "person_name", 0.6, "listed_names")


def _run(text: str, read: NameWords, place: int) -> tuple[list[NameWord], int]:
    """The capitalised words around a word with nothing between but a space, an initial's full stop, or particles.

    Returns:
        The run, and the word behind it.
    """
    word = read.around(place)
    if word.folded in NO_NAMES or not word.is_capitalised:
        return [], word.behind
    run = [word]
    while (before := _linked(text, read, run[0], step=-1)) is not None:
        run.insert(0, before)
    while (after := _linked(text, read, run[-1], step=1)) is not None:
        run.append(after)
    return run, run[-1].behind


def _linked(text: str, read: NameWords, word: NameWord, *, step: int) -> NameWord | None:
    """The next capitalised word to one side, if it may be part of the same name."""
    other, particles = word, 0
    while particles <= _MOST_PARTICLES:
        near, other = other, read.beside(other, step)
        one, two = (near, other) if step > 0 else (other, near)
        between = text[one.end : two.start]
        if between not in (" ", "\u00a0", " '", " ’") and not _is_initial_between(one, between):
            return None
        if other.is_capitalised and other.folded not in NO_NAMES:
            return other
        if other.folded not in PARTICLES and f"'{other.folded}" not in PARTICLES:
            return None
        particles += 1
    return None


def _is_initial_between(one: NameWord, between: str) -> bool:
    return len(one.folded) == 1 and between.strip(" \u00a0") == "." and len(between) <= 3  # noqa: PLR2004


def _judged(text: str, run: list[NameWord]) -> Iterator[Span]:
    """The run as one name, with how sure the lists are; nothing when they are not."""
    score = (_score(run) or _score_inside(text, run)) if run else 0.0
    if not score or _is_of_a_disease(text, run):
        return
    while len(run) > 1 and run[0].folded in COMMON_WORDS and run[0].folded not in FIRST_NAMES:
        run = run[1:]
    start = _with_particles(text, run[0].start)
    yield Span(start, run[-1].end, "person_name", score, "listed_names")


def _score(run: list[NameWord]) -> float:
    words = [word.folded for word in run]
    if len(words) == 1 and not _kind(words[0]) and "-" not in words[0]:
        return 0.0
    first = [word in FIRST_NAMES or _is_double(word, FIRST_NAMES) for word in words]
    shaped = [looks_like_a_family_name(word) for word in words]
    family = [
        like or word in FAMILY_NAMES or _is_double(word, FAMILY_NAMES) for word, like in zip(words, shaped, strict=True)
    ]
    sure = [word in CERTAIN_FIRST or word in CERTAIN_FAMILY or _is_double(word, CERTAIN_FIRST) for word in words]
    certain = [like or one for like, one in zip(shaped, sure, strict=True)]
    if len(run) > 1:
        return _score_of_several(first, family, certain, words)
    if not certain[0] or len(words[0]) < 3:  # noqa: PLR2004 shorter ones are abbreviations
        return 0.0
    return 0.6 if first[0] else 0.5


def _score_inside(text: str, run: list[NameWord]) -> float:
    """A first name that is a word too counts with its capital in the middle of a sentence."""
    start, end = run[0].start, run[0].end
    inside = text[start - 1] == " " and (text[start - 2].islower() or text[start - 2] in ",)")
    written_as_name = len(run) == 1 and run[0].folded in NAMES_INSIDE_A_SENTENCE and text[start + 1 : end].islower()
    return 0.5 if inside and written_as_name else 0.0


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


def _is_of_a_disease(text: str, run: list[NameWord]) -> bool:
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
