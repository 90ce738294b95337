"""Where known people are named in notes: the subject in any form, everybody else by what points at one person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.names.dictionary import are_german_nouns, in_a_dictionary
from detectors.names.known.forms import deletions, sound, stems
from detectors.names.known.gluing import glued, hashes
from detectors.names.known.keys import stretches
from detectors.names.known.name_index import CATEGORIES, member
from detectors.names.known.written import GIVEN, INITIALS, LETTER, NAME, PARTICLE
from detectors.names.lexicon import (
    COMMON_WORDS,
    EPONYMS,
    PARTICLES,
    PLACE_WORDS,
    PLAIN_WORDS,
    TERM_WORDS,
    abbreviations,
)
from detectors.names.typing_errors import is_one_error_apart
from detectors.words import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from detectors.names.known.name_index import NameIndex
    from detectors.notes import Notes
    from detectors.words import Words

    Flags = npt.NDArray[np.bool_]
    Integers = npt.NDArray[np.int64]

_EXACT, _POSSESSIVE, _SHORT, _PET, _SOUND, _MISTYPED = range(6)
"""How a word of a note is one of a name, the surest first."""

_SCORES = (0.97, 0.97, 0.9, 0.9, 0.9, 0.9)
_FULL_NAME_SCORE, _MISTYPED_FULL_NAME_SCORE, _RARE_SCORE = 0.93, 0.6, 0.8
_SHORTEST, _SHORTEST_LOWER, _SHORTEST_SHORT_LOWER, _SHORTEST_SOUND, _SHORTEST_MISTYPED = 2, 3, 4, 4, 5
_FEWEST_INITIALS = 3
_NEVER_SHORT = PLAIN_WORDS | TERM_WORDS | PLACE_WORDS
_MOST_GLUED = 4
_MOST_BETWEEN = 4
_WIDEST_GAP = 2
_JOINTS = tuple(map(ord, " \u00a0-'’"))
_JOINTS_OF_FULL_NAMES = (*_JOINTS, ord("."), ord(","))
_BEHIND_A_PARTICLE = (" ", "'", "’", "\u00a0")
_BEHIND_AN_INITIAL = (". ", ".", " ")


def known_names(notes: Notes, words: Words, index: NameIndex, subjects: Integers) -> Iterator[Span]:
    """The spans of names; a title stays outside, particles and initials inside."""
    if not index.words:
        return
    text = _Text(notes, words)
    found = _found(text, index)
    own = _own(text, index, found, subjects)
    yield from _own_spans(text, index, found.only(own), subjects)
    yield from _full_names(text, index, found.only(_is_name(index, found) & ~np.isin(found.how, (_SHORT, _PET))))
    rare = _is_name(index, found) & (found.how == _EXACT) & index.is_rare[found.word] & text.capital[found.place]
    for place in np.unique(found.place[rare]).tolist():
        yield Span(int(words.start[place]), int(words.end[place]), "person_name", _RARE_SCORE, "known_people")


@dataclass(frozen=True)
class _Found:
    """Words of a text that may be words of names.

    Attributes:
        place: of the (first) word in the text.
        count: words of the text that make it up.
        word: of the index.
        how: one is the other.
    """

    place: Integers
    count: Integers
    word: Integers
    how: Integers

    def only(self, chosen: Flags) -> _Found:
        return _Found(self.place[chosen], self.count[chosen], self.word[chosen], self.how[chosen])

    @staticmethod
    def joined(parts: Iterable[_Found]) -> _Found:
        place, count, word, how = zip(*((part.place, part.count, part.word, part.how) for part in parts), strict=True)
        joined = [np.concatenate(column) for column in (place, count, word, how)]
        order = np.lexsort((joined[2], joined[3], joined[0]))
        return _Found(*(column[order] for column in joined))


class _Text:
    """The words of the notes, and how each is written."""

    def __init__(self, notes: Notes, words: Words) -> None:
        self.notes, self.words = notes, words
        self.capital = words.is_capitalised(notes)
        self.note = notes.note_of(words.start)
        capitals = np.concatenate(([0], np.cumsum(notes.kinds & CAPITAL != 0)))
        self.upper = capitals[words.end] - capitals[words.start] == words.end - words.start
        any_capital = np.bincount(self.note[self.capital], minlength=len(notes.starts)) > 0
        self.no_capitals = ~any_capital[self.note]
        lower = np.bincount(self.note[~self.upper], minlength=len(notes.starts)) > 0
        self.all_capitals = ~lower[self.note]

    @cached_property
    def is_other_word(self) -> Flags:
        """Which of the distinct words are words of a language, places or eponyms."""
        vocabulary = self.words.vocabulary
        listed = np.fromiter((word in PLACE_WORDS or word in EPONYMS for word in vocabulary), np.bool_, len(vocabulary))
        return np.asarray(in_a_dictionary(vocabulary) | are_german_nouns(vocabulary) | listed)

    def among(self, wanted: frozenset[str]) -> Flags:
        """Which words of the text are in the set."""
        return self.words.among(wanted)


def _is_name(index: NameIndex, found: _Found) -> Flags:
    return np.isin(index.is_a[found.word], (NAME, GIVEN))


def _found(text: _Text, index: NameIndex) -> _Found:
    """Whatever may be a word of somebody's name."""
    words = text.words
    read = hashes(words.vocabulary)
    pairs = [(*index.exact.find(read.value), _EXACT), *_inflected(words.vocabulary, index)]
    pairs += _short(words.vocabulary, index)
    pairs += _unlike(words.vocabulary, ~text.is_other_word, index)
    order = np.argsort(words.code, kind="stable")
    bounds = np.searchsorted(words.code[order], np.arange(len(words.vocabulary) + 1))
    parts = []
    for code, word, how in pairs:
        counts = bounds[code + 1] - bounds[code]
        place = order[stretches(bounds[code], bounds[code + 1])]
        parts.append(_Found(place, np.ones_like(place), np.repeat(word, counts), np.full(len(place), how)))
    for count, first, run in glued(read[words.code], _joints(text), _MOST_GLUED):
        at, word = index.exact.find(run.value)
        parts.append(_Found(first[at], np.full(len(at), count), word, np.full(len(at), _EXACT)))
    return _Found.joined(parts)


