"""A person's folder: the same records as JSON for programs, CSV for spreadsheets, a page to read; nothing refers out.

``records.json`` has every cell exactly as it stood in the source. In the CSV files what a spreadsheet would compute is
quoted: a person may have been sent such a cell by someone else, and opens the file without thinking of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flows.persons.remembered import kind_in_words
from flows.publish.checksums import digest
from flows.publish.datapackage import as_json
from flows.publish.spreadsheet import harmless, write_csv
from flows.publish.templating import write_page

if TYPE_CHECKING:
    from pathlib import Path

    from flows.persons.dossier import Dossier, HeldTable, Record

RECORDS, PAGE, PACKAGE, SHEETS = "records.json", "index.html", "datapackage.json", "csv"
FORMAT = "veilig person export 1"
OWN_COLUMNS = ("veilig:file", "veilig:row", "veilig:parent_row", "veilig:marks")
"""Where a record stands, and its marks, in front of its own columns."""


def write_folder(dossier: Dossier, folder: Path) -> None:
    """Writes everything into a new folder for its owner only; the records go through memory one by one."""
    folder.mkdir(mode=0o700)
    (folder / SHEETS).mkdir(mode=0o700)
    with (folder / RECORDS).open("w", encoding="utf-8") as file:
        file.writelines(_json(dossier))
    for table in dossier.tables:
        header = [*OWN_COLUMNS, *table.crawled.columns]
        write_csv(folder / SHEETS / f"{table.crawled.name}.csv", header, _lines(table), delimiter=";")
    write_page("person.html.j2", folder / PAGE, dossier=dossier, words=dossier.words)
    (folder / PACKAGE).write_text(as_json(_package(dossier, folder)), encoding="utf-8")
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _json(dossier: Dossier) -> Iterator[str]:
    """The JSON in pieces: what is told once, then system by system, table by table, a record a line."""
    yield f"{{{_members(_about(dossier))},\n"
    systems = ((name, _tables(tables)) for name, tables in dossier.systems.items())
    yield from _member("systems", _object(systems))
    yield "}\n"


def _tables(tables: Iterable[HeldTable]) -> Iterator[str]:
    yield from _object((table.short_name, _table(table)) for table in tables)


def _table(table: HeldTable) -> Iterator[str]:
    columns = {column: table.category(column) for column in table.crawled.columns}
    yield f'{{"columns": {_text(columns)}, "records": ['
    separator = "\n"
    for record in table.records():
        yield separator + _text(_record(record))
        separator = ",\n"
    yield "\n]}"


def _record(record: Record) -> dict[str, Any]:
    place: dict[str, Any] = {"file": record.file, "row": record.row}
    if record.parent is not None:
        place["parent_row"] = record.parent
    if record.marks:
        place["marks"] = list(record.marks)
    return place | {"fields": dict(record.fields)}


def _about(dossier: Dossier) -> dict[str, Any]:
    kept = dossier.remembered
    return {
        "format": FORMAT,
        "clinic": dossier.clinic,
        "request": dossier.request,
        "made_on": dossier.made.isoformat(),
        "as_of": dossier.as_of.isoformat(),
        "remembered_by_veilig": {
            "names": list(kept.names),
            "corrections": [
                {"category": one.category, "value": one.value, "since": one.since.isoformat()}
                for one in kept.corrections
            ],
            "identifiers": [asdict(one) | {"kind": kind_in_words(one.kind)} for one in kept.identifiers],
            "statements": [asdict(one) for one in kept.statements],
            "standing": list(kept.standing),
            "requests": [
                {"request": one.id, "right": one.kind, "received": one.received.isoformat(), "state": one.state}
                for one in kept.requests
            ],
        },
        "used_in": [
            {
                "release": use.entry.release,
                "version": use.entry.version,
                "as_of": use.entry.as_of,
                "purpose": use.purpose,
                "how": "counted" if use.counted_only else "pseudonymised rows",
                "withdrawn": use.entry.withdrawn,
            }
            for use in dossier.uses
        ],
        "not_searched": [
            {"file": file.file, "reason": file.reason, "rows": dict(file.quarantined)} for file in dossier.not_searched
        ],
    }


def _text(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False)


def _members(plain: dict[str, Any]) -> str:
    return ",\n".join(f"{_text(key)}: {_text(value)}" for key, value in plain.items())


def _member(name: str, value: Iterable[str]) -> Iterator[str]:
    yield f"{_text(name)}: "
    yield from value


def _object(members: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    separator = "{\n"
    for name, value in members:
        yield separator
        yield from _member(name, value)
        separator = ",\n"
    yield "{}" if separator == "{\n" else "\n}"


def _lines(table: HeldTable) -> Iterator[list[str]]:
    for record in table.records():
        place = [record.file, str(record.row), "" if record.parent is None else str(record.parent)]
        cells = [record.fields.get(column) or "" for column in table.crawled.columns]
        yield [*place, " ".join(record.marks), *map(harmless, cells)]


def _package(dossier: Dossier, folder: Path) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"person-export-{dossier.request}",
        "title": dossier.words["title"],
        "created": dossier.made.isoformat(),
        "resources": [_json_resource(folder), *(_resource(dossier, table, folder) for table in dossier.tables)],
    }


def _json_resource(folder: Path) -> dict[str, Any]:
    return {"name": "records", "path": RECORDS, "format": "json", "mediatype": "application/json"} | _file(
        folder / RECORDS
    )


def _resource(dossier: Dossier, table: HeldTable, folder: Path) -> dict[str, Any]:
    path = f"{SHEETS}/{table.crawled.name}.csv"
    own = [{"name": name, "type": "integer" if "row" in name else "string"} for name in OWN_COLUMNS]
    fields = [
        {"name": column, "type": "string", "title": dossier.words.category(table.category(column))}
        for column in table.crawled.columns
    ]
    return {
        "name": table.crawled.name.lower().replace("_", "-"),
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": {"delimiter": ";"},
        "schema": {"fields": [*own, *fields]},
    } | _file(folder / path)


def _file(path: Path) -> dict[str, Any]:
    return {"encoding": "utf-8", "bytes": path.stat().st_size, "hash": f"sha256:{digest(path)}"}
