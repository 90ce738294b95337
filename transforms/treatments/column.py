"""What a treatment gets and gives: one column of one batch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from transforms.keys import DomainKey
    from transforms.people import People
    from transforms.plan import ColumnPlan

UNKNOWN_CATEGORY = "unknown-category"
NOT_IN_CATEGORY = "not-in-category"
KNOWN_IDENTIFIER = "known-identifier"
PERSONAL_DATA = "personal-data"
UNPARSABLE_DATE = "unparsable-date"
TELLS_OF_CHANGE = "tells-of-change"
BY_POLICY = "withheld-by-policy"


class Contains(Protocol):
    """Tells which cells hold an identifier of anyone the clinic knows."""

    def contains(self, array: pa.Array) -> npt.NDArray[np.bool_]:
        """True where a cell does."""
        ...


@dataclass(frozen=True)
class CellContext:
    """What a treatment may know besides the cells.

    Attributes:
        plan: what the column is and what happens to it.
        subjects: int32, subject index of each row; each row has one.
        people: the subjects.
        domain: key of the release's domain.
        shifts: int64, days by which each subject's dates move.
        as_of: reference date of the release.
        known: the identifiers of everyone the clinic knows; None skips that check.
    """

    plan: ColumnPlan
    subjects: npt.NDArray[np.int32]
    people: People
    domain: DomainKey
    shifts: npt.NDArray[np.int64]
    as_of: dt.date
    known: Contains | None = None


@dataclass(frozen=True)
class TreatedColumn:
    """What leaves of a column.

    Attributes:
        values: null where a cell was empty or withheld.
        withheld: reason → number of cells withheld.
        reasons: why each cell was withheld, ``""`` where it was not; None where the treatment does not say.
    """

    values: pa.Array
    withheld: dict[str, int] = field(default_factory=dict)
    reasons: npt.NDArray[np.str_] | None = None

    @classmethod
    def by_cell(cls, values: pa.Array, reasons: npt.NDArray[np.str_]) -> TreatedColumn:
        """With the reason of each cell."""
        found, counts = np.unique(reasons[reasons != ""], return_counts=True)
        return cls(values, dict(zip(found.tolist(), counts.tolist(), strict=True)), reasons)

    def of_rows(self, stay: npt.NDArray[np.bool_]) -> TreatedColumn:
        """The same for some of the rows; the treatment must have told its reasons by cell."""
        assert self.reasons is not None  # noqa: S101
        return self.by_cell(self.values.filter(pa.array(stay)), self.reasons[stay])


def filled(cells: pa.Array) -> pa.Array:
    """The cells without white space around them; null where nothing is left."""
    trimmed = pc.utf8_trim_whitespace(cells)
    return pc.if_else(pc.equal(pc.utf8_length(trimmed), 0), pa.scalar(None, pa.string()), trimmed)


def lost(before: pa.Array, after: pa.Array) -> int:
    """Cells that were filled before and are not after."""
    return int(after.null_count - before.null_count)
