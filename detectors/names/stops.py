"""What is no name although a list or the tagger took it for one: the last word on all weak evidence.

Capitalised words of other kinds (makers, institutions, abbreviations, months), eponyms, words of a dictionary in lower
case or at the start of a sentence. What a cue announced or the clinic's tables know is not asked about here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.lexicons import words as word_list
from detectors.names.cues import cue_words
from detectors.names.dictionary import listed
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
    looks_like_a_family_name,
)
from detectors.names.remembered import remembered
from detectors.names.standing import (
    are_abbreviated,
    are_few_capitals,
    are_in_a_week,
    are_in_capitals,
    are_lettered,
    are_measured,
    are_mister,
    are_modal,
    are_numbered,
    ask,
    begin_a_sentence,
    is_derived,
    sign,
    stand_alone,
    stand_among_numbers,
    stand_before_an_article,
    stand_behind_an_article,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from detectors.context import Context
    from detectors.notes import Notes
    from detectors.words import Words

    Flags = npt.NDArray[np.bool_]
    Scores = npt.NDArray[np.float64]

_DOUBTFUL_CUES = frozenset({"mail_header", "relative", "provider_role"})
"""Cues behind which a word of the language stands as often, which must be in a list of names to be one."""

_WEAK_CUES = _DOUBTFUL_CUES | {"labelled_name", "salutation", "signature", "patient", "called", "met", "seen_by"}
"""Cues behind which something else than a name stands as often: what never is one is left out there too."""


_ALWAYS, _SELDOM_ELSE, _NEARLY_ALWAYS, _OFTEN, _AT_TIMES = 1.1, 0.985, 0.93, 0.85, 0.65
"""How sure a layer has to be of a word that is no name always, seldom else, nearly always, ... in its place."""


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
    weak, announced = list[Span](), list[Span]()
    for span in spans:
        if span.recognizer in WEAK:
            weak.append(span)
        elif span.recognizer in _WEAK_CUES:
            announced.append(span)
        else:
            yield span
    if weak or announced:
        told = _Told.of(notes, words, context)
        yield from _announced(words, told, announced)
        yield from _believable(words, told, Eponymous(notes, words), weak)


def _announced(words: Words, told: _Told, spans: list[Span]) -> Iterator[Span]:
    """Those behind weak cues that are not all of something else."""
    inside = _Inside.of(words, spans)
    others, plains = (inside.all(flags).tolist() for flags in (told.other, told.plain))
    for span, other, plain in zip(spans, others, plains, strict=True):
        if not (plain if span.recognizer in _DOUBTFUL_CUES else other):
            yield span


def _believable(words: Words, told: _Told, eponymous: Eponymous, spans: list[Span]) -> Iterator[Span]:
    """Those of weak evidence, cut down to what may be a name."""
    inside = _Inside.of(words, spans)
    first, last = told.kept(inside, np.array([span.score for span in spans]))
    begins = np.where(first == inside.first, [span.start for span in spans], words.start[first])
    ends = np.where(last == inside.behind - 1, [span.end for span in spans], words.end[last])
    columns = (column.tolist() for column in (first, last, begins, ends, told.eponym[first]))
    for span, word, until, start, end, eponym in zip(spans, *columns, strict=True):
        sure = span.score >= _NEARLY_ALWAYS and not eponym
        if word > until or eponymous.is_adams_apple(start, end):
            continue
        if sure or not eponymous.holds(start, word, end, until + 1):
            yield Span(start, end, span.category, round(min(span.score, _STRONGEST), 3), span.recognizer)


@dataclass(frozen=True)
class _Inside:
    """The words of spans.

    Attributes:
        first: for each span its first word.
        behind: for each span the word behind it.
        owner: for each word of the spans, which span has it.
        place: for each word of the spans, which word of the text it is.
    """

    first: npt.NDArray[np.int64]
    behind: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]

    @staticmethod
    def of(words: Words, spans: list[Span]) -> _Inside:
        first = np.searchsorted(words.start, [span.start for span in spans])
        behind = np.searchsorted(words.start, [span.end for span in spans])
        owner = np.repeat(np.arange(len(spans)), behind - first)
        before = np.cumsum(behind - first) - (behind - first)
        return _Inside(first, behind, owner, np.arange(len(owner)) + np.repeat(first - before, behind - first))

    def any(self, flags: Flags) -> Flags:
        """Which spans have a word that is flagged, of flags for all words of the spans."""
        return np.asarray(np.bincount(self.owner[flags], minlength=len(self.first)) > 0)

    def all(self, flags: Flags) -> Flags:
        """Which spans have no word but those that are flagged, of flags for all words of the text."""
        return ~self.any(~flags[self.place])


@dataclass(frozen=True)
class _Told:
    """What is told of each word of the text.

    Attributes:
        needed: how sure a layer has to be that it is of a name.
        particle: whether it may stand in a name but makes none.
        never: whether it is of no name even beside a given name.
        given: whether it is a given name and nothing else.
        other: whether it is of another kind altogether.
        plain: whether it is that, or a word of the language and in no list of names.
        eponym: whether it names a disease as often as a person.
    """

    needed: Scores
    particle: Flags
    never: Flags
    given: Flags
    other: Flags
    plain: Flags
    eponym: Flags

    @staticmethod
    def of(notes: Notes, words: Words, context: Context) -> _Told:
        never = _never(notes, words)
        other = never | _other_kinds(notes, words, context)
        given = words.among(CERTAIN_FIRST) & words.is_capitalised(notes)
        read = _Read.of(words)
        needed = _needed(notes, words, other, read)
        plain = other | _is_plain(words, read)
        return _Told(needed, words.among(PARTICLES), never, given, other, plain, words.among(_eponyms_of_family()))

    def kept(self, inside: _Inside, scores: Scores) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The first and the last word of the name in each span; the last before the first where none is left."""
        owner, place = inside.owner, inside.place
        fits = self.needed[place] <= scores[owner]
        has_given = inside.any(self.given[place] & fits)
        left = np.where(has_given[owner], ~self.never[place], fits)
        telling = left & ~self.particle[place]
        first, last = np.zeros(len(scores), np.int64), np.full(len(scores), -1)
        first[owner[left][::-1]] = place[left][::-1]  # the last that is written stays
        last[owner[telling]] = place[telling]
        return first, last


