"""Which cells of a table with margins must be hidden: the small ones, and those that would give them away.

A cell is small when fewer people than the threshold stand behind it (primary suppression). A hidden cell that is the
only one in its row follows from the row's margin, so another one is hidden with it (secondary suppression), and so on
over all dimensions until four things hold:

1. no line, margin included, has exactly one hidden cell;
2. hidden cells whose sum follows from a shown margin stand for at least ``threshold`` people together;
3. no hidden cell follows from all lines taken together (its unit vector is not in the row space of their equations);
4. nor from the lines and from knowing that what is hidden is at least 1: the hidden ones can all be more than that.

All of it is asked of the exact figures, over real numbers; what leaves is rounded on top of that.

Zeros are shown: that nobody has something is no fact about a person of the table. Terms and rules as in Hundepool et
al., *Statistical Disclosure Control* (2012), chapter 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Flags = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

MOST_LINKED = 3_000
"""Hidden cells that hang together up to which rules 3 and 4 are checked: seconds there, and growing cubically."""

_CERTAIN = 1 - 1e-7
_ROUNDS = 500
_RISES = 0.25


def suppress(people: Counts, threshold: int) -> Flags:
    """True where a cell must be hidden.

    Args:
        people: distinct people per cell; the last place of each axis is the margin over it.
        threshold: fewest people behind a shown cell.

    Raises:
        ConfigurationError: too many hidden cells hang together to prove them safe; the cube is cut too fine.
    """
    hidden = (people > 0) & (people < threshold)
    while True:
        _protect_lines(people, hidden, threshold)
        before = int(hidden.sum())
        for cell in _derivable(people, hidden):
            _hide_beside(people, hidden, cell)
        if int(hidden.sum()) == before:
            return hidden


def _protect_lines(people: Counts, hidden: Flags, threshold: int) -> None:
    """Hide the smallest shown cell of every unsafe line, over all dimensions, until none is left."""
    changed = True
    while changed:
        changed = False
        for axis in range(people.ndim):
            lines = np.moveaxis(people, axis, -1)[np.newaxis]
            secret = np.moveaxis(hidden, axis, -1)[np.newaxis]
            shown = (lines > 0) & ~secret
            unsafe = np.nonzero(_unsafe(lines, secret, threshold) & shown.any(axis=-1))
            smallest = np.where(shown[unsafe], lines[unsafe], np.inf).argmin(axis=-1)
            secret[(*unsafe, smallest)] = True  # a view: this writes into ``hidden``
            changed |= len(smallest) > 0


def _unsafe(lines: Counts, secret: Flags, threshold: int) -> Flags:
    """Lines that break the first or the second rule."""
    number = secret.sum(axis=-1)
    together = np.where(secret[..., :-1], lines[..., :-1], 0).sum(axis=-1)
    return np.asarray((number == 1) | ((number > 1) & ~secret[..., -1] & (together < threshold)))


def _derivable(people: Counts, hidden: Flags) -> list[int]:
    """Flat positions of hidden cells that break the third or the fourth rule."""
    number = np.full(hidden.shape, -1, dtype=np.int64)
    number[hidden] = np.arange(hidden.sum())
    position = np.flatnonzero(hidden)
    lowest = people[hidden] == 1
    found = [cells[_is_exposed(equations, lowest[cells])] for cells, equations in _systems(number)]
    return np.sort(position[np.concatenate(found)]).tolist() if found else []


def _is_exposed(equations: Counts, lowest: Flags) -> Flags:
    """Which unknowns a system fixes, given which of them are as low as a hidden cell can be."""
    values, vectors = np.linalg.eigh(equations.T @ equations)
    rows = vectors[:, values > 1e-8]  # noqa: PLR2004 the system has small integers only
    determined = (rows**2).sum(axis=1) >= _CERTAIN
    return np.asarray(determined | (lowest & ~_can_rise(rows, lowest)))


def _can_rise(rows: Counts, lowest: Flags) -> Flags:
    """Which of the lowest cells can grow together without changing anything that is shown.

    Looks for a move that keeps all equations (orthogonal to ``rows``) and raises every lowest cell, by projecting in
    turn on both demands. What it does not find in time counts as impossible: that hides more, never less.
    """
    move = lowest.astype(np.float64)
    for _ in range(_ROUNDS):
        move = move - rows @ (rows.T @ move)
        if (move[lowest] > _RISES).all():
            break
        move = np.where(lowest, np.maximum(move, 1.0), move)
    return np.asarray(move - rows @ (rows.T @ move) > _RISES)


def _systems(number: npt.NDArray[np.int64]) -> Iterator[tuple[npt.NDArray[np.int64], Counts]]:
    """Hidden cells that hang together through lines, by number, with the equations that tie them."""
    lines = _equations(number)
    group = _linked(lines, int(number.max(initial=-1)) + 1)
    for label in np.unique(group):
        cells = np.flatnonzero(group == label)
        if len(cells) > MOST_LINKED:
            raise ConfigurationError(
                f"{len(cells)} hidden cells of a cube hang together, too many to prove that none can be derived.",
                hint="Count by fewer dimensions, or by quarter instead of month.",
            )
        mine = [line for line in lines if group[line[0][0]] == label]
        equations = np.zeros((len(mine), len(cells)))
        for row, (members, signs) in enumerate(mine):
            equations[row, np.searchsorted(cells, members)] = signs
        yield cells, equations


def _equations(number: npt.NDArray[np.int64]) -> list[tuple[npt.NDArray[np.int64], Counts]]:
    """Per line with hidden cells: their numbers, and 1 for an inner cell or -1 for the margin."""
    found = []
    for axis in range(number.ndim):
        lines = np.moveaxis(number, axis, -1).reshape(-1, number.shape[axis])
        for line in lines[(lines >= 0).any(axis=1)]:
            places = np.flatnonzero(line >= 0)
            found.append((line[places], np.where(places == len(line) - 1, -1.0, 1.0)))
    return found


def _linked(lines: list[tuple[npt.NDArray[np.int64], Counts]], cells: int) -> npt.NDArray[np.int64]:
    """The smallest number among the cells that each cell hangs together with."""
    group = np.arange(cells)
    changed = True
    while changed:
        changed = False
        for members, _ in lines:
            least = group[members].min()
            if (group[members] != least).any():
                group[members] = least
                changed = True
    return group


def _hide_beside(people: Counts, hidden: Flags, cell: int) -> None:
    """Hide the smallest shown cell that shares a line with a cell, or with a hidden cell linked to it, and so on."""
    reached = np.zeros(people.shape, dtype=bool)
    reached.flat[cell] = True
    candidates = np.zeros(0, dtype=np.int64)
    while not len(candidates):
        beside = _beside(reached & hidden)
        if (beside == reached).all():
            return  # everything linked to it is hidden or zero already
        reached = beside
        candidates = np.flatnonzero(reached & ~hidden & (people > 0))
    hidden.flat[candidates[people.flat[candidates].argmin()]] = True


def _beside(cells: Flags) -> Flags:
    """The cells that share a line with some."""
    found = cells.copy()
    for axis in range(cells.ndim):
        found |= cells.any(axis=axis, keepdims=True)
    return found
