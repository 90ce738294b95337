"""Make a note readable without its people: placeholders for identifiers, dates moved, medicine kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.text import find_spans_in
from transforms.treatments.column import KNOWN_IDENTIFIER, CellContext, TreatedColumn, filled
from transforms.treatments.keep import known_in
from transforms.treatments.placeholders import acquaintances

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from detectors.findings import Span
    from transforms.people import People
    from transforms.treatments.placeholders import Acquaintances

STAYS = frozenset(
    (
        "diet", "medical_condition", "medication", "procedure", "lab_test", "lab_value", "gender_identity",
        "gender_at_birth", "pronouns", "language", "country", "amount", "number", "duration", "flag", "label",
    )
)  # fmt: skip
"""Categories whose spans stay as they are; of any other, a placeholder is left."""

Identifiers = list[tuple[str, str]]


@dataclass(frozen=True)
class _Notes:
    """The distinct (subject, text) of a column, sorted by subject; ``of_row`` points from rows to them."""

    texts: list[str]
    subjects: npt.NDArray[np.int64]
    of_row: npt.NDArray[np.int64]


def redact(column: pa.Array, cells: CellContext) -> TreatedColumn:
    """The notes, redacted; one that still holds a known identifier afterwards is withheld."""
    texts = filled(column)
    notes = _distinct_notes(texts, cells.subjects)
    redacted = pa.array(_redacted(notes, cells), pa.string())
    found = known_in(redacted.unique(), cells)
    safe = pc.if_else(pc.is_in(redacted, found), pa.scalar(None, pa.string()), redacted)
    values = pc.take(safe, pa.array(notes.of_row, pa.int64(), mask=notes.of_row < 0))
    withheld = values.null_count - texts.null_count
    return TreatedColumn(values, {KNOWN_IDENTIFIER: withheld} if withheld else {})


def _distinct_notes(texts: pa.Array, subjects: npt.NDArray[np.int32]) -> _Notes:
    encoded = texts.dictionary_encode()
    rows = np.flatnonzero(texts.is_valid().to_numpy(zero_copy_only=False))
    codes = encoded.indices.take(pa.array(rows)).to_numpy(zero_copy_only=False).astype(np.int64)
    width = max(len(encoded.dictionary), 1)
    pairs, inverse = np.unique(subjects[rows].astype(np.int64) * width + codes, return_inverse=True)
    of_row = np.full(len(texts), -1, dtype=np.int64)
    of_row[rows] = inverse
    return _Notes(encoded.dictionary.take(pa.array(pairs % width)).to_pylist(), pairs // width, of_row)


def _redacted(notes: _Notes, cells: CellContext) -> Iterator[str]:
    """The redacted texts, subject by subject: each subject's own identifiers help to find them."""
    bounds = np.flatnonzero(np.diff(notes.subjects, prepend=-1, append=-1))
    identifiers = _known_of(cells.people, notes.subjects[bounds[:-1]])
    for (start, end), known in zip(pairwise(bounds), identifiers, strict=True):
        yield from _redact_subject(known, notes.texts[start:end], int(cells.shifts[notes.subjects[start]]))


def _redact_subject(identifiers: Identifiers, texts: list[str], days: int) -> Iterator[str]:
    names = acquaintances(identifiers)
    for text, spans in zip(texts, find_spans_in(texts, known=[value for _, value in identifiers]), strict=True):
        leaving = [span for span in spans if span.category not in STAYS]
        yield _replace(text, leaving, days, names) if leaving else text


def _replace(text: str, spans: list[Span], days: int, names: Acquaintances) -> str:
    from transforms.treatments.operators import replace_spans  # noqa: PLC0415 loads Presidio

    return replace_spans(text, spans, days=days, known=names)


def _known_of(people: People, subjects: npt.NDArray[np.int64]) -> Iterator[Identifiers]:
    """(kind, value) of what the run knows of each subject."""
    owners = people.known["subject"].to_numpy()
    for start, end in zip(*(np.searchsorted(owners, subjects + more) for more in (0, 1)), strict=True):
        rows = people.known.slice(start, end - start)
        yield list(zip(rows["kind"].to_pylist(), rows["value"].to_pylist(), strict=True))
