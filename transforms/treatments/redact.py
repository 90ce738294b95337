"""Make a note readable without its people: placeholders for identifiers, dates moved, medicine kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import parse_date
from detectors.names.known.values_in_notes import HOUSE_NUMBER
from detectors.recognizers.cleaning import signs_of
from detectors.text import find_spans_of
from transforms.changes.telling import untold
from transforms.changes.two_names import Names, untold_spans
from transforms.people import known_people
from transforms.treatments.column import (
    KNOWN_IDENTIFIER,
    TELLS_OF_CHANGE,
    CellContext,
    TreatedColumn,
    filled,
)
from transforms.treatments.keep import known_in
from transforms.treatments.placeholders import NAMES, acquaintances, mentions, name_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

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
class _Known:
    """What the run knows of the subject of a text."""

    names: Acquaintances
    called: Names
    kinds: Mapping[str, str]
    streets: frozenset[str]
    birth: dt.date | None

    @classmethod
    def of(cls, identifiers: Identifiers, birth: dt.date | None) -> _Known:
        """From (kind, value) and the date of birth."""
        streets = [name_words(value) for kind, value in identifiers if kind == "street_address"]
        words = frozenset().union(*streets)
        called = Names.of((kind, name_words(value)) for kind, value in identifiers)
        return cls(acquaintances(identifiers), called, kinds_of_numbers(identifiers), words, birth)


@dataclass(frozen=True)
class _Notes:
    """The distinct (subject, text) of a column, sorted by subject; ``of_row`` points from rows to them."""

    texts: list[str]
    subjects: npt.NDArray[np.int64]
    of_row: npt.NDArray[np.int64]


def redact(column: pa.Array, cells: CellContext) -> TreatedColumn:
    """The notes, redacted, without what tells of a change; one that then still holds a known identifier is withheld."""
    written = filled(column)
    texts = untold(written)
    notes = _distinct_notes(texts, cells.subjects)
    redacted = pa.array(_redacted(notes, cells), pa.string())
    found = known_in(redacted.unique().drop_null(), cells)
    safe = pc.if_else(pc.is_in(redacted, found), pa.scalar(None, pa.string()), redacted)
    rows = pa.array(notes.of_row, pa.int64(), mask=notes.of_row < 0)
    values = pc.take(safe, rows)
    empty = ~_filled(values) & _filled(written)
    told = empty & ~_filled(pc.take(redacted, rows))
    reasons = np.where(told, TELLS_OF_CHANGE, np.where(empty, KNOWN_IDENTIFIER, ""))
    return TreatedColumn.by_cell(values, reasons)


def _filled(texts: pa.Array) -> npt.NDArray[np.bool_]:
    return np.asarray(texts.is_valid().to_numpy(zero_copy_only=False), dtype=bool)


def _distinct_notes(texts: pa.Array, subjects: npt.NDArray[np.int32]) -> _Notes:
    encoded = texts.dictionary_encode()
    rows = np.flatnonzero(texts.is_valid().to_numpy(zero_copy_only=False))
    codes = encoded.indices.take(pa.array(rows)).to_numpy(zero_copy_only=False).astype(np.int64)
    width = max(len(encoded.dictionary), 1)
    pairs, inverse = np.unique(subjects[rows].astype(np.int64) * width + codes, return_inverse=True)
    of_row = np.full(len(texts), -1, dtype=np.int64)
    of_row[rows] = inverse
    return _Notes(encoded.dictionary.take(pa.array(pairs % width)).to_pylist(), pairs // width, of_row)


def _redacted(notes: _Notes, cells: CellContext) -> Iterator[str | None]:
    """The redacted texts: what is known of each one's subject helps to find and to name what stands in it."""
    subjects, of_text = np.unique(notes.subjects, return_inverse=True)
    births = cells.people.attributes["birth_date"].take(pa.array(subjects)).to_pylist()
    rows = _known_of(cells.people, subjects)
    identifiers = [list(zip(row["kind"].to_pylist(), row["value"].to_pylist(), strict=True)) for row in rows]
    known = [_Known.of(of_subject, birth) for of_subject, birth in zip(identifiers, births, strict=True)]
    days = cells.shifts[subjects].tolist()
    everybody = cells.people.everybody or known_people(pa.concat_tables([cells.people.known.slice(0, 0), *rows]))
    found = find_spans_of(notes.texts, notes.subjects.tolist(), everybody)
    for text, spans, place in zip(notes.texts, found, of_text.tolist(), strict=True):
        yield _redact(text, spans, known[place], days[place])


def _redact(text: str, found: list[Span], known: _Known, days: int) -> str | None:
    """None where the text does little but name its subject in two ways."""
    leaving = [_named(text, span, known) for span in found if span.category not in STAYS]
    if not leaving:
        return text
    spans = mentions(text, _apart(leaving), known.names)
    left = untold_spans(text, spans, known.called, [_own_name(text, span, known) for span in spans])
    return left and (_replace(*left, days, known.names) if left[1] else left[0])


def _own_name(text: str, span: Span, known: _Known) -> frozenset[str]:
    """The words of a span that names the text's subject; none of any other."""
    words = name_words(text[span.start : span.end]) if span.category in NAMES else frozenset()
    return words if words & known.names.own else frozenset()


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without those that lie inside the one before: a house number that was taken along."""
    end = 0
    for span in spans:
        if span.end > end:
            yield span._replace(start=max(span.start, end))
            end = span.end


def _named(text: str, span: Span, known: _Known) -> Span:
    """The span with what the run knows of it: the kind of a number, a street, that a date is the subject's birth."""
    written = text[span.start : span.end]
    if span.category == "event_date" and known.birth is not None and parse_date(written) == known.birth:
        return span._replace(category="birth_date")
    if span.category not in NAMES:
        return span._replace(category=known.kinds.get(signs_of(written), span.category))
    words = name_words(written)
    if words and words <= known.streets and not known.names.whose(words):
        number = HOUSE_NUMBER.match(text, span.end)
        return span._replace(category="street_address", end=number.end() if number else span.end)
    return span


def kinds_of_numbers(identifiers: Identifiers) -> dict[str, str]:
    """Letters and digits of each known number or address → its kind; a record's number only when it is nothing else.

    >>> kinds_of_numbers([("national_number", "85.07.30-033.28"), ("record_id", "85073003328")])
    {'85073003328': 'national_number'}
    """
    numbers = [(kind, value) for kind, value in identifiers if kind not in NAMES]
    last = sorted(numbers, key=lambda number: (number[0] != "record_id", number))
    return {signs_of(value): kind for kind, value in last}


def _replace(text: str, spans: list[Span], days: int, names: Acquaintances) -> str:
    from transforms.treatments.operators import replace_spans  # Presidio takes two seconds to load

    return replace_spans(text, spans, days=days, known=names)


def _known_of(people: People, subjects: npt.NDArray[np.int64]) -> list[pa.Table]:
    """The rows of what the run knows of each subject."""
    owners = people.known["subject"].to_numpy()
    places = zip(*(np.searchsorted(owners, subjects + more) for more in (0, 1)), strict=True)
    return [people.known.slice(start, end - start) for start, end in places]
