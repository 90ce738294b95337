"""Words that the tagger takes for one name, one number, one organisation, joined to one span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.net import CLASSES, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_NAME, _CODE = 0, 1
_SURE = (0.38, 0.36, *_SURE_OF_TERMS.values())
"""The same of each kind: names, codes, terms."""

_OF_LETTERS = 0.5
"""How much the chance of a code counts beside that of a name where a word has no digit."""

SURE_OF_A_ROLE = 0.7
"""So much of a name's chance one role has, or it is anybody's name."""

LIKELY = 0.3
"""The other words are at least so likely."""

LIKELY_INITIAL = 0.03
"""A name's initials are at least so likely: a capital beside a name is seldom something else."""

LIKELY_PARTICLE = 0.6
"""So likely is a particle that begins a name: before one stands a preposition as often."""

LIKELY_PLAIN, SURE_OF_PLAIN = 0.6, 0.85
"""So likely is a word of a name that rather is another word, and so likely where it is the surest of the name."""


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
    """

    joins_name: Truths
    joins_term: Truths
    joins_chunk: Truths
    tells: Truths
    is_plain: Truths
    is_initial: Truths
    has_digits: Truths


def runs_of(likely: Floats, around: Surroundings) -> Iterator[tuple[int, int, str, float]]:
    """The first word, the last word, the category and the score of each span.

    Args:
        likely: for each word, how likely it is of each class.
        around: what stands around the words.
    """
    likely, is_number = _evened(likely, around)
    chances = np.column_stack([likely[:, [CLASSES.index(one) for one in kind]].sum(axis=1) for kind in _KINDS])
    chance = chances.sum(axis=1)
    chances[is_number, _NAME] = -1
    chances[~is_number, _CODE] *= _OF_LETTERS
    chances[~is_number & around.is_initial, _CODE:] = 0
    kind = chances.argmax(axis=1)
    is_name = kind == _NAME
    kept = np.flatnonzero(chance >= _asked(is_name, chance, around))
    if not len(kept):
        return
    first = np.flatnonzero(_begins(kept, kind[kept], around))
    tells = around.tells & ~(around.is_plain & (chance < SURE_OF_PLAIN))
    surest = np.maximum.reduceat(np.where(is_name & ~tells, 0, chance)[kept], first)
    summed = np.add.reduceat(likely[kept], first)
    last = np.append(first[1:], len(kept)) - 1
    sure = np.array(_SURE)[kind[kept[first]]]
    for run in np.flatnonzero(surest >= sure).tolist():
        begin, end = int(kept[first[run]]), int(kept[last[run]])
        yield begin, end, _category(int(kind[begin]), summed[run]), min(1.0, float(surest[run]))


def _asked(is_name: Truths, chance: Floats, around: Surroundings) -> Floats:
    """How likely each word must be to stand in a span."""
    goes_on = np.concatenate(([False], (is_name & (chance >= LIKELY))[:-1])) & around.joins_name
    asked = np.where(is_name & around.is_plain, LIKELY_PLAIN, LIKELY)
    asked = np.where(is_name & around.is_initial, LIKELY_INITIAL, asked)
    return np.asarray(np.where(is_name & ~around.tells & ~goes_on, LIKELY_PARTICLE, asked), np.float32)


def _evened(likely: Floats, around: Surroundings) -> tuple[Floats, Truths]:
    """The same for all words of a chunk with a digit, personal together or not at all; and which words these are."""
    begins = ~around.joins_chunk
    first = np.flatnonzero(begins)
    if not len(first):
        return likely, begins
    chunk = np.cumsum(begins) - 1
    means = np.add.reduceat(likely, first) / np.bincount(chunk)[:, None].astype(np.float32)
    is_number = np.logical_or.reduceat(around.has_digits, first)[chunk]
    return np.where(is_number[:, None], means[chunk], likely), is_number


def _category(kind: int, summed: Floats) -> str:
    """What a span is, by the chances of its words."""
    members = _KINDS[kind]
    chances = summed[[CLASSES.index(one) for one in members]]
    if kind == _NAME and chances.max() < SURE_OF_A_ROLE * chances.sum():
        return NAMES[0]
    return members[int(chances.argmax())]


def _begins(places: Places, kind: Places, around: Surroundings) -> Truths:
    """Which of the words begin a span rather than go on in the one before."""
    joins = np.where(kind == _NAME, around.joins_name[places], around.joins_term[places])
    goes_on = (np.diff(places) == 1) & (np.diff(kind) == 0) & joins[1:]
    return np.concatenate(([True], ~goes_on))
