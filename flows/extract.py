"""An extract: the tables of a research release, one row per person and one per event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from detectors.tables import CrawledTable, Part
from detectors.taxonomy import category
from flows.accounts import RowCounts, policy_counts
from flows.boundary import sealed
from flows.crawl.staging import read_rows, row_ranges
from flows.publish.release_content import Protection, ReleaseContent, ReleaseTable, Variable
from flows.row_standings import rows_of_extract
from transforms.changes.administration import is_person_table
from transforms.changes.unsure import perhaps_others
from transforms.people import NOBODY
from transforms.plan import SUBJECT_ID, ColumnPlan, TablePlan, in_policy, plan
from transforms.quasi_identifiers import Subjects, subjects_table
from transforms.retention.expiry import Expiry
from transforms.row_standings import RowStandings
from transforms.standing import code, standing
from transforms.survey import Survey, survey
from transforms.treat import treat

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.data_map import MappedTable
    from flows.publish.accounting import PolicyCounts
    from flows.release import Run
    from transforms.keys import DomainKey
    from transforms.policy import Policy

SUBJECTS = "subjects"


@dataclass(frozen=True)
class TreatedRows:
    """What became of some rows of a part: where those that leave wait, whose they are, and the counts."""

    path: Path
    schema: pa.Schema
    file: str
    released: int
    withheld: Mapping[str, int]
    cells: Mapping[tuple[str, str], int]
    subjects: npt.NDArray[np.int32]


@task(name="survey-table", cache_policy=NO_CACHE, persist_result=False)
@sealed
def survey_rows(
    part: Part, rows: range, subjects: npt.NDArray[np.int32], table: MappedTable, sensitive: tuple[str, ...]
) -> Survey:
    """Counts which texts many people share, and gathers the values that l-diversity is about."""
    found = Survey()
    for start, batch in read_rows(part, rows):
        found += survey(batch, subjects[start : start + batch.cells.num_rows], table, sensitive)
    return found


@task(name="treat-table", cache_policy=NO_CACHE, persist_result=False)
@sealed
def treat_rows(
    run: Run,
    part: Part,
    rows: range,
    table: TablePlan,
    standings: npt.NDArray[np.int8],
    domain: DomainKey,
    target: Path,
    inside: RowStandings,
) -> TreatedRows:
    """Treats some rows of a part; those that leave wait in the private work folder."""
    subjects = run.links.subjects_of(part.table, part.file, part.rows)
    own = inside.of(part.table, part.file)
    withheld: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    released, writer, schema = 0, None, pa.schema([])
    leaving = [np.empty(0, dtype=np.int32)]
    with pa.OSFile(str(target), "wb") as sink:
        for start, batch in read_rows(part, rows):
            here = slice(start, start + batch.cells.num_rows)
            mine, rules = subjects[here], None if own is None else own[here]
            done = treat(batch, mine, table, run.links.people, standings, domain, run.known, rules)
            schema = done.cells.schema
            writer = writer or pa.ipc.new_stream(sink, schema)
            writer.write_batch(done.cells)
            released += done.cells.num_rows
            leaving.append(np.unique(mine[np.isin(batch.rows, done.rows, assume_unique=True)]))
            withheld.update(done.withheld_rows)
            cells.update(done.withheld_cells)
        if writer:
            writer.close()
    return TreatedRows(target, schema, part.file, released, withheld, cells, np.unique(np.concatenate(leaving)))


def make_extract(run: Run, policy: Policy) -> ReleaseContent:
    """The content of a research release, treated and counted, not yet checked; runs inside a flow."""
    domain = run.domain(policy.domain)
    crawled = {table.name: table for table in run.discovery.crawl.tables}
    chosen = [table for table in run.discovery.data_map.tables if in_policy(policy, table.table)]
    expired = run.expiry.under(policy.subjects)
    inside = rows_of_extract(run, chosen, crawled, expired)
    surveyed = _survey(run, policy, chosen, crawled, inside)
    present = _present(run, chosen, crawled, inside)
    unsure = _unsure(run, chosen, crawled, inside)
    people = _people(run, policy, present, unsure, domain, surveyed, expired)
    plans = plan(policy, run.discovery.data_map, as_of=run.as_of, survey=surveyed)
    named = [table for table in plans if table.in_policy]
    treated = _treat(run, policy, named, crawled, people.standing, domain, inside)
    tables = [_subjects_release(run, policy, people)] if people.table.num_rows else []
    tables += [_event_release(table, parts) for table, parts in treated if _released(parts)]
    empty = [table for table, parts in treated if not _released(parts)]
    return ReleaseContent(
        policy=policy.release,
        audience=policy.audience,
        purpose=policy.purpose,
        domain=policy.domain,
        as_of=run.as_of,
        tables=tuple(tables),
        accounting=_accounts(run, policy, treated),
        protection=_protection(policy, people) if people.table.num_rows else None,
        anonymity=people.anonymity.figures() if people.anonymity else {},
        notes=tuple(f"{table.table}: no row could leave, so the table is left out." for table in empty),
        epoch=domain.epoch,
        members=run.links.ids[_members(people, [part for _, parts in treated for part in parts])],
    )


def _members(people: Subjects, parts: Sequence[TreatedRows]) -> npt.NDArray[np.int64]:
    """Everyone who has a row in the table of subjects or in another."""
    listed = people.indices[people.standing[people.indices] == 0]
    return np.unique(np.concatenate([listed, *(part.subjects for part in parts)])).astype(np.int64)


def _survey(
    run: Run, policy: Policy, tables: Sequence[MappedTable], crawled: Mapping[str, CrawledTable], inside: RowStandings
) -> Survey:
    sensitive = tuple(sorted(policy.protect.l))
    futures = [
        survey_rows.submit(part, rows, _kept(run, part, inside), table, sensitive)
        for table in tables
        for part in crawled[table.table].parts
        for rows in row_ranges(part)
    ]
    return reduce(add, [future.result() for future in futures], Survey())


def _kept(run: Run, part: Part, inside: RowStandings) -> npt.NDArray[np.int32]:
    """The subject of each row, nobody where the row stays inside."""
    subjects = run.links.subjects_of(part.table, part.file, part.rows)
    return inside.known(part.table, part.file, subjects)


def _unsure(
    run: Run, tables: Sequence[MappedTable], crawled: Mapping[str, CrawledTable], inside: RowStandings
) -> npt.NDArray[np.bool_]:
    """Which subjects may be another one whose file is in the release."""
    have_file = _present(run, [table for table in tables if is_person_table(table)], crawled, inside)
    return perhaps_others([pair[:2] for pair in run.links.suggestions], run.links.ids, have_file)


def _present(
    run: Run, tables: Sequence[MappedTable], crawled: Mapping[str, CrawledTable], inside: RowStandings
) -> npt.NDArray[np.bool_]:
    """Which subjects have a row that may leave."""
    present = np.zeros(len(run.links.people), dtype=bool)
    for part in (part for table in tables for part in crawled[table.table].parts):
        subjects = _kept(run, part, inside)
        present[subjects[subjects != NOBODY]] = True
    return present


def _people(
    run: Run,
    policy: Policy,
    present: npt.NDArray[np.bool_],
    unsure: npt.NDArray[np.bool_],
    domain: DomainKey,
    surveyed: Survey,
    expired: Expiry,
) -> Subjects:
    """The table of subjects: those who may be in the release and have a row in one of its tables."""
    people = run.links.people
    found = standing(people, policy.subjects, run.as_of, expired=expired.subjects)
    found[(found == 0) & unsure] = code("perhaps-another")
    # Who has no row here must not appear, not even as an empty line, and has no part in anyone's k.
    absent = (found == 0) & ~present
    made = subjects_table(
        policy, people, np.where(absent, ABSENT, found).astype(np.int8), domain, run.as_of, sensitive=surveyed.sensitive
    )
    return replace(made, standing=np.where(absent, 0, made.standing).astype(np.int8))


ABSENT = 127
"""Marks, while the table of subjects is made, those who have no row in the release."""


def _treat(
    run: Run,
    policy: Policy,
    plans: Sequence[TablePlan],
    crawled: Mapping[str, CrawledTable],
    standings: npt.NDArray[np.int8],
    domain: DomainKey,
    inside: RowStandings,
) -> list[tuple[TablePlan, list[TreatedRows]]]:
    """Treats all parts, one task a range of rows; tables in the order of the data map."""
    folder = run.work / "treated" / policy.release
    folder.mkdir(mode=0o700, parents=True)
    pieces = [
        (table, part, rows) for table in plans for part in crawled[table.table].parts for rows in row_ranges(part)
    ]
    futures = [
        (
            table.table,
            treat_rows.submit(run, part, rows, table, standings, domain, folder / f"{number}.arrows", inside),
        )
        for number, (table, part, rows) in enumerate(pieces)
    ]
    done = [(name, future.result()) for name, future in futures]
    return [(table, [part for name, part in done if name == table.table]) for table in plans]


def _subjects_release(run: Run, policy: Policy, people: Subjects) -> ReleaseTable:
    path = run.work / "treated" / policy.release / "subjects.arrows"
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, people.table.schema) as writer:
        writer.write_table(people.table)
    chosen = people.anonymity.chosen if people.anonymity else {}
    variables = [
        Variable(
            name=name,
            label=name.replace("_", " "),
            missing="empty: not known; *: hidden to protect a small group",
            derivation="from the strongest source that states it, once per person",
            treatment="generalise",
            precision=PRECISIONS.get(chosen.get(name, ""), chosen.get(name, "")),
        )
        for name in people.table.column_names
        if name != SUBJECT_ID
    ]
    return ReleaseTable(
        name=SUBJECTS,
        parts=(path,),
        schema=people.table.schema,
        description="One row per person, with the characteristics that every other table refers to.",
        variables=(_pseudonym_variable(), *variables),
    )


PRECISIONS = {
    "band5": "bands of 5 years",
    "band10": "bands of 10 years",
    "value": "as stated, in codes",
    "common": "values of at least k people, the others together",
    "isco": "ISCO major group",
    "all": "the same for all",
}
"""Step of a ladder → how a reader calls it; steps that are words stand for themselves."""


def _released(parts: Sequence[TreatedRows]) -> bool:
    return any(part.released for part in parts)


def _event_release(table: TablePlan, parts: Sequence[TreatedRows]) -> ReleaseTable:
    schemas = [part.schema for part in parts if len(part.schema)]
    return ReleaseTable(
        name=table.table.replace(".", "_"),
        parts=tuple(part.path for part in parts if len(part.schema)),
        schema=pa.unify_schemas(schemas, promote_options="permissive"),
        description=f"One row per record of {table.table} that may leave.",
        variables=(_pseudonym_variable(), *(_variable(table, column) for column in table.columns)),
    )


def _pseudonym_variable() -> Variable:
    return Variable(
        name=SUBJECT_ID,
        label="person",
        derivation="keyed pseudonym: equal for one person in all tables and versions of this domain",
        treatment="pseudonym",
        category="subject_id",
    )


FATES = {"drop": "dropped", "withhold": "withheld", SUBJECTS: "moved"}


def _variable(table: TablePlan, column: ColumnPlan) -> Variable:
    treatment = f"{column.treatment}: {column.level}" if column.level else column.treatment
    return Variable(
        name=column.output if column.leaves else column.column,
        label=category(column.category).label,
        source=f"{table.table}.{column.column}",
        category=column.category,
        treatment=treatment,
        precision=column.level,
        fate=FATES.get(column.treatment, "released"),
        why="" if column.leaves else column.reason,
    )


def _protection(policy: Policy, people: Subjects) -> Protection:
    names = tuple(name for name in people.table.column_names if name != SUBJECT_ID)
    return Protection(SUBJECTS, policy.protect.k, names, dict(policy.protect.l))


def _accounts(run: Run, policy: Policy, treated: Sequence[tuple[TablePlan, Sequence[TreatedRows]]]) -> PolicyCounts:
    counts = [
        RowCounts(table.table, part.file, part.released, part.withheld) for table, parts in treated for part in parts
    ]
    cells: Counter[tuple[str, str, str]] = Counter()
    for table, parts in treated:
        for part in parts:
            cells.update({(table.table, *where): count for where, count in part.cells.items()})
    return policy_counts(policy.release, run.discovery.crawl.files, counts, dict(cells))
