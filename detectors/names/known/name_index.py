"""The names of everybody, by their words: which word is whose, in which forms, and which stand side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product
from typing import TYPE_CHECKING

import numpy as np

from detectors.folding import fold
from detectors.names.dictionary import are_german_nouns, in_a_dictionary
from detectors.names.known.forms import beginnings, deletions, may_be_spelt_otherwise, short_forms, sound, spellings
from detectors.names.known.gluing import hashes
from detectors.names.known.keys import Keys
from detectors.names.known.written import GIVEN, LETTER, NAME, PARTICLE, words_of_name
from detectors.names.lexicon import EPONYMS, FIRST_NAMES, PARTICLES, PLACE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]

CATEGORIES = ("person_name", "family_member_name", "provider_name")
"""What somebody is to the subject; a former name is told apart by the text only."""

_NOT_SEARCHED = (PARTICLE, LETTER)
_SHORTEST_SOUND = 4
_SHORTEST_MISTYPED = 5
_SHORTEST_RARE = 5
_MOST_PAIRED = 12
_NEIGHBOURS = 6


@dataclass(frozen=True, repr=False)
class NameIndex:
    """Words of names as numbers, and who bears them.

    Attributes:
        words: the distinct words, each by what it is to somebody (``written``): *an* may be a name and initials.
        is_a: what each is.
        is_rare: which family names alone point at somebody.
        exact: hash → word, for the word and its spellings.
        shorter: hash → word that it is a listed short form of.
        cut: hash → word that it is the beginning of.
        sounds: hash of the sound → word.
        mistyped: hash of the word less a letter → word.
        owned: sorted; owner times the number of words, plus the word.
        roles: for each owned, its place in ``CATEGORIES``.
        couples: sorted; of two words of one person's name the smaller times the number of words, plus the greater.
    """

    words: tuple[str, ...]
    is_a: Integers
    is_rare: npt.NDArray[np.bool_]
    exact: Keys
    shorter: Keys
    cut: Keys
    sounds: Keys
    mistyped: Keys
    owned: Integers
    roles: Integers
    couples: Integers

    @staticmethod
    def of(names: Sequence[tuple[int, str, str]]) -> NameIndex:
        """From owner, kind and value."""
        read = _Read()
        for owner, kind, value in (*names, *_full_names(names)):
            read.add(owner, kind, value)
        return read.index()

    def to_owners(self) -> NameIndex:
        """The same names, each told to its owner only: none is rare, and no two make a couple."""
        return replace(self, is_rare=np.zeros_like(self.is_rare), couples=self.couples[:0])

    def has(self, owner: int, word: str, is_a: int) -> bool:
        """Whether the owner has such a word."""
        number = self._numbers.get((word, is_a), -1)
        return number >= 0 and bool(member(self.owned, np.array([owner * len(self.words) + number]))[0])

    @cached_property
    def _numbers(self) -> dict[tuple[str, int], int]:
        return {pair: place for place, pair in enumerate(zip(self.words, self.is_a.tolist(), strict=True))}


def member(keys: Integers, asked: Integers) -> npt.NDArray[np.bool_]:
    """Which of the asked are among the sorted keys."""
    if not len(keys):
        return np.zeros(len(asked), np.bool_)
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.asarray(keys[place] == asked)


class _Read:
    """What was read of names so far."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], int] = {}
        self._spelt: dict[str, set[str]] = {}
        self._of_value: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
        self._owners: list[int] = []
        self._owned: list[list[int]] = []
        self._role: list[int] = []
        self._persons: list[int] = []
        self._telling: list[list[int]] = []

    def add(self, owner: int, kind: str, value: str) -> None:
        words, telling = self._words(kind, value)
        role = CATEGORIES.index(kind) if kind in CATEGORIES else 0
        self._owners.append(owner)
        self._owned.append(words)
        self._role.append(role)
        self._persons.append(owner if not role else -len(self._owners))
        self._telling.append(telling)

    def _words(self, kind: str, value: str) -> tuple[list[int], list[int]]:
        """The numbers of the words of a value, and of those that are its names."""
        key = (kind if kind == "family_name" else "", value)
        if key not in self._of_value:
            pairs = dict.fromkeys(words_of_name(value, kind))
            numbers = [self._numbers.setdefault(pair, len(self._numbers)) for pair in pairs]
            telling = [number for number, (_, is_a) in zip(numbers, pairs, strict=True) if is_a in (NAME, GIVEN)]
            self._of_value[key] = numbers, telling
            for word in value.replace("-", " ").split() if may_be_spelt_otherwise(value) else ():
                several = spellings(word.strip(".,"))
                self._spelt.setdefault(fold(word.strip(".,")), set()).update(several)
        return self._of_value[key]

    def index(self) -> NameIndex:
        words = tuple(word for word, _ in self._numbers)
        is_a = np.array([what for _, what in self._numbers], np.int64)
        names = [(number, word) for number, (word, what) in enumerate(self._numbers) if what in (NAME, GIVEN)]
        given = [(number, word) for number, (word, what) in enumerate(self._numbers) if what == GIVEN]
        searched = [(number, word) for number, (word, what) in enumerate(self._numbers) if what not in _NOT_SEARCHED]
        owned, roles = self._ownership(len(words))
        return NameIndex(
            words=words,
            is_a=is_a,
            is_rare=_are_rare(words) & (is_a == NAME),
            exact=_keys((form, number) for number, word in searched for form in self._spelt.get(word, (word,))),
            shorter=_keys((form, number) for number, word in given for form in short_forms(word)),
            cut=_keys((form, number) for number, word in given for form in beginnings(word)),
            sounds=_keys((sound(word), number) for number, word in names if len(word) >= _SHORTEST_SOUND),
            mistyped=_keys(
                (form, number) for number, word in names if len(word) >= _SHORTEST_MISTYPED for form in deletions(word)
            ),
            owned=owned,
            roles=roles,
            couples=_couples(*_flat(self._persons, self._telling), len(words)),
        )

    def _ownership(self, count: int) -> tuple[Integers, Integers]:
        owners, words = _flat(self._owners, self._owned)
        roles = np.repeat(np.array(self._role, np.int64), [len(of) for of in self._owned])
        keys = owners * count + words
        order = np.lexsort((roles, keys))
        first = np.ones(len(order), np.bool_)
        first[1:] = np.diff(keys[order]) != 0
        return keys[order][first], roles[order][first]


