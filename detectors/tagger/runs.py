"""Words that the tagger takes for one name, one number, one organisation, joined to one span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.net import CLASSES, NAMES

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]

CODES = CLASSES[CLASSES.index("record_id") : CLASSES.index("street_address")]
"""Numbers, accounts and addresses on the net, which look alike: which of them a word is of matters less."""

_SURE_OF_TERMS = {
    "street_address": 0.5,
    "postal_code": 0.5,
    "municipality": 0.6,
    "nationality": 0.6,
    "birth_date": 0.5,
    "event_date": 0.75,
    "age": 0.6,
    "profession": 0.75,
    "organisation": 0.8,
    "insurer": 0.85,
}
"""Terms, each told for itself, and how likely the surest word of one must be personal; countries stay in the notes."""

_KINDS = (NAMES, CODES, *((term,) for term in _SURE_OF_TERMS))
_COLUMNS = tuple(tuple(CLASSES.index(one) for one in kind) for kind in _KINDS)
_NAME, _CODE = 0, 1
_SURE = (0.28, 0.24, *_SURE_OF_TERMS.values())
"""The same of each kind: names, codes, terms."""

_OF_LETTERS = 0.5
"""How much the chance of a code counts beside that of a name where a word has no digit."""

SURE_OF_A_ROLE = 0.88
"""So much of a name's chance one role has, or it is anybody's name: a patient is seldom taken for staff."""

LIKELY = 0.24
"""The other words are at least so likely."""

LIKELY_INITIAL = 0.03
"""A name's initials are at least so likely: a capital beside a name is seldom something else."""

LIKELY_PARTICLE = 0.6
"""So likely is a particle that begins a name: before one stands a preposition as often."""

LIKELY_PLAIN, SURE_OF_PLAIN = 0.5, 0.75
"""So likely is a word of a name that rather is another word, and so likely where it is the surest of the name."""


_DIGITS = 4
"""Decimals that are the same whichever words are added up together."""

_SURELY_NOTHING = 0.99
"""A word that is nothing with this chance is of no kind with the least that is asked of one, however it is rounded."""


@dataclass(frozen=True)
class Surroundings:
    """What is asked of each word of the text.

    Attributes:
        joins_name: whether a name may go on in it from the word before.
        joins_term: whether a number or another term may.
        joins_chunk: whether it stands with the word before without a space, as the groups of a number do.
        tells: whether it may be a name by itself, which particles may not.
        is_plain: whether it rather is another word than a name.
        is_initial: whether it is one capital.
        has_digits: whether it has a digit, and is no name.
        parts_names: whether it only stands between names.
    """

    joins_name: Truths
    joins_term: Truths
    joins_chunk: Truths
    tells: Truths
    is_plain: Truths
    is_initial: Truths
    has_digits: Truths
    parts_names: Truths


def runs_of(likely: Floats, around: Surroundings) -> list[tuple[int, int, str, float]]:
    """The first word, the last word, the category and the score of each span.

    Args:
        likely: for each word, how likely it is of each class.
        around: what stands around the words.
    """
    likely, is_number = _evened(likely, around)
    kind, chance = _judged(likely, is_number, around)
    is_name = kind == _NAME
    kept = np.flatnonzero(chance >= _asked(is_name, chance, around))
    if not len(kept):
        return []
    first = np.flatnonzero(_begins(kept, kind[kept], around))
    tells = around.tells & ~(around.is_plain & (chance < SURE_OF_PLAIN))
    surest = np.maximum.reduceat(np.where(is_name & ~tells, 0, chance)[kept], first)
    last = np.append(first[1:], len(kept)) - 1
    found = np.flatnonzero(surest >= np.array(_SURE)[kind[kept[first]]])
    summed = np.add.reduceat(likely[kept], first)[found]
    begins, ends = kept[first[found]], kept[last[found]]
    scores = np.minimum(1.0, surest[found].astype(np.float64))
    return list(zip(begins.tolist(), ends.tolist(), _categories(kind[begins], summed), scores.tolist(), strict=True))


def _judged(likely: Floats, is_number: Truths, around: Surroundings) -> tuple[Places, Floats]:
    """For each word the likeliest kind and how likely it is of any; words that are surely nothing are passed over."""
    kind, chance = np.full(len(likely), len(_KINDS)), np.zeros(len(likely), np.float32)
    asked = np.flatnonzero(likely[:, 0] < _SURELY_NOTHING)
    likely, is_number, is_initial = likely[asked], is_number[asked], around.is_initial[asked]
    chances = np.column_stack([likely[:, list(kind_of)].sum(axis=1) for kind_of in _COLUMNS])
    chance[asked] = np.round(chances.sum(axis=1), _DIGITS)
    chances[is_number, _NAME] = -1
    chances[~is_number, _CODE] *= _OF_LETTERS
    chances[~is_number & is_initial, _CODE:] = 0
    kind[asked] = chances.argmax(axis=1)
    chance[around.parts_names & (kind == _NAME)] = 0
    return kind, chance


def _asked(is_name: Truths, chance: Floats, around: Surroundings) -> Floats:
    """How likely each word must be to stand in a span."""
    goes_on = np.concatenate(([False], (is_name & (chance >= LIKELY))[:-1])) & around.joins_name
    asked = np.where(is_name & around.is_plain, LIKELY_PLAIN, LIKELY)
    asked = np.where(is_name & around.is_initial, LIKELY_INITIAL, asked)
    return np.asarray(np.where(is_name & ~around.tells & ~goes_on, LIKELY_PARTICLE, asked), np.float32)


def _evened(likely: Floats, around: Surroundings) -> tuple[Floats, Truths]:
    """The same for all words of a chunk with a digit, personal together or not at all; and which words these are."""
    begins = ~around.joins_chunk
    if not begins.any():
        return likely, begins
    first, chunk = np.flatnonzero(begins), np.cumsum(begins) - 1
    is_number = np.logical_or.reduceat(around.has_digits, first)[chunk]
    numbers, begins = np.flatnonzero(is_number), begins[is_number]
    lengths = np.diff(np.append(np.flatnonzero(begins), len(numbers)))
    evened = likely.copy()
    if len(numbers):
        means = np.add.reduceat(likely[numbers], np.flatnonzero(begins)) / lengths[:, None].astype(np.float32)
        evened[numbers] = np.repeat(means, lengths, axis=0)
    return evened, is_number


def _categories(kinds: Places, summed: Floats) -> list[str]:
    """What each span is, by its kind and the chances of its words."""
    told = np.array([columns[0] for columns in _COLUMNS])[kinds]
    for kind in (_NAME, _CODE):
        chosen = np.flatnonzero(kinds == kind)
        chances = np.ascontiguousarray(summed[chosen][:, list(_COLUMNS[kind])])
        told[chosen] = np.array(_COLUMNS[kind])[chances.argmax(axis=1)]
        if kind == _NAME:
            told[chosen[chances.max(axis=1) < SURE_OF_A_ROLE * chances.sum(axis=1)]] = _COLUMNS[_NAME][0]
    return [CLASSES[column] for column in told.tolist()]


def _begins(places: Places, kind: Places, around: Surroundings) -> Truths:
    """Which of the words begin a span rather than go on in the one before."""
    joins = np.where(kind == _NAME, around.joins_name[places], around.joins_term[places])
    goes_on = (np.diff(places) == 1) & (np.diff(kind) == 0) & joins[1:]
    return np.concatenate(([True], ~goes_on))
