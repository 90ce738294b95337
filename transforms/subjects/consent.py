"""What people agreed or objected to: statements from the exports and from earlier runs; the latest one counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import re2

from detectors.dates import parse_dates

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.data_map import MappedTable
    from detectors.tables import Batch

RESTRICTING = ("objection", "do_not_contact")
"""Purposes whose *yes* restricts: between two statements of one moment it wins; for all others *no* does."""

UNDATED = -(1 << 62)
"""A statement without a date is older than any dated one."""

_NO = re2.compile(
    r"(?i)^(?:n|no|nee|neen|non|nein|f|false|faux|falsch|0|off|geweigerd|weigert|refus.*|abgelehnt|verweigert|declined|denied"
    r"|ingetrokken|retir.*|withdrawn|revoked|widerrufen|opt[-_ ]?out|unsubscribed|uitgeschreven|d[ée]sabonn.*"
    r"|abgemeldet)[.!]?$"
    r"|\b(?:niet|geen|pas|aucune?|nicht|keine?|not|don't|refuse|weiger)\b"
)
_SILENT = re2.compile(r"(?i)^\s*(?:\?|-|n/?a|null|none|nan|nvt|onbekend|unknown|inconnu|unbekannt|\[\]|\{\})?\s*$")


@dataclass(frozen=True)
class Statements:
    """Statements, one per element.

    Attributes:
        owners: int64, record or subject that the statement is of.
        purposes: such as ``research``.
        sources: the tables that hold them.
        moments: int64, microseconds since 1970; ``UNDATED`` where the source does not tell.
        given: bool.
    """

    owners: npt.NDArray[np.int64]
    purposes: npt.NDArray[np.object_]
    sources: npt.NDArray[np.object_]
    moments: npt.NDArray[np.int64]
    given: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.owners)

    def where(self, mask: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> Statements:
        """Those of a mask, or in an order."""
        return Statements(
            self.owners[mask], self.purposes[mask], self.sources[mask], self.moments[mask], self.given[mask]
        )

    def of(self, owners: npt.NDArray[np.int64]) -> Statements:
        """The same statements of other owners."""
        return Statements(owners, self.purposes, self.sources, self.moments, self.given)


def joined(parts: list[Statements]) -> Statements:
    """All of them."""
    return Statements(
        np.concatenate([np.empty(0, np.int64), *(part.owners for part in parts)]),
        np.concatenate([np.empty(0, object), *(part.purposes for part in parts)]),
        np.concatenate([np.empty(0, object), *(part.sources for part in parts)]),
        np.concatenate([np.empty(0, np.int64), *(part.moments for part in parts)]),
        np.concatenate([np.empty(0, bool), *(part.given for part in parts)]),
    )


def read_statements(batch: Batch, table: MappedTable, first: int) -> Statements:
    """The statements of a batch's rows; ``first`` is the record of the first row. Empty cells state nothing."""
    parts = []
    for column in table.of_category("consent"):
        if column.finding.role and column.name in batch.cells.schema.names:
            cells = batch.cells.column(column.name)
            rows, given = read_answers(cells)
            moments = _moments(batch, table, column.name)[rows]
            purposes = np.full(len(rows), column.finding.role, dtype=object)
            sources = np.full(len(rows), table.table, dtype=object)
            parts.append(Statements(rows + first, purposes, sources, moments, given))
    return joined(parts)


def read_answers(cells: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Positions of the cells that state something, and whether it is a yes.

    A ticked box exports its own text, so whatever is no *no* is a yes.

    >>> rows, given = read_answers(pa.array(["ja", "Neen", "", None, "Ik ga akkoord", "niet akkoord", "onbekend"]))
    >>> rows.tolist(), given.tolist()
    ([0, 1, 4, 5], [True, False, True, False])
    """
    encoded = cells.cast(pa.string()).dictionary_encode()
    texts = [(text or "").strip() for text in encoded.dictionary.to_pylist()]
    silent = np.array([_SILENT.match(text) is not None for text in texts], dtype=bool)
    refused = np.array([_NO.search(text) is not None for text in texts], dtype=bool)
    index = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(index >= 0)
    rows = rows[~silent[index[rows]]]
    return rows, ~refused[index[rows]]


def careful_last(statements: Statements) -> npt.NDArray[np.int64]:
    """An order of statements in which, of one owner's, the more careful one comes last."""
    restricting = np.logical_or.reduce([statements.purposes == purpose for purpose in RESTRICTING])
    return np.lexsort((statements.given == restricting, statements.owners))


def latest(statements: Statements, purpose: str, people: int) -> npt.NDArray[np.bool_]:
    """Per subject the latest statement on a purpose; of two of one moment the more careful one; silence is no."""
    own = statements.where(statements.purposes == purpose)
    careful = own.given if purpose in RESTRICTING else ~own.given
    order = np.lexsort((careful, own.moments, own.owners))
    result = np.zeros(people, dtype=bool)
    result[own.owners[order]] = own.given[order]  # the last of each owner stays
    return result


def _moments(batch: Batch, table: MappedTable, column: str) -> npt.NDArray[np.int64]:
    """When each row's statement was made: the date beside the consent's column, else that of the row."""
    beside = (other for other in table.of_category("event_date") if other.name.lower().startswith(column.lower()))
    dated = next(beside, table.column(table.stated_at))
    if dated is None or dated.name not in batch.cells.schema.names:
        return np.full(batch.cells.num_rows, UNDATED, dtype=np.int64)
    moments = parse_dates(batch.cells.column(dated.name), dated.finding.role)
    return np.asarray(pc.fill_null(moments.cast(pa.int64()), UNDATED))
