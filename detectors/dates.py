"""Dates as the clinic's systems write them: in which order a column puts day and month, and what its cells say.

A reading is never guessed twice: the order belongs to the column, is decided once from its distinct values, and a cell
that does not fit it is null. Missing parts are never filled in from today, and an offset is dropped, not applied: what
stands on the clock on the wall is what the clinic meant.

Two-digit years, such as ``12.03.85``, are read in the hundred years that end with the pivot.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import re2

from detectors.plain_dates import FIRST_YEAR, LAST_YEAR, moments, plain_dates

if TYPE_CHECKING:
    from collections.abc import Mapping

PIVOT = 30
"""Last two-digit year of this century: 30 is 2030, 31 is 1931. A constant, since the program reads no clock."""

_MONTHS = (
    "januari january januar janvier janv jan janner jaenner i",
    "februari february februar fevrier fevr fev feb ii",
    "maart maa mrt march mars marz maerz mar iii",
    "april avril apr avr iv",
    "mei may mai v",
    "juni june juin jun vi",
    "juli july juillet juil jul vii",
    "augustus august aout aug viii",
    "september septembre sept sep ix",
    "oktober october octobre okt oct x",
    "november novembre nov xi",
    "december decembre dezember dec dez xii",
)
MONTH_OF: Mapping[str, int] = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Month names and abbreviations in nl, fr, de and en, folded (no accents, lower case), and Roman numerals → 1 … 12."""

# A date may open with the sign of birth (°12/03/1985, *1985-03-12) and close with a time and an offset. In a range of
# times ("10:30 AM - 10:45 AM") the first one counts.
_BEGIN = r"(?i)^\s*[°*]?\s*"
_END = (
    r"(?:(?:T|,?\s+)(?:(?:at|om|à|um)\s+)?(?P<H>\d{1,2})(?::|\s?[uh]\s?|\.)(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d{1,9})?)?"
    r"(?:\s*(?P<p>[ap])\.?m\.?)?(?:\s*(?:Z|UTC|GMT|CES?T|[+-]\d{2}:?\d{2}))?(?:\s*-\s*\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?)?)?\s*$"
)
_YEAR_FIRST = _BEGIN + r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _END
_SHORT_YEAR_FIRST = _BEGIN + r"(?P<y>\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _END
_WEEKDAY = r"(?:[A-Za-z]{2,10}\.?,? )?"
_DAY_FIRST = _BEGIN + _WEEKDAY + r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4}|'?\d{2})" + _END
_MONTH_FIRST = _BEGIN + r"(?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})[-/. ](?P<y>\d{4}|'?\d{2})" + _END
_LONG_YEAR_LAST = _BEGIN + r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4})" + _END
_COMPACT_CLOCK = r"(?:[T ]?(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?\s*$"
_COMPACT = r"^\s*(?P<y>(?:18|19|20|21)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)" + _COMPACT_CLOCK
# Never both: read the other way round, the century would be a month.
_COMPACT_DAY_FIRST = r"^\s*(?P<d>[0-3]\d)(?P<m>0[1-9]|1[0-2])(?P<y>(?:18|19|20|21)\d{2})\s*$"
_COMPACT_MONTH_FIRST = r"^\s*(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?P<y>(?:18|19|20|21)\d{2})\s*$"
_LETTER = r"[A-Za-z\x{c0}-\x{24f}]"  # \pL would cost forty thousand instructions where this costs fifty
_LEAD = rf"(?:{_LETTER}{{2,12}}\.?,?\s+){{0,2}}"  # "maandag", "le", "Mon,"
_DAY_WORD = (
    _BEGIN
    + _LEAD
    + r"(?P<d>\d{1,2})(?:er|e|ste|de|st|nd|rd|th|\.)?[\s/.-]*(?:(?:of|de)\s+)?"
    + rf"(?P<w>{_LETTER}{{1,10}})"
    + r"\.?,?[\s/.-]*(?P<y>\d{4}|'?\d{2})"
    + _END
)
_WORD_DAY = (
    _BEGIN + _LEAD + rf"(?P<w>{_LETTER}{{3,10}})" + r"\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})" + _END
)

_FORMS: Mapping[str, tuple[str, ...]] = {
    "ymd": (_YEAR_FIRST, _COMPACT, _LONG_YEAR_LAST, _SHORT_YEAR_FIRST, _COMPACT_DAY_FIRST, _DAY_WORD, _WORD_DAY),
    "dmy": (_DAY_FIRST, _YEAR_FIRST, _COMPACT, _COMPACT_DAY_FIRST, _DAY_WORD, _WORD_DAY),
    "mdy": (_MONTH_FIRST, _YEAR_FIRST, _COMPACT, _COMPACT_MONTH_FIRST, _DAY_WORD, _WORD_DAY),
}
_EPOCH = r"^\s*[1-9]\d{9}(?:\d{3})?\s*$"
_MIDNIGHT_1970 = np.datetime64(0, "us")


