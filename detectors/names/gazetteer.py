"""Names found by the lists alone: runs of capitalised words in which a first name or a family name stands.

One word that is a name and nothing else is enough; a word that is also something else (*Roos*, *Mark*, *Parkinson*, a
town) needs a listed name beside it. What belongs to a disease, sign or scale (``ziekte van Hodgkin``) is no name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
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
    PARTICLES,
    PLACE_WORDS,
    PLAIN_WORDS,
    looks_like_a_family_name,
)
from detectors.names.name_words import NameWords, name_words
from detectors.names.remembered import remembered
from detectors.names.runs import MOST_PARTICLES, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

_BEFORE = 40
_SCORE_INSIDE = 0.5
_IF_INSIDE = -1.0
"""Instead of a score: a name only where no sentence begins."""

_LISTED, _SURELY_FIRST, _SURELY_FAMILY, _INSIDE = 1, 2, 4, 8
_ALONE = _SURELY_FIRST | _SURELY_FAMILY | _INSIDE
_SHAPED = _LISTED | _SURELY_FAMILY


@remembered
def _kinds() -> dict[str, int]:
    return (
        dict.fromkeys(NAMES_OF_PEOPLE, _LISTED)
        | dict.fromkeys(CERTAIN_FAMILY, _LISTED | _SURELY_FAMILY)
        | dict.fromkeys(CERTAIN_FIRST, _LISTED | _SURELY_FIRST)
        | dict.fromkeys(CERTAIN_FIRST & CERTAIN_FAMILY, _LISTED | _SURELY_FIRST | _SURELY_FAMILY)
        | dict.fromkeys(NAMES_INSIDE_A_SENTENCE, _LISTED | _INSIDE)
    )


def _kind(word: str) -> int:
    return _kinds().get(word) or (_SHAPED if looks_like_a_family_name(word) else 0)


def listed_names(notes: Notes, words: Words) -> Iterator[Span]:
    """Names that the lists give away; where a name may end is told by the capitals.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Sprak met Sofie Van den Berghe over Parkinson."])
    >>> [notes.text[span.start : span.end] for span in listed_names(notes, words_of(notes))]
    ['Sofie Van den Berghe']
    """
    read = name_words(notes, words)
    before = _Before(notes, words)
    judgements = _Judgements()
    runs = runs_of(notes, read)
    columns = (read.start, read.end, read.code, read.first)
    starts, ends, codes, firsts = (column[runs.members].tolist() for column in columns)
    for begin, stop in runs.holding(_worth_judging(notes, words, read)):
        score, first = judgements[tuple([read.vocabulary[code] for code in codes[begin:stop]])]
        if score == _IF_INSIDE:
            score = _SCORE_INSIDE * _is_inside(notes.text, starts[begin], ends[begin])
        if score:
            start = before.from_particles(starts[begin + first], firsts[begin + first])
            yield Span(start, ends[stop - 1], "person_name", score, "listed_names")


def _worth_judging(notes: Notes, words: Words, read: NameWords) -> npt.NDArray[np.bool_]:
    """Which words make it worth while to judge their run: listed ones, sure by themselves or with a capital near."""
    if not len(words.start):
        return np.zeros(0, np.bool_)
    capital, kinds = words.is_capitalised(notes), words.values(_kind)
    joined = read.is_joined
    listed = capital & (kinds != 0)
    listed[read.first[joined & (read.values(NAMES_OF_PEOPLE.__contains__) > 0)]] = True
    listed &= (kinds & _ALONE != 0) | _has_neighbours(capital) | joined[read.name_of]
    return np.asarray(np.logical_or.reduceat(listed, read.first))


def _has_neighbours(capital: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which words have a capitalised one so near that both may belong to one name."""
    near = np.zeros(len(capital), np.bool_)
    for step in range(1, MOST_PARTICLES + 2):
        near[step:] |= capital[:-step]
        near[:-step] |= capital[step:]
    return near


def lower_case_names(words: Words) -> Iterator[Span]:
    """A first and a family name side by side whatever their case, as in chat: both listed, neither another word.

    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> texts = ["oproep gemist van mehmet ozdemir", "rdv de smet jan", "lies van den berghe belt"]
    >>> [(span.start, span.end) for text in texts for span in lower_case_names(words_of(join([text])))]
    [(19, 33), (5, 16), (1, 20)]
    """
    kinds = words.values(_kind)
    first = (kinds[:-1] & _SURELY_FIRST != 0) & (kinds[1:] & _SURELY_FAMILY != 0)
    beside = np.flatnonzero(first & (words.start[1:] == words.end[:-1] + 1))
    for start, end in zip(words.start[beside].tolist(), words.end[beside + 1].tolist(), strict=True):
        yield Span(start, end, "person_name", 0.6, "listed_names")
    yield from _with_particles(words)


