"""What is no name although a list or the tagger took it for one: the last word on all weak evidence.

Capitalised words of other kinds (makers, institutions, abbreviations, months), eponyms, words of a dictionary in lower
case or at the start of a sentence. What a cue announced or the clinic's tables know is not asked about here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.names.cues import cue_words
from detectors.names.dictionary import are_german_nouns, in_a_dictionary, in_long_name_lists
from detectors.names.eponymous import Eponymous
from detectors.names.joining import WEAK
from detectors.names.leading import TITLES
from detectors.names.lexicon import (
    CERTAIN_FAMILY,
    CERTAIN_FIRST,
    COMMON_WORDS,
    EPONYMS,
    FIRST_NAMES,
    NAMES_OF_PEOPLE,
    PARTICLES,
    PLAIN_WORDS,
    TERM_WORDS,
    abbreviations,
    looks_like_a_family_name,
)
from detectors.names.remembered import remembered
from detectors.words import CAPITAL, kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from detectors.context import Context
    from detectors.findings import Span
    from detectors.notes import Notes
    from detectors.words import Words

    Flags = npt.NDArray[np.bool_]
    Scores = npt.NDArray[np.float64]

_WEAK_CUES = frozenset({"labelled_name", "relative", "salutation", "signature", "patient", "called", "met", "seen_by"})
"""Cues behind which something else than a name stands as often: what never is one is left out there too."""

_LONGEST_ABBREVIATION = 6
_FEW_WORDS = 2
_BEGINS_A_SENTENCE = frozenset(".!?:;\n\x00•*>|/-–—\t(")


_ALWAYS, _NEARLY_ALWAYS, _OFTEN, _AT_TIMES = 1.1, 0.97, 0.9, 0.7
"""How sure a layer has to be of a word that is no name always, nearly always, ... in its place."""


_STRONGEST = 0.8
"""The score of the surest that is left: what a pattern, check digits or a cue tell is stronger."""


def without_stops(notes: Notes, words: Words, context: Context, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, those of weak evidence cut down to what may be a name, or left out.

    >>> from detectors.context import Context
    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Foley 16 en Beckman Coulter"])
    >>> words = words_of(notes)
    >>> found = [Span(1, 6, "person_name", 0.9, "tagger"), Span(13, 28, "person_name", 0.9, "tagger")]
    >>> list(without_stops(notes, words, Context(notes, words), found))
    []
    """
    asked: list[Span] = []
    for span in spans:
        if span.recognizer in WEAK or span.recognizer in _WEAK_CUES:
            asked.append(span)
        else:
            yield span
    if asked:
        yield from _believable(notes, words, context, asked)


def _believable(notes: Notes, words: Words, context: Context, asked: list[Span]) -> Iterator[Span]:
    needed, particle = _needed(notes, words, context), _among(words, PARTICLES)
    never, given = _never(notes, words), _among(words, CERTAIN_FIRST) & words.is_capitalised(notes)
    other = _other_kinds(notes, words, context)
    eponymous = Eponymous(notes, words)
    first = np.searchsorted(words.start, [span.start for span in asked]).tolist()
    behind = np.searchsorted(words.start, [span.end for span in asked]).tolist()
    for span, begin, stop in zip(asked, first, behind, strict=True):
        if span.recognizer in _WEAK_CUES:
            if not other[begin:stop].all():
                yield span
            continue
        doubted = needed[begin:stop] > span.score
        if (given[begin:stop] & ~doubted).any():
            doubted = never[begin:stop]
        if (doubted | particle[begin:stop]).all():
            continue
        kept = np.flatnonzero(~doubted)
        telling = np.flatnonzero(~doubted & ~particle[begin:stop])
        first_kept, last_kept = begin + int(kept[0]), begin + int(telling[-1])
        start = span.start if first_kept == begin else int(words.start[first_kept])
        end = span.end if last_kept == stop - 1 else int(words.end[last_kept])
        if span.score >= _NEARLY_ALWAYS or not eponymous.holds(start, first_kept, end):
            yield span._replace(start=start, end=end, score=round(min(span.score, _STRONGEST), 3))


def _never(notes: Notes, words: Words) -> Flags:
    """Which words are of no name even beside a given name: abbreviations, roles, titles."""
    capital = words.is_capitalised(notes)
    announces = _announces(words, capital, _among(words, PARTICLES))
    return np.asarray(_abbreviated(notes, words) | announces | _is_mister(notes, words, capital))


def _other_kinds(notes: Notes, words: Words, context: Context) -> Flags:
    """Which words are of makers, institutions, eponyms, abbreviations, roles or titles."""
    phrase, ambiguous = (_covered(words, context, wanted) for wanted in _phrases())
    carried = words.is_capitalised(notes) & (phrase | ambiguous)
    return np.asarray(carried | _never(notes, words) | _among(words, EPONYMS - NAMES_OF_PEOPLE))


