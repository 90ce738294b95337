"""A workspace whose vault knows a few people, for tests of what is done at the desk; made without crawling."""

import datetime as dt
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from typer.testing import CliRunner, Result

from detectors.data_map import DataMap, MappedColumn, MappedTable
from detectors.findings import Finding
from detectors.tables import Batch
from flows.cli import app
from flows.workspace import Workspace, create_workspace
from transforms.keys import load_keyring
from transforms.subjects.linkage import Linkage
from transforms.subjects.links import Links
from transforms.subjects.vault import Vault, open_vault
from transforms.subjects.vault.register import ReleaseEntry, register

KINDS = {
    "patient_id": ("record_id", "patient"),
    "contact_id": ("record_id", "contact"),
    "first_name": ("person_name", "given"),
    "last_name": ("person_name", "family"),
    "birth_date": ("birth_date", "dmy"),
    "national_number": ("national_number", ""),
    "email": ("email", ""),
    "phone": ("phone", ""),
    "postal_code": ("postal_code", ""),
    "language": ("language", ""),
    "insurance_number": ("insurance_number", ""),
}
LOU = {
    "patient_id": "P1", "first_name": "Lou", "last_name": "Van den Broeck", "birth_date": "30/07/1985",
    "national_number": "85.07.30-033.28", "email": "lou@mail.example", "phone": "0475/12.34.56", "postal_code": "2018",
    "insurance_number": "214/9129517-53", "language": "nl",
}  # fmt: skip
SAM = {
    "patient_id": "P2", "first_name": "Sam", "last_name": "Peeters", "birth_date": "15/01/1990",
    "email": "sam@mail.example", "phone": "0475/12.34.56", "language": "fr", "postal_code": "1000",
}  # fmt: skip
OTHER_SAM = {
    "patient_id": "P3",
    "first_name": "Sam",
    "last_name": "Peeters",
    "birth_date": "15/01/1990",
    "postal_code": "9000",
}
FIRST, SECOND = dt.date(2026, 1, 31), dt.date(2026, 10, 31)


@dataclass(frozen=True)
class Desk:
    """A workspace, and the commands over it."""

    workspace: Workspace

    def ask(self, *command: str, typed: Iterable[str] = ()) -> Result:
        """Run a command as a user who types these lines."""
        arguments = ["subject", *command, "--workspace", str(self.workspace.root)]
        text = "".join(f"{line}\n" for line in typed)
        return CliRunner().invoke(app, arguments, input=text, standalone_mode=False)

    def vault(self) -> Vault:
        return open_vault(self.workspace.vault, load_keyring(self.workspace.keyring))

    def link(self, as_of: dt.date, **tables: list[dict]) -> Links:
        """A run over ``system=rows``, one table a system."""
        keyring = load_keyring(self.workspace.keyring)
        mapped = {name: mapped_table(name, rows) for name, rows in tables.items()}
        work = self.workspace.private / "work"
        work.mkdir(mode=0o700, exist_ok=True)
        with closing(self.vault()) as vault:
            linkage = Linkage(vault, keyring, DataMap(tuple(mapped.values())), work, as_of)
            for name in linkage.order():
                linkage.add(batch_of(name, tables[name.split(".", maxsplit=1)[0]]))
            return linkage.resolve()

    def publish(self, *subjects: int, release: str = "research", version: str = "2026-01-31-a1") -> None:
        """Note in the register that a version was published."""
        entry = ReleaseEntry(release, version, "study", 1, "2026-01-31", 10, len(subjects), "0" * 64)
        with closing(self.vault()) as vault, vault.transaction() as connection:
            register(vault, connection, entry, np.array(subjects, dtype=np.int64))


def made(root: Path) -> Desk:
    """Lou, Sam and a homonym of Sam's in the health record; Lou and Sam in a mailing list too."""
    desk = Desk(create_workspace(root, "Clinic"))
    keap = [
        {"contact_id": "70", "first_name": "Lou", "last_name": "Vandenbroeck", "email": "lou@mail.example"},
        {"contact_id": "71", "first_name": "Sam", "last_name": "Peeters", "email": "sam@mail.example"},
    ]
    desk.link(FIRST, ehr=[LOU, SAM, OTHER_SAM], keap=keap)
    return desk


def mapped_table(system: str, rows: list[dict]) -> MappedTable:
    names = dict.fromkeys(name for row in rows for name in row)
    columns = tuple(MappedColumn(name, Finding(*KINDS[name], 1.0, ())) for name in names)
    identifies = next(name for name in names if name.endswith("_id"))
    return MappedTable(system, f"{system}.people", "", ("export.csv",), len(rows), columns, identifies)


def batch_of(table: str, rows: list[dict]) -> Batch:
    names = dict.fromkeys(name for row in rows for name in row)
    cells = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    numbers = pa.array(range(1, len(rows) + 1), pa.int64())
    return Batch(table, "export.csv", numbers, None, pa.RecordBatch.from_pydict(cells))
