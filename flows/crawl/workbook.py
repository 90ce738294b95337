"""Workbooks: xlsx, xlsb, xls and ods, every sheet, the hidden ones too.

Cells come typed out of a workbook and become the text that a person saw: ``19000`` and not ``19000.0``, dates in ISO
form, durations with all their hours.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from itertools import chain, dropwhile, islice
from typing import TYPE_CHECKING, Any

import python_calamine as calamine

from detectors.errors import UnreadableInput
from flows.crawl.column_names import names_in_table
from flows.crawl.delimited import table_name
from flows.crawl.headers import (
    MAX_COLUMNS,
    column_names,
    find_header,
    is_blank,
    names_columns,
    numbered,
)
from flows.crawl.labels import seems_personal
from flows.crawl.naming import slug
from flows.crawl.profile import recognise
from flows.crawl.row_checks import Mender

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from flows.crawl.labels import Predicate
    from flows.crawl.profile import Known
    from flows.crawl.reading import Reading
    from flows.crawl.staging import StagedTable

_MOST_BYTES = 1 << 30
_MOST_RATIO = 200
_RATIO_COUNTS_FROM = 50 << 20
_MOST_MEMBERS = 10_000
_HEAD_ROWS = 60
_EXACT_INTEGERS = 2.0**53


def read_workbook(reading: Reading) -> None:
    """Stage the tables of every sheet that holds data.

    Raises:
        UnreadableInput: ``zip-bomb``, ``truncated``, ``encrypted``, ``too-wide`` or ``malformed``.
    """
    _refuse_bomb(reading.file.path)
    sheets = [(place, sheet) for place, sheet in _sheets(reading) if sheet.height]
    for place, sheet in sheets:
        _read_sheet(reading, sheet, place, _sheet_slug(place, sheet.name, reading.personal) if len(sheets) > 1 else "")
    if not sheets:
        reading.note("No sheet of the workbook holds anything.")


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = max(sum(member.compress_size for member in members), 1)
    dense = unpacked > _RATIO_COUNTS_FROM and unpacked / packed > _MOST_RATIO
    if unpacked > _MOST_BYTES or dense or len(members) > _MOST_MEMBERS:
        raise UnreadableInput("zip-bomb", "The workbook unpacks to far more than it holds.")


def _sheets(reading: Reading) -> list[tuple[int, calamine.CalamineSheet]]:
    """The sheets, with their places from 1; the hidden ones are reported."""
    try:
        with calamine.CalamineWorkbook.from_path(reading.file.path) as workbook:
            found = []
            for place, sheet in enumerate(workbook.sheets_metadata, start=1):
                if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible != calamine.SheetVisibleEnum.Visible:
                    reading.note(f"Sheet {place} is hidden; it was read.")
                found.append((place, workbook.get_sheet_by_index(place - 1)))
            return found
    except calamine.PasswordError:
        raise UnreadableInput("encrypted", "A workbook protected by a password.") from None
    except (calamine.ZipError, zipfile.BadZipFile):
        raise UnreadableInput("truncated", "A workbook whose end is missing.") from None
    except (calamine.CalamineError, OSError, ValueError):
        raise UnreadableInput("malformed", "The workbook is damaged.") from None
    except BaseException as error:  # a panic of the reader's Rust code derives from BaseException
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableInput("malformed", "The workbook is damaged.") from None


def _read_sheet(reading: Reading, sheet: calamine.CalamineSheet, place: int, slugged: str) -> None:
    rows = dropwhile(is_blank, ([_text(cell) for cell in row] for row in sheet.iter_rows()))
    head = list(islice(rows, _HEAD_ROWS))
    if not head:
        return
    width = _usual_width(head)
    if width > MAX_COLUMNS:
        raise UnreadableInput("too-wide", f"A sheet has more than {MAX_COLUMNS} columns.")
    at = find_header([row[:width] for row in head], width) or 0
    header = head[at][:width]
    named = names_columns([row[:width] for row in head], at, reading.personal)
    columns = column_names(header, reading.personal) if named else numbered(width)
    known = recognise(columns, reading.file.system)
    columns = names_in_table(columns, known, labelled=True)
    staged = _table(reading, known, place, slugged)
    staged.columns.update(dict.fromkeys(columns))
    _stage_rows(reading, staged, columns, chain(head[at + named :], rows))
    above = sum(not is_blank(row) for row in head[:at])
    if above:
        reading.note(f"{above} rows above the table of sheet {place} are not part of it.")


def _table(reading: Reading, known: Known | None, place: int, sheet: str) -> StagedTable:
    """Sheets that a profile knows as the same table are one; others never are."""
    name = table_name(reading, known, sheet=sheet)
    return reading.table(f"{name}_{place}" if known is None and name in reading.names() else name, known)


def _stage_rows(reading: Reading, staged: StagedTable, columns: Sequence[str], rows: Iterable[list[str]]) -> None:
    mender = Mender(len(columns))
    for row in rows:
        if is_blank(row):
            continue
        cells = mender.mend(staged.last_row + 1, _without_empty_end(row))
        if isinstance(cells, str):
            staged.skip_row()
            reading.set_aside(cells)
        else:
            staged.add_row({name: cell or None for name, cell in zip(columns, cells, strict=True)})


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Width of the widest of the first rows, its empty end left out; titles above a table are narrower."""
    return max(len(_without_empty_end(row)) for row in rows)


def _without_empty_end(row: Sequence[str]) -> list[str]:
    kept = len(row)
    while kept and not row[kept - 1].strip():
        kept -= 1
    return list(row[:kept])


def _sheet_slug(place: int, name: str, personal: Predicate) -> str:
    return f"sheet_{place}" if seems_personal(name) or personal(name) else slug(name) or f"sheet_{place}"


def _text(cell: Any) -> str:
    """The text of a typed cell.

    >>> _text(19000.0), _text(0.1), _text(True), _text(dt.timedelta(hours=64))
    ('19000', '0.1', 'true', '64:00:00')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT_INTEGERS * 1024 else repr(cell)
    if isinstance(cell, dt.timedelta):
        return _duration(cell)
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def _duration(span: dt.timedelta) -> str:
    seconds = round(span.total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hours}:{minute:02}:{second:02}"
