"""The classes of ``periods.yaml``: what is kept how long, and from when on."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from detectors.taxonomy import BY_NAME
from transforms.retention.period import Period, WrittenPeriod, last_day
from transforms.yaml_source import did_you_mean, load_yaml

PERIODS = Path(__file__).parent / "periods.yaml"
PATIENT_FILE = "patient_file"
"""The class whose clock is the person's: who is past it, is in no release."""

RESEARCH = "research"
"""The class of published releases, whose clock starts when the study ends."""

DO_NOT_CONTACT = "do_not_contact"
"""The class of the do-not-contact list: an entry counts as long as it is kept."""

ONE_DAY = dt.timedelta(days=1)


def _known_category(name: str) -> str:
    if name not in BY_NAME:
        raise ValueError(f"`{name}` is not a category.{did_you_mean(name, BY_NAME)}")
    return name


_Categories = tuple[Annotated[str, AfterValidator(_known_category)], ...]
MonthAndDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Signs(_Model):
    """By what a table of no known system is taken for one of a class.

    Attributes:
        names: words of which one stands in the name of the system or table.
        any: categories of which one column must be.
        none: categories of which no column may be.
    """

    names: tuple[str, ...] = ()
    any: _Categories = ()
    none: _Categories = ()


class RetentionClass(_Model):
    """What is kept how long; the fields are explained in ``periods.yaml``."""

    title: str
    starts: str
    clock: Literal["person", "financial-year", "study", "row"]
    of_row: Literal["last", "first"]
    term: WrittenPeriod
    extra: WrittenPeriod
    source: str
    at_least: WrittenPeriod | None = None
    at_most: WrittenPeriod | None = None
    known_by: Signs = Signs()
    financial_year_ends: MonthAndDay = "12-31"

    @property
    def rule(self) -> str:
        """The rule in words."""
        extra = f" and {self.extra}" if self.extra.count else ""
        return f"{self.term}{extra} after {self.starts}"

    def ends(self, start: dt.date) -> dt.date:
        """The last day on which what started on ``start`` may be kept."""
        if self.clock == "financial-year":
            start = closing(start, self.financial_year_ends)
        return last_day(start, self.term, self.extra)

    def over_since(self, start: dt.date) -> dt.date:
        """The first day on which what started on ``start`` is past its term."""
        return self.ends(start) + ONE_DAY

    def latest_past(self, as_of: dt.date) -> dt.date:
        """The latest start whose term is over on ``as_of``; every earlier one is over too.

        So a table is judged by comparing its days with one day.

        >>> shipped()["camera"].latest_past(dt.date(2026, 3, 1))
        datetime.date(2026, 1, 29)
        """
        days = range(1, as_of.toordinal() + 1)
        over = bisect_left(days, as_of.toordinal(), key=lambda day: self.ends(dt.date.fromordinal(day)).toordinal())
        return dt.date.fromordinal(max(over, 1))


class _Periods(_Model):
    classes: dict[str, RetentionClass]


def closing(day: dt.date, year_ends: str) -> dt.date:
    """The end of the calendar year in which the books that hold a day are closed.

    The term of the accounts runs from the first of January that follows (Code of Economic Law, art. III.88).

    >>> closing(dt.date(2018, 3, 1), "12-31"), closing(dt.date(2018, 9, 1), "06-30")
    (datetime.date(2018, 12, 31), datetime.date(2019, 12, 31))
    """
    month, last = (int(part) for part in year_ends.split("-"))
    closes_this_year = (day.month, day.day) <= (month, last)
    return dt.date(day.year + (0 if closes_this_year else 1), 12, 31)


@cache
def shipped() -> dict[str, RetentionClass]:
    """The classes that come with the program, in the order in which signs are looked for."""
    return load_yaml(PERIODS, _Periods).classes


def length(*periods: Period) -> int:
    """Days that periods take together, from the first of a long month on, to tell the longer ones.

    >>> length(Period(30, "day")) < length(Period(1, "month")), length(Period(12, "month")) == length(Period(1, "year"))
    (True, True)
    """
    first = dt.date(2001, 1, 1)
    return (last_day(first, *periods) - first).days
