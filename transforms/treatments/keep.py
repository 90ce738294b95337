"""Keep a column, cell by cell: what does not look like its column, or names somebody, stays behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.folding import fold
from detectors.taxonomy import is_direct
from detectors.text import find_spans_in
from transforms.treatments.column import (
    KNOWN_IDENTIFIER,
    NOT_IN_CATEGORY,
    PERSONAL_DATA,
    CellContext,
    TreatedColumn,
    filled,
    lost,
)
from transforms.treatments.shapes import is_term, shape_of
from transforms.vocabulary import is_code

if TYPE_CHECKING:
    import numpy.typing as npt

FEW = 5_000
"""Distinct values that are all read; of more, only those that the prefilter finds suspicious."""

SURE = 0.5
"""Score from which a span in a short cell counts."""

_SUSPICIOUS = r"@|https?:|\d[\d ./-]{5,}|\p{Lu}\p{Ll}+[ -]\p{Lu}\p{Ll}+|(?i)\b(?:dr|mevr|mme|mr|dhr|m\.|frau|herr)\b"
_LONG_NUMBER = r"\d{6,}"


def keep(column: pa.Array, cells: CellContext) -> TreatedColumn:
    """The cells that fit their category, typed; a text that holds an identifier is withheld."""
    texts = filled(column)
    values = shape_of(cells.plan.category)(texts, cells.plan)
    withheld = {NOT_IN_CATEGORY: lost(texts, values)}
    for reason, found in _identifying(texts.filter(values.is_valid()), values, cells):
        before = values.null_count
        values = pc.if_else(pc.is_in(texts, found), pa.scalar(None, values.type), values)
        withheld[reason] = values.null_count - before
    return TreatedColumn(values, {reason: count for reason, count in withheld.items() if count})


def _identifying(texts: pa.Array, values: pa.Array, cells: CellContext) -> list[tuple[str, pa.Array]]:
    """Reason and the distinct texts that must not leave for it."""
    distinct = texts.unique()
    if not pa.types.is_string(values.type):
        return [(KNOWN_IDENTIFIER, known_in(distinct.filter(pc.match_substring_regex(distinct, _LONG_NUMBER)), cells))]
    return [(KNOWN_IDENTIFIER, known_in(distinct, cells)), (PERSONAL_DATA, personal_in(distinct, cells))]


def known_in(distinct: pa.Array, cells: CellContext) -> pa.Array:
    """The texts that hold an identifier of someone the clinic knows."""
    if cells.known is None or not len(distinct):
        return distinct.slice(0, 0)
    return distinct.filter(pa.array(cells.known.contains(distinct)))


def personal_in(distinct: pa.Array, cells: CellContext) -> pa.Array:
    """The texts in which a recognizer finds a direct identifier; codes of care in their own column hold none."""
    if is_term(cells.plan.category):
        distinct = distinct.filter(pa.array([not is_code(fold(text)) for text in distinct.to_pylist()], pa.bool_()))
    if len(distinct) > FEW:
        distinct = distinct.filter(pc.match_substring_regex(distinct, _SUSPICIOUS))
    spans = find_spans_in(distinct.to_pylist())
    hit: npt.NDArray[np.bool_] = np.array(
        [any(span.score >= SURE and is_direct(span.category) for span in found) for found in spans], dtype=bool
    )
    return distinct.filter(pa.array(hit, pa.bool_()))
