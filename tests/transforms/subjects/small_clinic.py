"""A small clinic for tests of linkage: tables as rows of dictionaries, and a folder that they are linked with."""

import datetime as dt
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from detectors.data_map import DataMap, MappedColumn, MappedTable
from detectors.findings import Finding
from detectors.tables import Batch
from transforms.keys import create_keyring
from transforms.subjects.linkage import Linkage
from transforms.subjects.vault import open_vault

AS_OF = dt.date(2026, 1, 31)
KINDS = {
    "patient_id": ("record_id", "patient"),
    "contact_id": ("record_id", "contact"),
    "requester_id": ("record_id", "requester"),
    "ticket_id": ("record_id", "ticket"),
    "first_name": ("person_name", "given"),
    "last_name": ("person_name", "family"),
    "name": ("person_name", "full"),
    "birth_name": ("former_name", "given"),
    "birth_date": ("birth_date", "dmy"),
    "national_number": ("national_number", ""),
    "email": ("email", ""),
    "phone": ("phone", ""),
    "emergency_contact_phone": ("phone", ""),
    "emergency_contact_name": ("family_member_name", "full"),
    "insurance_number": ("insurance_number", ""),
    "foreign_id": ("foreign_id", ""),
    "postal_code": ("postal_code", ""),
    "street": ("street_address", ""),
    "house_number": ("street_address", ""),
    "language": ("language", ""),
    "research_consent": ("consent", "research"),
    "research_consent_date": ("event_date", "dmy"),
    "objection": ("consent", "objection"),
    "note": ("clinical_note", ""),
    "tag": ("label", ""),
}


@dataclass
class Table:
    """A table of a made-up export: rows as dictionaries."""

    name: str
    rows: list[dict]
    identifies: str = ""
    parent: str = ""
    parents: list[int] | None = None
    files: tuple[str, ...] = field(default=("export.csv",))

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys(column for row in self.rows for column in row))

    def mapped(self) -> MappedTable:
        columns = tuple(MappedColumn(name, Finding(*KINDS[name], 1.0, ())) for name in self.columns)
        system = self.name.split(".")[0]
        return MappedTable(system, self.name, self.parent, self.files, len(self.rows), columns, self.identifies)

    def batch(self) -> Batch:
        cells = {name: pa.array([row.get(name) for row in self.rows], pa.string()) for name in self.columns}
        rows = pa.array(range(1, len(self.rows) + 1), pa.int64())
        parents = pa.array(self.parents, pa.int64()) if self.parents is not None else None
        return Batch(self.name, self.files[0], rows, parents, pa.RecordBatch.from_pydict(cells))


class Clinic:
    """A private folder and the exports that are linked with it; the vault is a file in it unless it has a URL."""

    def __init__(self, private: Path, vault: str | Path | None = None) -> None:
        self.private = private
        self.vault = vault or private / "vault.sqlite"
        private.mkdir()
        self.keyring = create_keyring(private / "keyring.json")

    @contextmanager
    def opened(self):
        """The vault, inside a transaction."""
        with closing(open_vault(self.vault, self.keyring)) as vault, vault.transaction() as connection:
            yield vault, connection

    def link(self, *tables: Table, as_of: dt.date = AS_OF):
        vault = open_vault(self.vault, self.keyring)
        data_map = DataMap(tuple({table.name: table.mapped() for table in tables}.values()))
        linkage = Linkage(vault, self.keyring, data_map, self.private, as_of)
        for name in linkage.order():
            for table in tables:
                if table.name == name:
                    linkage.add(table.batch())
        links = linkage.resolve()
        vault.close()
        return links


def patients(*rows: dict) -> Table:
    return Table("ehr.patients", list(rows), "patient_id")


def contacts(*rows: dict) -> Table:
    return Table("keap.contacts", list(rows), "contact_id")


def tickets(*rows: dict) -> Table:
    return Table("freshdesk.tickets", list(rows), "ticket_id")


def subjects(links, *tables: Table) -> list[int]:
    return [int(one) for table in tables for one in links.subjects_of(table.name, table.files[0])]


LOU = {
    "patient_id": "P1",
    "first_name": "Lou",
    "last_name": "Van den Broeck",
    "birth_date": "30/07/1985",
    "national_number": "85.07.30-033.28",
    "email": "lou@mail.example",
    "phone": "0475/12.34.56",
    "postal_code": "2018",
}
SAM = {
    "patient_id": "P2",
    "first_name": "Sam",
    "last_name": "Peeters",
    "birth_date": "15/01/1990",
    "email": "sam@mail.example",
}
