"""The codebook: one line per variable, those that stayed inside included, since researchers ask where a column went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.publish.spreadsheet import harmless, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.publish.release_content import ReleaseContent, ReleaseTable, Variable

COLUMNS = (
    "table", "variable", "label", "type", "unit", "allowed_values", "missing", "source", "derivation", "category",
    "treatment", "precision", "status", "why",
)  # fmt: skip


def write_codebook(content: ReleaseContent, path: Path) -> None:
    """Writes ``codebook.csv``: released variables in the order of the file, then the others by name."""
    write_csv(path, COLUMNS, codebook_lines(content))


def codebook_lines(content: ReleaseContent) -> Iterator[tuple[str, ...]]:
    """The codebook's lines, as wide as ``COLUMNS``."""
    for table in content.tables:
        for name in table.schema.names:
            yield _line(table, table.variable(name))
        kept = [variable for variable in table.variables if variable.fate != "released"]
        for variable in sorted(kept, key=lambda variable: (variable.name, variable.source)):
            yield _line(table, variable)


def _line(table: ReleaseTable, variable: Variable) -> tuple[str, ...]:
    kind = str(table.schema.field(variable.name).type) if variable.fate == "released" else ""
    cells = (
        table.name, variable.name, variable.label, _TYPE_NAMES.get(kind, kind), variable.unit, variable.allowed,
        variable.missing or _MISSING.get(variable.fate, ""), variable.source, variable.derivation, variable.category,
        variable.treatment, variable.precision, variable.fate, variable.why,
    )  # fmt: skip
    return tuple(harmless(cell) for cell in cells)


_TYPE_NAMES = {"double": "float64", "date32[day]": "date32"}
_MISSING = {"released": "empty: unknown, or withheld cell by cell (see report.html)"}
