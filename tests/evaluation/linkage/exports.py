"""The exports of all systems, and apart from them the truth: which row is whose, and what is unusual about it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.evaluation.linkage.households import make_people
from tests.evaluation.linkage.systems import ehr, freshdesk, jotform, keap, oncehub, website

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.evaluation.linkage.entries import Entry
    from tests.evaluation.linkage.people import Person
    from tests.evaluation.linkage.systems.files import ExportFile

SYSTEMS = (ehr, freshdesk, jotform, keap, oncehub, website)
_COLUMNS = (
    "file", "row", "person", "household", "changed", "ties", "oddities", "refers", "given", "surname", "called",
    "former", "birth", "number", "email", "phone", "postal_code", "record",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """Where the files of one seed lie.

    Attributes:
        exports: what the systems would write.
        rows: a CSV with a line per row of the exports: what it shows, cell by cell as a reader of the formats would put
            it into columns, and the truth.
    """

    exports: Path
    rows: Path


def write(folder: Path, seed: int, count: int) -> Made:
    """Writes everything anew."""
    people = make_people(seed, count)
    made = Made(folder / "exports", folder / "rows.csv")
    folder.mkdir(parents=True, exist_ok=True)
    with made.rows.open("w", encoding="utf-8", newline="") as sink:
        rows = csv.writer(sink)
        rows.writerow(_COLUMNS)
        for file in _files(seed, people):
            path = made.exports / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
            rows.writerows(_row(file.path, number, entry) for number, entry in enumerate(file.entries, 1))
    return made


def _files(seed: int, people: list[Person]) -> Iterator[ExportFile]:
    for system in SYSTEMS:
        yield from system.make(seed, people)


def _row(path: str, number: int, entry: Entry) -> list[object]:
    person = entry.person
    return [
        path,
        number,
        person.key,
        person.household,
        "|".join(sorted(person.changed)),
        "|".join(sorted(person.ties)),
        "|".join(sorted(entry.oddities)),
        int(entry.refers),
        entry.given,
        entry.surname,
        entry.called,
        entry.former,
        entry.birth or "",
        entry.number,
        entry.email,
        entry.phone,
        entry.address.postal_code if entry.address else "",
        f"{path.partition('/')[0]}:{entry.record}" if entry.record else "",
    ]
