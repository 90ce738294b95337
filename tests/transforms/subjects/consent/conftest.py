"""Exports in which people say something, and what the vault makes of them."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pytest

from detectors.data_map import DataMap, MappedColumn, MappedTable
from detectors.findings import Finding
from detectors.tables import Batch
from transforms.keys import create_keyring
from transforms.retention.settings import RetentionSettings
from transforms.subjects.linkage import Linkage
from transforms.subjects.links import Links
from transforms.subjects.vault import Vault, open_vault

AS_OF = dt.date(2026, 1, 31)


@dataclass(frozen=True)
class Export:
    """Rows of one table in one file; ``columns`` are category or category/role."""

    table: str
    columns: dict[str, str]
    rows: list[tuple]
    file: str = "export.csv"
    identifies: str = ""
    stated_at: str = ""
    parent: str = ""
    parents: list[int] | None = None

    def mapped(self) -> MappedTable:
        """As the data map has it."""
        columns = tuple(
            MappedColumn(name, Finding(*[*kind.split("/"), ""][:2], 1.0, ())) for name, kind in self.columns.items()
        )
        system = self.table.split(".", maxsplit=1)[0]
        about = (self.identifies, self.stated_at)
        return MappedTable(system, self.table, self.parent, (self.file,), len(self.rows), columns, *about)

    def batch(self) -> Batch:
        """As the crawl stages it."""
        cells = {
            name: pa.array([row[place] for row in self.rows], pa.string()) for place, name in enumerate(self.columns)
        }
        rows = pa.array(range(1, len(self.rows) + 1), pa.int64())
        parents = pa.array(self.parents, pa.int64()) if self.parents is not None else None
        return Batch(self.table, self.file, rows, parents, pa.RecordBatch.from_pydict(cells))


@dataclass
class Clinic:
    """A private folder and the exports that are linked with it, run after run; ``retention`` as in veilig.yaml."""

    private: Path
    as_of: dt.date = AS_OF
    retention: RetentionSettings = field(default_factory=RetentionSettings)

    def __post_init__(self) -> None:
        self.private.mkdir()
        self.keyring = create_keyring(self.private / "keyring.json")

    def vault(self) -> Vault:
        """Open; close it again."""
        return open_vault(self.private / "vault.sqlite", self.keyring)

    def link(self, *exports: Export, as_of: dt.date | None = None) -> Links:
        """One run."""
        vault = self.vault()
        mapped = {export.table: export.mapped() for export in exports}
        data_map, entries = DataMap(tuple(mapped.values())), self.retention.resolved()["do_not_contact"]
        linkage = Linkage(vault, self.keyring, data_map, self.private, as_of or self.as_of, entries)
        for name in linkage.order():
            for export in exports:
                if export.table == name:
                    linkage.add(export.batch())
        links = linkage.resolve()
        vault.close()
        return links

    def says(self, purpose: str, *exports: Export, as_of: dt.date | None = None) -> list[bool]:
        """Who says yes to a purpose, by row of the first export."""
        links = self.link(*exports, as_of=as_of)
        subjects = links.subjects_of(exports[0].table, exports[0].file)
        given = links.people.consents.get(purpose)
        return [bool(given is not None and given[one]) for one in subjects]


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path / "private")


PATIENTS = {
    "patient_id": "record_id/patient",
    "first_name": "person_name/given",
    "last_name": "person_name/family",
    "birth_date": "birth_date/dmy",
    "email": "email",
}
LOU = ("P1", "Lou", "Maes", "30/07/1985", "lou@mail.example")
SAM = ("P2", "Sam", "Peeters", "15/01/1990", "sam@mail.example")
KIM = ("P3", "Kim", "Maes", "05/06/2012", "lou@mail.example")


def patients(*rows: tuple, stated_at: str = "", file: str = "patients.csv", **columns: str) -> Export:
    """The health record: the person, then what they say in further columns."""
    return Export("ehr.patients", PATIENTS | columns, list(rows), file, "patient_id", stated_at)
