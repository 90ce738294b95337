"""What one pass over the tables tells the plan: which texts many people share, which dates have a clock.

A label, such as a status, is the same for many people; a cell that only one person has is no label, whatever its
column is called: it may be a name in the wrong field, or a remark. So a kept text counts as a label when at least three
subjects of the crawl share it; a clinical term as well, unless its words are known (``transforms.vocabulary``). The
survey also gathers the sensitive values on which l-diversity is computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.taxonomy import category as category_of
from transforms.changes.telling import tells, untold
from transforms.items import split_list
from transforms.people import NOBODY
from transforms.vocabulary import where_known

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from detectors.data_map import MappedTable
    from detectors.tables import Batch

SHARED_BY = 3
"""Subjects that must have a text for it to be a label."""

_TERMS = ("diet", "medical_condition", "medication", "procedure", "lab_test")
_COUNTED = ("label", "unknown", "empty", *_TERMS)
_PAIR = pa.schema([("value", pa.string()), ("subject", pa.int32())])
_CLOCK = r"\d[T ,u]+\s*\d{1,2}[:hu.]\d{2}|^\d{10,}"

Column = tuple[str, str]
"""Full table name, column."""


@dataclass(frozen=True)
class Survey:
    """Additive over batches.

    Attributes:
        labels: column → table of (value, subject), at most three subjects per value.
        clocks: date columns in which some cell tells a time of day.
        values: sensitive category, table, column → table of (value, subject), distinct.
        telling: columns in which some cell has nothing to say but that somebody changed name or number.
    """

    labels: Mapping[Column, pa.Table] = field(default_factory=dict)
    clocks: frozenset[Column] = frozenset()
    values: Mapping[tuple[str, str, str], pa.Table] = field(default_factory=dict)
    telling: frozenset[Column] = frozenset()

    def __add__(self, other: Survey) -> Survey:
        labels = {
            key: _capped(_joined(self.labels.get(key), other.labels.get(key)))
            for key in sorted({*self.labels, *other.labels})
        }
        values = {
            key: _distinct(_joined(self.values.get(key), other.values.get(key)))
            for key in sorted({*self.values, *other.values})
        }
        return Survey(labels, self.clocks | other.clocks, values, self.telling | other.telling)

    @property
    def sensitive(self) -> dict[str, pa.Table]:
        """Category → table of (value, subject), distinct: only what will be shown, as the gate counts that alone."""
        shown: dict[str, pa.Table] = {}
        for (category, *column), pairs in self.values.items():
            leaving = pairs
            if category in _TERMS:
                fitting = where_known(pairs["value"].combine_chunks(), self.frequent((column[0], column[1])))
                leaving = pairs.filter(fitting.is_valid())
            shown[category] = _distinct(_joined(shown.get(category), leaving))
        return shown

    def frequent(self, column: Column) -> pa.Array:
        """The texts of a column that at least three subjects share."""
        pairs = self.labels.get(column)
        if pairs is None:
            return pa.array([], pa.string())
        counts = pairs.group_by("value", use_threads=False).aggregate([("subject", "count")])
        shared = counts.filter(pc.greater_equal(counts["subject_count"], SHARED_BY))
        return pc.drop_null(shared["value"].combine_chunks())


def survey(
    batch: Batch, subjects: npt.NDArray[np.int32], table: MappedTable, sensitive: tuple[str, ...] = ()
) -> Survey:
    """The survey of one batch.

    Args:
        batch: rows of one table.
        subjects: int32, subject index of each row; rows of nobody do not count.
        table: what the columns are.
        sensitive: categories on which l-diversity is asked.
    """
    labels: dict[Column, pa.Table] = {}
    values: dict[tuple[str, str, str], pa.Table] = {}
    clocks: set[Column] = set()
    telling: set[Column] = set()
    for mapped in table.columns:
        category = mapped.finding.category
        if mapped.name not in batch.cells.schema.names:
            continue
        cells = batch.cells.column(mapped.name)
        if category in _COUNTED:
            items = split_list(cells)
            owners = subjects[pc.list_parent_indices(items).to_numpy()]
            labels[table.table, mapped.name] = _capped(_pairs(pc.list_flatten(items), owners))
        if category in sensitive:
            values[category, table.table, mapped.name] = _pairs(cells, subjects)
        if category == "event_date" and pc.any(pc.match_substring_regex(cells, _CLOCK)).as_py():
            clocks.add((table.table, mapped.name))
        if _tells(cells, category):
            telling.add((table.table, mapped.name))
    return Survey(labels, frozenset(clocks), values, frozenset(telling))


def _tells(cells: pa.Array, category: str) -> bool:
    if category == "label":
        return bool(pc.any(tells(cells)).as_py())
    return category_of(category).kind == "T" and untold(cells).null_count > cells.null_count


def _pairs(cells: pa.Array, subjects: npt.NDArray[np.int32]) -> pa.Table:
    """(value, subject), distinct, without empty cells and without rows of nobody."""
    values, owners = pc.utf8_trim_whitespace(cells), pa.array(subjects, pa.int32())
    filled = pc.and_(pc.greater(pc.utf8_length(values), 0), pc.not_equal(owners, NOBODY))
    return _distinct(pa.table([values, owners], schema=_PAIR).filter(filled))


def _joined(one: pa.Table | None, other: pa.Table | None) -> pa.Table:
    return pa.concat_tables([table for table in (one, other) if table is not None])


def _distinct(pairs: pa.Table) -> pa.Table:
    return pairs.group_by(["value", "subject"], use_threads=False).aggregate([]).select(["value", "subject"])


def _capped(pairs: pa.Table) -> pa.Table:
    """At most three subjects per value, so that memory is bounded by the distinct values."""
    ordered = _distinct(pairs).sort_by([("value", "ascending"), ("subject", "ascending")])
    codes = ordered["value"].combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.array([], dtype=np.int64)
    rank = np.arange(len(codes)) - np.repeat(starts, np.diff(np.r_[starts, len(codes)]))
    return ordered.filter(pa.array(rank < SHARED_BY))
