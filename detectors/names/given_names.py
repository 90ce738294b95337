"""The given name beside a family name, where no layer was sure of it: *An* of ``An Van den Berghe``.

As a word by itself it is any word; before a name, or behind one and a comma, it is seldom something else.
"""

from __future__ import annotations

import re2

from detectors.folding import fold
from detectors.names.lexicon import CERTAIN_FIRST, FIRST_NAMES

_BEFORE = re2.compile(r"(?:^|[\s(«\"“,:;/|-])(\pL[\pL'’-]* )$")
_BEHIND_A_COMMA = re2.compile(r", (\p{Lu}[\pL'’-]+)")
_BEHIND = re2.compile(r",? (\p{Ll}[\pL'’-]+)")
_VERBS = frozenset({"can", "will", "may", "do", "mark"})
"""Before a name at the beginning of an English question, or a heading."""


def given_before(text: str, name: str) -> int:
    """How many characters at the end of a text are a given name before this name.

    >>> given_before("RDV An ", "Van den Berghe"), given_before("RDV an ", "van den berghe")
    (3, 0)
    """
    found = _BEFORE.search(text)
    if not found:
        return 0
    word = found[1].strip()
    return len(found[1]) if _is_given(word, beside_capitals=name[0].isupper()) else 0


def given_behind(text: str, name: str) -> int:
    """How many characters at the beginning of a text are a given name behind this name.

    >>> given_behind(", Marie-Claire 12", "Dubois"), given_behind(" dirk-jan", "maes"), given_behind(", wat", "maes")
    (14, 9, 0)
    """
    is_capital = name[0].isupper()
    found = (_BEHIND_A_COMMA if is_capital else _BEHIND).match(text)
    if not found or not all(_is_given(part, beside_capitals=is_capital) for part in found[1].split("-")):
        return 0
    return int(found.end(1))


def _is_given(word: str, *, beside_capitals: bool) -> bool:
    """Whether a word is a given name: with a capital a listed one, in lower case one that is nothing else."""
    folded = fold(word)
    if beside_capitals:
        return word[0].isupper() and folded in FIRST_NAMES and folded not in _VERBS
    return folded in CERTAIN_FIRST
