"""The rows of one person in every table, set aside so that whatever is written of them reads these rows only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from detectors.tables import Batch, Part
from flows.crawl.staging import PARENT, ROW, read_part

if TYPE_CHECKING:
    from pathlib import Path

    from detectors.tables import CrawledTable
    from transforms.subjects.links import Links

Choice = Callable[[Batch, npt.NDArray[np.int32]], npt.NDArray[np.bool_]]
"""A batch and the subject index of each of its rows → the rows that are chosen."""


def indices_of(links: Links, subjects: Iterable[int]) -> npt.NDArray[np.int64]:
    """The subject indices that some numbers of the vault have in a run; those that the run did not meet have none."""
    return np.flatnonzero(np.isin(links.ids, np.array(sorted(subjects), dtype=np.int64)))


def set_aside(tables: Sequence[CrawledTable], links: Links, choose: Choice, folder: Path) -> tuple[CrawledTable, ...]:
    """The same tables with the chosen rows only, staged anew; tables without any are left out.

    Args:
        tables: of the crawl.
        links: who is who in it.
        choose: tells which rows.
        folder: a private folder that does not exist yet.
    """
    folder.mkdir(mode=0o700)
    chosen = []
    for number, table in enumerate(tables):
        parts = [
            _copied(part, links, choose, folder / f"{number}-{place}.arrows") for place, part in enumerate(table.parts)
        ]
        held = tuple(part for part in parts if part.rows)
        if held:
            chosen.append(replace(table, parts=held))
    return tuple(chosen)


def with_subjects(part: Part, links: Links) -> Iterator[tuple[Batch, npt.NDArray[np.int32]]]:
    """The batches of a part, each with the subject index of its rows."""
    subjects, start = links.subjects_of(part.table, part.file, part.rows), 0
    for batch in read_part(part):
        rows = batch.cells.num_rows
        yield batch, subjects[start : start + rows]
        start += rows


def _copied(part: Part, links: Links, choose: Choice, path: Path) -> Part:
    """A part's chosen rows in a file of their own: a stream a batch, since batches may differ in their columns."""
    rows = 0
    with pa.OSFile(str(path), "wb") as sink:
        for batch, subjects in with_subjects(part, links):
            mask = choose(batch, subjects)
            if mask.any():
                kept = _staged(batch).filter(pa.array(mask))
                with pa.ipc.new_stream(sink, kept.schema) as writer:
                    writer.write_batch(kept)
                rows += kept.num_rows
    return replace(part, path=path, rows=rows)


def _staged(batch: Batch) -> pa.RecordBatch:
    keys = {ROW: batch.rows} if batch.parents is None else {ROW: batch.rows, PARENT: batch.parents}
    names, columns = [*keys, *batch.cells.schema.names], [*keys.values(), *batch.cells.columns]
    return pa.RecordBatch.from_arrays(columns, names=names)
