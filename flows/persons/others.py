"""Other people in a person's records, and the person in other people's: what the officer looks at before a copy leaves.

A copy must not adversely affect the rights of others (GDPR art. 15(4)); what is about others is shown to the officer,
who decides, and never cut without a word. The people who treated the patient are not others in this sense.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.crawl.staging import read_part
from flows.persons.records import with_subjects
from transforms.subjects.columns import CLEAR, identity_columns

if TYPE_CHECKING:
    from detectors.data_map import DataMap
    from detectors.tables import Batch, CrawledTable
    from flows.persons.own import Identities
    from transforms.subjects.links import Links

SHARED, RELATIVE, OTHER = "shared", "relative", "other-person"
"""Why a cell of the person's is about someone else too: a mail address or number that others have as well; a column for
relatives and contact persons; a name or identifier of someone else whom the clinic knows."""

IDENTIFIER, NAME = "identifier", "name"
"""By what a row that is not in the person's folder mentions them; a name may be that of a namesake."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, order=True)
class Place:
    """A cell.

    Attributes:
        file: printable label.
        row: in the table and file, from 1.
        why: one of the codes above.
    """

    table: str
    file: str
    row: int
    column: str
    why: str


def about_others(tables: Sequence[CrawledTable], data_map: DataMap, known: Identities) -> Iterator[Place]:
    """The cells of a person's own rows that are about someone else too."""
    of_others = _columns_of_others(data_map)
    for table in tables:
        for part in table.parts:
            for batch in read_part(part):
                yield from _in_batch(batch, of_others.get(table.name, ()), known)


def elsewhere(
    tables: Sequence[CrawledTable], links: Links, mine: npt.NDArray[np.int64], known: Identities
) -> Iterator[Place]:
    """The cells of other people's rows, and of nobody's, that name the person; one a row, the first."""
    for part in (part for table in tables for part in table.parts):
        for batch, subjects in with_subjects(part, links):
            found = np.zeros(batch.cells.num_rows, dtype=bool)
            searched = ~np.isin(subjects, mine)
            for why, index in ((IDENTIFIER, known.own), (NAME, known.own_names)):
                for column in batch.cells.schema.names:
                    hits = index.contains(batch.cells.column(column)) & searched & ~found
                    found |= hits
                    yield from _places(batch, column, hits, why)


def nobodys(batch: Batch, subjects: npt.NDArray[np.int32], known: Identities) -> Mask:
    """The rows in nobody's name that hold an identifier of the person's, such as a sign-up with a family's address."""
    found: Mask = np.append(known.nameless, True)[subjects]  # NOBODY is the last one
    rows = np.flatnonzero(found)
    cells = batch.cells.take(pa.array(rows))
    hits = np.zeros(len(rows), dtype=bool)
    for column in cells.columns:
        hits |= known.own.contains(column)
    found[rows[~hits]] = False
    return found


def _in_batch(batch: Batch, of_others: Sequence[str], known: Identities) -> Iterator[Place]:
    for column in batch.cells.schema.names:
        cells = batch.cells.column(column)
        shared = known.shared.contains(cells)
        relative = _filled(cells) if column in of_others else np.zeros(len(cells), dtype=bool)
        foreign = known.foreign.contains(cells)
        yield from _places(batch, column, shared, SHARED)
        yield from _places(batch, column, relative & ~shared, RELATIVE)
        yield from _places(batch, column, foreign & ~shared & ~relative, OTHER)


def _columns_of_others(data_map: DataMap) -> dict[str, tuple[str, ...]]:
    """Per table the columns with identifiers that are not the row's subject's: relatives', contact persons'."""
    found = {}
    for name, columns in identity_columns(data_map).items():
        own = {column.name for group in columns.evidence.values() for column in group}
        judged = {*columns.evidence, "family_member_name"}
        clear = columns.table.of_category(*(category for category in CLEAR if category in judged))
        found[name] = tuple(column.name for column in clear if column.name not in own)
    return found


def _filled(cells: pa.Array) -> Mask:
    filled = pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(cells.cast(pa.string()))), 0)
    mask: Mask = filled.fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003
    return mask


def _places(batch: Batch, column: str, hits: Mask, why: str) -> Iterator[Place]:
    for row in batch.rows.filter(pa.array(hits)).to_pylist():
        yield Place(batch.table, batch.file, row, column, why)