def _needed(notes: Notes, words: Words, context: Context) -> Scores:
    """For each word how sure a layer has to be that it is of a name, by the lists, its writing and its place."""
    capital = words.is_capitalised(notes)
    begins = _begins_a_sentence(notes, words)
    known, noun, named = (
        among(words.vocabulary)[words.code] for among in (in_a_dictionary, are_german_nouns, in_long_name_lists)
    )
    listed = _among(words, NAMES_OF_PEOPLE) | (words.values(looks_like_a_family_name) > 0)
    certain, particle = _among(words, CERTAIN_FIRST | CERTAIN_FAMILY), _among(words, PARTICLES)
    needed = np.zeros(len(words.start))
    for doubtful, score in (
        (_other_kinds(notes, words, context), _ALWAYS),
        (_among(words, (COMMON_WORDS | TERM_WORDS) - NAMES_OF_PEOPLE), _NEARLY_ALWAYS),
        (_stands_alone(notes, words) & ~listed & ~named, _ALWAYS),
        (begins & _among(words, PLAIN_WORDS - CERTAIN_FIRST), _NEARLY_ALWAYS),
        (begins & _among(words, COMMON_WORDS - CERTAIN_FIRST) & _stands_before(words, capital), _OFTEN),
        ((noun | (begins & known)) & ~listed & ~named, _NEARLY_ALWAYS),
        (~capital & known & ~certain, _OFTEN),
        (known & ~listed & ~named, _OFTEN),
        ((known | noun) & ~listed, _AT_TIMES),
    ):
        np.maximum(needed, score * doubtful, out=needed)
    is_letter = words.end - words.start == 1
    return np.where((is_letter & ~_is_mister(notes, words, capital)) | (particle & ~begins), 0, needed)


def _among(words: Words, wanted: AbstractSet[str]) -> Flags:
    return np.asarray(words.values(wanted.__contains__) > 0)


def _stands_before(words: Words, capital: Flags) -> Flags:
    """Which words have an article or a preposition behind them: ``Mark de plaats``, ``Roos op de wang``."""
    linking = _among(words, _LINKING) & ~capital
    return np.append(linking[1:], [False])[: len(linking)]


_LINKING_WORDS = "op de het een in aan van bij a du la le les un une sur au aux der die das auf am im the of on at"
_LINKING = frozenset(_LINKING_WORDS.split())


def _stands_alone(notes: Notes, words: Words) -> Flags:
    """Which words have so few beside them that nothing around tells what they are: the cells of a column, mostly."""
    note = notes.note_of(words.start)
    return np.asarray(np.bincount(note, minlength=len(notes.starts))[note] <= _FEW_WORDS)


def _abbreviated(notes: Notes, words: Words) -> Flags:
    """Which words are abbreviations in capitals, or stand before the colon of a header: ``LH``, ``Fw:``."""
    known = np.flatnonzero(_among(words, abbreviations()) & (words.end - words.start <= _LONGEST_ABBREVIATION))
    last = kinds_of(notes.codes[words.end[known] - 1]) & CAPITAL != 0
    header = (notes.codes[words.end[known]] == ord(":")) & np.isin(
        [words.vocabulary[code] for code in words.code[known].tolist()], _HEADERS
    )
    found = np.zeros(len(words.start), np.bool_)
    found[known] = last | header
    return found


def _announces(words: Words, capital: Flags, particle: Flags) -> Flags:
    """Which words are titles, roles or salutations, in lower case or before a capital: they stand outside a name."""
    before_capital = np.append(capital[1:], [False])[: len(capital)]
    behind_particle = np.append([False], particle)[: len(capital)]
    return np.asarray(_among(words, _titles()) & (~capital | before_capital) & ~behind_particle)


@remembered
def _titles() -> AbstractSet[str]:
    roles = (fold(word) for key in ("care", "kin", "patient", "civil", "salutation") for word in cue_words(key))
    return TITLES | (frozenset(roles) - NAMES_OF_PEOPLE)


def _is_mister(notes: Notes, words: Words, capital: Flags) -> Flags:
    """Which words are the French ``M.`` before a capitalised word."""
    found = np.zeros(len(words.start), np.bool_)
    stopped = (notes.codes[words.end[:-1]] == ord(".")) & (words.start[1:] - words.end[:-1] == 2)  # noqa: PLR2004
    long = words.end[1:] - words.start[1:] > 2  # noqa: PLR2004 no initial
    found[:-1] = _among(words, frozenset("m"))[:-1] & capital[:-1] & capital[1:] & stopped & long
    return found


_HEADERS = (
    "fw",
    "fwd",
    "re",
    "aw",
    "tr",
    "wg",
    "antw",
    "rv",
    "rep",
    "ref",
    "obj",
    "cc",
    "bcc",
    "tel",
    "fax",
    "gsm",
    "url",
)


def _covered(words: Words, context: Context, wanted: tuple[str, ...]) -> Flags:
    mentions = context.mentions(wanted)
    inside = np.zeros(len(words.start) + 1, np.int64)
    np.add.at(inside, np.searchsorted(words.start, np.array(mentions.starts, np.int64)), 1)
    np.add.at(inside, np.searchsorted(words.end, np.array(mentions.ends, np.int64)) + 1, -1)
    return np.asarray(np.cumsum(inside)[:-1] > 0)


def _begins_a_sentence(notes: Notes, words: Words) -> Flags:
    """Which words have a sentence's, a line's or a bracket's beginning before them."""
    before = notes.codes[np.maximum(words.start - 1, 0)]
    further = notes.codes[np.maximum(words.start - 2, 0)]
    begins = np.array([ord(sign) for sign in sorted(_BEGINS_A_SENTENCE)])
    spaced = np.isin(before, (ord(" "), 0xA0)) & np.isin(further, begins)
    return np.asarray(spaced | np.isin(before, begins[begins != ord("-")]))


@cache
def _phrases() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Phrases that are no people, and words that are but a family name elsewhere; given names are left out."""
    sure, ambiguous = list[str](), list[str]()
    for phrase in (*phrases("makers.txt"), *phrases("institutions.txt")):
        if " " in phrase or "-" in phrase or fold(phrase) not in NAMES_OF_PEOPLE:
            sure.append(phrase)
        elif fold(phrase) not in FIRST_NAMES:
            ambiguous.append(phrase)
    return tuple(sure), tuple(ambiguous)
