"""What comes out of one export file while it is read: tables, rows set aside, remarks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detectors.tables import CrawledTable, Declared, Part
from flows.crawl.staging import StagedTable

if TYPE_CHECKING:
    from pathlib import Path

    from detectors.errors import UnreadableInput
    from flows.crawl.files import ExportFile
    from flows.crawl.labels import Predicate
    from flows.crawl.profile import Known


@dataclass
class _Open:
    staged: StagedTable
    known: Known | None
    parent: str


@dataclass
class Reading:
    """Collects the tables of one file; readers call it, ``crawl.read_file`` closes it.

    Attributes:
        personal: tells names that must not become those of a table or column.
    """

    file: ExportFile
    work: Path
    personal: Predicate
    quarantined: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    reason: str = ""
    _tables: dict[str, _Open] = field(default_factory=dict)
    _staged: int = 0

    def table(self, name: str, known: Known | None = None, *, parent: str = "") -> StagedTable:
        """The table of that full name, made when it is first asked for."""
        if name not in self._tables:
            self._staged += 1
            path = self.work / f"{self.file.number:06d}-{self._staged:04d}.arrow"
            staged = StagedTable(path, child=bool(parent), codes=known.codes if known else None)
            self._tables[name] = _Open(staged, known, parent)
        return self._tables[name].staged

    def set_aside(self, reason: str, rows: int = 1) -> None:
        """Count rows that go into quarantine."""
        if rows:
            self.quarantined[reason] += rows

    def note(self, sentence: str) -> None:
        """Add a sentence to the report, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def broken_off(self, error: UnreadableInput, rows: int = 1) -> None:
        """The rest of the file cannot be read; what came before stays."""
        self.reason = error.reason
        self.set_aside(error.reason, rows)
        self.note(error.message)

    def start_again(self) -> None:
        """Forget everything read so far: another way of reading the same file begins."""
        for opened in self._tables.values():
            opened.staged.discard()
        self._tables.clear()
        self.quarantined.clear()
        self.notes.clear()

    def names(self) -> tuple[str, ...]:
        """Names of the tables opened so far, in that order."""
        return tuple(self._tables)

    def rows(self) -> int:
        """Number of the last row of the longest table so far."""
        return max((opened.staged.last_row for opened in self._tables.values()), default=0)

    def close(self) -> tuple[CrawledTable, ...]:
        """Finish the staged files and describe them."""
        return tuple(self._described(name, opened) for name, opened in self._tables.items())

    def _described(self, name: str, opened: _Open) -> CrawledTable:
        rows = opened.staged.close()
        columns = tuple(opened.staged.columns)
        part = Part(name, self.file.label, opened.staged.path, rows)
        known = opened.known
        return CrawledTable(
            system=name.partition(".")[0],
            name=name,
            columns=columns,
            parts=(part,),
            parent=opened.parent,
            declared=_declared(known, columns),
            identifies=known.identifying(columns) if known else "",
            stated_at=known.stating(columns) if known else "",
            retention=known.retention if known else "",
        )


def _declared(known: Known | None, columns: tuple[str, ...]) -> dict[str, Declared]:
    if known is None:
        return {}
    found = {column: known.declared(column) for column in columns}
    return {column: declared for column, declared in found.items() if declared is not None}
