"""The rows of a table of the development set: what the cells of each of them share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.evaluation.development.cells.row import Row
from tests.evaluation.development.people import person

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from tests.evaluation.development.layouts import Layout

SIZES = (10, 14, 25, 40, 80, 150, 300, 600, 2000)


def rows_of(layout: Layout, half: str, dice: random.Random, number: int = 0) -> Iterator[Row]:
    """The rows of a table: who they are about, who treated them, when; as many as the dice say, or as asked for."""
    number = number or dice.choice(SIZES)
    patients = [person(dice, half) for _ in range(max(4, round(number * layout.people)))]
    providers = [person(dice, half) for _ in range(dice.choice((3, 6, 12)))]
    relatives = [person(dice, half) for _ in patients]
    first = dt.date(dice.choice((2018, 2021, 2023)), 1, 8)
    days = dice.choice((300, 900, 1800))
    for place in range(number):
        who = place if layout.people == 1 else dice.randrange(len(patients))
        day = first + dt.timedelta(days=dice.randrange(days))
        yield Row(place, patients[who], dice.choice(providers), relatives[who], day, dice)
