"""The days between which terms are judged and announced."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.retention.classes import ONE_DAY
from transforms.retention.row_days import UNDATED, day_number

if TYPE_CHECKING:
    from transforms.retention.classes import RetentionClass


@dataclass(frozen=True)
class Window:
    """The day on which terms are judged, and the last day of those that are announced."""

    as_of: dt.date
    until: dt.date

    @classmethod
    def of(cls, as_of: dt.date, days: int) -> Window:
        """From a day on, so many days ahead."""
        return cls(as_of, as_of + days * ONE_DAY)

    def latest_past(self, rule: RetentionClass | None) -> tuple[int, int]:
        """The last days from which a term is over on the first day, and on the last; ``UNDATED`` without a term."""
        if rule is None:
            return UNDATED, UNDATED
        return day_number(rule.latest_past(self.as_of)), day_number(rule.latest_past(self.until))
