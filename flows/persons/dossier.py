"""Everything that a person's folder tells: their records, what was done with them, and what could not be searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.crawl.staging import read_part

if TYPE_CHECKING:
    from detectors.data_map import MappedTable
    from detectors.tables import Batch, CrawledTable, FileReport
    from flows.persons.remembered import Remembered
    from flows.persons.wording import Wording
    from transforms.retention.period import Period
    from transforms.subjects.vault.register import ReleaseEntry

SEVERAL, NOT_LINKED = "several", "not_linked"
"""Marks of a record: it is about someone else as well; it is in nobody's name and holds an identifier of the person."""

Marks = Mapping[tuple[str, str, int], tuple[str, ...]]
"""Table, file and row → marks."""


@dataclass(frozen=True)
class Record:
    """A row as its source has it.

    Attributes:
        row: in the table and file, from 1.
        parent: row of the record in which this one stands as a list's element; None where it stands alone.
        fields: cells as text; None where the source gave none.
        marks: see above.
    """

    file: str
    row: int
    parent: int | None
    fields: Mapping[str, str | None]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """How long a table is kept: the class of its records, and so long after what starts its clock."""

    name: str
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class HeldTable:
    """A table, with nothing in it but the person's rows; they are read anew each time they are asked for."""

    crawled: CrawledTable
    mapped: MappedTable
    term: Term | None = None
    _marks: Marks = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many there are."""
        return self.crawled.rows

    @property
    def short_name(self) -> str:
        """Without the system."""
        return self.crawled.name.removeprefix(f"{self.crawled.system}.")

    @property
    def files(self) -> tuple[str, ...]:
        """The exports that they stand in."""
        return tuple(part.file for part in self.crawled.parts)

    def category(self, column: str) -> str:
        """What a column was found to be."""
        found = self.mapped.column(column)
        return found.finding.category if found else "unknown"

    def categories(self, words: Wording) -> list[str]:
        """What stands in the table, in words, each once."""
        named = (self.category(column) for column in self.crawled.columns)
        return list(dict.fromkeys(words.category(name) for name in named if name not in ("empty", "unknown")))

    def records(self) -> Iterator[Record]:
        """The person's records, by file and row."""
        for part in self.crawled.parts:
            for batch in read_part(part):
                yield from self._of_batch(batch)

    def _of_batch(self, batch: Batch) -> Iterator[Record]:
        rows = batch.rows.to_pylist()
        parents = [None] * len(rows) if batch.parents is None else batch.parents.to_pylist()
        for row, parent, fields in zip(rows, parents, batch.cells.to_pylist(), strict=True):
            yield Record(batch.file, row, parent, fields, self._marks.get((batch.table, batch.file, row), ()))


@dataclass(frozen=True)
class Use:
    """A version of a release that holds the person.

    Attributes:
        purpose: of the release, as its policy states it; ``""`` where no policy has its name any more.
    """

    entry: ReleaseEntry
    purpose: str

    @property
    def counted_only(self) -> bool:
        """Whether nothing of the person is in it but their share in figures: nothing there is pseudonymised."""
        return self.entry.epoch == 0


@dataclass(frozen=True)
class Dossier:
    """All of it.

    Attributes:
        request: number of the person's request.
        made: the day on which it was gathered.
        as_of: reference date of the run.
        not_searched: exports that could not be read, in part or at all.
    """

    clinic: str
    request: int
    made: dt.date
    as_of: dt.date
    words: Wording
    tables: tuple[HeldTable, ...]
    remembered: Remembered
    uses: tuple[Use, ...]
    not_searched: tuple[FileReport, ...]

    @property
    def systems(self) -> Mapping[str, tuple[HeldTable, ...]]:
        """The tables by system, both in alphabetical order."""
        names = sorted({table.crawled.system for table in self.tables})
        return {name: tuple(table for table in self.tables if table.crawled.system == name) for name in names}