def _never(notes: Notes, words: Words) -> Flags:
    """Which words are of no name even beside a given name: abbreviations, roles, titles."""
    capital = words.is_capitalised(notes)
    announces = _announces(notes, words, capital, words.among(PARTICLES))
    knows = words.among(_KNOWS) & ~capital
    return np.asarray(are_abbreviated(notes, words) | announces | are_mister(notes, words, capital) | knows)


def _other_kinds(notes: Notes, words: Words, context: Context) -> Flags:
    """Which words are of makers, institutions and eponyms."""
    phrase, ambiguous = (_covered(words, context, wanted) for wanted in _phrases())
    carried = words.is_capitalised(notes) & (phrase | ambiguous)
    measured = words.among(_eponyms_of_family()) & are_measured(notes, words)
    return np.asarray(carried | measured | words.among(_eponyms_only()))


@dataclass(frozen=True)
class _Read:
    """What dictionaries and lists of names say of each word.

    Attributes:
        known: a word of a language.
        noun: a German noun.
        named: in a long list of names from many countries.
        listed: in our own lists, or made as Belgian family names are.
        certain: a name and nothing else.
    """

    known: Flags
    noun: Flags
    named: Flags
    listed: Flags
    certain: Flags

    @staticmethod
    def of(words: Words) -> _Read:
        known, noun, named = (flags[words.code] for flags in listed(words))
        ours = words.among(NAMES_OF_PEOPLE) | (words.values(looks_like_a_family_name) > 0)
        return _Read(known, noun, named, ours, words.among(_certain()))


def _is_plain(words: Words, read: _Read) -> Flags:
    """Which words are words of a language and in no list of names."""
    return np.asarray(((read.known | read.noun) & ~read.listed & ~read.named) | words.among(PARTICLES))


_WARD = frozenset({"ward"})
"""A given name in Flanders, and in English where patients lie: ``ward 4``, ``on the ward``."""


_VERBS = frozenset({"will", "come"})
"""Given names (Côme), and in small letters verbs in English and in German."""


_KNOWS = frozenset({"weis", "weiss"})
"""*weiß*, folded, which in small letters is what somebody knows: ``Käthe weiß nichts``."""


