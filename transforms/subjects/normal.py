"""Normal forms of identifiers, a whole column at once: equal people give equal text.

Each function takes the cells of a column and gives ``Values``: several for a cell that lists several addresses, none
for a cell that holds nothing of the kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    import numpy.typing as npt

_NOT_LATIN_1 = ("ß", "ss"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("æ", "ae"), ("œ", "oe"), ("ı", "i")
_PARTICLES = (
    "van von vande vanden vander vom zu den der de du des di da dos la le les el op ter ten te af saint sint st"
)
_GLUED = r"\b(" + "|".join(_PARTICLES.split()) + r") "
_BOX = r"\b(?:bus|b|bte|bt|boite|boîte|box|bfk|postbus) "
_PRONOUN = (
    "hij|hem|zijn|zij|ze|haar|die|hen|hun|diens|il|lui|elle|iel|ielle|ul|er|ihm|sie|ihr|dey|xier|he|him|his|she|hers?"
    "|they|them|theirs?"
)
_PRONOUNS = rf"\b(?:{_PRONOUN})(?: ?/ ?(?:{_PRONOUN}))+\b"
_EMAIL = r"^[^@\s]+@[^@\s]+\.[a-z0-9-]{2,}$"
_BELGIAN_FIXED = r"(?:1[0-69]|2|3|4[23]|5\d|6[013-57-9]|71|8[1-79]|9)"
_BELGIAN_PHONE = r"^(?:(?:\+|00)320?|0|32)(?P<number>4[5-9]\d{7}|[1-9]\d{7})$"
_LOST_ZERO = r"^(?P<number>4[5-9]\d{7})$"
_SHORTEST_PHONE = 8
_SHORTEST_NUMBER, _NUMBER = 7, 11
_FEWEST_DIGITS, _SHORTEST_FOREIGN = 5, 8
_BIS_STEP, _MONTHS, _DAYS = 20, 12, 31


@dataclass(frozen=True)
class Values:
    """Normal forms and the cells that they stand in.

    Attributes:
        cells: int64, position of the cell.
        texts: strings without nulls, as long as ``cells``.
    """

    cells: npt.NDArray[np.int64]
    texts: pa.Array


@dataclass(frozen=True)
class Numbers:
    """Valid national and BIS numbers.

    Attributes:
        values: eleven digits each.
        births: days since 1970, or the smallest int64 where the number does not tell the day.
        stems: birth date part with its century, no parity: ``19850730``; months of BIS numbers without +20 or +40.
        odd: whether the serial is odd.
        bis: whether it is a BIS number.
    """

    values: Values
    births: npt.NDArray[np.int64]
    stems: pa.Array
    odd: npt.NDArray[np.bool_]
    bis: npt.NDArray[np.bool_]


UNKNOWN_DAY = np.iinfo(np.int64).min


def on_distinct(cells: pa.Array, normalise: Callable[[pa.Array], Values]) -> Values:
    """A normal form computed once per distinct cell."""
    encoded = cells.dictionary_encode()
    distinct = normalise(encoded.dictionary)
    counts = np.bincount(distinct.cells, minlength=len(encoded.dictionary))
    if len(encoded.dictionary) == len(cells) and not cells.null_count:
        return distinct
    index = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(index >= 0)
    repeats = counts[index[rows]]
    first = np.concatenate([[0], np.cumsum(counts)])[index[rows]]
    within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return Values(np.repeat(rows, repeats), distinct.texts.take(pa.array(np.repeat(first, repeats) + within)))


def name_words(cells: pa.Array) -> Values:
    """The words of names: lower case, without accents, particles joined to what follows, no initials, no pronouns.

    >>> name_words(pa.array(["VAN DEN BROECK, José", "D'Hondt-Šimić A.", "Noa (die/hun)"])).texts.to_pylist()
    ['vandenbroeck', 'jose', 'dhondt', 'simic', 'noa']
    """
    text = pc.utf8_lower(pc.utf8_normalize(cells.cast(pa.string()), form="NFKD"))
    text = pc.replace_substring_regex(text, _PRONOUNS, "")
    text = pc.replace_substring_regex(text, r"[\p{Mn}'’`´ʼ.]+", "")
    for letter, plain in _NOT_LATIN_1:
        text = pc.replace_substring(text, letter, plain)
    text = pc.utf8_trim_whitespace(pc.replace_substring_regex(text, r"[^\p{L}]+", " "))
    text = pc.replace_substring_regex(text, _GLUED, r"\1")
    words = _split(text, r" +")
    return _kept(words, pc.greater(pc.utf8_length(words.texts), 1))


def emails(cells: pa.Array) -> Values:
    """The mail addresses of cells, lower case; also of ``Name <address>`` and of lists.

    >>> emails(pa.array(["Lou <Lou@Mail.example>; x@y.be", "geen"])).texts.to_pylist()
    ['lou@mail.example', 'x@y.be']
    """
    text = pc.utf8_lower(pc.utf8_normalize(cells.cast(pa.string()), form="NFKC"))
    words = _split(pc.replace_substring(text, "mailto:", ""), r"[\s;,<>\"'()]+")
    return _kept(words, pc.match_substring_regex(words.texts, _EMAIL))


def phones(cells: pa.Array) -> Values:
    """Telephone numbers in E.164: Belgian forms at once, the rest through libphonenumber, per distinct cell."""
    text = pc.replace_substring(cells.cast(pa.string()), "(0)", "")
    text = pc.replace_substring_regex(text, r"[^0-9+]+", "")
    fast = pc.struct_field(pc.extract_regex(text, _BELGIAN_PHONE), "number")
    fast = pc.coalesce(fast, pc.struct_field(pc.extract_regex(text, _LOST_ZERO), "number"))
    fixed_or_mobile = pc.match_substring_regex(fast, rf"^(?:4[5-9]\d{{7}}|{_BELGIAN_FIXED}\d+)$")
    fast = pc.if_else(fixed_or_mobile, pc.binary_join_element_wise("+32", fast, ""), None)
    slow = pc.and_(pc.is_null(fast), pc.greater_equal(pc.utf8_length(text), _SHORTEST_PHONE)).fill_null(False)  # noqa: FBT003
    if pc.any(slow).as_py():
        fast = pc.replace_with_mask(fast, slow, _compacted_phones(cells.filter(slow)))
    return _present(pc.if_else(pc.greater_equal(pc.utf8_length(fast), _SHORTEST_PHONE), fast, None))


def _compacted_phones(cells: pa.Array) -> pa.Array:
    from detectors.recognizers.phone import compact  # loads libphonenumber's plans

    return pa.array([compact(text) for text in cells.to_pylist()], pa.string())


def national_numbers(cells: pa.Array) -> Numbers:
    """The valid national and BIS numbers of a column that is known to hold them.

    Digits only; leading zeros that a spreadsheet dropped are put back (born 2000 to 2009). Validity as in
    ``detectors.recognizers.national_number``: check digits, serial 001 to 998, a month and day that are issued. What a
    spreadsheet rounded (``8.507E+10``) is nobody's: all who were born in a month would share it.
    """
    text = pc.replace_substring_regex(pc.utf8_trim_whitespace(cells.cast(pa.string())), r"\.0$", "")
    text = pc.if_else(pc.match_substring_regex(text, r"\d[eE]\+?\d"), "", text)
    text = pc.replace_substring_regex(text, r"[^0-9]+", "")
    length = pc.utf8_length(text)
    fits = pc.and_(pc.greater_equal(length, _SHORTEST_NUMBER), pc.less_equal(length, _NUMBER))
    digits = _present(pc.if_else(fits, pc.utf8_lpad(text, _NUMBER, "0"), None))
    number = digits.texts.cast(pa.int64()).to_numpy()
    valid, century = _checked(number)
    kept = _kept(digits, pa.array(valid))
    return _described(kept, number[valid], century[valid])


def _checked(number: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Which numbers may exist, and the century that their check digits belong to."""
    first_nine, check = number // 100, number % 100
    old = 97 - first_nine % 97 == check
    new = 97 - (2_000_000_000 + first_nine) % 97 == check
    month, day, serial = first_nine // 100_000 % 100, first_nine // 1000 % 100, first_nine % 1000
    issued = (month % _BIS_STEP <= _MONTHS) & (month <= 3 * _BIS_STEP + _MONTHS)
    issued &= (day <= _DAYS) | (month % _BIS_STEP == 0)
    return (old | new) & issued & (serial % 999 != 0), np.where(new, 2000, 1900)


