"""Links: for the key holder, which record is which subject."""

# No postponed annotations here: Prefect reads the flow's parameter types from the sealed function.
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from prefect import flow

from detectors.tables import CrawledTable, Part
from flows.account import Account
from flows.auditing import note
from flows.boundary import sealed
from flows.cores import every_core
from flows.crawl.staging import read_part
from flows.discover import configured, find
from flows.key_sources import load_keys
from flows.link import link_subjects
from flows.workspace import held
from transforms.people import NOBODY
from transforms.subjects.links import Links

SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("table", pa.string()),
        ("row", pa.int64()),
        ("native_id", pa.string()),
        ("subject", pa.int64()),
    ]
)
"""``row`` counts the file's data rows from 1; ``subject`` is the vault's number, null where nobody is known."""


@flow(name="links", task_runner=every_core(), persist_result=False)
@sealed
def links(workspace: str, out: str, exports: str | None = None, as_of: dt.date | None = None) -> Account:
    """Writes which record is which subject.

    Args:
        workspace: folder of the workspace.
        out: Parquet file to write, readable by its owner only; it identifies people.
        exports: folder of the exports, instead of the configured one.
        as_of: reference date; else the configured one, else today.
    """
    opened, day, _ = configured(workspace, exports, as_of)
    keyring = load_keys(opened)
    with held(opened) as work:
        discovery = find(opened, work)
        found, _ = link_subjects(opened, keyring, discovery, work, day)
        note(opened, keyring, "subject.links", subjects=len(found.ids))
        write_links(Path(out), discovery.crawl.tables, found)
    return Account(
        opened.config.clinic,
        day,
        discovery.crawl.files,
        discovery.data_map,
        opened.reports,
        subjects=len(found.ids),
        suggestions=len(found.suggestions),
        suggestions_left_out=found.left_out,
    )


def write_links(path: Path, tables: tuple[CrawledTable, ...], found: Links) -> None:
    """Writes one row per record of every table, in the order of the files."""
    with path.open("wb") as sink:
        path.chmod(0o600)
        with pq.ParquetWriter(sink, SCHEMA, compression="zstd") as writer:
            for table in tables:
                for part in table.parts:
                    for batch in linked(table, part, found):
                        writer.write_batch(batch)


def linked(table: CrawledTable, part: Part, found: Links) -> Iterator[pa.RecordBatch]:
    """The records of one part with their subjects."""
    subjects, row = found.subjects_of(part.table, part.file, part.rows), 0
    for batch in read_part(part):
        rows = batch.cells.num_rows
        mine = subjects[row : row + rows]
        row += rows
        known = mine != NOBODY
        ids = found.ids[mine.clip(min=0)] if len(found.ids) else mine.astype("int64")
        native = (
            batch.cells.column(table.identifies)
            if table.identifies in batch.cells.schema.names
            else pa.nulls(rows, pa.string())
        )
        columns = [
            pa.array([part.file] * rows, pa.string()),
            pa.array([part.table] * rows, pa.string()),
            batch.rows,
            native,
            pa.array(ids, pa.int64(), mask=~known),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