def _joints(text: _Text) -> Flags:
    """Behind which words the same name may go on: ``van den Berghe``, ``Anne-Sophie``, ``D'Hondt``."""
    words = text.words
    joints = np.zeros(len(words.start), np.bool_)
    joints[:-1] = (words.start[1:] - words.end[:-1] == 1) & np.isin(text.notes.codes[words.end[:-1]], _JOINTS)
    return joints


def _inflected(vocabulary: list[str], index: NameIndex) -> Iterator[tuple[Integers, Integers, int]]:
    """``jans`` of *Jan*, ``sofiep85`` of an account."""
    possessive = [
        (code, word[:-1]) for code, word in enumerate(vocabulary) if word[-1] == "s" and len(word) > _SHORTEST
    ]
    yield *_looked_up(possessive, index), _POSSESSIVE
    numbered = [(code, word.rstrip("0123456789")) for code, word in enumerate(vocabulary) if word[-1].isdigit()]
    yield (
        *_looked_up([(code, word) for code, word in numbered if word.isalpha() and len(word) > _SHORTEST], index),
        _EXACT,
    )


def _looked_up(pairs: list[tuple[int, str]], index: NameIndex) -> tuple[Integers, Integers]:
    at, word = index.exact.find(hashes([stem for _, stem in pairs]).value)
    return np.array([code for code, _ in pairs], np.int64)[at], word


def _short(vocabulary: list[str], index: NameIndex) -> Iterator[tuple[Integers, Integers, int]]:
    """Listed short forms, and those that a rule makes: ``Jef``, ``Char``, ``Stefke``."""
    here = [(code, word) for code, word in enumerate(vocabulary) if word.isalpha() and word not in _NEVER_SHORT]
    listed = hashes([word for _, word in here]).value
    at, word = index.shorter.find(listed)
    yield np.array([code for code, _ in here], np.int64)[at], word, _SHORT
    made = [(code, form) for code, word in here if len(word) > _SHORTEST for form in stems(word)]
    made += [(code, word) for code, word in here if word not in COMMON_WORDS]
    codes, asked = np.array([code for code, _ in made], np.int64), hashes([form for _, form in made]).value
    for keys in (index.cut, index.exact, index.shorter):
        at, word = keys.find(asked)
        yield codes[at], word, _PET


