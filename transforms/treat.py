"""Apply a plan to a batch: decide which rows leave, then treat their cells.

Rows that stay behind are counted by reason, cells by column and reason: in = out + withheld, always.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from transforms.people import NOBODY
from transforms.plan import SUBJECT_ID, ColumnPlan, TablePlan
from transforms.pseudonyms import date_shifts, subject_pseudonyms
from transforms.standing import REASONS, code
from transforms.treatments.column import TELLS_OF_CHANGE, CellContext, Contains, TreatedColumn
from transforms.treatments.registry import TREATMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from detectors.tables import Batch
    from transforms.keys import DomainKey
    from transforms.people import People


@dataclass(frozen=True)
class Treated:
    """What leaves of one batch.

    Attributes:
        cells: ``subject_id`` and the released columns, for the rows that leave.
        rows: int64, their row numbers in the file.
        withheld_rows: reason → rows that stay behind.
        withheld_cells: (column, reason) → cells of leaving rows that stay behind.
    """

    cells: pa.RecordBatch
    rows: pa.Array
    withheld_rows: dict[str, int]
    withheld_cells: dict[tuple[str, str], int]


def treat(
    batch: Batch,
    subjects: npt.NDArray[np.int32],
    plan: TablePlan,
    people: People,
    standing: npt.NDArray[np.int8],
    domain: DomainKey,
    known: Contains | None,
    own: npt.NDArray[np.int8] | None = None,
) -> Treated:
    """Treat one batch.

    Args:
        batch: rows of the plan's table.
        subjects: int32, subject index of each row; NOBODY where none is known.
        plan: what happens to each column.
        people: the subjects.
        standing: of each subject (see ``transforms.standing``).
        domain: key of the release's domain.
        known: identifiers of everyone the clinic knows; None skips that check, for a look at the plan only.
        own: standing of each row itself (see ``transforms.row_standings``); nothing keeps them inside if absent.
    """
    withheld_rows, leaving = _leaving(subjects, plan, standing, own)
    distinct = np.unique(subjects[leaving])
    context = _Context(subjects[leaving], people, domain, _shifts(distinct, people, domain), plan, known)
    cells = batch.cells.filter(pa.array(leaving))
    texts = {column.column: context.treat(column, cells) for column in plan.columns if column.treatment == "redact"}
    stay = _say_more(texts, plan, cells.num_rows)
    if not stay.all():
        withheld_rows["tells-of-change"] = withheld_rows.get("tells-of-change", 0) + int((~stay).sum())
        leaving[leaving] = stay
        texts = {name: text.of_rows(stay) for name, text in texts.items()}
        cells, context = cells.filter(pa.array(stay)), replace(context, subjects=subjects[leaving])
    treated = [(column, texts.get(column.column) or context.treat(column, cells)) for column in plan.columns]
    return Treated(
        cells=_record_batch(
            _pseudonyms(distinct, people, domain).take(pa.array(np.searchsorted(distinct, subjects[leaving]))),
            [pair for pair in treated if pair[0].leaves],
        ),
        rows=batch.rows.filter(pa.array(leaving)),
        withheld_rows=withheld_rows,
        withheld_cells={
            (column.column, reason): count
            for column, done in treated
            for reason, count in sorted(done.withheld.items())
        },
    )


@dataclass(frozen=True)
class _Context:
    """What the columns of one batch share."""

    subjects: npt.NDArray[np.int32]
    people: People
    domain: DomainKey
    shifts: npt.NDArray[np.int64]
    plan: TablePlan
    known: Contains | None

    def treat(self, column: ColumnPlan, cells: pa.RecordBatch) -> TreatedColumn:
        """Treat one column; a column that this batch lacks is all null."""
        if column.treatment == "subjects":
            return TreatedColumn(pa.nulls(cells.num_rows, pa.string()))
        if column.column in cells.schema.names:
            texts = cells.column(column.column).cast(pa.string())
        else:
            texts = pa.nulls(cells.num_rows, pa.string())
        of_cells = CellContext(
            column, self.subjects, self.people, self.domain, self.shifts, self.plan.as_of, self.known
        )
        return TREATMENTS[column.treatment](texts, of_cells)


def _say_more(texts: Mapping[str, TreatedColumn], plan: TablePlan, rows: int) -> npt.NDArray[np.bool_]:
    """The rows of which no text only tells of a change; a person's own file stays, with an empty cell."""
    stay = np.ones(rows, dtype=bool)
    for text in () if plan.of_persons else texts.values():
        if text.reasons is not None:
            stay &= text.reasons != TELLS_OF_CHANGE
    return stay


def _leaving(
    subjects: npt.NDArray[np.int32],
    plan: TablePlan,
    standing: npt.NDArray[np.int8],
    own: npt.NDArray[np.int8] | None,
) -> tuple[dict[str, int], npt.NDArray[np.bool_]]:
    """Rows withheld by reason, and which rows leave."""
    if not plan.in_policy:
        nothing = np.zeros(len(subjects), dtype=bool)
        return ({"table-not-in-policy": len(subjects)} if len(subjects) else {}), nothing
    codes = row_standing(subjects, standing, own)
    counts = np.bincount(codes, minlength=len(REASONS))
    withheld = {REASONS[number]: int(counts[number]) for number in range(1, len(REASONS)) if counts[number]}
    return withheld, codes == 0


def row_standing(
    subjects: npt.NDArray[np.int32], standing: npt.NDArray[np.int8], own: npt.NDArray[np.int8] | None = None
) -> npt.NDArray[np.int8]:
    """The standing of each row: its subject's, else ``no-subject``, else its own."""
    with_nobody = np.append(standing, np.int8(code("no-subject")))  # index -1 is the last one
    found = with_nobody[np.where(subjects == NOBODY, -1, subjects)]
    return found if own is None else np.where(found == 0, own, found)


def _pseudonyms(subjects: npt.NDArray[np.int32], people: People, domain: DomainKey) -> pa.Array:
    return subject_pseudonyms(domain, people.secrets[subjects])


def _shifts(subjects: npt.NDArray[np.int32], people: People, domain: DomainKey) -> npt.NDArray[np.int64]:
    """As long as there are people, filled in for the subjects of the batch only."""
    shifts = np.zeros(len(people), np.int64)
    shifts[subjects] = date_shifts(domain, people.secrets[subjects])
    return shifts


def _record_batch(pseudonyms: pa.Array, columns: list[tuple[ColumnPlan, TreatedColumn]]) -> pa.RecordBatch:
    names = [SUBJECT_ID, *(column.output for column, _ in columns)]
    return pa.RecordBatch.from_arrays([pseudonyms, *(done.values for _, done in columns)], names=names)
