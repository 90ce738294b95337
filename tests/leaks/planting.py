"""Canaries: values that exist nowhere else, planted in every column of every input."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

MARK = "zqkanarie"
ADDRESS = "vogels.example.org"


@dataclass
class Canaries:
    """Hands out words that no text holds by chance, and remembers where each was planted."""

    planted: dict[str, str] = field(default_factory=dict)

    def next(self, where: str) -> str:
        word = f"{MARK}{len(self.planted):05d}x"
        self.planted[word] = where
        return word

    def next_address(self, where: str) -> str:
        """A canary that is personal data wherever it stands."""
        return f"{self.next(where)}@{ADDRESS}"


def plant(source: Path, target: Path) -> Canaries:
    """Copies the exports with a canary in each column of each table of each readable file.

    A word takes the place of a whole cell in one row; an e-mail address is added to another cell of the same column.
    """
    shutil.copytree(source, target)
    canaries = Canaries()
    for path in sorted(path for path in target.rglob("*") if path.is_file()):
        planter = {".csv": _plant_csv, ".json": _plant_json, ".xlsx": _plant_workbook}.get(path.suffix)
        if planter:
            planter(path, canaries)
    return canaries


def _plant_csv(path: Path, canaries: Canaries) -> None:
    raw = path.read_bytes()
    encoding = "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "cp1252", raw.decode("cp1252", errors="ignore")
    delimiter = ";" if text[:2000].count(";") > text[:2000].count(",") else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if len(rows) < 8 or "\0" in text:
        return
    width = len(rows[0])
    for column in range(width):
        whole, added = rows[1 + column % 5], rows[-2]
        if len(whole) == width and len(added) == width:
            whole[column] = canaries.next(f"{path.name}: {rows[0][column]}")
            added[column] += " " + canaries.next_address(f"{path.name}: {rows[0][column]}")
    with path.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)


def _plant_json(path: Path, canaries: Canaries) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    records = max(_lists(document), key=len, default=[])
    for record, other in zip(records[:3], records[3:6], strict=False):
        _replace_texts(record, path.name, canaries, whole=True)
        _replace_texts(other, path.name, canaries, whole=False)
    path.write_text(json.dumps(document), encoding="utf-8")


def _lists(document: Any) -> Iterator[list[Any]]:
    if isinstance(document, list):
        yield document
    elif isinstance(document, dict):
        for value in document.values():
            yield from _lists(value)


def _replace_texts(node: Any, where: str, canaries: Canaries, *, whole: bool) -> None:
    """Plants in every string of a record, but for what says which question of a form it answers."""
    items = list(node.items()) if isinstance(node, dict) else list(enumerate(node)) if isinstance(node, list) else []
    for key, value in items:
        if isinstance(value, str) and key not in ("type", "text", "order", "sublabels", "field", "name"):
            node[key] = (
                canaries.next(f"{where}: {key}") if whole else f"{value} {canaries.next_address(f'{where}: {key}')}"
            )
        else:
            _replace_texts(value, where, canaries, whole=whole)


def _plant_workbook(path: Path, canaries: Canaries) -> None:
    try:
        workbook = load_workbook(path)
    except zipfile.BadZipFile:  # one of the sample's workbooks is cut on purpose
        return
    for sheet in workbook.worksheets:
        if sheet.max_row > 8:
            for column in range(1, sheet.max_column + 1):
                sheet.cell(row=5, column=column, value=canaries.next(f"{path.name}: {sheet.title}"))
    workbook.save(path)
