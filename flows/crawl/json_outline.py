"""The shape of a JSON file, from its head: where its records are, and what a profile knows of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detectors.errors import UnreadableInput
from flows.crawl.encoding import is_garbled
from flows.crawl.headers import unused
from flows.crawl.json_cursor import decode
from flows.crawl.profile import Known, known_tables, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRAPPERS = ("content", "contacts", "results", "data", "items", "records", "rows", "entries", "value", "entry")
_FEW_MEMBERS = 12
_SAMPLED_RECORDS = 50
_DEEPEST_WRAPPER = 4
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
"""Texts whole, the one that is cut too, so that their brackets and commas are none; and brackets and commas."""

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


def outline_of(head: str, system: str) -> Outline:
    """The shape of a JSON text, from its first part."""
    sample = _completed(head)
    garbled = not head.isascii() or "\\u00" in head
    garbled = garbled and is_garbled("".join(_strings(sample)))
    for path in _candidate_paths(sample):
        known = recognise(_keys(list(at_path(sample, path, {}))), system)
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


def at_path(value: Any, path: tuple[str, ...], envelope: dict[str, Any]) -> Iterator[Any]:
    """The records at a path inside a value; what lies beside it goes into the envelope."""
    if path and isinstance(value, dict):
        for key, member in value.items():
            if key == path[0]:
                yield from at_path(member, path[1:], envelope)
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


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
