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
    abbreviations,
    looks_like_a_family_name,
)
from detectors.names.remembered import remembered
from detectors.words import CAPITAL, DIGIT

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

_LONGEST_ABBREVIATION = 6
_FEW_WORDS = 2
_BEGINS_A_SENTENCE = frozenset(".!?:;\n\x00•*>|/-–—\t(")


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
    announces = _announces(words, capital, words.among(PARTICLES))
    return np.asarray(_abbreviated(notes, words) | announces | _is_mister(notes, words, capital))


def _other_kinds(notes: Notes, words: Words, context: Context) -> Flags:
    """Which words are of makers, institutions and eponyms."""
    phrase, ambiguous = (_covered(words, context, wanted) for wanted in _phrases())
    carried = words.is_capitalised(notes) & (phrase | ambiguous)
    measured = words.among(_eponyms_of_family()) & _is_measured(notes, words)
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


def _needed(notes: Notes, words: Words, other: Flags, read: _Read) -> Scores:
    """For each word how sure a layer has to be that it is of a name, by the lists, its writing and its place."""
    capital = words.is_capitalised(notes)
    begins = _begins_a_sentence(notes, words)
    known, noun, named, listed, certain = read.known, read.noun, read.named, read.listed, read.certain
    is_letter = words.end - words.start == 1
    particle, abbreviated = words.among(PARTICLES), _abbreviated(notes, words) & ~is_letter
    initials = _are_capitals(notes, words) & (~abbreviated | _signs(notes, words))
    needed = np.zeros(len(words.start))
    for doubtful, score in (
        (other & ~abbreviated, _ALWAYS),
        (abbreviated, _SELDOM_ELSE),
        (_in_capitals(notes, words) & words.among(word_list("roles_and_wards.txt")), _ALWAYS),
        (words.among(_common_only()), _NEARLY_ALWAYS),
        (_stands_alone(notes, words) & ~listed & ~named, _ALWAYS),
        (begins & words.among(_plain_only()), _SELDOM_ELSE),
        (begins & words.among(_common_words()) & _stands_before(words, capital), _OFTEN),
        ((noun | (begins & known) | (words.values(_is_derived) > 0)) & ~listed & ~named, _NEARLY_ALWAYS),
        (~capital & words.among(_WARD) & (_is_numbered(words) | _stands_behind(words)), _ALWAYS),
        (~capital & known & ~certain, _OFTEN),
        (known & ~listed & ~named, _OFTEN),
        ((known | noun) & ~listed, _AT_TIMES),
    ):
        np.maximum(needed, score * doubtful, out=needed)
    needed = np.where(initials, np.minimum(needed, _AT_TIMES), needed)
    return np.where((is_letter & ~_is_mister(notes, words, capital)) | (particle & ~begins), 0, needed)


def _is_measured(notes: Notes, words: Words) -> Flags:
    """Which words have a number behind them, or a word before them by which something is reckoned: ``Hamilton 14``."""
    digit = notes.kinds[words.start] & DIGIT != 0
    number, reckoned = np.zeros(len(digit), np.bool_), np.zeros(len(digit), np.bool_)
    number[:-1] = digit[1:] & (words.start[1:] - words.end[:-1] == 1)
    reckoned[1:] = words.among(_RECKONED_BY)[:-1]
    return np.asarray(number | reckoned)


_RECKONED_BY = frozenset({"volgens", "selon", "nach", "per"})


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


def _stands_before(words: Words, capital: Flags) -> Flags:
    """Which words have an article or a preposition behind them: ``Mark de plaats``, ``Roos op de wang``."""
    linking = words.among(_LINKING) & ~capital
    return np.append(linking[1:], [False])[: len(linking)]


_LINKING_WORDS = "op de het een in aan van bij a du la le les un une sur au aux der die das auf am im the of on at"
_LINKING = frozenset(_LINKING_WORDS.split())


_WARD = frozenset({"ward"})
"""A given name in Flanders, and in English where patients lie: ``ward 4``, ``on the ward``."""


def _is_numbered(words: Words) -> Flags:
    """Which words have one with a digit behind them."""
    return np.append(words.values(str.isalpha)[1:] == 0, [False])[: len(words.start)]


def _stands_behind(words: Words) -> Flags:
    """Which words have an article or a preposition before them."""
    return np.append([False], words.among(_LINKING | {"to", "from", "each", "our"})[:-1])[: len(words.start)]


