"""Names drawn as they are distributed: a few are very frequent, many are rare."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_FACTS = Path(__file__).parent / "facts" / "names.txt"
_FLATNESS = 6
"""The tenth name is a little less than half as frequent as the first, as among first names of one generation."""
_MIXED_FAMILIES = 0.07


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    lines = (line for line in _FACTS.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    pairs = (line.split(": ", 1) for line in lines)
    return {key: tuple(word.strip() for word in words.split(",")) for key, words in pairs}


def origin(rng: Random) -> str:
    """Where somebody's names come from."""
    shares = {key.removesuffix(" share"): int(words[0]) for key, words in _lines().items() if key.endswith(" share")}
    return rng.choices(list(shares), list(shares.values()))[0]


def first_name(rng: Random, people: str, sex: str) -> str:
    """A first name of an origin, for ``f``, ``m`` or ``n`` (neither)."""
    return _draw(rng, f"{people} {sex}")


def other_name(rng: Random, people: str, sex: str, taken: tuple[str, ...]) -> str:
    """A first name that is none of those given."""
    while (name := first_name(rng, people, sex)) in taken:
        pass
    return name


def surname(rng: Random, people: str) -> str:
    """A surname; some have one of another origin than their first name."""
    return _draw(rng, f"{origin(rng) if rng.random() < _MIXED_FAMILIES else people} family")


def _draw(rng: Random, key: str) -> str:
    names, weights = _ranked(key)
    return names[min(bisect(weights, rng.random() * weights[-1]), len(names) - 1)]


@cache
def _ranked(key: str) -> tuple[tuple[str, ...], list[float]]:
    names = _lines()[key]
    return names, list(accumulate(1 / (rank + _FLATNESS) for rank in range(len(names))))
