"""Which row names the columns, and what the columns are then called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.crawl.labels import Predicate, seems_personal
from flows.crawl.personal_names import lists_people, of_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_COLUMNS = 4_096

_NUMBER = re.compile(r"[-+]?[€$£]?\s?\d[\d .,'%]*(?:\s?[€$£]|\s?EUR)?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d{2}.*)?|\d{1,2} \w{3,9}\.? \d{4}")
_CODE = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9_-]{8,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,}")
_MOST_TITLES = 5
_FILLED_ENOUGH = 0.6
_MOST_NUMBERS = 0.3
_WIDTH_TOLERANCE = 0.75


def looks_like_value(cell: str) -> bool:
    """Whether a cell is a date, an e-mail address or a long number: what no column is called.

    >>> looks_like_value("2024-03-19"), looks_like_value("created_at"), looks_like_value("+32 475 12 34 94")
    (True, False, True)
    """
    text = cell.strip()
    return bool(_DATE.fullmatch(text)) or seems_personal(text)


def looks_like_header(row: Sequence[str]) -> bool:
    """Whether a row can name columns: no values, few plain numbers, and hardly anything twice."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled or any(looks_like_value(cell) for cell in filled):
        return False
    numbers = sum(bool(_NUMBER.fullmatch(cell)) for cell in filled)
    return numbers <= _MOST_NUMBERS * len(filled) and len(set(filled)) >= len(filled) / 2


def names_columns(rows: Sequence[Sequence[str]], at: int, personal: Predicate = seems_personal) -> bool:
    """Whether the row at that index is a header; a cell that comes back below it, in its column, is a value.

    Names of columns are printed in reports, so a row of data must never be taken for a header.

    Args:
        rows: the first rows of the table.
        at: index of the row.
        personal: tells cells that point at a person.

    >>> names_columns([["Jan", "Gent"], ["An", "Mol"], ["Piet", "Gent"]], 0)
    False
    """
    header = list(rows[at])
    below = [row for row in rows[at + 1 :] if list(row) != header]
    recurs = any(cell and cell == header[place] for row in below for place, cell in enumerate(row[: len(header)]))
    return looks_like_header(header) and not recurs and not lists_people(header, personal)


def find_header(rows: Sequence[Sequence[str]], width: int) -> int | None:
    """Index of the first row as wide as the table and mostly filled, whether it names columns or is data already.

    Args:
        rows: the first rows of the file, preamble included.
        width: number of cells of the table's rows.
    """
    below = _below_titles(rows)
    wide = [at for at, row in enumerate(rows) if at >= below and _is_wide(row, width)]
    filled = (at for at in wide if _filled(rows[at]) >= _FILLED_ENOUGH * min(width, len(rows[at])))
    return next(filled, wide[0] if wide else None)


_CELLS_OF_A_FILTER = 2
"""What a filter fills above a pivot table, its name and what was chosen; a row with more cells names columns."""


def _below_titles(rows: Sequence[Sequence[str]]) -> int:
    """Index of the header below a short block of titles or filters and a blank row, as above a pivot table; else 0.

    Only where what follows is plainly a header with figures below it: a table may have blank rows of its own.
    """
    blank = next((at for at, row in enumerate(rows[: _MOST_TITLES + 1]) if at and is_blank(row)), None)
    if blank is None or _is_table(rows[:blank]) or max(map(_filled, rows[:blank])) > _CELLS_OF_A_FILTER:
        return 0
    header = next((at for at in range(blank, len(rows)) if not is_blank(rows[at])), len(rows))
    if header + 1 >= len(rows) or is_blank(rows[header + 1]):
        return 0
    return header if looks_like_header(rows[header]) and not looks_like_header(rows[header + 1]) else 0


def _is_table(block: Sequence[Sequence[str]]) -> bool:
    """Whether a block of rows begins with a header and goes on with figures."""
    return len(block) > 1 and looks_like_header(block[0]) and not any(looks_like_header(row) for row in block[1:])


def _is_wide(row: Sequence[str], width: int) -> bool:
    return not is_blank(row) and len(row) >= max(1, _WIDTH_TOLERANCE * width) and not is_comment(row)


def is_comment(row: Sequence[str]) -> bool:
    """Whether a row is a remark of the exporting program: it begins with ``#`` and its other cells are empty."""
    return row[0].lstrip().startswith("#") and not any(row[1:])


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def is_blank(row: Sequence[str | None]) -> bool:
    """Whether no cell of the row holds anything."""
    return not any(cell and not cell.isspace() for cell in row)


def column_names(cells: Iterable[str], personal: Predicate = seems_personal) -> tuple[str, ...]:
    r"""Names for columns, from the header's cells: one line each, never empty, never personal, never twice.

    >>> column_names(["Name", "", "Name", "Date of\nbirth"])
    ('Name', 'field_2', 'Name_2', 'Date of birth')
    """
    names = [" ".join(cell.replace("\ufeff", "").split()) for cell in cells]
    taken: dict[str, None] = {}
    for place, (name, told) in enumerate(zip(names, of_each(names, personal), strict=True), start=1):
        free = unused(f"field_{place}" if not name or seems_personal(name) or told else name, taken)
        taken[free] = None
    return tuple(taken)


def numbered(width: int) -> tuple[str, ...]:
    """Names for columns of a file without header.

    >>> numbered(2)
    ('field_1', 'field_2')
    """
    return tuple(f"field_{place}" for place in range(1, width + 1))


def unused(name: str, taken: Iterable[str]) -> str:
    """The name, or the first of ``name_2``, ``name_3`` … that is not taken (``taken`` is best a dict or set)."""
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name}_{count}"
    return free
