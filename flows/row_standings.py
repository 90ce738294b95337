"""Which rows stay inside whomever they are about: found over all tables before anything is treated or counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from detectors.tables import CrawledTable, Part
from flows.boundary import sealed
from flows.crawl.staging import read_rows, row_ranges
from transforms.changes.administration import is_person_table
from transforms.changes.rows import PartRows, batch_rows, part_rows, rows_inside
from transforms.row_standings import PartKey, RowStandings

if TYPE_CHECKING:
    from detectors.data_map import MappedTable
    from flows.release import Run
    from transforms.changes.rows import Mask
    from transforms.retention.expiry import Expiry


@task(name="look-for-changes", cache_policy=NO_CACHE, persist_result=False)
@sealed
def look(part: Part, rows: range, table: MappedTable, *, texts: bool) -> PartRows:
    """Gathers whose files some rows are and, where asked for, which of them tell of a change."""
    return part_rows([batch_rows(batch, table, texts=texts) for _, batch in read_rows(part, rows)])


def rows_of_extract(
    run: Run, chosen: Sequence[MappedTable], crawled: Mapping[str, CrawledTable], expired: Expiry
) -> RowStandings:
    """The standing of every row of an extract's tables."""
    tables = _with_parents(run, chosen)
    merged, telling = _inside(run, tables, crawled, texts=True)
    return _expired(tables, crawled, expired).then("merged", merged).then("tells-of-change", telling)


def rows_of_figures(
    run: Run, counted: Sequence[MappedTable], crawled: Mapping[str, CrawledTable], expired: Expiry
) -> RowStandings:
    """The standing of every row that figures count: a person with two files is one, and texts are not shown."""
    tables = _with_parents(run, counted)
    of_persons = {table.table for table in tables if is_person_table(table)}
    about = [table for table in tables if {table.table, table.parent} & of_persons]
    merged, _ = _inside(run, about, crawled, texts=False)
    return _expired(tables, crawled, expired).then("merged", merged)


def _inside(
    run: Run, tables: Sequence[MappedTable], crawled: Mapping[str, CrawledTable], *, texts: bool
) -> tuple[Mapping[PartKey, Mask], Mapping[PartKey, Mask]]:
    asked = [
        (part, [look.submit(part, rows, table, texts=texts) for rows in row_ranges(part)])
        for table in tables
        for part in crawled[table.table].parts
    ]
    parts = {(part.table, part.file): part_rows([each.result() for each in looked]) for part, looked in asked}
    subjects = {key: run.links.subjects_of(*key, len(rows.rows)) for key, rows in parts.items()}
    return rows_inside(tables, parts, subjects)


def _expired(tables: Iterable[MappedTable], crawled: Mapping[str, CrawledTable], expired: Expiry) -> RowStandings:
    keys = [(part.table, part.file) for table in tables for part in crawled[table.table].parts]
    past = {key: expired.rows(*key) for key in keys}
    return RowStandings().then("expired", {key: mask for key, mask in past.items() if mask is not None})


def _with_parents(run: Run, tables: Sequence[MappedTable]) -> list[MappedTable]:
    """The tables and those whose lists they are: what becomes of a record becomes of its lists."""
    wanted = {table.table for table in tables}
    waiting = list(tables)
    while waiting:
        parent = run.discovery.data_map.table(waiting.pop().parent)
        if parent is not None and parent.table not in wanted:
            wanted.add(parent.table)
            waiting.append(parent)
    return [table for table in run.discovery.data_map.tables if table.table in wanted]
