"""Terms: the day of every row, and with it the clock that each row and each patient file runs on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from detectors.tables import CrawledTable, Part
from flows.boundary import sealed
from flows.crawl.profile import retention_of_systems
from flows.crawl.staging import read_rows, row_ranges
from transforms.retention.expiry import Clocks, Expiry, PartKey, expiry, last_contacts
from transforms.retention.row_days import DateColumns, RowDays, date_columns, joined, row_days, with_parents_days
from transforms.retention.tables import TableClass, table_classes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.discover import Discovery
    from flows.workspace import Workspace
    from transforms.retention.classes import RetentionClass
    from transforms.subjects.links import Links


@task(name="date-table", cache_policy=NO_CACHE, persist_result=False)
@sealed
def date_rows(part: Part, rows: range, columns: DateColumns, as_of: dt.date) -> RowDays:
    """Reads the day of some rows of a part; of the staged file only the columns with dates are touched."""
    return joined([row_days(batch, columns, as_of) for _, batch in read_rows(part, rows)])


def judge(workspace: Workspace, discovery: Discovery, links: Links, as_of: dt.date) -> Expiry:
    """Who and what is past its term on the reference date; runs inside a flow."""
    return expiry(clocks(workspace, discovery, links, as_of), links.subjects_of, as_of)


def clocks(workspace: Workspace, discovery: Discovery, links: Links, as_of: dt.date) -> Clocks:
    """The clock of every row of the exports; runs inside a flow."""
    settings = workspace.config.retention
    classes = settings.resolved()
    declared = {table.name: table.retention for table in discovery.crawl.tables}
    tables = table_classes(discovery.data_map, declared, retention_of_systems(), settings)
    dated = _dated(discovery, tables, classes, as_of)
    days = {part: each.days for part, each in dated.items()}
    return Clocks(
        classes=classes,
        tables=tables,
        days=days,
        last_contacts=last_contacts(classes, tables, days, links.subjects_of, len(links.people)),
        studies=settings.studies,
        future={part: each.future for part, each in dated.items()},
    )


def _dated(
    discovery: Discovery, tables: Mapping[str, TableClass], classes: Mapping[str, RetentionClass], as_of: dt.date
) -> dict[PartKey, RowDays]:
    """The days of all rows, one task a range of rows; then lists inside records take over what the records tell."""
    crawled = {table.name: table for table in discovery.crawl.tables}
    futures = []
    for table in discovery.data_map.tables:
        chosen = tables[table.table]
        columns = date_columns(table, chosen, classes[chosen.name].of_row if chosen.name else "last")
        futures += [
            ((part.table, part.file), [date_rows.submit(part, rows, columns, as_of) for rows in row_ranges(part)])
            for part in crawled[table.table].parts
        ]
    dated = {key: joined([future.result() for future in of_part]) for key, of_part in futures}
    for inside in sorted(crawled.values(), key=lambda table: _depth(table, crawled)):
        dated.update({(part.table, part.file): _inside(inside.parent, part, dated) for part in inside.parts})
    return dated


def _depth(table: CrawledTable, crawled: Mapping[str, CrawledTable]) -> int:
    """How many records a table's rows lie inside of."""
    above: list[str] = []
    while table.parent in crawled and table.parent not in above:
        above.append(table.parent)
        table = crawled[table.parent]
    return len(above)


def _inside(parent: str, part: Part, dated: Mapping[PartKey, RowDays]) -> RowDays:
    own, of_parent = dated[part.table, part.file], dated.get((parent, part.file))
    return own if of_parent is None else with_parents_days(own, of_parent)
