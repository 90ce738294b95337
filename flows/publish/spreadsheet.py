"""CSV that people open in a spreadsheet: nothing in it may run as a formula."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text as it may stand in a cell: a leading sign that a spreadsheet would compute with is quoted (OWASP).

    >>> harmless("=HYPERLINK(1)"), harmless("fine")
    ("'=HYPERLINK(1)", 'fine')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write_csv(path: Path, header: Sequence[str], lines: Iterable[Sequence[str]], *, delimiter: str = ",") -> None:
    """Writes lines of text, UTF-8, one line feed a line.

    A semicolon goes with a byte order mark: Excel in Belgium expects both.
    """
    encoding = "utf-8-sig" if delimiter == ";" else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def write_twin(parquet: Path, path: Path) -> None:
    """The same table as CSV for a Belgian spreadsheet: ``;`` between cells, decimal commas, nothing for no value."""
    table = pq.read_table(parquet)
    write_csv(path, table.column_names, zip(*map(_as_text, table.columns), strict=True), delimiter=";")


def _as_text(column: pa.ChunkedArray) -> list[str]:
    texts: list[str] = pc.fill_null(column.cast(pa.string()), "").to_pylist()
    if pa.types.is_string(column.type):
        return [harmless(text) for text in texts]
    return [text.replace(".", ",") for text in texts] if pa.types.is_floating(column.type) else texts
