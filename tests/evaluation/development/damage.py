"""What happens to cells on their way: typing, copying, spreadsheets, and cells of another column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluation.development.vocabulary import words

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

DIRTY, EMPTY = 0.05, 0.08


def damaged(cells: Sequence[str], dice: random.Random, half: str) -> list[str]:
    """The cells with one in twenty dirty, some empty, and in some columns a word for nothing."""
    nothing = dice.choice(words("nothing", half)) if dice.random() < 0.3 else ""
    missing = dice.choice((EMPTY, EMPTY, 0.4))
    dirt = words("dirt", half)
    return [_one(cell, dice, dirt, nothing, missing) for cell in cells]


def _one(cell: str, dice: random.Random, dirt: Sequence[str], nothing: str, missing: float) -> str:
    if not cell or dice.random() < missing:
        return nothing
    if dice.random() < DIRTY:
        return dice.choice(dirt)
    return _typed(cell, dice) if dice.random() < 0.1 else cell


def _typed(cell: str, dice: random.Random) -> str:
    """White space, quotes and capitals as people and copies leave them."""
    return dice.choice(
        (f" {cell}", f"{cell} ", f"{cell}\u00a0", f'"{cell}"', f"'{cell}", cell.upper(), cell.replace(" ", "\u00a0"))
    )
