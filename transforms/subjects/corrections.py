"""What a person says is wrong about them: checked when it is told, applied to what every later run releases.

A correction changes what leaves, and adds to the names by which a person is known; the systems' own records stay wrong
until their owners mend them (GDPR art. 16 and 19).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import re2

from detectors.errors import UsageError
from detectors.folding import fold
from detectors.taxonomy import category as taxonomy_entry
from transforms.subjects import normal
from transforms.subjects.attributes import ATTRIBUTES
from transforms.subjects.vault.profiles import Names, all_names
from transforms.wordings import codes

if TYPE_CHECKING:
    from transforms.subjects.vault.corrections import Correction

IDENTITY = ("person_name", "email")
CORRECTABLE = (*ATTRIBUTES, *IDENTITY)
"""Categories in which a person may correct a value."""
_CODED = ("country", "language", "gender_at_birth")
"""What has one of a list of values: a wording that is not on it would be withheld from every release."""
_WORDS = re2.compile(r"[\pL\pM][\pL\pM\pN '’().,/&+-]*")
_LONGEST = 80
_BELGIAN = re2.compile(r"(?i)(?:BE?[- ]*)?([0-9]+)")
_DUTCH_OR_BRITISH = re2.compile(r"(?i)(?:NL[- ]?)?[1-9][0-9]{3} ?[A-Z]{2}|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}")
"""Their letters tell them from a Belgian one that was mistyped."""
_WITH_COUNTRY = re2.compile(r"(?i)([A-Z]{1,3})[- ]([0-9A-Z]{2,5}(?:[- ]?[0-9A-Z]{2,4})?)")


def checked(category: str, value: str, as_of: dt.date) -> str:
    """A right value in the form in which it is kept.

    Args:
        category: one of ``CORRECTABLE``.
        value: as it was typed.
        as_of: nobody is born later.

    Raises:
        UsageError: it cannot be a value of that category.

    >>> checked("birth_date", "8/1/1990", dt.date(2026, 1, 31)), checked("postal_code", "B-9000", dt.date(2026, 1, 31))
    ('1990-01-08', '9000')
    """
    kept = _checked(category, value.strip(), as_of)
    if kept is None:
        raise UsageError(f"This is no {taxonomy_entry(category).label} that can be used.", hint=_HINTS[category])
    return kept


def _checked(category: str, value: str, as_of: dt.date) -> str | None:
    cell = pa.array([value])
    if category == "birth_date":
        return _only(normal.birth_days(cell, "dmy", as_of).texts)
    if category == "email":
        return _only(normal.emails(cell).texts)
    if category == "postal_code":
        return _postal_code(value)
    if category in _CODED:
        return value if codes(category, cell)[0].is_valid else None
    return value if _is_worded(value) and (category != "person_name" or _has_words(cell)) else None


def _only(texts: pa.Array) -> str | None:
    return str(texts[0]) if len(texts) == 1 else None


def _has_words(cell: pa.Array) -> bool:
    return len(normal.name_words(cell).texts) > 0


def _is_worded(value: str) -> bool:
    return len(value) <= _LONGEST and _WORDS.fullmatch(value) is not None


def _postal_code(value: str) -> str | None:
    """A Belgian one must exist; one of another country says so, by its letters or those of the country before it."""
    from transforms.places import provinces_of_postal_codes  # reads the list

    if belgian := _BELGIAN.fullmatch(value):
        return belgian[1] if provinces_of_postal_codes(pa.array([belgian[1]]))[0].is_valid else None
    abroad = _WITH_COUNTRY.fullmatch(value)
    if _DUTCH_OR_BRITISH.fullmatch(value) or (abroad and any(sign.isdigit() for sign in abroad[2])):
        return value.upper()
    return None


def _same_postal_code(one: str, other: str) -> bool:
    """Whether two are one, also where only one of them names the country."""
    return _without_country(_postal_code(one) or one) == _without_country(_postal_code(other) or other)


def _without_country(value: str) -> str:
    text = value.strip().upper()
    abroad = _WITH_COUNTRY.fullmatch(text)
    bare = abroad[2] if abroad and any(sign.isdigit() for sign in abroad[2]) else text
    return bare.replace(" ", "").replace("-", "")


_HINTS = dict.fromkeys(CORRECTABLE, "Use letters, at most 80 signs.") | {
    "birth_date": "Write it as 31/12/1990 or 1990-12-31.",
    "email": "Write one address.",
    "postal_code": "Belgian ones have four digits and stand in the list of the post; write others as F-75011.",
    "country": "Write its name, or its code of two letters.",
    "language": "Write its name, or its code of two letters.",
    "gender_at_birth": "Use a wording that policies know, such as man, vrouw, female.",
}


def corrected(
    attributes: pa.Table, corrections: Iterable[Correction], index_of: npt.NDArray[np.signedinteger]
) -> pa.Table:
    """People's attributes with what they corrected; of two corrections the later one counts.

    Args:
        attributes: one row per subject of the run.
        corrections: in the order in which they were made.
        index_of: per place (id less one) the row of its subject, -1 for those that the run did not meet.
    """
    latest = {
        (correction.category, int(index_of[correction.subject - 1])): correction.value
        for correction in corrections
        if correction.category in ATTRIBUTES and correction.subject <= len(index_of)
    }
    for category in ATTRIBUTES:
        rows = {row: value for (of, row), value in sorted(latest.items()) if of == category and row >= 0}
        if rows:
            place = attributes.schema.get_field_index(category)
            attributes = attributes.set_column(place, category, _replaced(attributes.column(category), rows))
    return attributes


def _replaced(column: pa.ChunkedArray, rows: dict[int, str]) -> pa.Array:
    mask = np.zeros(len(column), dtype=bool)
    mask[list(rows)] = True
    values = pa.array(rows.values(), pa.string()).cast(column.type)
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return pc.replace_with_mask(whole, mask, values)


def with_corrected_names(names: Names, corrections: Iterable[Correction]) -> Names:
    """The vault's names by place, and those that people said are theirs: notes are searched for them too."""
    told = [each for each in corrections if each.category == "person_name" and not _has_name(names, each)]
    owners = np.array([each.subject - 1 for each in told], dtype=np.int32)
    values = pa.array([each.value for each in told], pa.string())
    return all_names([names, Names(owners, values)]) if told else names


