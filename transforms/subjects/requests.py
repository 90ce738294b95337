"""Patients' requests: which right they use, how far they are, and by when they must be answered.

A request is answered within one month of its receipt, or within three when the patient is told of the delay and its
reasons inside the first month (GDPR art. 12(3)). Months are counted as Regulation (EEC, Euratom) No 1182/71 says, which
also holds for the GDPR (EDPB Guidelines 01/2022, 5.3): the term ends on the day of the last month that bears the date
of receipt, on the last day of that month where there is none, and on the next working day where that is a Saturday, a
Sunday or a public holiday (art. 3).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from detectors.errors import UsageError

FIRST_TERM = 1
"""Months from receipt."""
LONGEST_TERM = 3
"""Months from receipt, when the patient was told inside the first term that it takes longer."""
SATURDAY = 5
_FIXED_HOLIDAYS = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
_DAYS_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday."""


class Right(StrEnum):
    """What a patient may ask for, with the article of the GDPR."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"

    @property
    def article(self) -> str:
        """Where it stands: access with portability, which the same export answers."""
        return _ARTICLES[self]


_ARTICLES = {
    Right.ACCESS: "GDPR art. 15 and 20",
    Right.RECTIFICATION: "GDPR art. 16",
    Right.ERASURE: "GDPR art. 17",
    Right.RESTRICTION: "GDPR art. 18",
    Right.OBJECTION: "GDPR art. 21",
}


class State(StrEnum):
    """How far a request is. It stays open until the patient has been answered, not only until something was done."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ENDS = (State.DONE, State.REFUSED, State.WITHDRAWN)


@dataclass(frozen=True)
class Term:
    """By when a request must be answered.

    Attributes:
        received: day on which it came in.
        due: last day for the answer.
        extended: day on which the patient was told that it takes longer; None if not.
    """

    received: dt.date
    due: dt.date
    extended: dt.date | None = None

    @classmethod
    def of(cls, received: dt.date) -> Term:
        """The term of a request that came in on that day.

        >>> Term.of(dt.date(2026, 1, 31)).due  # 28 February is a Saturday
        datetime.date(2026, 3, 2)
        """
        return cls(received, end_of_term(received, FIRST_TERM))

    def extend(self, told: dt.date) -> Term:
        """The term made two months longer.

        Args:
            told: day on which the patient was told of the delay and its reasons.

        Raises:
            UsageError: it was extended before, or told too late or before the request came in.
        """
        if self.extended:
            raise UsageError("This request was extended before.", hint="It can be extended once; answer it.")
        if not self.received <= told <= end_of_term(self.received, FIRST_TERM):
            raise UsageError(
                "A term is only extended when the patient is told within the first month (GDPR art. 12(3)).",
                hint="Give the day on which the patient was told with --told, or answer the request now.",
            )
        return Term(self.received, end_of_term(self.received, LONGEST_TERM), told)

    def days_left(self, today: dt.date) -> int:
        """Days until the last one, 0 on it, negative when it is over."""
        return (self.due - today).days

    def overdue(self, today: dt.date) -> bool:
        """Whether the last day has passed."""
        return today > self.due


def end_of_term(start: dt.date, months: int) -> dt.date:
    """The last day of a term of months that an event on ``start`` sets running.

    >>> end_of_term(dt.date(2026, 3, 5), 1), end_of_term(dt.date(2026, 8, 31), 1)
    (datetime.date(2026, 4, 7), datetime.date(2026, 9, 30))
    """
    last: dt.date = start + relativedelta(months=months)
    while not is_working_day(last):
        last += dt.timedelta(days=1)
    return last


def is_working_day(day: dt.date) -> bool:
    """Whether it is no Saturday, Sunday or Belgian public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


@cache
def public_holidays(year: int) -> frozenset[dt.date]:
    """The ten Belgian public holidays (Royal Decree of 18 April 1974, art. 1).

    >>> sorted(public_holidays(2026))[1]  # Easter Monday
    datetime.date(2026, 4, 6)
    """
    fixed = {dt.date(year, month, day) for month, day in _FIXED_HOLIDAYS}
    return frozenset(fixed | {easter(year) + dt.timedelta(days=days) for days in _DAYS_AFTER_EASTER})
