"""The data map: every column of every table and what it was found to be."""

from __future__ import annotations

from dataclasses import dataclass

from detectors.findings import Finding


@dataclass(frozen=True)
class MappedColumn:
    """A column with its finding; ``decided`` when a person ruled on it in decisions.yaml."""

    name: str
    finding: Finding
    decided: bool = False


@dataclass(frozen=True)
class MappedTable:
    """A table with what each column is."""

    system: str
    table: str
    parent: str
    files: tuple[str, ...]
    rows: int
    columns: tuple[MappedColumn, ...]
    identifies: str = ""
    stated_at: str = ""

    def column(self, name: str) -> MappedColumn | None:
        """The column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    def of_category(self, *categories: str) -> tuple[MappedColumn, ...]:
        """The columns whose finding is one of the categories, in table order."""
        return tuple(column for column in self.columns if column.finding.category in categories)


@dataclass(frozen=True)
class DataMap:
    """All findings of a crawl."""

    tables: tuple[MappedTable, ...]

    def table(self, name: str) -> MappedTable | None:
        """The table of that full name, or None."""
        return next((table for table in self.tables if table.table == name), None)
