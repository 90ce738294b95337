"""How much of each table is past its term, or soon will be: counts and days only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from transforms.people import NOBODY
from transforms.retention.expiry import over
from transforms.retention.first_days import NONE, as_first_day, earlier, over_since
from transforms.retention.row_days import UNDATED

if TYPE_CHECKING:
    from detectors.data_map import MappedTable
    from transforms.retention.expiry import Clocks, SubjectsOf
    from transforms.retention.row_days import Days
    from transforms.retention.window import Window


@dataclass(frozen=True)
class TableFigures:
    """One table and its term.

    Attributes:
        class_name: ``""`` when no class is known: nothing of the table is judged.
        why: what tells the class.
        rule: the term in words.
        rows: all of the table.
        past: file → rows past their term.
        soon: rows whose term ends inside the window.
        undated: rows that tell no date which starts a clock, or whose study has no end yet; never past.
        future: rows dated after the reference date; they count as of that date.
        subjects_past: people whose rows are past.
        subjects_soon: people whose rows are soon.
        oldest: date of the oldest row.
        past_since: first day on which any row was past its term.
        next_past: first day on which further rows will be, inside the window.
    """

    system: str
    table: str
    class_name: str
    why: str
    rule: str
    files: int
    rows: int
    past: Mapping[str, int] = field(default_factory=dict)
    soon: int = 0
    undated: int = 0
    future: int = 0
    subjects_past: int = 0
    subjects_soon: int = 0
    oldest: dt.date | None = None
    past_since: dt.date | None = None
    next_past: dt.date | None = None

    @property
    def rows_past(self) -> int:
        """Rows past their term, over all files."""
        return sum(self.past.values())


class _Tally:
    """Adds up the parts of one table."""

    def __init__(self, people: int, latest: int, later: int) -> None:
        self._latest, self._later, self._judged = latest, later, later != UNDATED
        self._people_past, self._people_soon = np.zeros(people, dtype=bool), np.zeros(people, dtype=bool)
        self._first_past = self._first_soon = self._oldest = NONE
        self.past: dict[str, int] = {}
        self.soon = self.undated = 0

    def add(self, file: str, days: Days, starts: Days, subjects: Days) -> None:
        past = over(starts, self._latest)
        soon = over(starts, self._later) & ~past
        if past.any():
            self.past[file] = self.past.get(file, 0) + int(past.sum())
        self.soon += int(soon.sum())
        self.undated += int(((starts if self._judged else days) == UNDATED).sum())
        known = subjects != NOBODY
        self._people_past[subjects[past & known]] = True
        self._people_soon[subjects[soon & known]] = True
        self._oldest = earlier(self._oldest, days, days != UNDATED)
        self._first_past = earlier(self._first_past, starts, past)
        self._first_soon = earlier(self._first_soon, starts, soon)

    @property
    def subjects_past(self) -> int:
        return int(self._people_past.sum())

    @property
    def subjects_soon(self) -> int:
        return int((self._people_soon & ~self._people_past).sum())

    @property
    def oldest(self) -> dt.date | None:
        return as_first_day(self._oldest)

    @property
    def first_past(self) -> dt.date | None:
        return as_first_day(self._first_past)

    @property
    def first_soon(self) -> dt.date | None:
        return as_first_day(self._first_soon)


def table_figures(table: MappedTable, clocks: Clocks, subjects_of: SubjectsOf, window: Window) -> TableFigures:
    """The figures of one table."""
    chosen = clocks.tables[table.table]
    rule = clocks.classes.get(chosen.name)
    latest, later = window.latest_past(rule)
    tally = _Tally(len(clocks.last_contacts), latest, later)
    parts = [part for part in clocks.days if part[0] == table.table]
    for part in parts:
        subjects = subjects_of(*part, len(clocks.days[part]))
        tally.add(part[1], clocks.days[part], clocks.starts(part, subjects), subjects)
    return TableFigures(
        system=table.system,
        table=table.table,
        class_name=chosen.name,
        why=chosen.why,
        rule=rule.rule if rule else "",
        files=len(parts),
        rows=sum(len(clocks.days[part]) for part in parts),
        past=tally.past,
        soon=tally.soon,
        undated=tally.undated,
        future=sum(clocks.future.get(part, 0) for part in parts),
        subjects_past=tally.subjects_past,
        subjects_soon=tally.subjects_soon,
        oldest=tally.oldest,
        past_since=over_since(rule, tally.first_past),
        next_past=over_since(rule, tally.first_soon),
    )
