"""The layout of a delimited file: delimiter, lines above the table, header.

``csv.Sniffer`` is no help: it fails on preambles, which half of the systems write (source: trials on the systems'
sample exports). The delimiter chosen here is the one under which most rows of the head, quotes respected, agree on the
largest number of cells.
"""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.errors import UnreadableInput
from flows.crawl.headers import MAX_COLUMNS, column_names, find_header, is_blank, names_columns, numbered
from flows.crawl.labels import Predicate, seems_personal

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = (",", ";", "\t", "|")

_LEAST_AGREEMENT = 0.5
_LEAST_AGREEMENT_IF_NARROW = 0.75
_LEAST_AGREEMENT_OF_OTHERS = 0.9
_NARROW = 3
_TABLE_SUFFIXES = {".csv", ".tsv", ".tab"}
_TEXT_SUFFIXES = {"", ".txt", ".dat", ".asc"}
_SUFFIX_DELIMITERS = {"csv": ",", "tsv": "\t", "tab": "\t"}


@dataclass(frozen=True)
class Layout:
    """How to read a delimited file.

    Attributes:
        columns: names of the columns.
        header: the header's cells as written; empty when the file has none.
        lines_above: lines before the first data row, header included.
        preamble: of these, lines that belong neither to header nor data and hold something.
        trailing: every row ends in a delimiter, so that it has one more, empty, cell than the header.
    """

    delimiter: str
    columns: tuple[str, ...]
    header: tuple[str, ...]
    lines_above: int
    preamble: int
    trailing: bool = False


@dataclass(frozen=True)
class _Trial:
    delimiter: str
    rows: list[list[str]]
    lines: list[int]
    width: int

    @property
    def score(self) -> float:
        """How well the delimiter explains the head: share of rows of the usual width, wider is better."""
        filled = self._widths()
        return filled.count(self.width) / len(filled) * math.log2(self.width) if self.width > 1 else 0.0

    @property
    def agreement(self) -> float:
        """Share of the rows of the usual width, from the first of them on: what stands above is no table."""
        filled = self._widths()
        table = filled[filled.index(self.width) :] if self.width in filled else []
        return table.count(self.width) / len(table) if table else 0.0

    def _widths(self) -> list[int]:
        return [len(row) for row in self.rows if not is_blank(row)]

    @property
    def is_prose(self) -> bool:
        """Whether most cells but the first of a row begin with a blank, as words do behind a comma."""
        later = [cell for row in self.rows for cell in row[1:] if cell]
        return sum(cell[0] == " " for cell in later) > len(later) / 2


def detect(head: str, *, complete: bool, suffix: str = "", personal: Predicate = seems_personal) -> Layout:
    """The layout, from the head of the file.

    Args:
        head: the first part of the text.
        complete: whether the head is the whole file; if not, its last line is taken to be cut.
        suffix: of the file name, consulted only for files of one column.
        personal: tells names that no column may have.

    Raises:
        UnreadableInput: ``format-not-known`` when lines share no delimiter, ``too-wide`` above 4,096 columns.
    """
    text = head if complete else _without_last_line(head)
    best = max((_try(text, delimiter) for delimiter in DELIMITERS), key=lambda trial: trial.score)
    if best.width <= 1 or best.agreement < _agreement_needed(best, suffix):
        best = _one_column(text, suffix)
    if best.width > MAX_COLUMNS:
        raise UnreadableInput("too-wide", f"The file has more than {MAX_COLUMNS} columns.")
    return _layout(best, personal)


def _agreement_needed(trial: _Trial, suffix: str) -> float:
    """Prose has commas too: the fewer columns, and the less the file's name speaks for a table, the more must agree."""
    if suffix.lower() in _TABLE_SUFFIXES:
        return _LEAST_AGREEMENT
    if suffix.lower() not in _TEXT_SUFFIXES or trial.is_prose:
        return _LEAST_AGREEMENT_OF_OTHERS
    return _LEAST_AGREEMENT_IF_NARROW if trial.width <= _NARROW else _LEAST_AGREEMENT


def _without_last_line(text: str) -> str:
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] if end >= 0 else text


def _try(text: str, delimiter: str) -> _Trial:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, lines = [], [0]
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
    except csv.Error:  # a field beyond the size limit: what was read so far decides
        pass
    widths = Counter(len(row) for row in rows if not is_blank(row))
    width = max(widths, key=lambda count: (widths[count] * math.log2(count), widths[count]), default=0)
    return _Trial(delimiter, rows, lines, width)


def _one_column(text: str, suffix: str) -> _Trial:
    delimiter = _SUFFIX_DELIMITERS.get(suffix.lower().lstrip("."))
    trial = _try(text, delimiter) if delimiter else None
    if trial is None or not trial.rows:
        raise UnreadableInput("format-not-known", "The lines of this text share no delimiter.")
    return trial


def _layout(trial: _Trial, personal: Predicate) -> Layout:
    at = find_header(trial.rows, trial.width)
    if at is None:
        raise UnreadableInput("format-not-known", "No line of this text looks like the start of a table.")
    row = trial.rows[at]
    above = sum(not is_blank(line) for line in trial.rows[:at])
    if not names_columns(trial.rows, at, personal):
        return Layout(trial.delimiter, numbered(max(trial.width, len(row))), (), trial.lines[at], above)
    named = _without_empty_end(row) if len(row) > trial.width else row
    trailing = len(named) == trial.width - 1 and _last_always_empty(trial.rows[at + 1 :], trial.width)
    return Layout(
        trial.delimiter, column_names(named, personal), tuple(named), trial.lines[at + 1], above, trailing=trailing
    )


def _without_empty_end(row: list[str]) -> list[str]:
    kept = len(row)
    while kept and not row[kept - 1].strip():
        kept -= 1
    return row[:kept]


def _last_always_empty(rows: Sequence[Sequence[str]], width: int) -> bool:
    return not any(len(row) == width and row[-1].strip() for row in rows)