def parse_date(text: str, order: str = "dmy", *, pivot: int = PIVOT) -> dt.date | None:
    """The day that a text names, written out or in figures; None when it names none, or only a month or a year.

    >>> parse_date("12 maart 1985"), parse_date("1er août 1985"), parse_date("°12/03/85")
    (datetime.date(1985, 3, 12), datetime.date(1985, 8, 1), datetime.date(1985, 3, 12))
    >>> parse_date("31/02/1985") is None, parse_date("août 1985") is None
    (True, True)
    """
    if not order:
        return _only_reading(parse_date(text, "dmy", pivot=pivot), parse_date(text, "mdy", pivot=pivot))
    for form in _FORMS[order]:
        match = _compiled(form).match(text)
        day = _day(match.groupdict(), pivot) if match else None
        if day:
            return day
    return None


def _only_reading(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return one or other if one is None or other is None or one == other else None


@cache
def _compiled(form: str) -> re2._Regexp:
    return re2.compile(form)


def _day(parts: Mapping[str, str | None], pivot: int) -> dt.date | None:
    written = (parts["y"] or "").removeprefix("'")
    year = int(written) if len(written) > 2 else _full_year(int(written), pivot)  # noqa: PLR2004 (two digits)
    month = MONTH_OF.get(_fold(parts["w"] or ""), 0) if "w" in parts else int(parts["m"] or 0)
    try:
        day = dt.date(year, month, int(parts["d"] or 0))
    except ValueError:
        return None
    return day if FIRST_YEAR <= year <= LAST_YEAR else None


def _full_year(year: int, pivot: int) -> int:
    return year + (2000 if year <= pivot else 1900)


def _fold(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(letter))


def parse_dates(array: pa.Array, order: str, *, pivot: int = PIVOT) -> pa.Array:
    """What the cells of a column say, as ``timestamp[us]`` of the clock on the wall; null where they name no day.

    Args:
        array: text cells.
        order: ``ymd``, ``dmy`` or ``mdy`` as ``date_order`` found it; ``""`` takes only what can be read in one way.
        pivot: last two-digit year of this century.

    >>> parse_dates(pa.array(["2024-10-04T11:58:47Z", "08/01/2025 15:00", "31/02/2025"]), "dmy").to_pylist()
    [datetime.datetime(2024, 10, 4, 11, 58, 47), datetime.datetime(2025, 1, 8, 15, 0), None]
    """
    encoded = array.dictionary_encode()
    distinct = encoded.dictionary.cast(pa.string())
    days = _parse_distinct(distinct, order, pivot) if order else _parse_unambiguous(distinct, pivot)
    return pa.array(days, type=pa.timestamp("us")).take(encoded.indices)


def _parse_unambiguous(texts: pa.Array, pivot: int) -> np.ndarray:
    day_first, month_first = _parse_distinct(texts, "dmy", pivot), _parse_distinct(texts, "mdy", pivot)
    both = ~np.isnat(day_first) & ~np.isnat(month_first) & (day_first != month_first)
    either = np.where(np.isnat(day_first), month_first, day_first)
    return np.where(both, np.datetime64("NaT"), either)


def _parse_distinct(texts: pa.Array, order: str, pivot: int) -> np.ndarray:
    """Each form reads what the forms before it left open; the commonest layouts come first, and cost least."""
    days = plain_dates(texts, order)
    for form in _FORMS[order]:
        left = np.flatnonzero(np.isnat(days))
        if not len(left):
            break
        parts = pc.extract_regex(texts.take(pa.array(left)), form)
        hit = np.flatnonzero(pc.is_valid(parts).to_numpy(zero_copy_only=False))
        days[left[hit]] = _assemble(parts.take(pa.array(hit)), pivot)
    return _read_epochs(texts, days)


def _read_epochs(texts: pa.Array, days: np.ndarray) -> np.ndarray:
    """Seconds (ten digits) or milliseconds (thirteen) since 1970, in UTC."""
    left = np.flatnonzero(np.isnat(days))
    is_epoch = pc.fill_null(pc.match_substring_regex(texts.take(pa.array(left)), _EPOCH), fill_value=False)
    where = left[is_epoch.to_numpy(zero_copy_only=False)]
    if len(where):
        ticks = pc.cast(pc.utf8_trim_whitespace(texts.take(pa.array(where))), pa.int64()).to_numpy()
        seconds_end = 10**10
        days[where] = _MIDNIGHT_1970 + np.where(ticks < seconds_end, ticks * 1_000_000, ticks * 1000)
    return days


def _assemble(parts: pa.Array, pivot: int) -> np.ndarray:
    """Years, months, days and times, each an array of text → timestamps; NaT where there is no such day or time."""
    names = {field.name for field in parts.type}
    year = _figures(pc.replace_substring(parts.field("y"), "'", ""))
    year = np.where(year < 100, year + np.where(year <= pivot, 2000, 1900), year)  # noqa: PLR2004 (two digits)
    month = _months(parts.field("w")) if "w" in names else _figures(parts.field("m"))
    day = _figures(parts.field("d"))
    hour, minute, second = (_figures(parts.field(name)) if name in names else 0 * day for name in "HMS")
    if "p" in names:
        hour = _of_24(hour, pc.utf8_lower(parts.field("p")))
    return moments(year, month, day, hour, minute, second)


def _figures(texts: pa.Array) -> np.ndarray:
    figures = pc.cast(pc.if_else(pc.equal(texts, ""), "0", texts), pa.int64())
    return np.asarray(figures.to_numpy(zero_copy_only=False))


def _months(words: pa.Array) -> np.ndarray:
    folded = pc.replace_substring_regex(pc.utf8_normalize(pc.utf8_lower(words), form="NFD"), r"\pM", "")
    places = pc.fill_null(pc.index_in(folded, value_set=pa.array(list(MONTH_OF))), len(MONTH_OF))
    numbers: np.ndarray = np.array([*MONTH_OF.values(), 0])
    return np.asarray(numbers[places.to_numpy(zero_copy_only=False)])


def _of_24(hour: np.ndarray, half: pa.Array) -> np.ndarray:
    afternoon = pc.equal(half, "p").to_numpy(zero_copy_only=False)
    morning = pc.equal(half, "a").to_numpy(zero_copy_only=False)
    noon = 12
    return np.where(afternoon & (hour < noon), hour + noon, np.where(morning & (hour == noon), 0, hour))


_FIGURES = (
    rf"^\s*[°*]?\s*{_WEEKDAY}(?P<a>\d{{1,4}})[-/. ](?P<b>\d{{1,2}})[-/. ](?P<c>\d{{4}}|'?\d{{1,2}})"
    r"(?P<p>[^AaPp]*[AaPp]\.?[Mm])?"
)
_LONGEST_DIRT = 0.05


def date_order(array: pa.Array) -> str:
    """The order in which a column writes its dates: ``ymd``, ``dmy``, ``mdy``, or ``""`` when it mixes or hides them.

    A day above twelve gives the order away; up to 5 % of cells may contradict. Where nothing does, the column is read
    as the country writes, day first, unless its times say AM and PM.

    >>> date_order(pa.array(["08/01/2025", "23/01/2025"])), date_order(pa.array(["02/25/2024 06:00 AM"]))
    ('dmy', 'mdy')
    """
    texts = pc.drop_null(array.unique().cast(pa.string()))
    parts = pc.drop_null(pc.extract_regex(texts, _FIGURES))
    compact = int(pc.sum(pc.match_substring_regex(texts, _COMPACT)).as_py() or 0)
    if not len(parts):
        return "ymd" if compact else "dmy" if _names_days(texts) else ""
    first, second = _figures(parts.field("a")), _figures(parts.field("b"))
    year_first = int((first > 31).sum()) + compact  # noqa: PLR2004 (no month is longer)
    day_first = int(((first > 12) & (first <= 31) & (second <= 12)).sum())  # noqa: PLR2004
    month_first = int(((first <= 12) & (second > 12)).sum())  # noqa: PLR2004
    american = bool(pc.any(pc.not_equal(parts.field("p"), "")).as_py())
    return order_of(year_first, day_first, month_first, len(parts) + compact - year_first, american=american)


def order_of(year_first: int, day_first: int, month_first: int, others: int, *, american: bool) -> str:
    """The order that the counts of a column speak for.

    Args:
        year_first: cells that begin with a year.
        day_first: cells whose first figure can only be a day.
        month_first: cells whose second figure can only be a day.
        others: all cells that do not begin with a year.
        american: whether times say AM and PM.
    """
    told = day_first + month_first
    if year_first >= others:
        return "ymd" if month_first <= _LONGEST_DIRT * (year_first + others) else ""
    if not told:
        return "" if american else "dmy"
    if month_first <= _LONGEST_DIRT * told:
        return "dmy"
    return "mdy" if day_first <= _LONGEST_DIRT * told else ""


def _names_days(texts: pa.Array) -> bool:
    """Whether dates in words or compact day-first figures are among the texts."""
    days = _parse_distinct(texts[:200], "dmy", PIVOT)
    return bool((~np.isnat(days)).any())
