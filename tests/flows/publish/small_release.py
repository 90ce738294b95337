from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa

from flows.publish.accounting import FileCounts, PolicyCounts
from flows.publish.release_content import Protection, ReleaseContent, ReleaseTable, SmallCells, Variable

if TYPE_CHECKING:
    from pathlib import Path

CANARIES = {
    "person_name": "Zoë Quackelbeen",
    "national_number": "93.05.18-223.61",
    "phone": "+32 475 12 34 56",
    "email": "zoe.quackelbeen@example.be",
    "iban": "BE68 5390 0754 7034",
}


def pseudonym(number: int) -> str:
    alphabet = "abcdefghijklmnopqrstuvwxyz234567"
    digits = ((number * 2654435761) >> (5 * place) & 31 for place in range(16))
    return "s" + "".join(alphabet[digit] for digit in digits)


def subjects(people: int = 40) -> pa.Table:
    return pa.table(
        {
            "subject_id": [pseudonym(number) for number in range(people)],
            "birth_year": pa.array([1980 + number % 2 for number in range(people)], pa.int32()),
            "province": ["antwerpen" if number % 4 < 2 else None for number in range(people)],
        }
    )


def visits(people: int = 40) -> pa.Table:
    return pa.table(
        {
            "subject_id": [pseudonym(number % people) for number in range(3 * people)],
            "visited_at": pa.array([number % 28 * 86_400_000_000 for number in range(3 * people)], pa.timestamp("us")),
            "diagnosis": [f"f64.{number % 3}" for number in range(3 * people)],
            "value": pa.array([number / 2 for number in range(3 * people)], pa.float64()),
            "note": [f"Controle {number}: alles goed – à bientôt" for number in range(3 * people)],
        }
    )


def stage(folder: Path, name: str, *tables: pa.Table) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, table in enumerate(tables):
        path = folder / f"{name}-{number}.arrow"
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        paths.append(path)
    return tuple(paths)


def table_of(folder: Path, name: str, *tables: pa.Table) -> ReleaseTable:
    schema = tables[0].schema
    variables = tuple(
        Variable(
            column,
            label=f"the {column}",
            source=f"ehr.{name}.{column}",
            category={"diagnosis": "medical_condition", "subject_id": "record_id"}.get(column, "label"),
            treatment="pseudonym" if column == "subject_id" else "keep",
        )
        for column in schema.names
    )
    dropped = Variable(
        "last_name", source=f"ehr.{name}.last_name", category="person_name", fate="dropped", why="direct"
    )
    return ReleaseTable(name, stage(folder, name, *tables), schema, f"The {name}", variables=(*variables, dropped))


def research(folder: Path, people: int = 40) -> ReleaseContent:
    counts = FileCounts("ehr/patients.csv", "ehr", 4 * people + 5, 4 * people, {"no-consent": 3}, {"ragged-row": 2})
    return ReleaseContent(
        policy="research",
        audience="academic",
        purpose="scientific-research",
        domain="study",
        as_of=dt.date(2026, 3, 1),
        tables=(table_of(folder, "subjects", subjects(people)), table_of(folder, "visits", visits(people))),
        accounting=PolicyCounts("research", (counts,), {("ehr.visits", "note", "known-identifier"): 4}),
        protection=Protection("subjects", 5, ("birth_year", "province"), {"medical_condition": 2}),
        anonymity={"k": 10, "chosen": {"birth_date": "year"}, "sizes": {10: 4}},
        notes=("A small release.",),
    )


def figures(**changed: object) -> pa.Table:
    columns: dict[str, object] = {
        "service": ["a", "a", "b", "b", "c"],
        "measure": ["rows", "subjects", "rows", "subjects", "rows"],
        "value": pa.array([1250, 15, None, None, 0], pa.int32()),
        "status": ["shown", "shown", "[c]", "[c]", "zero"],
    }
    return pa.table(columns | changed)


def marketing(folder: Path, table: pa.Table) -> ReleaseContent:
    cube = ReleaseTable(
        "by_service", stage(folder, "by_service", table), table.schema, "Appointments by service",
        sort_keys=("service",), small_cells=SmallCells(threshold=10, rounding=5),
    )  # fmt: skip
    counts = PolicyCounts("marketing", (FileCounts("ehr/a.csv", "ehr", 20, 15, {"small-cell": 5}),))
    return replace(
        research(folder), policy="marketing", audience="marketing", tables=(cube,), accounting=counts, protection=None
    )
