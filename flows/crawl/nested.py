"""Nested JSON as flat tables.

A record is one row. Objects inside it flatten to dotted columns (``custom_fields.cf_x``); lists become child tables
(``tickets.tags``), one row per item, each knowing the row it hangs on. Objects whose keys are data themselves (numbers,
e-mail addresses) are lists in disguise: their keys become a column ``key``, since no personal value may become the name
of a column. No leaf is ever lost: whatever is neither null nor an empty container ends up in a cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from detectors.errors import UnreadableInput
from flows.crawl.headers import MAX_COLUMNS, looks_like_value, unused
from flows.crawl.labels import Predicate, seems_personal
from flows.crawl.personal_names import of_each

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 32
VALUE = "value"
KEY = "key"

Cells = dict[str, str | None]
_List = tuple[tuple[str, ...], list[Any], int]
"""Keys that lead to a list, its items, and their depth."""


@dataclass
class Row:
    """One row of one table.

    Attributes:
        path: keys of the lists that lead here; empty for the record itself.
        parent: index, among the rows of the record, of the row it hangs on; -1 for the record itself.
    """

    path: tuple[str, ...]
    parent: int
    cells: Cells = field(default_factory=dict)


def unfold(record: Any, personal: Predicate = seems_personal) -> list[Row]:
    """The rows of one record, each after the one it hangs on.

    Args:
        record: any JSON value.
        personal: tells keys that point at a person.

    Raises:
        UnreadableInput: ``too-deep`` below 32 levels, ``too-wide`` above 4,096 cells in a row.

    >>> [(row.path, row.parent, row.cells) for row in unfold({"id": "1", "tags": ["a", "b"], "of": {"x": True}})]
    [((), -1, {'id': '1', 'of.x': 'true'}), (('tags',), 0, {'value': 'a'}), (('tags',), 0, {'value': 'b'})]
    """
    unfolding = _Unfolding(personal)
    unfolding.add(Row((), -1), record, 0)
    return unfolding.rows


@dataclass
class _Unfolding:
    """One record, and the rows that it has become so far."""

    personal: Predicate
    rows: list[Row] = field(default_factory=list)

    def add(self, row: Row, value: Any, depth: int) -> None:
        place = len(self.rows)
        self.rows.append(row)
        lists: list[_List] = []
        if isinstance(value, dict) and not is_keyed_by_data(value, self.personal):
            for key, member in value.items():
                self._fill(row, (key,), member, depth + 1, lists)
        else:
            self._fill(row, (VALUE,), value, depth + 1, lists)
        if len(row.cells) > MAX_COLUMNS:
            raise UnreadableInput("too-wide", f"A record of more than {MAX_COLUMNS} cells.")
        for names, items, level in lists:
            for item in items:
                self.add(Row((*row.path, ".".join(names)), place), item, level + 1)

    def _fill(self, row: Row, names: tuple[str, ...], value: Any, depth: int, lists: list[_List]) -> None:
        if depth > DEEPEST:
            raise UnreadableInput("too-deep", f"A record nested more than {DEEPEST} levels deep.")
        if isinstance(value, dict):
            if is_keyed_by_data(value, self.personal):
                lists.append((names, list(_keyed_items(value, self.personal)), depth))
            else:
                for key, member in value.items():
                    self._fill(row, (*names, key), member, depth + 1, lists)
        elif isinstance(value, list):
            lists.append((names, value, depth))
        else:
            row.cells[unused(".".join(names), row.cells)] = _text(value)


def is_keyed_by_data(value: dict[str, Any], personal: Predicate = seems_personal) -> bool:
    """Whether the keys of an object are values: all numbers, one an address or date, or most of them names.

    >>> is_keyed_by_data({"1001": {}, "1002": {}}), is_keyed_by_data({"id": "1001"})
    (True, False)
    """
    return _are_data(tuple(value), personal)


@lru_cache(maxsize=1 << 10)
def _are_data(keys: tuple[str, ...], personal: Predicate) -> bool:
    """Keys are few and come back with every record."""
    if not keys:
        return False
    if all(map(str.isdigit, keys)) or any(map(looks_like_value, keys)):
        return True
    return sum(of_each(keys, personal)) * 2 > len(keys)


def _keyed_items(value: dict[str, Any], personal: Predicate) -> Iterator[dict[str, Any]]:
    for key, member in value.items():
        if isinstance(member, dict) and not is_keyed_by_data(member, personal):
            yield {KEY: key, **{unused(name, (KEY,)): item for name, item in member.items()}}
        else:
            yield {KEY: key, VALUE: member}


def _text(value: str | bool | None) -> str | None:  # noqa: FBT001  # a JSON leaf
    if value is None or isinstance(value, str):
        return value
    return "true" if value else "false"