def _full_names(names: Sequence[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
    """Given and family names that the tables keep apart, together: they have initials and accounts only so."""
    given: dict[int, list[str]] = defaultdict(list)
    family: dict[int, list[str]] = defaultdict(list)
    for owner, kind, value in names:
        if kind == "family_name":
            family[owner].append(value)
        elif kind in ("person_name", "former_name") and " " not in value.strip():
            given[owner].append(value)
    for owner, families in family.items():
        pairs = product(given.get(owner, ()), families)
        yield from ((owner, "person_name", f"{other}, {one}") for one, other in islice(pairs, _MOST_PAIRED))


def _flat(owners: Sequence[int], words: Sequence[Sequence[int]]) -> tuple[Integers, Integers]:
    """Owner and word, one pair after the other."""
    counts = [len(of) for of in words]
    flat = np.fromiter((word for of in words for word in of), np.int64, sum(counts))
    return np.repeat(np.array(owners, np.int64), counts), flat


def _couples(persons: Integers, words: Integers, count: int) -> Integers:
    """Of each person every two of the words, each couple once."""
    order = np.lexsort((words, persons))
    persons, words = persons[order], words[order]
    found = [np.zeros(0, np.int64)]
    for step in range(1, _NEIGHBOURS):
        same = (persons[step:] == persons[:-step]) & (words[step:] != words[:-step])
        found.append(words[:-step][same] * count + words[step:][same])
    return np.unique(np.concatenate(found))


def _keys(pairs: Iterable[tuple[str, int]]) -> Keys:
    forms = list(pairs)
    return Keys.of(hashes([form for form, _ in forms]).value, np.array([number for _, number in forms], np.int64))


def _are_rare(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which words are no other words, places, eponyms or given names."""
    other = in_a_dictionary(words) | are_german_nouns(words)
    seldom = (
        len(word) >= _SHORTEST_RARE
        and not any(word in names for names in (FIRST_NAMES, EPONYMS, PLACE_WORDS, PARTICLES))
        for word in words
    )
    return np.fromiter(seldom, np.bool_, len(words)) & ~other
