"""What makers of cells are given: the row that a cell stands in, and the column that it belongs to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.evaluation.development.people import Person

    Cell = Callable[["Row"], str]
    Maker = Callable[["Column"], Cell]


@dataclass(frozen=True)
class Row:
    """What the cells of one row share."""

    place: int
    patient: Person
    provider: Person
    relative: Person
    day: dt.date
    dice: random.Random


@dataclass(frozen=True)
class Column:
    """What the cells of one column share: the dice that choose its layout, half and language of its words."""

    dice: random.Random
    half: str
    language: str

    def of(self, *layouts: str) -> str:
        """One of the layouts."""
        return self.dice.choice(layouts)
