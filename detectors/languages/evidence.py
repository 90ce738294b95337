"""What a word tells of the language it stands in: by its spelling, by how often the languages use it, by dictionaries.

Everything is told of the distinct words of many texts at once, so a long column costs little more than a short one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detectors.lexicons import words
from detectors.tagger.membership import WordSet, hashes_of
from detectors.tagger.sets import WEIGHTS as WORD_SETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

LANGUAGES = ("nl", "fr", "de", "en")
WEIGHTS = Path(__file__).parent / "weights.npz"
ROWS = 1 << 12
"""Rows for groups of three letters, by their hash, and as many for groups of four."""

OTHERS = words("other_languages.txt")
_GROUPS = (3, 4)
_ALPHABET = 131
_LESS_OF_LONG = 0.7
"""A long word has more groups of letters, but tells not as much more: their sum is divided by their number to this."""

_ABSENT = 0.2
"""What a word weighs in a language whose dictionary does not have it, against 1 in one that has it."""

_NOUN = 0.7
"""The same for German nouns: without their capital they are also Dutch and English words."""


@dataclass(frozen=True)
class Evidence:
    """What each of the distinct words tells.

    Attributes:
        scores: one row a word, one column a language: how much likelier than in the other languages, as a logarithm.
        known: whether the word is one of that language.
        is_foreign: whether it is a frequent word of another language.
        is_word: whether it is made of letters.
    """

    scores: Floats
    known: npt.NDArray[np.bool_]
    is_foreign: npt.NDArray[np.bool_]
    is_word: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class _Weights:
    spelling: Floats
    words: dict[str, int]
    frequencies: Floats
    dictionaries: tuple[WordSet, ...]
    nouns: WordSet


def evidence_of(vocabulary: Sequence[str]) -> Evidence:
    """What the folded words tell.

    >>> found = evidence_of(["patiente", "gezien", "2019"])
    >>> LANGUAGES[int(found.scores[1].argmax())], found.known[1].tolist(), found.is_word.tolist()
    ('nl', [True, False, False, False], [True, True, False])
    """
    weights = _weights()
    is_word = np.fromiter((word.isalpha() for word in vocabulary), np.bool_, len(vocabulary))
    belongs = _belongs(vocabulary, weights)
    places = np.fromiter((weights.words.get(word, -1) for word in vocabulary), np.int64, len(vocabulary))
    scores = _spelling(vocabulary, weights.spelling) + centred(np.log(belongs + _ABSENT)) + weights.frequencies[places]
    foreign = np.fromiter((word in OTHERS for word in vocabulary), np.bool_, len(vocabulary))
    mine = is_word & ~foreign
    return Evidence(scores * mine[:, None], (belongs > 0) & mine[:, None], foreign, is_word)


def centred(logarithms: Floats) -> Floats:
    """The same in relation to the mean of the languages."""
    return np.asarray(logarithms - logarithms.mean(axis=1, keepdims=True))


def groups_of(words: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The groups of three and four neighbouring letters of the words, their ends included: whose each is, and its row.

    >>> owners, rows = groups_of(["ik", "zij"])
    >>> owners.tolist()
    [0, 0, 1, 1, 1, 0, 1, 1]
    """
    codes = np.frombuffer("".join(f"^{word}$" for word in words).encode("utf-32-le"), np.uint32).astype(np.int64)
    owner = np.repeat(np.arange(len(words)), [len(word) + 2 for word in words])
    found = []
    for number, letters in enumerate(_GROUPS):
        last = len(codes) - letters + 1
        value = np.zeros(max(last, 0), np.int64)
        for step in range(letters):
            value = value * _ALPHABET + codes[step : step + max(last, 0)]
        inside = np.flatnonzero(owner[: max(last, 0)] == owner[letters - 1 :])
        rows = value[inside] * 2654435761 % (1 << 32) // ((1 << 32) // ROWS) + number * ROWS
        found.append((owner[inside], rows))
    owners, groups = zip(*found, strict=True)
    return np.concatenate(owners), np.concatenate(groups)


def _spelling(words: Sequence[str], table: Floats) -> Floats:
    owners, rows = groups_of(words)
    sums = [np.bincount(owners, table[rows, language], len(words)) for language in range(len(LANGUAGES))]
    counts = np.maximum(np.bincount(owners, minlength=len(words)), 1)
    return np.stack(sums, axis=1) / counts[:, None] ** _LESS_OF_LONG


def _belongs(words: Sequence[str], weights: _Weights) -> Floats:
    hashes = hashes_of(words)
    belongs = np.stack([found.contains(hashes) for found in weights.dictionaries], axis=1).astype(np.float64)
    german = LANGUAGES.index("de")
    belongs[:, german] = np.maximum(belongs[:, german], _NOUN * weights.nouns.contains(hashes))
    return belongs


@cache
def _weights() -> _Weights:
    """Made by ``python -m detectors.languages.training``; the dictionaries are those of the tagger."""
    with np.load(WORD_SETS) as read:
        *dictionaries, nouns = (WordSet(read[f"set_{name}"]) for name in (*LANGUAGES, "de_noun"))
    with np.load(WEIGHTS) as read:
        words = {word: place for place, word in enumerate(str(read["words"]).split())}
        frequencies = np.vstack([read["frequencies"].astype(np.float64), np.zeros(len(LANGUAGES))])  # the last: no word
        return _Weights(read["spelling"].astype(np.float64), words, frequencies, tuple(dictionaries), nouns)
