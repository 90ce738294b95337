"""What the tagger sees of a word by itself: its spelling, the lists it is in, and, when it is frequent, the word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.folding import fold
from detectors.lexicons import phrases
from detectors.names.cues import cue_words
from detectors.names.leading import TITLES
from detectors.names.lexicon import (
    COMMON_WORDS,
    EPONYMS,
    FAMILY_NAMES,
    FIRST_NAMES,
    PARTICLES,
    PLACE_WORDS,
    TERM_WORDS,
)
from detectors.names.remembered import remembered
from detectors.tagger.membership import WordSet, hashes_of
from detectors.tagger.sets import NAME_SETS, SETS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

_CUES = ("care", "mister", "civil", "kin", "label", "former", "salutation", "signature", "called", "patient")
_LISTS: dict[str, AbstractSet[str]] = {
    "first": FIRST_NAMES,
    "family": FAMILY_NAMES,
    "particle": PARTICLES,
    "common": COMMON_WORDS,
    "eponym": EPONYMS,
    "term": TERM_WORDS,
    "place": PLACE_WORDS,
    "title": TITLES,
}
_NAME_LISTS = ("first", "family")
_PHRASES = (
    "professions", "nationalities", "countries", "organisations", "institutions", "insurers", "makers", "medication",
    "procedures", "conditions", "lab_tests", "abbreviations",
)  # fmt: skip
"""Lists of phrases, whose words are told apart from one another."""

_LONGEST = 16
_ALPHABET = 131
SPELLINGS = 16384
"""Groups of three and four letters, by their hash."""

_FIRST_LIST = 1  # row 0 of the embedding stays empty
_FIRST_SET = _FIRST_LIST + len(_LISTS) + len(_CUES) + len(_PHRASES)
_FIRST_LENGTH = _FIRST_SET + len(SETS)
_FIRST_SPELLING = _FIRST_LENGTH + _LONGEST + 1
FIRST_WORD = _FIRST_SPELLING + SPELLINGS
"""The row of the first frequent word; the one before it would be none."""


@dataclass(frozen=True)
class Seen:
    """Rows of the embedding for each word, flat.

    Attributes:
        rows: of all words.
        weights: how much each row counts.
        starts: where each word's rows begin.
    """

    rows: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float32]
    starts: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lexicon:
    """The lists the tagger looks words up in.

    Attributes:
        sets: the long lists, in the order of ``SETS``.
        frequent: words that have a row of their own, with its number.
    """

    sets: tuple[WordSet, ...]
    frequent: dict[str, int]

    def memberships(self, words: Sequence[str]) -> dict[str, npt.NDArray[np.bool_]]:
        """For each of the long lists, which of the folded words it has."""
        hashes = hashes_of(words)
        return {name: word_set.contains(hashes) for name, word_set in zip(SETS, self.sets, strict=True)}

    def see(
        self,
        words: Sequence[str],
        memberships: Mapping[str, npt.NDArray[np.bool_]],
        hidden: npt.NDArray[np.bool_] | None = None,
    ) -> Seen:
        """What the tagger sees of each folded word.

        Args:
            words: folded.
            memberships: for each of the long lists, which of the words it has.
            hidden: words whose being a listed name is not shown, in training.
        """
        known = np.zeros(len(words), np.bool_) if hidden is None else hidden
        everything = (
            _of_lists(words, known),
            _of_sets(memberships, known),
            _of_lengths(words),
            _of_spelling(words),
            _of_frequent(words, self.frequent),
        )
        owners, rows, weights = zip(*everything, strict=True)
        owner = np.concatenate(owners)
        order = np.argsort(owner, kind="stable")
        starts = np.searchsorted(owner[order], np.arange(len(words)))
        return Seen(np.concatenate(rows)[order], np.concatenate(weights)[order].astype(np.float32), starts)


_Rows = tuple["npt.NDArray[np.int64]", "npt.NDArray[np.int64]", "npt.NDArray[np.float64]"]


def _plain(owner: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]) -> _Rows:
    return owner, rows, np.ones(len(rows))


@remembered
def _memberships() -> dict[str, tuple[int, ...]]:
    """Word → the rows of the short lists it is in."""
    rows: dict[str, list[int]] = {}
    cues = (frozenset(map(fold, cue_words(key))) for key in _CUES)
    lists = [*_LISTS.values(), *cues, *(_words_of_phrases(f"{name}.txt") for name in _PHRASES)]
    for row, words in enumerate(lists, _FIRST_LIST):
        for word in sorted(words):
            rows.setdefault(word, []).append(row)
    return {word: tuple(places) for word, places in rows.items()}


def _words_of_phrases(name: str) -> frozenset[str]:
    return frozenset(word for phrase in phrases(name) for word in fold(phrase).replace("-", " ").split())


_HIDDEN_ROWS = frozenset(_FIRST_LIST + place for place, name in enumerate(_LISTS) if name in _NAME_LISTS)


def _of_lists(words: Sequence[str], hidden: npt.NDArray[np.bool_]) -> _Rows:
    memberships = _memberships()
    pairs = [
        (place, row)
        for place, word in enumerate(words)
        for row in memberships.get(word, ())
        if not (hidden[place] and row in _HIDDEN_ROWS)
    ]
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return _plain(both[:, 0], both[:, 1])


def _of_sets(memberships: Mapping[str, npt.NDArray[np.bool_]], hidden: npt.NDArray[np.bool_]) -> _Rows:
    found = [np.flatnonzero(memberships[name] & ~(hidden & (name in NAME_SETS))) for name in SETS]
    rows = np.repeat(_FIRST_SET + np.arange(len(SETS)), [len(places) for places in found])
    return _plain(np.concatenate(found), rows)


def _of_lengths(words: Sequence[str]) -> _Rows:
    lengths = np.array([min(len(word), _LONGEST) for word in words], np.int64)
    return _plain(np.arange(len(words)), _FIRST_LENGTH + lengths)


def _of_spelling(words: Sequence[str]) -> _Rows:
    """Every three neighbouring letters, the word's ends included, and the first and last four; all digits are one."""
    codes = np.frombuffer("".join(f"^{word[:24]}$" for word in words).encode("utf-32-le"), np.uint32).astype(np.int64)
    codes = np.where((codes >= ord("0")) & (codes <= ord("9")), ord("0"), codes)
    lengths = np.array([min(len(word), 24) + 2 for word in words], np.int64)
    owner = np.repeat(np.arange(len(words)), lengths)
    same = owner[2:] == owner[:-2]
    threes = (codes[:-2] * _ALPHABET + codes[1:-1]) * _ALPHABET + codes[2:]
    ends = np.cumsum(lengths)
    long = np.flatnonzero(lengths >= 5)  # noqa: PLR2004 three letters and both ends
    firsts = _four(codes, (ends - lengths)[long])
    lasts = _four(codes, ends[long] - 4)
    rows = np.concatenate((threes[same], firsts * 7 + 1, lasts * 7 + 2))
    owners = np.concatenate((owner[2:][same], long, long))
    counts = np.bincount(owners, minlength=len(words))
    return owners, _FIRST_SPELLING + rows * 2654435761 % (2**32) // (2**32 // SPELLINGS), 1 / np.sqrt(counts[owners])


def _four(codes: npt.NDArray[np.int64], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    value = codes[starts]
    for step in (1, 2, 3):
        value = value * _ALPHABET + codes[starts + step]
    return value


def _of_frequent(words: Sequence[str], frequent: dict[str, int]) -> _Rows:
    places = np.array([frequent.get(word, -1) for word in words], np.int64)
    known = np.flatnonzero(places >= 0)
    return _plain(known, FIRST_WORD + places[known])