def _needed(notes: Notes, words: Words, other: Flags, read: _Read) -> Scores:
    """For each word how sure a layer has to be that it is of a name, by the lists, its writing and its place."""
    capital = words.is_capitalised(notes)
    begins = begin_a_sentence(notes, words)
    known, noun, named, listed, certain = read.known, read.noun, read.named, read.listed, read.certain
    is_letter = words.end - words.start == 1
    particle, abbreviated = words.among(PARTICLES), are_abbreviated(notes, words) & ~is_letter
    initials = are_few_capitals(notes, words) & (~abbreviated | sign(notes, words))
    needed = np.zeros(len(words.start))
    for doubtful, score in (
        (other & ~abbreviated, _ALWAYS),
        (abbreviated, _OFTEN),
        (are_in_capitals(notes, words) & words.among(word_list("roles_and_wards.txt")), _ALWAYS),
        (words.among(_common_only()), _NEARLY_ALWAYS),
        (stand_alone(notes, words) & ~listed & ~named, _ALWAYS),
        (begins & words.among(_plain_only()), _SELDOM_ELSE),
        (begins & words.among(_common_words()) & stand_before_an_article(words, capital), _OFTEN),
        ((noun | (begins & known) | (words.values(is_derived) > 0)) & ~listed & ~named, _NEARLY_ALWAYS),
        (~capital & words.among(_WARD) & (are_numbered(words) | stand_behind_an_article(words)), _ALWAYS),
        (~capital & (are_modal(words) | words.among(_VERBS)), _ALWAYS),
        (ask(notes, words) | are_in_a_week(notes, words), _ALWAYS),
        (~capital & known & ~certain, _OFTEN),
        (known & ~listed & ~named, _OFTEN),
        ((known | noun) & ~listed, _AT_TIMES),
    ):
        np.maximum(needed, score * doubtful, out=needed)
    needed = np.where(initials, np.minimum(needed, _AT_TIMES), needed)
    flag = (is_letter & stand_among_numbers(notes, words)) | are_lettered(notes, words)
    needed = np.where((is_letter & ~are_mister(notes, words, capital)) | (particle & ~begins), 0, needed)
    return np.where(flag, _ALWAYS, needed)


@remembered
def _certain() -> AbstractSet[str]:
    return CERTAIN_FIRST | CERTAIN_FAMILY


@remembered
def _plain_only() -> AbstractSet[str]:
    return PLAIN_WORDS - CERTAIN_FIRST


@remembered
def _common_words() -> AbstractSet[str]:
    return COMMON_WORDS - CERTAIN_FIRST


@remembered
def _common_only() -> AbstractSet[str]:
    return (COMMON_WORDS | TERM_WORDS) - NAMES_OF_PEOPLE


@remembered
def _eponyms_of_family() -> AbstractSet[str]:
    return EPONYMS - FIRST_NAMES


@remembered
def _eponyms_only() -> AbstractSet[str]:
    return EPONYMS - NAMES_OF_PEOPLE


def _announces(notes: Notes, words: Words, capital: Flags, particle: Flags) -> Flags:
    """Which words are titles, roles or salutations, in lower case or before a capital: they stand outside a name."""
    before_capital = np.append(capital[1:], [False])[: len(capital)] & (notes.codes[words.end] != ord(","))
    behind_particle = np.append([False], particle)[: len(capital)]
    return np.asarray(words.among(_titles()) & (~capital | before_capital) & ~behind_particle)


@remembered
def _titles() -> AbstractSet[str]:
    roles = (fold(word) for key in ("care", "kin", "patient", "civil", "salutation") for word in cue_words(key))
    return TITLES | (frozenset(roles) - NAMES_OF_PEOPLE)


def _covered(words: Words, context: Context, wanted: tuple[str, ...]) -> Flags:
    mentions = context.mentions(wanted)
    inside = np.zeros(len(words.start) + 1, np.int64)
    np.add.at(inside, np.searchsorted(words.start, np.array(mentions.starts, np.int64)), 1)
    np.add.at(inside, np.searchsorted(words.end, np.array(mentions.ends, np.int64)) + 1, -1)
    return np.asarray(np.cumsum(inside)[:-1] > 0)


@remembered
def _phrases() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Phrases that are no people, and words that are but a family name elsewhere; given names are left out."""
    sure, ambiguous = list[str](), list[str]()
    for phrase in (*phrases("makers.txt"), *phrases("institutions.txt")):
        if " " in phrase or "-" in phrase or fold(phrase) not in NAMES_OF_PEOPLE:
            sure.append(phrase)
        elif fold(phrase) not in FIRST_NAMES:
            ambiguous.append(phrase)
    return tuple(sure), tuple(ambiguous)
