"""The crawl: every file below the exports folder becomes tables of text, or a line in the report that says why not."""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detectors.errors import UnreadableInput
from detectors.tables import Crawl, CrawledTable, Declared, FileReport
from flows.crawl.delimited import read_delimited
from flows.crawl.encoding import decide
from flows.crawl.files import ExportFile, list_files
from flows.crawl.json_documents import read_json, read_ndjson
from flows.crawl.naming import system_slug
from flows.crawl.personal_names import points_at_a_person
from flows.crawl.reading import Reading
from flows.crawl.sniff import head_text, refuse_binary, sniff_bytes, sniff_text
from flows.crawl.survey import Survey, survey
from flows.crawl.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from flows.crawl.labels import Predicate

_TEXT_READERS = {"json": read_json, "ndjson": read_ndjson}
_NO_FACTS = Survey(0, "", b"", (), 0, 0, 0, 0, 0, ends_in_line_end=False)


DISK_ERROR = "disk-error"
"""Reason of a file that the disk or share failed to give; it may do so when asked again."""

OUR_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""Errors of the disk that tables are staged on. They are no fault of the export: the run stops, instead of going on
without it."""


@dataclass(frozen=True)
class FileRead:
    """One export after reading: its report, and its tables, each with one staged part."""

    report: FileReport
    tables: tuple[CrawledTable, ...]


@dataclass
class _Found:
    """What is known of a file so far; stands in the report even when reading fails."""

    facts: Survey = _NO_FACTS
    format: str = ""
    encoding: str = ""


def crawl(exports: Path, work: Path, *, personal: Predicate = points_at_a_person) -> Crawl:
    """Read every export below a folder.

    Args:
        exports: one folder per system.
        work: a private folder, for the staged tables.
        personal: tells names of files, sheets and columns that must not be printed.
    """
    files = list_files(exports, personal=personal)
    return assemble([read_file(file, work, personal=personal) for file in files])


def read_file(file: ExportFile, work: Path, *, personal: Predicate = points_at_a_person) -> FileRead:
    """Read one export and stage its tables under ``work``; an unreadable file gives a report with the reason.

    Args:
        file: as listed.
        work: a private folder.
        personal: tells names of sheets and columns that must not be printed.
    """
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    reading, found = Reading(file, work, personal), _Found()
    if file.ignored:
        reading.note(file.ignored)
    else:
        try:
            _read(reading, found)
        except UnreadableInput as error:
            reading.broken_off(error)
    tables = reading.close()
    return FileRead(_report(reading, found, tables), tables)


def _read(reading: Reading, found: _Found) -> None:
    file = reading.file
    if file.refused:
        raise UnreadableInput(file.refused, _REFUSALS[file.refused])
    try:
        found.facts = survey(file.path)
        _read_content(reading, found)
    except PermissionError:
        raise UnreadableInput("not-permitted", _REFUSALS["not-permitted"]) from None
    except OSError as error:
        if error.errno in OUR_DISK:
            raise
        raise UnreadableInput(DISK_ERROR, "The disk could not read the file.") from None


def _read_content(reading: Reading, found: _Found) -> None:
    path, facts = reading.file.path, found.facts
    if sniff_bytes(path, facts) == "workbook":
        found.format = "workbook"
        read_workbook(reading)
        return
    encoding = decide(facts)
    refuse_binary(facts, encoding)
    found.encoding = encoding.label
    head = head_text(facts, encoding)
    kind = sniff_text(head, path.name)
    if kind == "delimited":
        read_delimited(reading, facts, encoding, head)
    else:
        _TEXT_READERS[kind](reading, encoding, head)
    found.format = kind


_REFUSALS = {
    "outside-exports": "A link that leaves the exports folder.",
    "broken-link": "A link to nothing.",
    "not-a-file": "Not a regular file.",
    "not-permitted": "The file or folder may not be read by this account.",
}


def _report(reading: Reading, found: _Found, tables: tuple[CrawledTable, ...]) -> FileReport:
    return FileReport(
        file=reading.file.label,
        system=tables[0].system if tables else system_slug(reading.file.system),
        format=found.format,
        encoding=found.encoding,
        size=found.facts.size,
        sha256=found.facts.sha256,
        tables={table.name: table.rows for table in tables},
        quarantined=dict(sorted(reading.quarantined.items())),
        reason=reading.reason,
        note=" ".join(reading.notes),
    )


def assemble(reads: Iterable[FileRead]) -> Crawl:
    """All files together: tables of the same name become one, in the order of their files; tables sorted by name."""
    ordered = sorted(reads, key=lambda read: read.report.file)
    tables: dict[str, CrawledTable] = {}
    for read in ordered:
        for table in read.tables:
            tables[table.name] = _joined(tables[table.name], table) if table.name in tables else table
    return Crawl(tuple(tables[name] for name in sorted(tables)), tuple(read.report for read in ordered))


def _joined(one: CrawledTable, other: CrawledTable) -> CrawledTable:
    declared: dict[str, Declared] = {**other.declared, **one.declared}
    columns = tuple(dict.fromkeys([*one.columns, *other.columns]))
    return replace(
        one,
        columns=columns,
        parts=one.parts + other.parts,
        parent=_parent(one, other),
        declared={column: declared[column] for column in columns if column in declared},
        identifies=one.identifies or other.identifies,
        stated_at=one.stated_at or other.stated_at,
        retention=one.retention or other.retention,
    )


def _parent(one: CrawledTable, other: CrawledTable) -> str:
    """What both hang on; a part that stands alone says nothing, and where two parts differ, no link is followed."""
    if one.parent and other.parent and one.parent != other.parent:
        return ""
    return one.parent or other.parent