def _with_particles(words: Words) -> Iterator[Span]:
    """Particles that make a listed family name with the word behind them, beside a given name: ``de smet jan``."""
    near = np.append(words.start[1:] == words.end[:-1] + 1, [False])[: len(words.start)]
    particle, given = words.among(PARTICLES) & near, np.append(words.among(_given()), [False] * (MOST_PARTICLES + 1))
    begins = particle & ~np.append([False], particle[:-1])[: len(particle)]
    beside = np.append([False], given)[: len(particle)]
    for step in range(2, MOST_PARTICLES + 2):
        beside |= given[step : len(begins) + step]
    for place in np.flatnonzero(begins & beside).tolist():
        last = place + 1 + int(np.argmin(particle[place + 1 : place + 2 + MOST_PARTICLES]))
        family = "".join(words.vocabulary[code] for code in words.code[place : last + 1].tolist())
        first = place - bool(place and near[place - 1] and given[place - 1])
        end = last + bool(first == place and near[last] and given[last + 1])
        if end - first > last - place and family in FAMILY_NAMES:
            yield Span(int(words.start[first]), int(words.end[end]), "person_name", 0.6, "listed_names")


@remembered
def _given() -> AbstractSet[str]:
    return FIRST_NAMES - PLAIN_WORDS


class _Judgements(dict[tuple[str, ...], tuple[float, int]]):
    """Words of a run → how sure the lists are that it is a name, and which word begins it; each is judged once."""

    def __missing__(self, words: tuple[str, ...]) -> tuple[float, int]:
        judgement = self[words] = (_score(words), _first(words))
        return judgement


def _first(words: tuple[str, ...]) -> int:
    """The first word that is not another word before a name."""
    last = len(words) - 1
    return next(
        (place for place in range(last) if words[place] not in COMMON_WORDS or words[place] in FIRST_NAMES), last
    )


def _score(words: tuple[str, ...]) -> float:
    if len(words) == 1 and not _kind(words[0]) and "-" not in words[0]:
        return 0.0
    first = [word in FIRST_NAMES or _is_double(word, FIRST_NAMES) for word in words]
    shaped = [looks_like_a_family_name(word) for word in words]
    family = [
        like or word in FAMILY_NAMES or _is_double(word, FAMILY_NAMES) for word, like in zip(words, shaped, strict=True)
    ]
    sure = [word in CERTAIN_FIRST or word in CERTAIN_FAMILY or _is_double(word, CERTAIN_FIRST) for word in words]
    certain = [like or one for like, one in zip(shaped, sure, strict=True)]
    if len(words) > 1:
        return _score_of_several(first, family, certain, words)
    if not certain[0] or len(words[0]) < 3:  # noqa: PLR2004 shorter ones are abbreviations
        return _IF_INSIDE if words[0] in NAMES_INSIDE_A_SENTENCE else 0.0
    return 0.6 if first[0] else 0.5


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a word has its capital in the middle of a sentence, and none behind it."""
    inside = text[start - 1] == " " and (text[start - 2].islower() or text[start - 2] in ",)")
    return inside and text[start + 1 : end].islower()


def _score_of_several(first: list[bool], family: list[bool], certain: list[bool], words: tuple[str, ...]) -> float:
    """Two listed names side by side are sure; one certain name takes its capitalised neighbours along."""
    listed = sum(one or other for one, other in zip(first, family, strict=True))
    eponyms = all(word in EPONYMS or word in AMBIGUOUS for word in words)
    if listed > 1 and any(first) and not (eponyms and not any(certain)):
        return 0.8
    if listed > 1 and eponyms and any(word not in EPONYMS and word not in PLACE_WORDS for word in words):
        return 0.55
    return 0.7 if any(certain) else 0.0


def _is_double(word: str, names: AbstractSet[str]) -> bool:
    """Whether a hyphenated word is made of names: ``Anne-Sophie``, ``Peeters-Maes``."""
    return "-" in word and all(piece in names for piece in word.split("-"))


_FAMILY_PARTICLES = frozenset({"den", "der", "vander", "vanden", "vande", "ter", "ten", "el", "al", "von"})


class _Before:
    """The lower-case particles before names: few of the words there need a closer look."""

    def __init__(self, notes: Notes, words: Words) -> None:
        self._text = notes.text
        self._after_particle = np.zeros(len(words.start), np.bool_)
        self._after_particle[1:] = words.among(_FAMILY_PARTICLES)[:-1]

    def from_particles(self, start: int, word: int) -> int:
        """The start of the name with the lower-case particles before it: ``van den Berghe``."""
        if not self._after_particle[word]:
            return start
        pieces = self._text[max(0, start - _BEFORE) : start].split(" ")
        while len(pieces) > 1 and pieces[-1] == "" and pieces[-2] in _FAMILY_PARTICLES:
            start -= len(pieces[-2]) + 1
            pieces.pop(-2)
        return start