def _unlike(vocabulary: list[str], free: Flags, index: NameIndex) -> Iterator[tuple[Integers, Integers, int]]:
    """Other spellings and typing errors, of words that are no other words."""
    here = [(code, vocabulary[code]) for code in np.flatnonzero(free).tolist() if vocabulary[code].isalpha()]
    heard = [(code, sound(word)) for code, word in here if len(word) >= _SHORTEST_SOUND]
    at, word = index.sounds.find(hashes([form for _, form in heard]).value)
    yield np.array([code for code, _ in heard], np.int64)[at], word, _SOUND
    yield _mistyped([(code, word) for code, word in here if len(word) >= _SHORTEST_MISTYPED], index)


def _mistyped(here: list[tuple[int, str]], index: NameIndex) -> tuple[Integers, Integers, int]:
    less = [(place, form) for place, (_, word) in enumerate(here) for form in deletions(word)]
    at, word = index.mistyped.find(hashes([form for _, form in less]).value)
    pairs = dict.fromkeys(zip((less[place][0] for place in at.tolist()), word.tolist(), strict=True))
    right = [
        (here[place][0], number) for place, number in pairs if is_one_error_apart(here[place][1], index.words[number])
    ]
    both = np.array(right, np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1], _MISTYPED


def _own(text: _Text, index: NameIndex, found: _Found, subjects: Integers) -> Flags:
    """Which are of the note's own subject, and written as names are."""
    subject = subjects[text.note[found.place]]
    own = (subject >= 0) & member(index.owned, subject * len(index.words) + found.word)
    if not own.any():
        return own
    place, is_a = found.place, index.is_a[found.word]
    length = text.words.end[place + found.count - 1] - text.words.start[place]
    capital, upper = text.capital[place], text.upper[place]
    common = text.among(COMMON_WORDS)[place]
    plain = text.among(PLAIN_WORDS)[place]
    spelt = capital | ((length >= _SHORTEST_LOWER) & (~common | (text.no_capitals[place] & ~plain)))
    strange = ~text.among(abbreviations())[place] & ~text.all_capitals[place]
    initials = upper & ((length >= _FEWEST_INITIALS) | strange) & (length >= _SHORTEST)
    other, long = text.is_other_word[text.words.code[place]], length >= _SHORTEST_SHORT_LOWER
    short = np.where(capital, ~upper | text.all_capitals[place], ~other & long)
    pet = short & (long | ~other)
    own &= np.where(is_a == INITIALS, initials & (found.how == _EXACT), spelt | (found.count > 1))
    return np.asarray(own & ((found.how != _SHORT) | short) & ((found.how != _PET) | pet))


def _own_spans(text: _Text, index: NameIndex, own: _Found, subjects: Integers) -> Iterator[Span]:
    """One span a place: by the surest of the ways in which it is a name."""
    first = np.ones(len(own.place), np.bool_)
    first[1:] = (own.place[1:] != own.place[:-1]) | (own.count[1:] != own.count[:-1])
    own = own.only(first)
    words = text.words
    owners = subjects[text.note[own.place]]
    roles = index.roles[np.searchsorted(index.owned, owners * len(index.words) + own.word)]
    last = own.place + own.count - 1
    scores = [
        _SCORES[how] if is_a != INITIALS else _SCORES[_SHORT]
        for how, is_a in zip(own.how.tolist(), index.is_a[own.word].tolist(), strict=True)
    ]
    ends = (words.end[last] - (own.how == _POSSESSIVE)).tolist()
    columns = (own.place.tolist(), last.tolist(), ends, owners.tolist(), roles.tolist(), scores)
    for begin, stop, end, owner, role, score in zip(*columns, strict=True):
        start = _start(text, index, owner, begin)
        behind = end if end < words.end[stop] else _end(text, index, owner, stop)
        yield Span(start, behind, CATEGORIES[role], score, "known_people")


