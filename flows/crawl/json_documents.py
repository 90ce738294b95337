"""JSON and lines of JSON, of any shape, a record at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detectors.errors import UnreadableInput
from flows.crawl.answers import by_question
from flows.crawl.column_names import names_in_table
from flows.crawl.delimited import table_name
from flows.crawl.encoding import MARK, Encoding, open_text, ungarbled
from flows.crawl.headers import MAX_COLUMNS, unused
from flows.crawl.json_cursor import Cursor, decode
from flows.crawl.json_outline import Outline, at_path, outline_of
from flows.crawl.labels import seems_personal
from flows.crawl.nested import Cells, Row, unfold
from flows.crawl.pages import page_remark
from flows.crawl.personal_names import of_each

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flows.crawl.profile import Known
    from flows.crawl.reading import Reading


_MOST_SHAPES = 4_096


@dataclass
class _Place:
    """Where the rows at one path go: the table, and what the cells of each shape of row are called in it."""

    name: str
    known: Known | None
    parent: str
    columns: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


@dataclass
class _Records:
    """Stages records and what hangs on them; ``suspicious`` text may hold bytes that do not belong to its encoding."""

    reading: Reading
    outline: Outline
    name: str
    suspicious: bool = False
    count: int = 0
    places: dict[tuple[str, ...], _Place] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    def add(self, record: Any) -> None:
        """Stage one record; one that cannot be a row is set aside whole."""
        self.count += 1
        try:
            rows = unfold(self._shaped(record), self.reading.personal)
            self._refuse_unsound(rows)
        except UnreadableInput as error:
            self.reading.table(self.name, self.outline.known).skip_row()
            self.reading.set_aside(error.reason)
            return
        numbers: list[int] = []
        for row in rows:
            place = self._place(row.path)
            above = numbers[row.parent] if row.parent >= 0 else 0
            staged = self.reading.table(place.name, place.known, parent=place.parent)
            cells = zip(self._columns(row.cells, place), row.cells.values(), strict=True)
            numbers.append(staged.add_row(dict(cells), above))

    def _shaped(self, record: Any) -> Any:
        known = self.outline.known
        if self.outline.garbled:
            record = _mapped(record, ungarbled)
        if known is None or not isinstance(record, dict):
            return record
        record = _unwrapped(record, known.unwrap)
        record = {key: _unwrapped_items(value, known.children.get(key)) for key, value in record.items()}
        answers = record.get(known.answers)
        if known.answers and isinstance(answers, dict):
            others = {key: value for key, value in record.items() if key != known.answers}
            return others | {unused(key, others): value for key, value in by_question(answers).items()}
        return record

    def _refuse_unsound(self, rows: list[Row]) -> None:
        own = self.reading.table(self.name, self.outline.known).columns
        names = self._columns(rows[0].cells, self._place(()))
        if not own.keys() >= set(names) and len(own.keys() | set(names)) > MAX_COLUMNS:
            raise UnreadableInput("too-wide", f"The table has more than {MAX_COLUMNS} columns.")
        if self.suspicious and any(MARK in cell for row in rows for cell in row.cells.values() if cell):
            raise UnreadableInput("encoding", "A record holds bytes that do not belong to the encoding.")

    def _columns(self, cells: Cells, place: _Place) -> tuple[str, ...]:
        """Names of the columns that the cells belong to."""
        keys = tuple(cells)
        if keys not in place.columns:
            if len(place.columns) >= _MOST_SHAPES:
                place.columns.clear()
            place.columns[keys] = names_in_table(self._printed(keys), place.known)
        return place.columns[keys]

    def _printed(self, keys: Sequence[str]) -> list[str]:
        """The keys; for those that would tell of a person the position at which they first came."""
        new = [key for key in dict.fromkeys(keys) if key not in self.printed]
        for key, told in zip(new, of_each(new, self.reading.personal), strict=True):
            self.printed[key] = f"field_{len(self.printed) + 1}" if told or seems_personal(key) else key
        return [self.printed[key] for key in keys]

    def _place(self, path: tuple[str, ...]) -> _Place:
        if path not in self.places:
            self.places[path] = self._new_place(path)
        return self.places[path]

    def _new_place(self, path: tuple[str, ...]) -> _Place:
        """Full name of the table at a path, what is known of it, and its parent."""
        if not path:
            return _Place(self.name, self.outline.known, "")
        above = self._place(path[:-1])
        known = above.known.children.get(path[-1]) if above.known else None
        name = known.name if known else f"{above.name}.{self._printed(path[-1:])[0]}"
        others = {place.name for place in self.places.values() if place.parent != above.name}
        return _Place(unused(name, others), known, above.name)


def read_json(reading: Reading, encoding: Encoding, head: str) -> None:
    """Stage the records of a JSON file; a text that breaks off keeps the records before the break."""
    outline = outline_of(head, reading.file.system)
    records = _Records(reading, outline, table_name(reading, outline.known), encoding.broken)
    around = _Envelopes(records)
    with open_text(reading.file.path, encoding) as text:
        cursor = Cursor(text)
        try:
            while cursor.peek():
                _walk(cursor, outline.path, records, around.members)
                around.stage()
        except UnreadableInput as error:
            reading.broken_off(error)
    around.finish()


def read_ndjson(reading: Reading, encoding: Encoding, head: str) -> None:
    """Stage the records of a file with one JSON value a line; a damaged line is set aside."""
    outline = outline_of(head.partition("\n")[0], reading.file.system)
    records = _Records(reading, outline, table_name(reading, outline.known), encoding.broken)
    around = _Envelopes(records)
    with open_text(reading.file.path, encoding) as text:
        for line in text:
            if line.strip():
                _add_line(records, line, around.members)
                around.stage()
    around.finish()


def _add_line(records: _Records, line: str, around: dict[str, Any]) -> None:
    try:
        value = decode(line)
    except UnreadableInput as error:
        cut = not line.endswith(("\n", "\r"))
        records.reading.table(records.name, records.outline.known).skip_row()
        records.reading.set_aside("truncated" if cut else error.reason)
        records.reading.reason = "truncated" if cut else records.reading.reason
        return
    for record in at_path(value, records.outline.path, around):
        records.add(record)


def _walk(cursor: Cursor, path: tuple[str, ...], records: _Records, around: dict[str, Any]) -> None:
    """Read what begins here: the records at the path one by one, the rest into the envelope."""
    if path and cursor.peek() == "{":
        for key in cursor.members():
            if key == path[0]:
                _walk(cursor, path[1:], records, around)
            else:
                around[unused(key, around)] = cursor.value()
    elif cursor.peek() == "[" and not path:
        for _ in cursor.items():
            records.add(cursor.value())
    else:
        records.add(cursor.value())


class _Envelopes:
    """What stands around the records: page numbers, totals, messages; one row for each document of the file."""

    def __init__(self, records: _Records) -> None:
        self.members: dict[str, Any] = {}
        self._last: dict[str, Any] = {}
        self._records = records
        around = Outline((), None, records.outline.garbled)
        self._staged = _Records(records.reading, around, f"{records.name}.envelope")

    def stage(self) -> None:
        """The document has been read: its envelope becomes a row, and the next one begins."""
        if self.members:
            self._last = dict(self.members)
            self._staged.add(self._last)
            self.members.clear()

    def finish(self) -> None:
        """After the last document; a file without records still has its table."""
        self.stage()
        records = self._records
        if not records.count:
            records.reading.table(records.name, records.outline.known)
        remark = page_remark(self._last, records.count)
        if remark:
            records.reading.note(remark)


def _unwrapped(record: dict[str, Any], key: str) -> dict[str, Any]:
    inner = record.get(key) if key and len(record) == 1 else None
    return inner if isinstance(inner, dict) else record


def _unwrapped_items(value: Any, child: Known | None) -> Any:
    if child is None or not child.unwrap or not isinstance(value, list):
        return value
    return [_unwrapped(item, child.unwrap) if isinstance(item, dict) else item for item in value]


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(member, change) for key, member in value.items()}
    return [_mapped(item, change) for item in value] if isinstance(value, list) else value
