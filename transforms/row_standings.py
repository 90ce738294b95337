"""What keeps single rows inside, whomever they are about: the row is past its term, or would tell of a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from transforms.people import NOBODY
from transforms.standing import code

PartKey = tuple[str, str]
"""Table, file."""

Standings = npt.NDArray[np.int8]


@dataclass(frozen=True)
class RowStandings:
    """The standing of every row of some parts; of others nothing is known, and nothing keeps their rows inside."""

    _of_part: Mapping[PartKey, Standings] = field(default_factory=dict)

    def of(self, table: str, file: str) -> Standings | None:
        """Indices into ``REASONS``, 0 where the row itself may leave; None when that goes for all rows of the part."""
        return self._of_part.get((table, file))

    def known(self, table: str, file: str, subjects: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """The subject of each row of a part, nobody where it stays: what is inside vouches for nothing outside."""
        found = self.of(table, file)
        return subjects if found is None else np.where(found != 0, np.int32(NOBODY), subjects)

    def then(self, reason: str, masks: Mapping[PartKey, npt.NDArray[np.bool_]]) -> RowStandings:
        """With the rows that stay inside for a further reason; the one that was found first is told."""
        parts = dict(self._of_part)
        for part, mask in masks.items():
            if mask.any():
                before = parts.get(part, np.zeros(len(mask), dtype=np.int8))
                parts[part] = np.where((before == 0) & mask, code(reason), before).astype(np.int8)
        return RowStandings(parts)
