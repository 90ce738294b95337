"""How much of each table, of the people and of the releases is past its term, or soon will be: counts and days only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from transforms.people import NOBODY
from transforms.retention.classes import ONE_DAY, PATIENT_FILE
from transforms.retention.expiry import over
from transforms.retention.row_days import UNDATED, as_date, day_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detectors.data_map import MappedTable
    from transforms.retention.classes import RetentionClass
    from transforms.retention.expiry import Clocks, Mask, SubjectsOf
    from transforms.retention.row_days import Days


@dataclass(frozen=True)
class Window:
    """The day on which terms are judged, and the last day of those that are announced."""

    as_of: dt.date
    until: dt.date

    @classmethod
    def of(cls, as_of: dt.date, days: int) -> Window:
        """From a day on, so many days ahead."""
        return cls(as_of, as_of + days * ONE_DAY)


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


@dataclass(frozen=True)
class ReleaseTerm:
    """A published version and its term, which starts when the study ends.

    Attributes:
        study_ends: None when ``retention: studies:`` does not tell.
        ends: last day on which it may be kept; None while the clock has not started.
    """

    release: str
    version: str
    domain: str
    subjects: int
    study_ends: dt.date | None
    ends: dt.date | None

    def past(self, window: Window) -> bool:
        """Whether its term is over."""
        return self.ends is not None and self.ends < window.as_of

    def soon(self, window: Window) -> bool:
        """Whether its term ends inside the window."""
        return self.ends is not None and window.as_of <= self.ends < window.until


class _Tally:
    """Adds up the parts of one table."""

    def __init__(self, people: int, latest: int, later: int) -> None:
        self._latest, self._later, self._judged = latest, later, later != UNDATED
        self._people_past, self._people_soon = np.zeros(people, dtype=bool), np.zeros(people, dtype=bool)
        self._first_past = self._first_soon = self._oldest = np.iinfo(np.int32).max
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
        self._oldest = _least(self._oldest, days, days != UNDATED)
        self._first_past = _least(self._first_past, starts, past)
        self._first_soon = _least(self._first_soon, starts, soon)

    @property
    def subjects_past(self) -> int:
        return int(self._people_past.sum())

    @property
    def subjects_soon(self) -> int:
        return int((self._people_soon & ~self._people_past).sum())

    @property
    def oldest(self) -> dt.date | None:
        return _day(self._oldest)

    @property
    def first_past(self) -> dt.date | None:
        return _day(self._first_past)

    @property
    def first_soon(self) -> dt.date | None:
        return _day(self._first_soon)


def table_figures(table: MappedTable, clocks: Clocks, subjects_of: SubjectsOf, window: Window) -> TableFigures:
    """The figures of one table."""
    chosen = clocks.tables[table.table]
    rule = clocks.classes.get(chosen.name)
    latest, later = _latest(rule, window)
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
        past_since=_over_since(rule, tally.first_past),
        next_past=_over_since(rule, tally.first_soon),
    )


def people_figures(clocks: Clocks, with_file: Mask, window: Window) -> PeopleFigures:
    """The figures of the patient files; ``with_file`` tells which subjects have rows in one."""
    rule = clocks.classes[PATIENT_FILE]
    latest, later = _latest(rule, window)
    past = over(clocks.last_contacts, latest)
    first = _least(np.iinfo(np.int32).max, clocks.last_contacts, past)
    return PeopleFigures(
        files=int(with_file.sum()),
        past=int(past.sum()),
        soon=int((over(clocks.last_contacts, later) & ~past).sum()),
        undated=int((with_file & (clocks.last_contacts == UNDATED)).sum()),
        past_since=_over_since(rule, _day(first)),
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


def release_terms(
    releases: Iterable[tuple[str, str, str, int]], rule: RetentionClass, studies: Mapping[str, dt.date]
) -> tuple[ReleaseTerm, ...]:
    """The terms of published versions, given as name, version, domain and subjects; a study is known by its domain."""
    return tuple(
        ReleaseTerm(release, version, domain, subjects, end, rule.ends(end) if end else None)
        for release, version, domain, subjects in releases
        for end in [studies.get(domain)]
    )


def _latest(rule: RetentionClass | None, window: Window) -> tuple[int, int]:
    if rule is None:
        return UNDATED, UNDATED
    return day_number(rule.latest_past(window.as_of)), day_number(rule.latest_past(window.until))


def _least(before: int, days: Days, where: Mask) -> int:
    return min(before, int(days[where].min())) if where.any() else before


def _day(number: int) -> dt.date | None:
    return None if number == np.iinfo(np.int32).max else as_date(number)


def _over_since(rule: RetentionClass | None, start: dt.date | None) -> dt.date | None:
    return rule.over_since(start) if rule and start else None
