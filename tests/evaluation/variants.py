"""The corpus as it would look with other typing habits; every change keeps the length, so that the spans still hold."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.evaluation.scorer import NAMES, Document

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST = 4
"""Letters that a word must have to get a typo: shorter ones become other names."""


def lower(document: Document) -> Document:
    """All in lower case, as in a chat."""
    return replace(document, text="".join(map(_one(str.lower), document.text)))


def capitals(document: Document) -> Document:
    """All in capitals, as older hospital systems write."""
    return replace(document, text="".join(map(_one(str.upper), document.text)))


def unaccented(document: Document) -> Document:
    """Without accents, as after a careless conversion."""
    return replace(document, text="".join(map(_one(_base), document.text)))


def misspelt(document: Document) -> Document:
    """With two neighbouring letters swapped in one word of every name."""
    chance = random.Random(document.text)
    letters = list(document.text)
    for span in document.gold:
        if span.category in NAMES:
            at = _swap_at(document.text[span.start : span.end], chance)
            if at is not None:
                first = span.start + at
                letters[first : first + 2] = letters[first + 1], letters[first]
    return replace(document, text="".join(letters))


def _swap_at(name: str, chance: random.Random) -> int | None:
    """Where inside a long enough word two different letters follow each other; never its first letter."""
    places = [
        at
        for at in range(1, len(name) - 1)
        if name[at - 1 : at + 2].isalpha() and name[at] != name[at + 1] and len(_word_around(name, at)) >= SHORTEST
    ]
    return chance.choice(places) if places else None


def _word_around(name: str, at: int) -> str:
    start, end = at, at
    while start > 0 and name[start - 1].isalpha():
        start -= 1
    while end < len(name) and name[end].isalpha():
        end += 1
    return name[start:end]


def _base(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


def _one(change: Callable[[str], str]) -> Callable[[str], str]:
    """The change of a character, where it gives one character again (ß and İ do not)."""

    def changed(character: str) -> str:
        result = change(character)
        return result if len(result) == 1 else character

    return changed


VARIANTS: dict[str, Callable[[Document], Document]] = {
    "lower case": lower,
    "capitals": capitals,
    "no accents": unaccented,
    "one typo per name": misspelt,
}
