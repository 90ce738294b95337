"""JSON and lines of JSON, of any shape, a record at a time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detectors.errors import UnreadableInput
from flows.crawl.answers import by_question
from flows.crawl.delimited import table_name
from flows.crawl.encoding import MARK, Encoding, is_garbled, open_text, ungarbled
from flows.crawl.headers import MAX_COLUMNS, unused
from flows.crawl.json_cursor import Cursor, decode
from flows.crawl.nested import Row, unfold
from flows.crawl.pages import page_remark
from flows.crawl.profile import Known, known_tables, recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flows.crawl.reading import Reading

_WRAPPERS = ("content", "contacts", "results", "data", "items", "records", "rows", "entries", "value", "entry")
_FEW_MEMBERS = 12
_SAMPLED_RECORDS = 50
_DEEPEST_WRAPPER = 4
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Outline:
    """The shape of a JSON file, from its head.

    Attributes:
        path: keys that lead from the top to the records.
        known: the profile's description of the records.
        garbled: text was UTF-8 and each of its bytes is written as a character (Meta's exports do so).
    """

    path: tuple[str, ...]
    known: Known | None
    garbled: bool


@dataclass
class _Records:
    """Stages records and what hangs on them; ``suspicious`` text may hold bytes that do not belong to its encoding."""

    reading: Reading
    outline: Outline
    name: str
    suspicious: bool = False
    count: int = 0
    envelope: dict[str, Any] = field(default_factory=dict)

    def add(self, record: Any) -> None:
        """Stage one record; one that cannot be a row is set aside whole."""
        self.count += 1
        try:
            rows = unfold(self._shaped(record))
            self._refuse_unsound(rows)
        except UnreadableInput as error:
            self.reading.table(self.name, self.outline.known).skip_row()
            self.reading.set_aside(error.reason)
            return
        numbers: list[int] = []
        for row in rows:
            name, known, parent = self._place(row.path)
            above = numbers[row.parent] if row.parent >= 0 else 0
            numbers.append(self.reading.table(name, known, parent=parent).add_row(row.cells, above))

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
        if not rows[0].cells.keys() <= own.keys() and len(own.keys() | rows[0].cells.keys()) > MAX_COLUMNS:
            raise UnreadableInput("too-wide", f"The table has more than {MAX_COLUMNS} columns.")
        if self.suspicious and any(MARK in cell for row in rows for cell in row.cells.values() if cell):
            raise UnreadableInput("encoding", "A record holds bytes that do not belong to the encoding.")

    def _place(self, path: tuple[str, ...]) -> tuple[str, Known | None, str]:
        """Full name of the table at a path, what is known of it, and its parent."""
        name, known, parent = self.name, self.outline.known, ""
        for key in path:
            parent = name
            known = known.children.get(key) if known else None
            name = known.name if known else f"{name}.{key}"
        return name, known, parent


def read_json(reading: Reading, encoding: Encoding, head: str) -> None:
    """Stage the records of a JSON file; a text that breaks off keeps the records before the break."""
    outline = outline_of(head, reading.file.system)
    records = _Records(reading, outline, table_name(reading, outline.known), encoding.broken)
    with open_text(reading.file.path, encoding) as text:
        cursor = Cursor(text)
        try:
            while cursor.peek():
                _walk(cursor, outline.path, records)
        except UnreadableInput as error:
            reading.broken_off(error)
    _stage_envelope(records)


def read_ndjson(reading: Reading, encoding: Encoding, head: str) -> None:
    """Stage the records of a file with one JSON value a line; a damaged line is set aside."""
    outline = outline_of(head.partition("\n")[0], reading.file.system)
    records = _Records(reading, outline, table_name(reading, outline.known), encoding.broken)
    with open_text(reading.file.path, encoding) as text:
        for line in text:
            if line.strip():
                _add_line(records, line, outline)
    _stage_envelope(records)


def _add_line(records: _Records, line: str, outline: Outline) -> None:
    try:
        value = decode(line)
    except UnreadableInput as error:
        cut = not line.endswith(("\n", "\r"))
        records.reading.table(records.name, outline.known).skip_row()
        records.reading.set_aside("truncated" if cut else error.reason)
        records.reading.reason = "truncated" if cut else records.reading.reason
        return
    for record in _at_path(value, outline.path, records.envelope):
        records.add(record)


def _walk(cursor: Cursor, path: tuple[str, ...], records: _Records) -> None:
    """Read what begins here: the records at the path one by one, the rest into the envelope."""
    if path and cursor.peek() == "{":
        for key in cursor.members():
            if key == path[0]:
                _walk(cursor, path[1:], records)
            else:
                records.envelope[unused(key, records.envelope)] = cursor.value()
    elif cursor.peek() == "[" and not path:
        for _ in cursor.items():
            records.add(cursor.value())
    else:
        records.add(cursor.value())


def _stage_envelope(records: _Records) -> None:
    """What stands around the records: page numbers, totals, messages."""
    remark = page_remark(records.envelope, records.count)
    if remark:
        records.reading.note(remark)
    if not records.count:
        records.reading.table(records.name, records.outline.known)
    if records.envelope:
        around = Outline((), None, records.outline.garbled)
        _Records(records.reading, around, f"{records.name}.envelope").add(records.envelope)


def outline_of(head: str, system: str) -> Outline:
    """The shape of a JSON text, from its first part."""
    sample = _completed(head)
    garbled = not head.isascii() or "\\u00" in head
    garbled = garbled and is_garbled("".join(_strings(sample)))
    for path in _candidate_paths(sample):
        known = recognise(_keys(list(_at_path(sample, path, {}))), system)
        if known is not None and (not path or path[-1] in (*known.records, *_WRAPPERS, known.unwrap)):
            return Outline(path, known, garbled)
    return Outline(_generic_path(sample), None, garbled)


def _completed(head: str) -> Any:
    """The value of a JSON text that may be cut: what is open after the last comma is closed."""
    try:
        return decode(head)
    except UnreadableInput:
        pass
    open_now: list[str] = []
    safe, closers = 0, ""
    for token in _TOKENS.finditer(head):
        mark = token.group()
        if mark in "[{":
            open_now.append(_CLOSING[mark])
        elif mark in "]}" and open_now:
            open_now.pop()
        elif mark == ",":
            safe, closers = token.start(), "".join(reversed(open_now))
    try:
        return decode(head[:safe] + closers)
    except UnreadableInput:
        return None


def _candidate_paths(sample: Any) -> Iterator[tuple[str, ...]]:
    """Paths at which a profile may find its records: the keys that profiles name, then the top."""
    if isinstance(sample, dict):
        wanted = {key for known in known_tables() for key in (*known.records, known.unwrap) if key} | set(_WRAPPERS)
        for key, value in sample.items():
            if key in wanted and isinstance(value, list | dict):
                yield (key,)
    yield ()


def _generic_path(sample: Any, depth: int = 0) -> tuple[str, ...]:
    """Path to the one list of objects inside an object that is not a record itself."""
    if not isinstance(sample, dict) or depth > _DEEPEST_WRAPPER:
        return ()
    lists = [key for key, value in sample.items() if _is_records(value)]
    named = [key for key in lists if key in _WRAPPERS]
    if named:
        return (named[0],)
    if len(lists) == 1 and len(sample) <= _FEW_MEMBERS and "id" not in sample:
        return (lists[0],)
    if len(sample) == 1:
        key, value = next(iter(sample.items()))
        deeper = _generic_path(value, depth + 1)
        return (key, *deeper) if deeper else ()
    return ()


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _at_path(value: Any, path: tuple[str, ...], envelope: dict[str, Any]) -> Iterator[Any]:
    """The records at a path inside a value; what lies beside it goes into the envelope."""
    if path and isinstance(value, dict):
        for key, member in value.items():
            if key == path[0]:
                yield from _at_path(member, path[1:], envelope)
            else:
                envelope[unused(key, envelope)] = member
    elif isinstance(value, list) and not path:
        yield from value
    else:
        yield value


def _keys(records: list[Any]) -> list[str]:
    """Keys of the first records, those of a lone wrapping object included."""
    keys: Counter[str] = Counter()
    for record in records[:_SAMPLED_RECORDS]:
        if isinstance(record, dict):
            keys.update(record.keys())
    return list(keys)


def _unwrapped(record: dict[str, Any], key: str) -> dict[str, Any]:
    inner = record.get(key) if key and len(record) == 1 else None
    return inner if isinstance(inner, dict) else record


def _unwrapped_items(value: Any, child: Known | None) -> Any:
    if child is None or not child.unwrap or not isinstance(value, list):
        return value
    return [_unwrapped(item, child.unwrap) if isinstance(item, dict) else item for item in value]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(member, change) for key, member in value.items()}
    return [_mapped(item, change) for item in value] if isinstance(value, list) else value
