"""One name per column: what the columns of a file are called in the table, whatever kind of export it is.

A system names the same field in one way in its lists and in another in its API. A profile knows both (``same_as``), and
the table has one of them, mostly the API's, so that a policy or a decision can name a column once and for all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from flows.crawl.naming import underscored
from flows.crawl.profile import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flows.crawl.profile import Known

_NUMBERED = re.compile(r"field_\d+(?:_\d+)?")


def names_in_table(columns: Sequence[str], known: Known | None, *, labelled: bool = False) -> tuple[str, ...]:
    """The columns' names in the table; one whose new name another column of the same file has keeps its own.

    Args:
        columns: names in the file, none twice.
        known: what a profile knows of the table.
        labelled: whether the file is a list, in which fields that the clinic added stand under their labels.

    >>> from flows.crawl.profile import recognise
    >>> known = recognise(["Id", "FirstName", "LastName", "Phone1", "Groups"], "keap")
    >>> names_in_table(["Id", "FirstName", "Birthday", "birth_date", "Phone1"], known)
    ('id', 'given_name', 'Birthday', 'birth_date', 'Phone1')
    """
    if known is None:
        return tuple(columns)
    taken = set(columns)
    names = []
    for column in columns:
        wanted = _wanted(column, known, labelled=labelled)
        names.append(column if wanted in taken else wanted)
        taken.add(names[-1])
    return tuple(names)


def _wanted(column: str, known: Known, *, labelled: bool) -> str:
    if known.knows(column):
        return known.same_as.get(fold(column), column)
    added = labelled and known.label_prefix and not _NUMBERED.fullmatch(column)
    name = underscored(column) if added else ""
    return known.label_prefix + name if name else column


def in_words(array: pa.Array, words: Mapping[str, str]) -> pa.Array:
    """A column's codes as the words that the system's other exports have for them; other cells stay as they are.

    >>> in_words(pa.array(["2", "7", None, "Open"]), {"2": "Open"}).to_pylist()
    ['Open', '7', None, 'Open']
    """
    places = pc.index_in(array, value_set=pa.array(list(words), pa.string()))
    return pc.coalesce(pa.array(list(words.values()), pa.string()).take(places), array)
