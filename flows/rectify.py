"""Rectify (GDPR art. 16): keeps the value that a person says is right, and finds the records that hold another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from flows.boundary import sealed
from flows.rights import Desk, Handled, opened_desk, refuse_erased, releases_with, request_of
from transforms.known_identifiers import digests, without
from transforms.subjects.corrections import IDENTITY, checked, holds_other, holds_wrong
from transforms.subjects.requests import Right
from transforms.subjects.vault.corrections import Correction, correct

if TYPE_CHECKING:
    import sqlalchemy as sa

    from detectors.data_map import DataMap, MappedColumn
    from detectors.tables import Batch, CrawledTable
    from flows.consult import Consulted

SOURCE = "rectification"
"""In place of a table: the vault knows the identifier from the person."""
_NAMES = ("person_name", "former_name")


@dataclass(frozen=True)
class Rectified:
    """A correction that was kept.

    Attributes:
        subject: number in the vault.
        category: such as ``birth_date``.
        right: the right value, in the form in which it is kept.
        wrong: a name or address that is not the person's; ``""`` when none was told.
        handled: the request, and the releases that hold the person.
    """

    subject: int
    category: str
    right: str
    wrong: str
    handled: Handled


@dataclass(frozen=True)
class WrongRecord:
    """A record that holds another value than the right one; whoever keeps the system must mend it.

    Attributes:
        row: data row of the file, from 1.
        native_id: number that the system gave it; ``""`` if none.
    """

    file: str
    system: str
    table: str
    row: int
    native_id: str


@sealed
def rectify(
    root: Path, subject: int, category: str, right: str, wrong: str = "", received: dt.date | None = None
) -> Rectified:
    """Keeps a corrected value; every later run releases it in place of what the exports say.

    Args:
        root: folder of the workspace.
        subject: number in the vault.
        category: one of ``CORRECTABLE``.
        right: the right value, as the person told it.
        wrong: of a name or an e-mail address, what is not theirs.
        received: day on which the person asked; None for today.

    Raises:
        UsageError: it cannot be a value of that category, or the person was erased.
    """
    with opened_desk(root) as desk:
        kept = checked(category, right, desk.today)
        with desk.vault.transaction() as connection:
            refuse_erased(connection, subject)
            correct(desk.vault, connection, Correction(subject, category, kept, desk.today))
            if category in IDENTITY:
                _keep_identifier(desk, connection, subject, category, kept)
            request = request_of(desk, connection, Right.RECTIFICATION, subject, received)
            handled = Handled(request, releases_with(desk, connection, subject))
        desk.note("subject.rectified", request=request.id, category=category, releases=len(handled.releases))
    return Rectified(subject, category, kept, wrong.strip(), handled)


def _keep_identifier(desk: Desk, connection: sa.Connection, subject: int, category: str, value: str) -> None:
    """No release may hold it from now on, and an address finds the person."""
    from transforms.subjects.evidence import Lookups

    met = digests(category, pa.array([value]), desk.keyring.vault_key("gate", 16))
    before = desk.vault.load_gate_digests(connection)
    desk.vault.remember_gate_digests(connection, without(met, before))
    if category == "email":
        lookup = Lookups.of(desk.keyring).digests("email", pa.array([value]))
        if subject not in desk.vault.subjects_with(connection, "email", lookup.tobytes()):
            run = desk.vault.start_run(connection, desk.today)
            desk.vault.add_identifiers(connection, "email", SOURCE, lookup, np.array([subject]), run)


def records_to_mend(
    root: Path, exports: Path | None, as_of: dt.date | None, rectified: Rectified
) -> tuple[list[WrongRecord], int]:
    """The person's records in today's exports that hold another value, and how many files could not be read."""
    from flows.consult import consult

    found: list[WrongRecord] = []
    unread: list[int] = []

    def look(consulted: Consulted) -> None:
        found.extend(wrong_records(consulted, rectified))
        unread.append(len(consulted.unread))

    consult(root, exports, as_of, look)
    return found, sum(unread)


def wrong_records(consulted: Consulted, rectified: Rectified) -> Iterator[WrongRecord]:
    """The person's records that hold another value, in the order of the files."""
    from flows.persons.records import indices_of, with_subjects

    wanted = indices_of(consulted.links, [rectified.subject])
    columns = told_in(consulted.discovery.data_map, rectified.category)
    for table in consulted.discovery.crawl.tables:
        for part in table.parts if table.name in columns else ():
            for batch, subjects in with_subjects(part, consulted.links):
                rows = np.flatnonzero(np.isin(subjects, wanted))
                wrong = rows[_wrong(batch, rows, columns[table.name], rectified, consulted.as_of)]
                yield from _records(table, batch, wrong)


def told_in(data_map: DataMap, category: str) -> dict[str, tuple[MappedColumn, ...]]:
    """Per table the columns that tell a category of the row's own person."""
    from transforms.subjects.columns import identity_columns

    if category in IDENTITY:
        kinds = _NAMES if category == "person_name" else (category,)
        found = {
            name: tuple(column for kind in kinds for column in columns.evidence[kind])
            for name, columns in identity_columns(data_map).items()
        }
    else:
        found = {table.table: table.of_category(category) for table in data_map.tables}
    return {name: columns for name, columns in found.items() if columns}


def _wrong(
    batch: Batch,
    rows: npt.NDArray[np.int64],
    columns: tuple[MappedColumn, ...],
    rectified: Rectified,
    as_of: dt.date,
) -> npt.NDArray[np.bool_]:
    """Which of the rows hold another value."""
    there = [column for column in columns if column.name in batch.cells.schema.names]
    cells = [batch.cells.column(column.name).take(pa.array(rows)) for column in there]
    if rectified.category in IDENTITY:
        if not rectified.wrong or not cells:
            return np.zeros(len(rows), dtype=bool)
        return holds_wrong(rectified.category, cells, rectified.wrong)
    wrong = np.zeros(len(rows), dtype=bool)
    for column, values in zip(there, cells, strict=True):
        wrong |= holds_other(rectified.category, values, column.finding.role, rectified.right, as_of)
    return wrong


def _records(table: CrawledTable, batch: Batch, rows: npt.NDArray[np.int64]) -> Iterator[WrongRecord]:
    numbers = batch.rows.take(pa.array(rows)).to_pylist()
    known = table.identifies in batch.cells.schema.names
    native = batch.cells.column(table.identifies).take(pa.array(rows)).to_pylist() if known else [None] * len(rows)
    for number, own in zip(numbers, native, strict=True):
        yield WrongRecord(batch.file, table.system, table.name, number, own or "")