def _stands_alone(notes: Notes, words: Words) -> Flags:
    """Which words have so few beside them that nothing around tells what they are: the cells of a column, mostly."""
    note = notes.note_of(words.start)
    return np.asarray(np.bincount(note, minlength=len(notes.starts))[note] <= _FEW_WORDS)


def _abbreviated(notes: Notes, words: Words) -> Flags:
    """Which words are abbreviations in capitals, or stand before the colon of a header: ``LH``, ``Fw:``."""
    known = np.flatnonzero(words.among(abbreviations()) & (words.end - words.start <= _LONGEST_ABBREVIATION))
    last = notes.kinds[words.end[known] - 1] & CAPITAL != 0
    header = (notes.codes[words.end[known]] == ord(":")) & np.isin(
        [words.vocabulary[code] for code in words.code[known].tolist()], _HEADERS
    )
    found = np.zeros(len(words.start), np.bool_)
    found[known] = last | header
    return found


def _is_derived(word: str) -> bool:
    """Whether a long word is made as nouns and adverbs are, and names are not: ``cliniquement``, ``wundversorgung``."""
    return len(word) >= _LONG and word.endswith(_SUFFIXES)


_LONG = 9
_SUFFIXES = ("ung", "keit", "heit", "schaft", "tion", "tie", "ment", "heid", "lich", "logie", "scopie", "ness", "ique")

_AGENTS = frozenset({"door", "par", "by", "von", "durch", "avec", "met", "with", "mit"})


def _in_capitals(notes: Notes, words: Words) -> Flags:
    """Which words begin with two capitals and end with one."""
    capital = notes.kinds & CAPITAL != 0
    return np.asarray(capital[words.start] & capital[words.start + 1] & capital[words.end - 1])


def _are_capitals(notes: Notes, words: Words) -> Flags:
    """Which words are two or three capitals and no role, in a text that is not all in capitals: words seldom are."""
    length = words.end - words.start
    all_capitals = _in_capitals(notes, words)
    note = notes.note_of(words.start)
    loud = np.bincount(note, all_capitals, len(notes.starts)) > np.bincount(note, minlength=len(notes.starts)) / 2
    short = (length > 1) & (length < _LONGEST_INITIALS) & ~words.among(word_list("roles_and_wards.txt"))
    return np.asarray(short & all_capitals & ~loud[note])


_LONGEST_INITIALS = 4


def _signs(notes: Notes, words: Words) -> Flags:
    """Which words stand where people sign or are told to have acted: at the end of a line, or behind *door*, *par*."""
    codes = notes.codes
    last, before = codes[words.end], codes[np.maximum(words.start - 2, 0)]
    behind_stop = (last == ord(".")) & (codes[np.minimum(words.end + 1, len(codes) - 1)] == ord("\n"))
    ends_line = (last == ord("\n")) | behind_stop
    apart = np.isin(before, [ord(sign) for sign in ".,!?)/-–—"])
    acts = np.append([False], words.among(_AGENTS)[:-1]) & (codes[words.start - 1] == ord(" "))
    return np.asarray((ends_line & apart) | acts)


def _announces(words: Words, capital: Flags, particle: Flags) -> Flags:
    """Which words are titles, roles or salutations, in lower case or before a capital: they stand outside a name."""
    before_capital = np.append(capital[1:], [False])[: len(capital)]
    behind_particle = np.append([False], particle)[: len(capital)]
    return np.asarray(words.among(_titles()) & (~capital | before_capital) & ~behind_particle)


@remembered
def _titles() -> AbstractSet[str]:
    roles = (fold(word) for key in ("care", "kin", "patient", "civil", "salutation") for word in cue_words(key))
    return TITLES | (frozenset(roles) - NAMES_OF_PEOPLE)


def _is_mister(notes: Notes, words: Words, capital: Flags) -> Flags:
    """Which words are the French ``M.`` before a capitalised word."""
    found = np.zeros(len(words.start), np.bool_)
    stopped = (notes.codes[words.end[:-1]] == ord(".")) & (words.start[1:] - words.end[:-1] == 2)  # noqa: PLR2004
    long = words.end[1:] - words.start[1:] > 2  # noqa: PLR2004 no initial
    found[:-1] = words.among(frozenset("m"))[:-1] & capital[:-1] & capital[1:] & stopped & long
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