def _described(values: Values, number: npt.NDArray[np.int64], century: npt.NDArray[np.int64]) -> Numbers:
    first_nine = number // 100
    month, day = first_nine // 100_000 % 100, first_nine // 1000 % 100
    year, bis = century + number // 1_000_000_000, month >= _BIS_STEP
    month %= _BIS_STEP
    stem = year * 10_000 + month * 100 + day
    return Numbers(values, _days(year, month, day), pa.array(stem).cast(pa.string()), first_nine % 2 == 1, bis)


def _days(
    year: npt.NDArray[np.int64], month: npt.NDArray[np.int64], day: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    known = (month > 0) & (day > 0)
    first = (np.where(known, year, 1970) - 1970).astype("datetime64[Y]").astype("datetime64[M]")
    start = first + np.where(known, month - 1, 0)
    date = start.astype("datetime64[D]") + np.where(known, day - 1, 0)
    known &= date.astype("datetime64[M]") == start  # 31 April is issued when the day is unknown
    return np.where(known, date.astype(np.int64), UNKNOWN_DAY)


def birth_days(cells: pa.Array, order: str, as_of: dt.date) -> Values:
    """Birth dates as ISO text; dates after ``as_of`` or more than 120 years before it are none."""
    from detectors.dates import parse_dates  # loads RE2 programs

    days = parse_dates(cells, order).cast(pa.date32(), safe=False)
    latest = pa.scalar(as_of, pa.date32())
    earliest = pa.scalar(as_of.replace(year=as_of.year - 120, day=1), pa.date32())
    plausible = pc.and_(pc.less_equal(days, latest), pc.greater_equal(days, earliest))
    return _present(pc.if_else(plausible, days, None).cast(pa.string()))


def parts_of_days(days: pa.Array) -> list[pa.Array]:
    """What one typing error leaves of days as ISO text: all but the day, the month or the year; all but their order.

    >>> [part.to_pylist() for part in parts_of_days(pa.array(["1985-07-30"]))]
    [['1985-07'], ['1985 30'], ['07-30'], ['1985 07 30']]
    """
    year, month, day = (pc.utf8_slice_codeunits(days, *place) for place in ((0, 4), (5, 7), (8, 10)))
    lower, higher = pc.min_element_wise(month, day), pc.max_element_wise(month, day)
    return [
        pc.utf8_slice_codeunits(days, 0, 7),
        pc.binary_join_element_wise(year, day, " "),
        pc.utf8_slice_codeunits(days, 5, 10),
        pc.binary_join_element_wise(year, lower, higher, " "),
    ]


def foreign_numbers(cells: pa.Array) -> Values:
    """The valid numbers of neighbouring states: Dutch, French, German and of Luxembourg.

    >>> foreign_numbers(pa.array(["1112.22.333", "kent ik niet"])).texts.to_pylist()
    ['111222333']
    """
    from detectors.recognizers import bsn, lu_matricule, nir, steuer_id  # loads the tables of stdnum

    digits = pc.count_substring_regex(pc.coalesce(cells.cast(pa.string()), ""), r"[0-9]")
    long_enough = pc.greater_equal(digits, _SHORTEST_FOREIGN).to_numpy(zero_copy_only=False)
    found: list[tuple[int, str]] = []
    for cell in np.flatnonzero(long_enough).tolist():
        text = cells[cell].as_py()
        kind = next((kind for kind in (nir, lu_matricule, steuer_id, bsn) if kind.is_valid(text)), None)
        if kind:
            found.append((cell, kind.compact(text)))
    return Values(np.array([cell for cell, _ in found], dtype=np.int64), pa.array([t for _, t in found], pa.string()))


def exact(cells: pa.Array) -> Values:
    """Record numbers and codes: trimmed, a spreadsheet's ``.0`` taken off, lower case, blanks left out.

    >>> exact(pa.array(["P-17 ", "17.0", " "])).texts.to_pylist()
    ['p-17', '17']
    """
    text = pc.utf8_lower(pc.utf8_trim_whitespace(cells.cast(pa.string())))
    text = pc.replace_substring_regex(text, r"^(\d+)\.0$", r"\1")
    return _present(pc.if_else(pc.equal(text, ""), None, text))


def codes(cells: pa.Array) -> Values:
    """Numbers that others than the clinic gave, such as of an insurer or a bank: letters and digits only.

    >>> codes(pa.array(["214/9129517-53", "BE68 5390 0754 7034", "-"])).texts.to_pylist()
    ['214912951753', 'be68539007547034']
    """
    text = pc.replace_substring_regex(pc.utf8_lower(cells.cast(pa.string())), r"[^\pL\pN]+", "")
    return _present(pc.if_else(pc.equal(text, ""), None, text))


def memberships(cells: pa.Array) -> Values:
    """Numbers at an insurer, as codes; words such as *unknown* are none.

    >>> memberships(pa.array(["214/9129517-53", "niet gekend", "n.v.t. 2"])).texts.to_pylist()
    ['214912951753']
    """
    values = codes(cells)
    return _kept(values, pc.greater_equal(pc.count_substring_regex(values.texts, r"[0-9]"), _FEWEST_DIGITS))


def addresses(parts: list[pa.Array]) -> Values:
    """Addresses whose parts stand in several columns of a row: letters and digits of all; none without a number.

    The word before the number of a box is left out, since a column of its own has none.

    >>> addresses([pa.array(["Kerkstraat 12 bus 3"]), pa.array(["2018"])]).texts.to_pylist()
    ['kerkstraat 12 3 2018']
    """
    *written, postcode = [pc.utf8_trim_whitespace(pc.coalesce(part, "")) for part in parts]
    street = pc.binary_join_element_wise(*written, " ")
    text = pc.utf8_lower(pc.binary_join_element_wise(street, postcode, " "))
    told = pc.and_(pc.match_substring_regex(street, r"\pL.*[0-9]"), pc.not_equal(postcode, ""))
    words = pc.replace_substring_regex(text, r"[^\pL0-9]+", " ")
    words = pc.replace_substring_regex(words, _BOX, "")
    return _present(pc.if_else(told, words, None))


def _present(texts: pa.Array) -> Values:
    there = pc.is_valid(texts)
    return Values(np.flatnonzero(there.to_numpy(zero_copy_only=False)), texts.filter(there))


def _split(texts: pa.Array, pattern: str) -> Values:
    lists = pc.split_pattern_regex(texts, pattern)
    words = pc.list_flatten(lists)
    cells = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    return _kept(Values(cells, words), pc.not_equal(words, ""))


def _kept(values: Values, mask: pa.Array) -> Values:
    keep = mask.fill_null(False)  # noqa: FBT003
    return Values(values.cells[keep.to_numpy(zero_copy_only=False)], values.texts.filter(keep))
