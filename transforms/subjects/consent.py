"""What people agreed or objected to: statements from the exports and from earlier runs; the latest one counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import re2

from detectors.dates import parse_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detectors.data_map import MappedTable
    from detectors.tables import Batch

Owners = npt.NDArray[np.signedinteger[Any]]

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
    """What one table says about one purpose, one statement per element.

    Attributes:
        purpose: such as ``research``.
        source: the table.
        owners: record, subject index or id that the statement is of.
        moments: int64, microseconds since 1970; ``UNDATED`` where the source does not tell.
        given: bool.
    """

    purpose: str
    source: str
    owners: Owners
    moments: npt.NDArray[np.int64]
    given: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.owners)

    def where(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.int64] | slice) -> Statements:
        """Those of a mask, a stretch, or in an order."""
        return Statements(self.purpose, self.source, self.owners[rows], self.moments[rows], self.given[rows])

    def of(self, owners: Owners) -> Statements:
        """The same statements of other owners, without those of nobody (-1)."""
        return Statements(self.purpose, self.source, owners, self.moments, self.given).where(owners >= 0)


def grouped(statements: Iterable[Statements]) -> list[Statements]:
    """One element per purpose and source, sorted; statements stay in their order."""
    groups: dict[tuple[str, str], list[Statements]] = defaultdict(list)
    for one in statements:
        groups[one.purpose, one.source].append(one)
    return [_joined(*group, groups[group]) for group in sorted(groups)]


def _joined(purpose: str, source: str, parts: list[Statements]) -> Statements:
    return Statements(
        purpose,
        source,
        np.concatenate([part.owners for part in parts]),
        np.concatenate([part.moments for part in parts]),
        np.concatenate([part.given for part in parts]),
    )


def read_statements(batch: Batch, table: MappedTable, first: int) -> list[Statements]:
    """The statements of a batch's rows; ``first`` is the record of the first row. Empty cells state nothing."""
    found = []
    for column in table.of_category("consent"):
        if column.finding.role and column.name in batch.cells.schema.names:
            rows, given = read_answers(batch.cells.column(column.name))
            moments = _moments(batch, table, column.name)[rows]
            found.append(Statements(column.finding.role, table.table, (rows + first).astype(np.int32), moments, given))
    return found


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


def careful(statements: Statements) -> Statements:
    """One statement per owner and moment, by owner: where a table says both, the more careful one."""
    if _single(statements):
        return statements
    wary = statements.given == (statements.purpose in RESTRICTING)
    return _last(statements.where(np.lexsort((wary, statements.moments, statements.owners))))


def newest(statements: Statements) -> Statements:
    """One statement per owner and moment, by owner: what was said last."""
    if _single(statements):
        return statements
    return _last(statements.where(np.lexsort((statements.moments, statements.owners))))


def _single(statements: Statements) -> bool:
    """Whether each owner states one thing, in order: so it is in most tables, and then there is nothing to sort."""
    return bool((statements.owners[1:] > statements.owners[:-1]).all())


def _last(ordered: Statements) -> Statements:
    owners, moments = ordered.owners, ordered.moments
    goes_on = (owners[1:] == owners[:-1]) & (moments[1:] == moments[:-1])
    return ordered.where(np.append(~goes_on, True)[: len(owners)])


def latest(statements: Iterable[Statements], purpose: str, people: int) -> npt.NDArray[np.bool_]:
    """Per subject the latest statement on a purpose; of two of one moment the more careful one; silence is no."""
    own = [replace(one, source="") for one in statements if one.purpose == purpose]
    result = np.zeros(people, dtype=bool)
    for one in grouped(own):
        ordered = careful(one)
        result[ordered.owners] = ordered.given  # the last of each owner stays
    return result


def _moments(batch: Batch, table: MappedTable, column: str) -> npt.NDArray[np.int64]:
    """When each row's statement was made: the date beside the consent's column, else that of the row."""
    beside = (other for other in table.of_category("event_date") if other.name.lower().startswith(column.lower()))
    dated = next(beside, table.column(table.stated_at))
    if dated is None or dated.name not in batch.cells.schema.names:
        return np.full(batch.cells.num_rows, UNDATED, dtype=np.int64)
    moments = parse_dates(batch.cells.column(dated.name), dated.finding.role)
    return np.asarray(pc.fill_null(moments.cast(pa.int64()), UNDATED))
