"""What is past its term: the rows of every table, and the people whose whole file is.

The clock of a patient file is the person's: the last contact in any table of the class restarts it for every row about
them, in whichever system. Rows about nobody, and rows of all other classes, have a clock of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.people import NOBODY
from transforms.retention.classes import PATIENT_FILE
from transforms.retention.row_days import UNDATED, Days, day_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from transforms.policy import SubjectRules
    from transforms.retention.classes import RetentionClass
    from transforms.retention.tables import TableClass

    Subjects = npt.NDArray[np.int32]
    SubjectsOf = Callable[[str, str, int], Subjects]

Mask = npt.NDArray[np.bool_]
PartKey = tuple[str, str]
"""Table, file."""


@dataclass(frozen=True)
class Clocks:
    """When the clock of every row started.

    Attributes:
        classes: of this clinic, by name.
        tables: the class of every table.
        days: the day of every row, by part.
        last_contacts: day of the last contact of each subject, ``UNDATED`` where none is known.
        studies: study → its last day.
        future: rows with a date after the reference date, by part.
    """

    classes: Mapping[str, RetentionClass]
    tables: Mapping[str, TableClass]
    days: Mapping[PartKey, Days]
    last_contacts: Days
    studies: Mapping[str, dt.date]
    future: Mapping[PartKey, int]

    def starts(self, part: PartKey, subjects: Subjects) -> Days:
        """The start of each row's clock; ``UNDATED`` where it is not known, or has not started."""
        chosen = self.tables[part[0]]
        clock = self.classes[chosen.name].clock if chosen.name else ""
        days = self.days[part]
        if clock == "person":
            known = subjects != NOBODY
            return np.where(known, self.last_contacts[np.where(known, subjects, 0)], days) if known.any() else days
        if clock == "study":
            end = self.studies.get(chosen.study)
            return np.full(len(days), UNDATED if end is None else day_number(end), dtype=np.int32)
        return days if clock else np.full(len(days), UNDATED, dtype=np.int32)


@dataclass(frozen=True)
class Expiry:
    """Who and what is past its term on a day.

    Attributes:
        subjects: bool, of each subject: whether the patient file is.
    """

    subjects: Mask
    _rows: Mapping[PartKey, Mask] = field(default_factory=dict)

    def rows(self, table: str, file: str) -> Mask | None:
        """Which rows of a part are; None when none is."""
        return self._rows.get((table, file))

    def under(self, rules: SubjectRules) -> Expiry:
        """As a policy takes it: nothing is past its term where the policy includes what is."""
        return self if rules.expired == "exclude" else Expiry(np.zeros_like(self.subjects))


def last_contacts(
    classes: Mapping[str, RetentionClass],
    tables: Mapping[str, TableClass],
    days: Mapping[PartKey, Days],
    subjects_of: SubjectsOf,
    people: int,
) -> Days:
    """The last day on which each of so many subjects was seen in a table whose clock is the person's."""
    found = np.full(people, UNDATED, dtype=np.int32)
    for (table, file), of_rows in days.items():
        chosen = tables[table].name
        if chosen and classes[chosen].clock == "person":
            subjects = subjects_of(table, file, len(of_rows))
            known = subjects != NOBODY
            np.maximum.at(found, subjects[known], of_rows[known])
    return found


def expiry(clocks: Clocks, subjects_of: SubjectsOf, as_of: dt.date) -> Expiry:
    """What is past its term on ``as_of``."""
    rows = {}
    latest = {name: day_number(each.latest_past(as_of)) for name, each in clocks.classes.items()}
    for part, days in clocks.days.items():
        name = clocks.tables[part[0]].name
        if name:
            past = over(clocks.starts(part, subjects_of(*part, len(days))), latest[name])
            if past.any():
                rows[part] = past
    return Expiry(over(clocks.last_contacts, latest[PATIENT_FILE]), rows)


def over(starts: Days, latest: int) -> Mask:
    """Which clocks have run out: those that started on the latest day that is past, or before."""
    past: Mask = (starts != UNDATED) & (starts <= latest)
    return past
