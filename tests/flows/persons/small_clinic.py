"""A few people in the exports of two systems, crawled and linked without Prefect."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.columns import map_table
from detectors.data_map import DataMap
from detectors.decisions import Decisions
from flows.crawl.crawl import crawl
from flows.crawl.staging import row_ranges
from flows.discover import Discovery, observe_rows
from flows.persons.gathering import Gathered, gather
from flows.persons.remembered import Remembered, remembered
from flows.workspace import create_workspace
from transforms.keys import load_keyring
from transforms.subjects.linkage import Linkage
from transforms.subjects.vault import Vault, open_vault

if TYPE_CHECKING:
    from pathlib import Path

    from flows.workspace import Workspace
    from transforms.keys import Keyring
    from transforms.subjects.links import Links

AS_OF = dt.date(2026, 1, 31)
PATIENTS = """\
patient_id;first_name;last_name;birth_date;email;phone;national_number;emergency_contact_name
P10001;Lou;Van den Broeck;30/07/1985;family@mail.example;0475/12.34.56;85.07.30-033.28;Greta Quackelbeen
P10002;Mia;Van den Broeck;12/02/2010;family@mail.example;;;
P10003;Sam;Peeters;15/01/1990;sam@mail.example;0486/55.44.33;90.01.15-001.35;
"""
NOTES = """\
note_id;patient_id;written_at;note
N90001;P10001;01/02/2024;"=HYPERLINK(""http://evil.example"") Partner Sam Peeters was there; <b>fine</b>."
N90002;P10003;02/02/2024;Came along with Lou Van den Broeck.
N90003;P10003;03/02/2024;Nothing to report.
"""
NEWSLETTER = """\
email;signed_up_at
family@mail.example;05/03/2023
sam@mail.example;06/03/2023
"""
LOU = 1


@dataclass(frozen=True)
class SmallClinic:
    """Lou and Mia share an address; Sam stands in a note of Lou's, and Lou in one of Sam's."""

    workspace: Workspace
    keyring: Keyring
    discovery: Discovery
    links: Links

    def vault(self) -> Vault:
        return open_vault(self.workspace.vault, self.keyring)

    def remembered(self, subject: int = LOU) -> Remembered:
        with closing(self.vault()) as vault, vault.transaction() as connection:
            return remembered(vault, connection, subject)

    def gathered(self, subject: int = LOU) -> Gathered:
        folder = self.workspace.private / "work" / f"person-{subject}"
        return gather(self.discovery, self.links, self.remembered(subject), {}, folder)


def made(root: Path) -> SmallClinic:
    workspace = create_workspace(root, "Clinic")
    for name, text in {
        "ehr/patients.csv": PATIENTS,
        "ehr/notes.csv": NOTES,
        "website/newsletter.csv": NEWSLETTER,
    }.items():
        path = workspace.exports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    work = workspace.private / "work"
    work.mkdir(mode=0o700)
    discovery = discovered(workspace.exports, work)
    keyring = load_keyring(workspace.keyring)
    with closing(open_vault(workspace.vault, keyring)) as vault:
        return SmallClinic(workspace, keyring, discovery, linked(vault, keyring, discovery, work))


def discovered(exports: Path, work: Path) -> Discovery:
    """What the exports below a folder hold, without Prefect."""
    crawled = crawl(exports, work / "tables")
    tables = []
    for table in crawled.tables:
        seen = [observe_rows.fn(part, rows) for part in table.parts for rows in row_ranges(part)]
        whole = sum(seen[1:], seen[0])
        tables.append(map_table(table, whole.columns, Decisions(), whole.agreements))
    return Discovery(crawled, DataMap(tuple(tables)))


def linked(vault: Vault, keyring: Keyring, discovery: Discovery, work: Path, as_of: dt.date = AS_OF) -> Links:
    from flows.crawl.staging import read_part

    linkage = Linkage(vault, keyring, discovery.data_map, work, as_of)
    parts = {table.name: table.parts for table in discovery.crawl.tables}
    for name in linkage.order():
        for batch in (batch for part in parts[name] for batch in read_part(part)):
            linkage.add(batch)
    return linkage.resolve()
