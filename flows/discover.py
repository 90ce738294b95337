"""Discover: crawl the exports and find out what every column is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from prefect import Task, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas import State, TaskRun
from prefect.task_runners import ThreadPoolTaskRunner

from detectors.columns import map_table
from detectors.data_map import DataMap, MappedTable
from detectors.decisions import Decisions, load_decisions
from detectors.observation import Observation, observe
from detectors.tables import Crawl, CrawledTable, Part
from flows.boundary import Interrupted, sealed
from flows.crawl.crawl import ExportFile, FileRead, assemble, list_files, read_file
from flows.crawl.staging import read_part
from flows.workspace import Workspace, held, open_workspace


@dataclass(frozen=True)
class Discovery:
    """What the exports hold."""

    crawl: Crawl
    data_map: DataMap


def was_interrupted(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a task failed for a reason that may pass: a share that was away, a disk that stalled."""
    return isinstance(state.result(raise_on_failure=False), Interrupted)


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
    """Reads one export into staged tables."""
    return read_file(file, work)


@task(name="observe-table", cache_policy=NO_CACHE, persist_result=False)
@sealed
def observe_part(part: Part) -> Mapping[str, Observation]:
    """Counts, for every column of one staged table, what its values look like."""
    observations: dict[str, Observation] = {}
    for batch in read_part(part):
        for name, column in zip(batch.cells.schema.names, batch.cells.columns, strict=True):
            seen = observe(column)
            observations[name] = observations[name] + seen if name in observations else seen
    return observations


def find(workspace: Workspace, work: Path) -> Discovery:
    """Crawls the exports of the workspace and maps every table; runs inside a flow."""
    crawl = crawl_exports(workspace.exports, work)
    decisions = load_decisions(workspace.decisions)
    return Discovery(crawl, DataMap(tuple(map_tables(crawl.tables, decisions))))


def crawl_exports(exports: Path, work: Path) -> Crawl:
    """Reads all exports, one task a file."""
    tables = work / "tables"
    tables.mkdir(mode=0o700)
    reads = [read_export.submit(file, tables) for file in list_files(exports)]
    return assemble([read.result() for read in reads])


def map_tables(tables: Iterable[CrawledTable], decisions: Decisions) -> Iterable[MappedTable]:
    """Classifies all columns, one task a staged part."""
    observed = [(table, [observe_part.submit(part) for part in table.parts]) for table in tables]
    for table, parts in observed:
        yield map_table(table, merged(part.result() for part in parts), decisions)


def merged(parts: Iterable[Mapping[str, Observation]]) -> dict[str, Observation]:
    """The observations of a table's parts, added up column by column."""
    columns: dict[str, list[Observation]] = {}
    for part in parts:
        for name, observation in part.items():
            columns.setdefault(name, []).append(observation)
    return {name: reduce(add, observations) for name, observations in columns.items()}
