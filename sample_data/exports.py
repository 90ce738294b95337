"""An export file with the people its rows belong to, and how such files are written."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl import Workbook  # type: ignore[import-untyped]

FIXED_TIME = datetime(2026, 9, 30, 18, 0)  # noqa: DTZ001 - workbooks know no time zone


@dataclass(frozen=True)
class Export:
    """One file.

    Attributes:
        path: below the exports folder.
        owners: table → key of the person for each data row in file order; empty for files of which nobody could say
            how many rows they have.
        oddity: what is deliberately wrong with the file, ``""`` for sound ones.
    """

    path: str
    content: bytes
    owners: Mapping[str, Sequence[int]] = field(default_factory=dict)
    oddity: str = ""


@dataclass(frozen=True)
class Row:
    """Cells and the key of the person they belong to."""

    owner: int
    cells: Sequence[str]


def delimited(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    delimiter: str = ",",
    quote_all: bool = False,
    encoding: str = "utf-8",
) -> bytes:
    """A CSV with CRLF line ends; quotes where needed, or everywhere."""
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
        lineterminator="\r\n",
    )
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def belgian_day(day: date) -> str:
    """``07/05/1998``."""
    return f"{day:%d/%m/%Y}"


def belgian_moment(moment: datetime) -> str:
    """``07/05/1998 14:30``."""
    return f"{moment:%d/%m/%Y %H:%M}"


def workbook_bytes(workbook: Workbook) -> bytes:
    """A workbook that is the same bytes today and tomorrow.

    The properties and the archive carry a fixed time, and nothing is compressed: what deflate writes depends on the
    zlib at hand.
    """
    workbook.properties.creator = "Freshdesk"
    workbook.properties.created = FIXED_TIME
    saved = io.BytesIO()
    workbook.save(saved)
    fixed = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            entry.external_attr = 0o600 << 16
            target.writestr(entry, _without_saving_time(name, source.read(name)))
    return fixed.getvalue()


def _without_saving_time(name: str, content: bytes) -> bytes:
    """The properties with the time of creation also as time of the last change; openpyxl writes the clock's."""
    if name != "docProps/core.xml":
        return content
    head, _, rest = content.partition(b"<dcterms:modified")
    opening, _, tail = rest.partition(b">")
    return (
        head
        + b"<dcterms:modified"
        + opening
        + b">"
        + f"{FIXED_TIME:%Y-%m-%dT%H:%M:%SZ}".encode()
        + tail[tail.index(b"<") :]
    )
