"""Values as small numbers: one array of codes and the sorted list of what they stand for.

Arithmetic on codes takes the place of comparing texts, and a function of a text is asked once per distinct text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Coded:
    """Values of one kind.

    Attributes:
        levels: the distinct values, sorted; some may have no code.
        codes: int64, for each value its place among the levels.
    """

    levels: tuple[str, ...]
    codes: Codes

    def take(self, places: npt.NDArray[np.integer]) -> Coded:
        """The values at these places, with the same levels."""
        return Coded(self.levels, self.codes[places])

    def used(self) -> Coded:
        """The same values, without levels that none of them has."""
        counts = np.bincount(self.codes, minlength=len(self.levels))
        return self.renamed([level for level, count in zip(self.levels, counts, strict=True) if count], counts > 0)

    def renamed(self, names: Sequence[str], chosen: npt.NDArray[np.bool_] | None = None) -> Coded:
        """The same values under other names, one per level (or per chosen level); equal names become one level.

        >>> Coded(("a", "b", "c"), np.array([2, 0])).renamed(["x", "y", "x"]).levels
        ('x', 'y')
        """
        levels, of_names = np.unique(np.array(names, dtype=object), return_inverse=True)
        places = np.zeros(len(self.levels), np.int64)
        places[slice(None) if chosen is None else chosen] = of_names
        return Coded(tuple(levels.tolist()), places[self.codes])

    def on(self, levels: tuple[str, ...], otherwise: str = "") -> Codes:
        """The codes of the values among other levels; values that are not there count as the one given."""
        place = {level: number for number, level in enumerate(levels)}
        places = np.array([place.get(level, place.get(otherwise, -1)) for level in self.levels], np.int64)
        return np.asarray(places[self.codes])


def distinct(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The different numbers, sorted; many times faster than hashing when nearly all are.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    in_order = np.sort(numbers)
    return in_order[np.append(True, in_order[1:] != in_order[:-1])] if len(in_order) else in_order


def coded(cells: pa.Array, function: Callable[[pa.Array], pa.Array], unknown: str) -> Coded:
    """What a function makes of each cell, asked of the distinct ones.

    Args:
        cells: of any type; nulls have no value.
        function: an array → strings of the same length.
        unknown: stands for null, before and after.

    >>> coded(pa.array(["b", None, "a"]), pc.utf8_upper, "?")
    Coded(levels=('?', 'A', 'B'), codes=array([2, 0, 1]))
    """
    encoded = cells.dictionary_encode()
    names = [*function(encoded.dictionary).fill_null(unknown).to_pylist(), unknown]
    places = pc.fill_null(encoded.indices, len(names) - 1).to_numpy(zero_copy_only=False).astype(np.int64)
    return Coded(tuple(names), places).renamed(names).used()


def together(pieces: Sequence[Coded]) -> Coded:
    """The values of all pieces, one after the other."""
    levels = tuple(sorted(set().union(*(piece.levels for piece in pieces))))
    return Coded(levels, np.concatenate([piece.on(levels) for piece in pieces]))
