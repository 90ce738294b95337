"""Files of names as a clinic may have them: Statbel's workbooks and text files, CSV, JSON, plain text.

=============================  =========================================================================================
one name per line              no header; names without a number of bearers
CSV (``;`` ``,`` ``|`` tab)    a header that names the columns, or a name and its number of bearers on each line
``.xlsx``, ``.xls``, ``.ods``  the same on any sheet; the header may stand below a title
``.json``                      ``{"Thomas": 33477, …}``, or a list of names
=============================  =========================================================================================

Statbel writes ``TX_FST_NAME`` and ``MS_FREQUENCY``, one row per name and municipality: bearers are added up.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detectors.errors import ConfigurationError
from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

FIRST, FAMILY = "first", "family"

_HEADERS = {
    FIRST: "tx_fst_name voornaam voornamen prenom prenoms vorname vornamen first_name first_names firstname given_name",
    FAMILY: "tx_lst_name tx_fam_name familienaam familienamen achternaam nom_de_famille noms_de_famille nachname"
    " nachnamen familienname familiennamen surname surnames last_name lastname family_name family_names",
    "": "naam nom name names noms namen",
}
_COUNTS = frozenset((
    "ms_frequency", "aantal", "nombre", "anzahl", "count", "frequency", "frequentie", "frequence", "bearers", "totaal",
    "total", "n",
))  # fmt: skip
_KIND_OF_HEADER = {header: kind for kind, headers in _HEADERS.items() for header in headers.split()}
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"))
_SEPARATORS = "|;\t,"
_LONGEST = 80
_HEADER_WITHIN = 15
_ROWS_TOLD = 5

_WINDOWS = {
    code: bytes((code,)).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""Letters such as Š that a file wrote as Windows does and said to be Latin-1; Statbel's lists hold some."""

_Row = tuple[int, "Sequence[object]"]


@dataclass(frozen=True)
class Names:
    """What a file holds.

    Attributes:
        kind: ``first``, ``family``, or nothing when its header does not tell.
        bearers: name → how many people bear it; nothing when the file does not tell.
    """

    kind: str
    bearers: Mapping[str, int | None]


def read_names(path: Path) -> Names:
    """The names of a file.

    Raises:
        ConfigurationError: there is no such file, or it holds something else; rows are named, not what stands in them.
    """
    if not path.is_file():
        raise ConfigurationError(f"There is no file {path}.", hint="Correct `lexicon_paths:` in veilig.yaml.")
    try:
        tables = _tables(path)
    except (UnicodeDecodeError, json.JSONDecodeError, csv.Error):
        raise _unlike(path) from None
    found = [_names(path, table) for table in tables if table]
    if not any(names.bearers for names in found):
        raise _unlike(path)
    kinds = {names.kind for names in found}
    bearers: dict[str, int | None] = {}
    for names in found:  # sheets of one workbook are views of the same people
        for name, count in names.bearers.items():
            bearers[name] = max(count or 0, bearers.get(name) or 0) if count is not None else None
    return Names(kinds.pop() if len(kinds) == 1 else "", bearers)


def _unlike(path: Path) -> ConfigurationError:
    return ConfigurationError(
        f"{path} is not a list of names.",
        hint="docs/names.md shows what is read: a name per line, CSV with a header, Statbel's workbooks, JSON.",
    )


def _tables(path: Path) -> list[list[_Row]]:
    """The rows of each sheet, numbered from 1."""
    suffix = path.suffix.lower()
    if suffix in _WORKBOOKS:
        return list(_sheets(path))
    text = path.read_text("utf-8-sig")
    if suffix == ".json":
        return [_numbered(_of_json(path, json.loads(text)))]
    return [_numbered(_lines(text))]


def _numbered(rows: Iterable[Sequence[object]]) -> list[_Row]:
    return [(number, row) for number, row in enumerate(rows, 1) if any(_text(cell) for cell in row)]


def _sheets(path: Path) -> Iterator[list[_Row]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            for name in book.sheet_names:
                yield _numbered(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    except CalamineError:
        raise _unlike(path) from None


def _lines(text: str) -> Iterator[list[str]]:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = next((sign for sign in _SEPARATORS if sign in first), None)
    if separator is None:
        return ([line] for line in lines)
    return csv.reader(lines, delimiter=separator, strict=True)


def _of_json(path: Path, read: Any) -> list[Sequence[object]]:
    if isinstance(read, dict):
        return [(name, count) for name, count in read.items()]
    if isinstance(read, list):
        return [(name,) for name in read]
    raise _unlike(path)


def _names(path: Path, rows: list[_Row]) -> Names:
    """The names of a sheet; rows without a name or a count, such as notes below a table, are passed over."""
    kind, name_at, count_at, rows = _columns(rows)
    if name_at is None:
        return Names("", {})
    bearers: Counter[str] = Counter()
    wrong: list[int] = []
    for number, row in rows:
        name = _text(row[name_at]) if name_at < len(row) else ""
        told = _text(row[count_at]) if count_at is not None and count_at < len(row) else ""
        if not name or (count_at is not None and not told):
            continue
        count = _count(told) if told else 0
        if count is None or not _is_name(name):
            wrong.append(number)
        else:
            bearers[name] += count
    if wrong:
        raise _wrong_rows(path, wrong)
    return Names(kind, dict(bearers) if count_at is not None else dict.fromkeys(bearers))


def _columns(rows: list[_Row]) -> tuple[str, int | None, int | None, list[_Row]]:
    """What kind of names a sheet holds, where the names and the counts stand, and the rows below the header."""
    headers = [_header(row) for _, row in rows[:_HEADER_WITHIN]]
    counted = (place for place, (name_at, count_at) in enumerate(headers) if None not in (name_at, count_at))
    place = next(counted, 0)
    name_at, count_at = headers[place]
    if name_at is not None:
        return _KIND_OF_HEADER[_plain(rows[place][1][name_at])], name_at, count_at, rows[place + 1 :]
    width = max(len(row) for _, row in rows)
    if width == 1:
        return "", 0, None, rows
    return ("", 0, 1, rows) if width == 2 else ("", None, None, rows)  # noqa: PLR2004 a name and its count


def _header(row: Sequence[object]) -> tuple[int | None, int | None]:
    """Where a header has the names and where the counts."""
    headers = [_plain(cell) for cell in row]
    name_at = next((at for at, header in enumerate(headers) if header in _KIND_OF_HEADER), None)
    return name_at, next((at for at, header in enumerate(headers) if header in _COUNTS), None)


def _plain(cell: object) -> str:
    return fold(_text(cell)).replace(" ", "_").replace("-", "_")


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).translate(_WINDOWS).strip()


def _count(text: str) -> int | None:
    whole = text.removesuffix(".0").replace(" ", "").replace("\u00a0", "")
    return int(whole) if whole.isascii() and whole.isdigit() else None


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST and text[0].isalpha() | (text[0] in "'’") and not any(map(str.isdigit, text))


def _wrong_rows(path: Path, rows: list[int]) -> ConfigurationError:
    told = ", ".join(map(str, rows[:_ROWS_TOLD])) + (", …" if len(rows) > _ROWS_TOLD else "")
    return ConfigurationError(
        f"{path}: {len(rows)} row{'s' * (len(rows) > 1)} ({told}) {'are' if len(rows) > 1 else 'is'} not a name with a"
        " whole number of bearers.",
        hint="Correct or remove what stands there.",
    )
