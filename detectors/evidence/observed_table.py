"""What was counted over the rows of a table: each column by itself, and how columns agree with each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detectors.evidence.agreements import Agreements, agreements, sum_of
from detectors.evidence.observation import Observation, observe
from detectors.kinds.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


@dataclass(frozen=True)
class ObservedTable:
    """Counts over some rows of a table; additive, and without a single value.

    Attributes:
        columns: column → counts over its cells.
        agreements: in how many rows two columns agree.
    """

    columns: Mapping[str, Observation] = field(default_factory=dict)
    agreements: Agreements = field(default_factory=dict)

    def __add__(self, other: ObservedTable) -> ObservedTable:
        names = dict.fromkeys((*self.columns, *other.columns))
        none = Observation()
        columns = {name: self.columns.get(name, none) + other.columns.get(name, none) for name in names}
        return ObservedTable(columns, sum_of((self.agreements, other.agreements)))


def observe_table(cells: pa.RecordBatch, verdicts: defaultdict[str, Verdicts] | None = None) -> ObservedTable:
    """Counts over one batch of a table.

    Args:
        cells: string columns.
        verdicts: what was found out in earlier batches, by column; will be added to.

    >>> import pyarrow as pa
    >>> seen = observe_table(pa.RecordBatch.from_pydict({"mail": ["jan.maes@example.be"], "naam": ["Maes"]}))
    >>> seen.columns["mail"].share("email"), seen.agreements["mail", "naam"].share
    (1.0, 1.0)
    """
    known = defaultdict(Verdicts) if verdicts is None else verdicts
    named = zip(cells.schema.names, cells.columns, strict=True)
    columns = {name: observe(column, known[name]) for name, column in named}
    return ObservedTable(columns, agreements(cells, columns))
