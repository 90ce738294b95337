"""What commands about a person say, and end with, where some exports could not be read."""

from __future__ import annotations

from flows.numbers import several

UNREADABLE = 11
"""Exit code: some input could not be read; the rest was done."""


def in_a_sentence(exports: int, consequence: str) -> str:
    """That so many exports could not be read, and what follows.

    >>> in_a_sentence(1, "it may still hold the person")
    '1 export could not be read, in part or at all: it may still hold the person. `veilig discover` tells why.'
    """
    return f"{several(exports, 'export')} could not be read, in part or at all: {consequence}. {_WHY}"


def may_still_hold(exports: int) -> str:
    """The same, where an answer about a person's records is not whole."""
    return in_a_sentence(exports, f"{'it' if exports == 1 else 'they'} may still hold the person")


_WHY = "`veilig discover` tells why."
