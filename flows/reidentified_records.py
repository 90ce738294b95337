"""The records of people who were behind pseudonyms: system, table, file, row and the number that they have there."""

# No postponed annotations here: Prefect reads the flow's parameter types from the sealed function.
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from prefect import flow

from detectors.data_map import MappedTable
from detectors.tables import Batch, CrawledTable
from flows.boundary import sealed
from flows.cores import every_core
from flows.discover import configured, find
from flows.key_sources import load_keys
from flows.link import link_subjects
from flows.persons.records import indices_of, with_subjects
from flows.workspace import Workspace, held
from transforms.keys import DomainKey, Keyring
from transforms.plan import scope_of
from transforms.private_files import write_private
from transforms.pseudonyms import record_pseudonyms
from transforms.subjects.links import Links
from transforms.subjects.vault import open_vault
from transforms.subjects.vault.standings import everyone
from transforms.treatments.column import filled


@dataclass(frozen=True)
class Wanted:
    """A pseudonym whose subject is known.

    Attributes:
        domain: of the release that it stands in.
        epoch: of the domain's key.
    """

    pseudonym: str
    subject: int
    domain: str
    epoch: int


@dataclass(frozen=True)
class Record:
    """A row of an export.

    Attributes:
        row: data row of the file, from 1.
        native_id: the number that the system gave it; empty where it gives none.
        pseudonyms: column → the pseudonym that was asked about and stands for its value in the release.
    """

    system: str
    table: str
    file: str
    row: int
    native_id: str
    pseudonyms: Mapping[str, str] = field(default_factory=dict)


@flow(name="reidentify", task_runner=every_core(), persist_result=False)
@sealed
def reidentify_records(workspace: str, file: str, exports: str | None = None, as_of: dt.date | None = None) -> int:
    """Puts the records of people in the place of their pseudonyms, in a private file; gives how many exports failed.

    Args:
        workspace: folder of the workspace.
        file: name of a file in the private folder that holds the pseudonyms and is replaced by the records, so that
            Prefect learns neither.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date; else the configured one, else today.
    """
    opened, day, _ = configured(workspace, exports, as_of)
    path, keyring = opened.private / file, load_keys(opened)
    wanted = [Wanted(**one) for one in json.loads(path.read_text(encoding="utf-8"))]
    with held(opened) as work:
        discovery = find(opened, work)
        links, _ = link_subjects(opened, keyring, discovery, work, day)
        mapped = {table.table: table for table in discovery.data_map.tables}
        people = _people(opened, keyring, wanted)
        found: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        for table in discovery.crawl.tables:
            for person in people:
                records = _records(table, mapped.get(table.name), links, person)
                found[str(person.asked)].extend(asdict(record) for record in records)
    write_private(path, json.dumps(found))
    return sum(bool(one.reason or one.quarantined) for one in discovery.crawl.files)


@dataclass(frozen=True)
class _Person:
    """A subject that was asked for.

    Attributes:
        asked: the number that it was found under.
        today: the number of what it turned out to be.
        secrets: uint8 (n, 16), of all that it ever was.
        keys: per asked pseudonym of a record the key of its release's domain.
    """

    asked: int
    today: int
    secrets: npt.NDArray[np.uint8]
    keys: Mapping[str, DomainKey]


def _people(workspace: Workspace, keyring: Keyring, wanted: Sequence[Wanted]) -> list[_Person]:
    people = []
    with closing(open_vault(workspace.vault, keyring)) as vault, vault.transaction() as connection:
        secrets = vault.load_subjects(connection).secrets
        for subject in sorted({one.subject for one in wanted}):
            today = vault.current_id(connection, subject)
            own = np.array(everyone(connection, today)) - 1
            keys = {
                one.pseudonym: keyring.domain(one.domain, one.epoch)
                for one in wanted
                if one.subject == subject and one.pseudonym.startswith("r")
            }
            people.append(_Person(subject, today, secrets[own], keys))
    return people


def _records(table: CrawledTable, mapped: MappedTable | None, links: Links, person: _Person) -> Iterator[Record]:
    mine = indices_of(links, [person.today])
    for part in table.parts:
        for batch, subjects in with_subjects(part, links):
            rows = np.flatnonzero(np.isin(subjects, mine))
            for row in rows.tolist():
                native = _cell(batch, table.identifies, row)
                number = batch.rows[row].as_py()
                known_by = _asked_of(batch, row, mapped, person)
                yield Record(table.system, table.name, part.file, number, native, known_by)


def _cell(batch: Batch, column: str, row: int) -> str:
    return str(batch.cells.column(column)[row].as_py() or "") if column in batch.cells.schema.names else ""


def _asked_of(batch: Batch, row: int, mapped: MappedTable | None, person: _Person) -> dict[str, str]:
    """Columns of a row whose pseudonym was asked about: made anew as the release made them."""
    found: dict[str, str] = {}
    if mapped is None or not person.keys:
        return found
    for column in mapped.columns:
        if column.name in batch.cells.schema.names:
            cell = filled(batch.cells.column(column.name).slice(row, 1).cast(pa.string()))
            value = pa.array(cell.to_pylist() * len(person.secrets), pa.string())
            for pseudonym, key in person.keys.items():
                made = record_pseudonyms(key, value, scope_of(mapped, column), person.secrets)
                if cell.null_count == 0 and pc.any(pc.equal(made, pseudonym)).as_py():
                    found[column.name] = pseudonym
    return found
