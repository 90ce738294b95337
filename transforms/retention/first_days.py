"""The earliest among days that are counted batch by batch, and when the term that began there was over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.retention.row_days import as_date

if TYPE_CHECKING:
    import datetime as dt

    from transforms.retention.classes import RetentionClass
    from transforms.retention.expiry import Mask
    from transforms.retention.row_days import Days

NONE = int(np.iinfo(np.int32).max)
"""Later than every day: none was met."""


def earlier(before: int, days: Days, where: Mask) -> int:
    """The earliest of a day and some of the days."""
    return min(before, int(days[where].min())) if where.any() else before


def as_first_day(number: int) -> dt.date | None:
    """As a date; None where no day was met."""
    return None if number == NONE else as_date(number)


def over_since(rule: RetentionClass | None, start: dt.date | None) -> dt.date | None:
    """The first day after the term that began on a day; None without a term or a day."""
    return rule.over_since(start) if rule and start else None
