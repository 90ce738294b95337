"""Figures: the cubes of a marketing release, counts that may be shown to anyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from detectors.tables import CrawledTable, Part
from flows.accounts import RowCounts, policy_counts
from flows.boundary import sealed
from flows.crawl.staging import read_rows, row_ranges
from flows.publish.release_content import ReleaseContent, ReleaseTable, SmallCells, Variable
from flows.row_standings import rows_of_figures
from transforms.closed_cubes import ClosedCube, close, shown_rows
from transforms.coded import distinct
from transforms.cube_counts import Crowd, CubeCounts, count, crowd, total
from transforms.cubes import CubePlan, plan_cubes
from transforms.row_standings import RowStandings
from transforms.standing import standing

if TYPE_CHECKING:
    import numpy.typing as npt

    from flows.release import Run
    from transforms.policy import Policy


@dataclass(frozen=True)
class Closed:
    """A cube with its plan and its parts' counts."""

    plan: CubePlan
    cube: ClosedCube
    parts: Mapping[str, CubeCounts]


@task(name="count-table", cache_policy=NO_CACHE, persist_result=False)
@sealed
def count_rows(run: Run, part: Part, rows: range, cube: CubePlan, people: Crowd, inside: RowStandings) -> CubeCounts:
    """Counts some rows of a part by the cube's dimensions."""
    subjects = run.links.subjects_of(part.table, part.file, part.rows)
    own = inside.of(part.table, part.file)
    counts = []
    for start, batch in read_rows(part, rows):
        here = slice(start, start + batch.cells.num_rows)
        counts.append(count(batch, subjects[here], cube, people, None if own is None else own[here]))
    return total(counts)


def make_figures(run: Run, policy: Policy) -> ReleaseContent:
    """The content of a marketing release, counted and protected, not yet checked; runs inside a flow."""
    crawled = {table.name: table for table in run.discovery.crawl.tables}
    expired = run.expiry.under(policy.subjects)
    standings = standing(run.links.people, policy.subjects, run.as_of, expired=expired.subjects)
    planned = plan_cubes(policy, run.discovery.data_map, as_of=run.as_of)
    sources = {cube.cube.source for cube in planned}
    counted = [table for table in run.discovery.data_map.tables if table.table in sources]
    inside = rows_of_figures(run, counted, crawled, expired)
    cubes = [
        _closed(run, cube, crawled[cube.cube.source], standings, inside)
        for cube in planned
        if crawled[cube.cube.source].rows
    ]
    folder = run.work / "treated" / policy.release
    folder.mkdir(mode=0o700, parents=True)
    return ReleaseContent(
        policy=policy.release,
        audience=policy.audience,
        purpose=policy.purpose,
        domain=policy.domain,
        as_of=run.as_of,
        tables=tuple(_release_table(run, policy, closed) for closed in cubes),
        accounting=policy_counts(policy.release, run.discovery.crawl.files, _row_counts(cubes)),
        members=run.links.ids[_counted(cubes)],
    )


def _counted(cubes: Sequence[Closed]) -> npt.NDArray[np.int64]:
    """Everyone who is counted in a figure, shown or hidden: a total tells of those behind hidden cells too."""
    counted = [part.subjects for cube in cubes for part in cube.parts.values()]
    return distinct(np.concatenate([np.empty(0, dtype=np.int64), *counted]))


def _closed(
    run: Run, cube: CubePlan, table: CrawledTable, standings: npt.NDArray[np.int8], inside: RowStandings
) -> Closed:
    people = crowd(cube, run.links.people, standings)
    futures = [
        (part.file, [count_rows.submit(run, part, rows, cube, people, inside) for rows in row_ranges(part)])
        for part in table.parts
        if part.rows
    ]
    parts = {file: total([future.result() for future in of_part]) for file, of_part in futures}
    return Closed(cube, close(total(list(parts.values())), cube), parts)


def _release_table(run: Run, policy: Policy, closed: Closed) -> ReleaseTable:
    path = run.work / "treated" / policy.release / f"{closed.plan.name}.arrows"
    table = closed.cube.table
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    dimensions = [dimension.name for dimension in closed.plan.cube.by]
    return ReleaseTable(
        name=closed.plan.name,
        parts=(path,),
        schema=table.schema,
        description=f"Counts of {closed.plan.cube.source} by {', '.join(dimensions)}.",
        sort_keys=(*dimensions, "measure"),
        variables=tuple(_variable(closed.plan, name) for name in table.column_names),
        small_cells=SmallCells(policy.threshold, policy.round),
    )


def _variable(plan: CubePlan, name: str) -> Variable:
    if name in _MEANINGS:
        return Variable(name=name, label=_MEANINGS[name], source=plan.cube.source, treatment="aggregate")
    dimension = next(dimension for dimension in plan.cube.by if dimension.name == name)
    source = "subject" if dimension.grain == "subject" else f"{plan.cube.source}.{dimension.column}"
    return Variable(
        name=name, label=name.replace("_", " "), source=source, treatment="aggregate", precision=dimension.grain
    )


_MEANINGS = {
    "measure": "what is counted",
    "value": "the figure, rounded; empty where hidden",
    "status": "shown, [c] hidden to protect a small group, or zero",
}


def _row_counts(cubes: Sequence[Closed]) -> list[RowCounts]:
    """A row is released when a cube shows it; of several, the one that shows most of a file's rows speaks for it."""
    best: dict[tuple[str, str], RowCounts] = {}
    for closed in cubes:
        for file, counts in closed.parts.items():
            released = shown_rows(counts, closed.cube)
            small = counts.rows - released
            withheld = {**counts.withheld_rows, **({"small-cell": small} if small else {})}
            found = RowCounts(closed.plan.cube.source, file, released, withheld)
            key = (found.table, file)
            best[key] = max(best.get(key, found), found, key=lambda each: each.released)
    return list(best.values())
