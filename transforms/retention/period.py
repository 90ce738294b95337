"""A length of time, counted as the law counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import re2
from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator, WithJsonSchema

if TYPE_CHECKING:
    import datetime as dt

_WRITTEN = re2.compile(r"^(\d{1,5}) (day|month|year)s?$")
_MOST_DAYS = 366 * 150
"""Longer ones lead beyond the calendar, and are no term of anything."""
_DAYS = {"day": 1, "month": 31, "year": 366}


@dataclass(frozen=True)
class Period:
    """So many days, months or years; ``unit`` is the word for one.

    >>> str(Period.parse("30 years")), str(Period.parse("1 month"))
    ('30 years', '1 month')
    """

    count: int
    unit: str

    @classmethod
    def parse(cls, written: object) -> Period:
        """The period that someone wrote.

        Raises:
            ValueError: it is none, or longer than 150 years.
        """
        if isinstance(written, Period):
            return written
        match = _WRITTEN.match(written.strip()) if isinstance(written, str) else None
        if match is None:
            raise ValueError("a period is a number and a unit: `30 days`, `24 months`, `30 years`.")
        period = cls(int(match[1]), match[2])
        if period.count * _DAYS[period.unit] > _MOST_DAYS:
            raise ValueError("a period is at most 150 years.")
        return period

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def delta(self) -> relativedelta:
        """As dateutil adds it to a day."""
        return relativedelta(**{f"{self.unit}s": self.count})


def last_day(start: dt.date, *periods: Period) -> dt.date:
    """The last day of periods, one after the other, that an event on ``start`` sets off.

    Days are counted from the day after the event. Months and years end on the day that bears the same date, or, where
    there is none, on the last day of that month (Regulation (EEC, Euratom) No 1182/71, art. 3(1) and (2)). Weekends
    and holidays add nothing: this is a term to keep things, not one to act in.

    >>> import datetime as dt
    >>> last_day(dt.date(1996, 2, 29), Period(30, "year")), last_day(dt.date(2026, 1, 31), Period(1, "month"))
    (datetime.date(2026, 2, 28), datetime.date(2026, 2, 28))
    >>> last_day(dt.date(2026, 1, 1), Period(30, "day"))
    datetime.date(2026, 1, 31)
    """
    total = sum((period.delta for period in periods), relativedelta())
    day: dt.date = start + total
    return day


WrittenPeriod = Annotated[
    Period,
    BeforeValidator(Period.parse),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,5} (day|month|year)s?$", "examples": ["30 years"]}),
]
"""A field of a pydantic model."""
