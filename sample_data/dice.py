"""Chance that always falls the same way.

Every thing that is decided by chance has dice of its own, named after it, so that a new person or a new column does
not shift what all the others get.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def dice(seed: int, *names: object) -> Random:
    """Dice for one purpose; equal seeds and names fall equally on every machine and Python version.

    >>> dice(1, "phone", 7).random() == dice(1, "phone", 7).random()
    True
    """
    return Random("/".join(str(part) for part in (seed, *names)))


def weighted(rng: Random, options: Sequence[tuple[T, float]]) -> T:
    """One of the options; each comes with its weight."""
    throw = rng.random() * sum(weight for _, weight in options)
    for option, weight in options:
        throw -= weight
        if throw < 0:
            return option
    return options[-1][0]


def day_between(rng: Random, first: date, last: date) -> date:
    """A day from ``first`` to ``last``, both included."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))
