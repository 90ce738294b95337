"""Texts as people type them: in lower case, in capitals, without accents, without punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

WAYS: tuple[tuple[float, Callable[[str], str]], ...] = (
    (0.17, str.lower),
    (0.11, str.upper),
    (0.05, lambda sign: fold(sign) if sign.islower() else fold(sign).upper() if sign.isupper() else sign),
    (0.04, lambda sign: " " if sign in ",;:!?()" else sign),
)
"""How often each way is taken, and what it makes of a character; else the text stays as it is."""


def typed(text: str, random: Random) -> str:
    """The text typed in one of the ways, character for character, so that everything stays where it is."""
    chance = random.random()
    for share, change in WAYS:
        if chance < share:
            return changed(text, change)
        chance -= share
    return text


def changed(text: str, change: Callable[[str], str]) -> str:
    """Every character changed, but for those that would become two or none.

    >>> changed("Groß", str.upper)
    'GROß'
    """
    pairs = ((sign, change(sign)) for sign in text)
    return "".join(other if len(other) == 1 else sign for sign, other in pairs)