def _has_name(names: Names, correction: Correction) -> bool:
    mine = pa.array(names.owners == correction.subject - 1)
    return correction.value in names.values.filter(mine).to_pylist()


def holds_other(category: str, cells: pa.Array, order: str, right: str, as_of: dt.date) -> npt.NDArray[np.bool_]:
    """Which cells of a column hold something else than the right value; empty ones do not.

    Args:
        category: one of ``ATTRIBUTES``.
        cells: of one column.
        order: of a birth date's column, as its finding says.
        right: from ``checked``.
        as_of: nobody is born later.
    """
    known, agreeing = _compared(category, cells, order, right, as_of)
    return known & ~agreeing


def holds_wrong(category: str, columns: list[pa.Array], wrong: str) -> npt.NDArray[np.bool_]:
    """Which rows hold a wrong name or address, whatever way its words are spread over the columns.

    >>> columns = [pa.array(["Lou", "Sam"]), pa.array(["Van den Broeck", "Peeters"])]
    >>> holds_wrong("person_name", columns, "vandenbroeck lou").tolist()
    [True, False]
    """
    normalise = normal.emails if category == "email" else normal.name_words
    wanted = normalise(pa.array([wrong])).texts.unique()
    found = np.zeros((len(wanted), len(columns[0]) if columns else 0), dtype=bool)
    for column in columns:
        values = normalise(column)
        which = pc.index_in(values.texts, wanted).fill_null(-1).to_numpy(zero_copy_only=False)
        found[which[which >= 0], values.cells[which >= 0]] = True
    return np.asarray(found.all(axis=0) & (len(wanted) > 0))


def _compared(
    category: str, cells: pa.Array, order: str, right: str, as_of: dt.date
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Per cell whether it holds anything, and whether that is the right value."""
    trimmed = pc.utf8_trim_whitespace(cells.cast(pa.string()))
    known = pc.greater(pc.utf8_length(trimmed), 0).fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003
    if category == "birth_date":
        days = normal.birth_days(trimmed, order, as_of)
        agreeing = np.zeros(len(cells), dtype=bool)
        agreeing[days.cells] = pc.equal(days.texts, right).to_numpy(zero_copy_only=False)
        return known, agreeing
    same = [_same(category, text or "", right) for text in trimmed.to_pylist()]
    return known, np.array(same, dtype=bool)


def _same(category: str, one: str, other: str) -> bool:
    if category in _CODED:
        first, second = codes(category, pa.array([one, other])).to_pylist()
        return first == second and first is not None
    if category == "postal_code":
        return _same_postal_code(one, other)
    return fold(one).strip() == fold(other).strip()