def _start(text: _Text, index: NameIndex, owner: int, place: int) -> int:
    """Where the name begins: at its particles, its initial, or the account that it ends."""
    written, words = text.notes.text, text.words
    start = int(words.start[place])
    while place:
        before = words.vocabulary[words.code[place - 1]]
        gap = written[int(words.end[place - 1]) : start]
        particle = gap in _BEHIND_A_PARTICLE and index.has(owner, before, PARTICLE)
        initial = gap in _BEHIND_AN_INITIAL and len(before) == 1 and index.has(owner, before, LETTER)
        if not (particle or initial or gap == "_"):
            break
        place -= 1
        start = int(words.start[place])
    return start - (written[start - 1] == "@")


def _end(text: _Text, index: NameIndex, owner: int, place: int) -> int:
    """Where the name ends: behind an initial, or with the account that it begins."""
    written, words = text.notes.text, text.words
    end = int(words.end[place])
    if place + 1 == len(words.start):
        return end
    behind, start, stop = (
        words.vocabulary[words.code[place + 1]],
        int(words.start[place + 1]),
        int(words.end[place + 1]),
    )
    gap = written[end:start]
    if gap == "_":
        return stop
    initial = gap in (" ", ", ") and len(behind) == 1 and text.capital[place + 1] and written[stop] in ".,;)\n"
    if initial and index.has(owner, behind, LETTER):
        return stop + (written[stop] == ".")
    return end


def _full_names(text: _Text, index: NameIndex, found: _Found) -> Iterator[Span]:
    """Two words of one person's name beside each other, whoever it is; one of them may be mistyped.

    Words that are other words too need their capitals, unless the one beside is a name and nothing else.
    """
    words = text.words
    found = found.only(found.count == 1)
    idle = text.among(PARTICLES) | (words.end - words.start == 1)
    near = np.zeros(len(words.start), np.bool_)
    signs = text.notes.codes[words.end[:-1]]
    near[:-1] = (words.start[1:] - words.end[:-1] <= _WIDEST_GAP) & np.isin(signs, _JOINTS_OF_FULL_NAMES)
    reach = near
    for step in range(1, _MOST_BETWEEN + 1):
        linked = found.place + step < len(words.start)
        linked[linked] = reach[found.place[linked]]
        yield from _couples(text, index, found, np.flatnonzero(linked), step)
        further = np.zeros_like(near)
        further[:-step] = reach[:-step] & idle[step:] & near[step:]
        reach = further


def _couples(text: _Text, index: NameIndex, found: _Found, chosen: Integers, step: int) -> Iterator[Span]:
    """Of the chosen those with another word of the same person's ``step`` words further."""
    first = np.searchsorted(found.place, found.place[chosen] + step)
    behind = np.searchsorted(found.place, found.place[chosen] + step, side="right")
    one, other = np.repeat(chosen, behind - first), stretches(first, behind)
    smaller, greater = np.minimum(found.word[one], found.word[other]), np.maximum(found.word[one], found.word[other])
    how = np.maximum(found.how[one], found.how[other])
    sure = np.minimum(found.how[one], found.how[other]) == _EXACT
    places = found.place[one], found.place[other]
    free = [~text.is_other_word[text.words.code[place]] for place in places]
    spelt = (text.capital[places[0]] & text.capital[places[1]]) | free[0] | free[1]
    holds = sure & spelt & member(index.couples, smaller * len(index.words) + greater)
    starts, ends = text.words.start[found.place[one[holds]]], text.words.end[found.place[other[holds]]]
    cut = (found.how[other[holds]] == _POSSESSIVE).astype(np.int64)
    for start, end, worst in zip(starts.tolist(), (ends - cut).tolist(), how[holds].tolist(), strict=True):
        score = _FULL_NAME_SCORE if worst <= _POSSESSIVE else _MISTYPED_FULL_NAME_SCORE
        yield Span(start, end, "person_name", score, "known_people")
