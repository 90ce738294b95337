"""What linkage found: who is who in this run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.people import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from transforms.people import People
    from transforms.subjects.clear import ClearValues
    from transforms.subjects.records import Records


@dataclass(frozen=True)
class Links:
    """The people of a run and the rows that are about them.

    Attributes:
        people: one row per subject, in the order of their ids in the vault.
        ids: int64, the subjects' ids in the vault.
        suggestions: pairs of ids that may be one person, with a reason code, for review; strongest first.
        left_out: how many weaker ones there were.
    """

    people: People
    ids: npt.NDArray[np.int64]
    suggestions: tuple[tuple[int, int, str], ...]
    left_out: int
    _records: Records
    _subjects: npt.NDArray[np.int32]
    _clear: ClearValues

    def subjects_of(self, table: str, file: str, rows: int = 0) -> npt.NDArray[np.int32]:
        """The subject index of each row of a part, ``NOBODY`` where a row is about no known person.

        ``rows`` is the length of the answer for a part that says nothing about people, and so was never read.
        """
        found = self._records.of_part(table, file, self._subjects)
        return found if len(found) else np.full(rows, NOBODY, dtype=np.int32)

    def identifier_values(self) -> Iterator[tuple[str, pa.Array]]:
        """(kind, distinct identifiers in clear) of everyone in this run, at most 100,000 at a time, for the gate.

        Kinds are categories, and ``family_name`` for family names that stand alone.
        """
        yield from self._clear.values()
