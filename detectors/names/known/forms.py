"""The ways in which a name is written beside its own: short forms, other spellings of the same sound, typing errors."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detectors.folding import fold
from detectors.lexicons import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_STEM = 3
"""Letters of a name that a short form keeps at least."""

_LONGEST_NAME = 60
"""Letters; what is longer is no name."""

_ENDINGS = ("etje", "ske", "eke", "lein", "chen", "ette", "je", "ke", "ie", "y", "i", "o", "s")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|sch|sh|sj|ch(?=[aeiouy])|cz|sz", "s"),
        (r"ph", "f"),
        (r"th|dh|dt", "t"),
        (r"kh|gh|ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"ou|oo|oe|ue|uu|o", "u"),
        (r"ij|ei|ey|ay|ai|ee|ie|y|j", "i"),
        (r"ae|aa|e", "a"),
        (r"dsj|dj", "d"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
    )
)
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s"))
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "œ": "oe", "æ": "ae"})


def sound(word: str) -> str:
    """What spellings of one name have in common, roughly: doubled letters, transliterations, ``y`` and ``ij``.

    >>> sound("mohammed") == sound("muhamad"), sound("youssef") == sound("yusef"), sound("jan") == sound("jos")
    (True, True, False)
    """
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


def may_be_spelt_otherwise(name: str) -> bool:
    """Whether a name has an umlaut or its like, spelt out or not.

    >>> may_be_spelt_otherwise("Jan Müller"), may_be_spelt_otherwise("Jan Maes"), may_be_spelt_otherwise("Jan Put")
    (True, True, False)
    """
    return not name.isascii() or any(long in name for long, _ in _UMLAUTS)


def spellings(name: str) -> set[str]:
    """The folded word of a name with its umlauts spelt out, and the other way round.

    >>> sorted(spellings("Müller")), sorted(spellings("Moeller"))
    (['mueller', 'muller'], ['moeller', 'moller'])
    """
    folded = fold(name)
    bare = folded
    for long, short in _UMLAUTS:
        bare = bare.replace(long, short)
    return {folded, bare, fold(name.lower().translate(_SPELT_OUT))}


def short_forms(given: str) -> frozenset[str]:
    """Other names by which the bearer of a folded given name goes, from the list; not those made by a rule.

    >>> "jef" in short_forms("jozef"), "mohamed" in short_forms("mo")
    (True, True)
    """
    return _short_forms().get(given, frozenset())


def beginnings(given: str) -> Iterator[str]:
    """A given name cut short: ``Char`` of Charlotte.

    >>> list(beginnings("sofie"))
    ['sof', 'sofi']
    """
    return (given[:length] for length in range(SHORTEST_STEM, min(len(given), _LONGEST_NAME)))


def stems(word: str) -> Iterator[str]:
    """What a word may be a pet form of: ``stefke`` of *stef*.

    >>> list(stems("stefke")), list(stems("jantje"))
    (['stef'], ['jant', 'jan'])
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            stem = word.removesuffix(ending)
            yield stem
            if stem[-1] == stem[-2] or ending == "je":
                yield stem[:-1]
            return


def deletions(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words one error apart have one of these in common.

    Of a word too long for a name, such as a picture in letters, only the word: its others would fill the memory.

    >>> sorted(deletions("jan")), len(deletions("jan" * 100))
    (['an', 'ja', 'jan', 'jn'], 1)
    """
    places = range(len(word) if len(word) <= _LONGEST_NAME else 0)
    return {word, *(word[:place] + word[place + 1 :] for place in places)}


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in phrases("short_forms.txt"):
        names = frozenset(map(fold, line.split()))
        for name in names:
            found.setdefault(name, set()).update(names - {name})
    return {name: frozenset(others) for name, others in found.items()}
