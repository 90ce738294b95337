"""What is true, for tests that measure linkage; never part of the exports."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sample_data.exports import Export
    from sample_data.people import Person


def people_jsonl(people: Sequence[Person], exports: Sequence[Export]) -> bytes:
    """One JSON object a line and person, with the data rows (from 1) that are about the person."""
    records = _records(exports)
    lines = [
        json.dumps(_person(person, records[person.key]), ensure_ascii=False, separators=(",", ":")) for person in people
    ]
    return ("\n".join(lines) + "\n").encode()


def files_json(exports: Iterable[Export]) -> bytes:
    """Per file: how many rows each table has, and what is wrong with the damaged ones."""
    files = [
        {
            "file": export.path,
            "rows": {table: len(owners) for table, owners in export.owners.items()},
            "oddity": export.oddity,
        }
        for export in sorted(exports, key=lambda export: export.path)
    ]
    return (json.dumps(files, indent=1, ensure_ascii=False) + "\n").encode()


def _records(exports: Sequence[Export]) -> dict[int, list[dict[str, object]]]:
    records: dict[int, list[dict[str, object]]] = defaultdict(list)
    for export in exports:
        for table, owners in export.owners.items():
            rows: dict[int, list[int]] = defaultdict(list)
            for row, owner in enumerate(owners, 1):
                rows[owner].append(row)
            for owner, owned in rows.items():
                records[owner].append({"file": export.path, "table": table, "rows": owned})
    return records


def _person(person: Person, records: list[dict[str, object]]) -> dict[str, object]:
    return {
        "person": person.key,
        "kind": person.kind,
        "patient_id": person.patient_id,
        "name": person.name,
        "former_name": person.former_name,
        "birth_date": str(person.birth),
        "national_numbers": list(person.numbers),
        "foreign_number": person.foreign_number,
        "emails": [mail for mail in (person.former_email, person.email) if mail],
        "phones": [phone for phone in (person.former_phone, person.phone) if phone],
        "name_changed": bool(person.renamed_on),
        "number_changed": bool(person.renumbered_on),
        "minor": person.minor,
        "parental_consent": person.parental_consent,
        "research_consent": person.agrees_to_research,
        "research_statements": [
            {"on": str(said.day), "agreed": said.agreed, "where": said.system} for said in person.statements
        ],
        "objected": person.objected_on is not None,
        "household": person.household,
        "relative_of": person.relative_of or None,
        "oddities": list(person.oddities),
        "records": records,
    }
