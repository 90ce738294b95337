"""How many people's files are past their term, and for how many minors the month is over: counts and days only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transforms.people import NOBODY
from transforms.retention.classes import PATIENT_FILE
from transforms.retention.expiry import over
from transforms.retention.first_days import NONE, as_first_day, earlier, over_since
from transforms.retention.row_days import UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.retention.expiry import Clocks, Mask, SubjectsOf
    from transforms.retention.window import Window


@dataclass(frozen=True)
class PeopleFigures:
    """The people with a patient file, by their last contact over all systems."""

    files: int
    past: int
    soon: int
    undated: int
    past_since: dt.date | None


@dataclass(frozen=True)
class MinorsFigures:
    """Minors whose data are held without a parent's consent, and the month within which these are to be deleted.

    Attributes:
        held: all of them.
        overdue: whose month is over.
        soon: whose month ends inside the window.
        first_due: last day of the month that ended, or ends, first.
    """

    held: int
    overdue: int
    soon: int
    first_due: dt.date | None


def people_figures(clocks: Clocks, with_file: Mask, window: Window) -> PeopleFigures:
    """The figures of the patient files; ``with_file`` tells which subjects have rows in one."""
    rule = clocks.classes[PATIENT_FILE]
    latest, later = window.latest_past(rule)
    past = over(clocks.last_contacts, latest)
    first = earlier(NONE, clocks.last_contacts, past)
    return PeopleFigures(
        files=int(with_file.sum()),
        past=int(past.sum()),
        soon=int((over(clocks.last_contacts, later) & ~past).sum()),
        undated=int((with_file & (clocks.last_contacts == UNDATED)).sum()),
        past_since=over_since(rule, as_first_day(first)),
    )


def with_patient_file(clocks: Clocks, subjects_of: SubjectsOf) -> Mask:
    """Which subjects have a row in a table of patient files, dated or not."""
    found = np.zeros(len(clocks.last_contacts), dtype=bool)
    for part, days in clocks.days.items():
        if clocks.tables[part[0]].name == PATIENT_FILE:
            subjects = subjects_of(*part, len(days))
            found[subjects[subjects != NOBODY]] = True
    return found


def minors_figures(due: Iterable[dt.date], window: Window) -> MinorsFigures:
    """The figures of the minors without consent, given the last day on which the data of each may be held."""
    days = sorted(due)
    return MinorsFigures(
        held=len(days),
        overdue=sum(day < window.as_of for day in days),
        soon=sum(window.as_of <= day < window.until for day in days),
        first_due=days[0] if days else None,
    )
