"""Delimited text: comma, semicolon, tab or bar, with all that systems put above, below and between the rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

import pyarrow as pa

from flows.crawl.column_names import names_in_table
from flows.crawl.dialect import Layout, detect
from flows.crawl.encoding import Encoding, open_text, open_utf8
from flows.crawl.irregular_rows import read_irregular
from flows.crawl.naming import system_slug, table_stem
from flows.crawl.profile import Known, recognise
from flows.crawl.regular_rows import BLOCK_BYTES, read_regular

if TYPE_CHECKING:
    from flows.crawl.reading import Reading
    from flows.crawl.staging import StagedTable
    from flows.crawl.survey import Survey


def read_delimited(reading: Reading, facts: Survey, encoding: Encoding, head: str) -> None:
    """Stage the tables of a delimited file.

    Args:
        reading: the file, and where its tables go.
        facts: of the whole file.
        encoding: as decided.
        head: the first part of the text.

    Raises:
        UnreadableInput: no table is found in it.
    """
    complete = facts.size <= len(facts.head)
    suffix = PurePath(reading.file.path.name).suffix
    layout = detect(head, complete=complete, suffix=suffix, personal=reading.personal)
    known = recognise(layout.header, reading.file.system) if layout.header else None
    layout = replace(layout, columns=names_in_table(layout.columns, known, labelled=True))
    regular = _is_regular(facts, encoding, layout) and "\r" not in head.replace("\r\n", "")
    if not regular or not _read_fast(reading, facts, encoding, layout, known):
        _read_slowly(reading, facts, encoding, layout, known)
    _remark(reading, layout)


def _is_regular(facts: Survey, encoding: Encoding, layout: Layout) -> bool:
    """Whether Arrow's reader can take the file: quotes in pairs, no blank lines, no NULs, no endless lines."""
    return (
        len(layout.columns) > 1
        and facts.nuls == 0
        and facts.blank_lines == 0
        and facts.quotes % 2 == 0
        and facts.longest_line < BLOCK_BYTES
        and not encoding.codec.startswith("utf-16")
    )


def _read_fast(reading: Reading, facts: Survey, encoding: Encoding, layout: Layout, known: Known | None) -> bool:
    staged = _open_table(reading, layout.columns, table_name(reading, known), known)
    with open_utf8(reading.file.path, encoding) as source:
        for _ in range(layout.lines_above):
            source.readline()
        if not source.peek(1):
            return True
        try:
            read_regular(
                reading,
                source,
                layout,
                staged,
                quoted=facts.quotes > 0,
                cut=not facts.ends_in_line_end,
                broken=encoding.broken,
            )
        except pa.ArrowInvalid:
            reading.start_again()
            return False
    return True


def _read_slowly(reading: Reading, facts: Survey, encoding: Encoding, layout: Layout, known: Known | None) -> None:
    name = table_name(reading, known)
    staged = _open_table(reading, layout.columns, name, known)
    suspects = tuple(
        reason for reason, present in (("encoding", encoding.broken), ("nul-byte", facts.nuls > 0)) if present
    )

    def new_table(count: int, columns: tuple[str, ...]) -> StagedTable:
        known = recognise(columns, reading.file.system)
        columns = names_in_table(columns, known, labelled=True)
        return _open_table(reading, columns, f"{name}_{count}", known)

    with open_text(reading.file.path, encoding) as text:
        for _ in range(layout.lines_above):
            text.readline()
        read_irregular(reading, text, layout, staged, new_table=new_table, suspects=suspects)


def _open_table(reading: Reading, columns: tuple[str, ...], name: str, known: Known | None) -> StagedTable:
    staged = reading.table(name, known)
    staged.columns.update(dict.fromkeys(columns))
    return staged


def table_name(reading: Reading, known: Known | None, *, sheet: str = "") -> str:
    """Full name of the table: the profile's, or one made from the names of folder, file and sheet."""
    file = reading.file
    if known is not None and not known.fallback:
        return known.name
    stem = table_stem(file.stem, file.label, known.dropped if known else frozenset())
    if known is not None:
        return known.name + (known.fallback if stem == "table" or stem.startswith("file_") else stem)
    return ".".join([system_slug(file.system), "_".join(part for part in (stem, sheet) if part)])


def _remark(reading: Reading, layout: Layout) -> None:
    if layout.preamble:
        reading.note(f"{layout.preamble} lines above the table are not part of it.")
    if not layout.header:
        reading.note("The file has no header.")
    if not reading.rows() and not reading.quarantined:
        reading.note("The file has a header and no rows.")
