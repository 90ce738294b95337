"""Bring values to a coarser level: a year, an age band, a province, a group of professions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detectors.dates import parse_dates
from transforms.places import provinces_of_municipalities, provinces_of_postal_codes, regions
from transforms.treatments.column import (
    NOT_IN_CATEGORY,
    UNPARSABLE_DATE,
    CellContext,
    TreatedColumn,
    filled,
    lost,
)
from transforms.wordings import on_distinct, procedure_groups, profession_groups

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

OLDEST = 90
"""Ages from here on are one group: so few people are that old that the age alone may name one."""

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


def generalise(column: pa.Array, cells: CellContext) -> TreatedColumn:
    """The values at the plan's level; a cell that has no place there is withheld."""
    texts = filled(column)
    values = LEVELS[cells.plan.level](texts, cells)
    withheld = lost(texts, values)
    reason = UNPARSABLE_DATE if cells.plan.category in ("event_date", "birth_date") else NOT_IN_CATEGORY
    return TreatedColumn(values, {reason: withheld} if withheld else {})


def birth_years(births: pa.Array, as_of: dt.date) -> pa.Array:
    """int32 years of birth (date32 in); of people of 90 and older the year in which the youngest of them was born.

    >>> import datetime as dt
    >>> birth_years(pa.array([dt.date(1985, 7, 30), dt.date(1921, 1, 1)]), dt.date(2026, 1, 1)).to_pylist()
    [1985, 1936]
    """
    years = pc.year(births).cast(pa.int32())
    oldest = pa.scalar(as_of.year - OLDEST, pa.int32())
    return pc.max_element_wise(years, oldest, skip_nulls=False)


def ages(births: pa.Array, as_of: dt.date) -> pa.Array:
    """int32 full years lived on the reference date; null where the birth is unknown.

    >>> import datetime as dt
    >>> ages(pa.array([dt.date(2008, 3, 2), dt.date(2008, 3, 1), None]), dt.date(2026, 3, 1)).to_pylist()
    [17, 18, None]
    """
    had_birthday = pc.less_equal(
        pc.add(pc.multiply(pc.month(births), 100), pc.day(births)), as_of.month * 100 + as_of.day
    )
    full = pc.subtract(as_of.year, pc.year(births))
    return pc.subtract(full, pc.if_else(had_birthday, 0, 1)).cast(pa.int32())


def bands(numbers: pa.Array, width: int, oldest: int | None = OLDEST) -> pa.Array:
    """Bands such as ``30-39``, with ``90+`` on top.

    >>> bands(pa.array([34, 93, None], pa.int32()), 10).to_pylist()
    ['30-39', '90+', None]
    """
    whole = numbers.cast(pa.int64())
    low = pc.multiply(pc.divide(whole, width), width)
    text = pc.binary_join_element_wise(low.cast(pa.string()), pc.add(low, width - 1).cast(pa.string()), "-")
    return text if oldest is None else pc.if_else(pc.greater_equal(whole, oldest), f"{oldest}+", text)


def _dates(texts: pa.Array, cells: CellContext) -> pa.Array:
    return parse_dates(texts, cells.plan.role)


def _year(texts: pa.Array, cells: CellContext) -> pa.Array:
    if cells.plan.category == "birth_date":
        return birth_years(_dates(texts, cells).cast(pa.date32(), safe=False), cells.as_of)
    return pc.year(_dates(texts, cells)).cast(pa.int32())


def _month(texts: pa.Array, cells: CellContext) -> pa.Array:
    return months(_dates(texts, cells))


def _quarter(texts: pa.Array, cells: CellContext) -> pa.Array:
    return quarters(_dates(texts, cells))


def months(moments: pa.Array) -> pa.Array:
    """``2026-03`` for every timestamp."""
    return pc.strftime(moments, format="%Y-%m")


def quarters(moments: pa.Array) -> pa.Array:
    """``2026-Q1`` for every timestamp."""
    return pc.binary_join_element_wise(pc.year(moments).cast(pa.string()), pc.quarter(moments).cast(pa.string()), "-Q")


def _band(width: int) -> Callable[[pa.Array, CellContext], pa.Array]:
    def band(texts: pa.Array, cells: CellContext) -> pa.Array:
        if cells.plan.category == "birth_date":
            return bands(ages(_dates(texts, cells).cast(pa.date32(), safe=False), cells.as_of), width)
        return bands(_whole_numbers(texts), width)

    return band


def _whole_numbers(texts: pa.Array) -> pa.Array:
    """Ages: up to three digits, perhaps with a unit behind."""
    digits = pc.struct_field(pc.extract_regex(texts, r"^(?P<n>\d{1,3})(?:[ .,]?\D{0,12})?$"), "n")
    return digits.cast(pa.int32())


def _province(texts: pa.Array, cells: CellContext) -> pa.Array:
    if cells.plan.category == "municipality":
        return provinces_of_municipalities(texts)
    return provinces_of_postal_codes(texts)


def _region(texts: pa.Array, cells: CellContext) -> pa.Array:
    return regions(_province(texts, cells))


def page_of(url: str) -> str | None:
    """The page of a web address: its first folder, since longer paths and queries carry names and keys.

    >>> page_of("https://clinic.example/faq/hormones?mail=a@b.be")
    '/faq'
    """
    path = url.split("://", 1)[-1].split("?", 1)[0].split("#", 1)[0]
    first = path.split("/")[1] if "/" in path else ""
    return f"/{first}" if first.replace("-", "").replace("_", "").isalpha() or not first else None


def browser_of(agent: str) -> str:
    """The family of a browser, ``other`` where it is none of the common ones."""
    return next((family for mark, family in _BROWSERS if mark in agent), "other")


LEVELS: Mapping[str, Callable[[pa.Array, CellContext], pa.Array]] = {
    "year": _year,
    "band5": _band(5),
    "band10": _band(10),
    "month": _month,
    "quarter": _quarter,
    "province": _province,
    "region": _region,
    "isco": lambda texts, _: profession_groups(texts),
    "procedure_group": lambda texts, _: procedure_groups(texts),
    "page": lambda texts, _: on_distinct(texts, page_of),
    "browser": lambda texts, _: on_distinct(texts, browser_of),
}
"""Level → how a column of texts gets there."""
