"""Discover: crawl the exports and find out what every column is."""

# No postponed annotations here: Prefect reads the flow's parameter types from the sealed function.
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from prefect import Task, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas import State, TaskRun

from detectors.columns import map_table
from detectors.data_map import DataMap, MappedTable
from detectors.decisions import Decisions, load_decisions
from detectors.errors import ConfigurationError, UnreadableInput, VeiligError
from detectors.evidence.observed_table import ObservedTable, observe_table
from detectors.kinds.verdicts import Verdicts
from detectors.tables import Crawl, CrawledTable, Part
from flows.account import Account
from flows.additions import Additions, use_additions
from flows.boundary import Interrupted, sealed
from flows.cores import every_core
from flows.crawl.crawl import DISK_ERROR, FileRead, assemble, read_file
from flows.crawl.files import ExportFile, list_files
from flows.crawl.staging import read_rows, row_ranges
from flows.name_sources import name_sources
from flows.policies import load_policies
from flows.publish.data_map_report import write_data_map
from flows.publish.run_report import write_run_report
from flows.workspace import Workspace, held, open_workspace
from transforms.plan import treatments_by_policy


@dataclass(frozen=True)
class Discovery:
    """What the exports hold."""

    crawl: Crawl
    data_map: DataMap


class DiskFailed(Interrupted):
    """The disk or share did not give an export."""


def was_interrupted(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a task failed for a reason that may pass: a share that was away, a disk that stalled."""
    return isinstance(state.result(raise_on_failure=False), DiskFailed)


@task(
    name="read-export",
    retries=2,
    retry_delay_seconds=[1, 5],
    retry_condition_fn=was_interrupted,
    cache_policy=NO_CACHE,
    persist_result=False,
)
@sealed
def read_export(file: ExportFile, work: Path) -> FileRead:
    """Reads one export into staged tables.

    Raises:
        DiskFailed: the disk or share failed; the task is tried again.
    """
    read = read_file(file, work)
    if read.report.reason == DISK_ERROR:
        raise DiskFailed(
            f"The disk failed while {read.report.file} was read.", hint="Check disk and network, run again."
        )
    return read


def settled(read: FileRead | VeiligError, file: ExportFile, work: Path) -> FileRead:
    """What a file's task came to; a disk that failed to the last time is that file's line in the report.

    Raises:
        VeiligError: the task failed for any other reason.
    """
    if isinstance(read, DiskFailed):
        return read_file(file, work)
    if isinstance(read, VeiligError):
        raise read from None
    return read


@task(name="observe-table", cache_policy=NO_CACHE, persist_result=False)
@sealed
def observe_rows(part: Part, rows: range) -> ObservedTable:
    """Counts, for every column of some rows of a staged table, what its values look like."""
    verdicts: defaultdict[str, Verdicts] = defaultdict(Verdicts)
    batches = (observe_table(batch.cells, verdicts) for _, batch in read_rows(part, rows))
    return reduce(add, batches, ObservedTable())


@flow(
    name="discover",
    task_runner=every_core(),
    persist_result=False,
)
@sealed
def discover(workspace: str, exports: str | None = None, as_of: dt.date | None = None) -> Account:
    """Finds out what every column is, and writes the data map.

    Args:
        workspace: folder of the workspace.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date; else the configured one, else today.
    """
    opened, day, added = configured(workspace, exports, as_of)
    sources = name_sources(opened, added)
    with held(opened) as work:
        discovery = find(opened, work)
        write_findings(opened, discovery, day)
        write_run_report([], discovery.crawl.files, opened.reports, as_of=day, name_sources=sources)
    return Account(opened.config.clinic, day, discovery.crawl.files, discovery.data_map, opened.reports)


def configured(workspace: str, exports: str | None, as_of: dt.date | None) -> tuple[Workspace, dt.date, Additions]:
    """The workspace with what the caller chose instead of its settings, the run's reference date, and what was added.

    Raises:
        ConfigurationError: there is no such folder of exports, or a list or model of the workspace cannot be used.
    """
    opened = open_workspace(Path(workspace))
    if exports is not None:
        opened = replace(opened, config=opened.config.model_copy(update={"exports": Path(exports)}))
    if not opened.exports.is_dir():
        raise ConfigurationError(f"There is no folder {opened.exports}.", hint="Set `exports:` in veilig.yaml.")
    added = use_additions(opened)
    # The one place that asks the clock: everything below takes the date as it is given.
    return opened, as_of or opened.config.as_of or dt.datetime.now(tz=dt.UTC).astimezone().date(), added


def find(workspace: Workspace, work: Path) -> Discovery:
    """Crawls the exports of the workspace and maps every table; runs inside a flow."""
    crawl = crawl_exports(workspace.exports, work)
    decisions = load_decisions(workspace.decisions)
    return Discovery(crawl, DataMap(tuple(map_tables(crawl.tables, decisions))))


def crawl_exports(exports: Path, work: Path) -> Crawl:
    """Reads all exports, one task a file.

    Raises:
        UnreadableInput: there are none; a share that is away must not look like a clinic without patients.
    """
    files = list_files(exports)
    if not files:
        raise UnreadableInput("no-exports", f"There is no file below {exports}.", hint="Is the share mounted?")
    tables = work / "tables"
    tables.mkdir(mode=0o700)
    reads = [read_export.submit(file, tables) for file in files]
    outcomes = [read.result(raise_on_failure=False) for read in reads]
    return assemble([settled(outcome, file, tables) for outcome, file in zip(outcomes, files, strict=True)])


def map_tables(tables: Iterable[CrawledTable], decisions: Decisions) -> Iterable[MappedTable]:
    """Classifies all columns, one task a range of rows of a staged part."""
    observed = [
        (table, [observe_rows.submit(part, rows) for part in table.parts for rows in row_ranges(part)])
        for table in tables
    ]
    for table, parts in observed:
        seen = reduce(add, (part.result() for part in parts), ObservedTable())
        yield map_table(table, seen.columns, decisions, seen.agreements)


def write_findings(workspace: Workspace, discovery: Discovery, as_of: dt.date) -> None:
    """Writes the data map, with what each policy of the workspace does to every column."""
    treatments = treatments_by_policy(load_policies(workspace), discovery.data_map)
    write_data_map(discovery.data_map, treatments, workspace.reports, clinic=workspace.config.clinic, as_of=as_of)
