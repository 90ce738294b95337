"""Minors whose data are held without their parents' consent, and until when they may be.

Data of a minor for which no parent consented are deleted within a month (the clinic's policy, section 8). The month
counts from the first run that met the person as such, or from the day on which the parents withdrew; it ends to matter
when the parents consent or the person turns 18. Who is of unknown age is no minor here: nobody could say until when.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.retention.period import Period, last_day
from transforms.standing import ADULT, minors
from transforms.subjects.consent.purposes import MINOR_WITHOUT_CONSENT, PARENTAL
from transforms.subjects.consent.statements import NEVER, UNDATED, Statements, last_stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import sqlalchemy as sa

    from transforms.people import People
    from transforms.subjects.vault import Vault
    from transforms.subjects.vault.keeping import Keeper

Days = npt.NDArray[np.datetime64]
Moments = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

DELETION = Period(1, "month")
"""How long data of a minor may be held without a parent's consent (the clinic's policy, section 8)."""

NOTED_BY = "veilig"
"""The source of what a run notes itself, beside the tables that it read."""

_MICROSECOND = 1


@dataclass(frozen=True)
class MinorWithoutConsent:
    """A minor whose data are held without a parent's consent.

    Attributes:
        subject: index among the run's subjects.
        since: the day from which the month counts.
        due: the last day on which the data may be held.
        adult_on: the 18th birthday, on which the deadline ends to matter.
        overdue: whether ``due`` has passed.
    """

    subject: int
    since: dt.date
    due: dt.date
    adult_on: dt.date
    overdue: bool


def minors_without_consent(people: People, as_of: dt.date, first_met: Days) -> tuple[MinorWithoutConsent, ...]:
    """The minors of a run whose parents did not consent, the earliest deadline first.

    Args:
        people: the subjects of the run.
        as_of: reference date.
        first_met: datetime64[D], by subject index, from ``held_since``: when the clinic first held the data of each as
            those of a minor without consent; NaT counts as the reference date.
    """
    found = [
        _deadline(subject, since, birth, as_of)
        for subject, since, birth in _cases(people, as_of, first_met.astype("datetime64[D]"))
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.subject)))


def _cases(people: People, as_of: dt.date, first_met: Days) -> list[tuple[int, dt.date, dt.date]]:
    subjects = np.flatnonzero(without_consent(people, as_of))
    births = people.attributes["birth_date"].take(pa.array(subjects)).to_pylist()
    since = np.where(np.isnat(first_met[subjects]), np.datetime64(as_of, "D"), first_met[subjects])
    return list(zip(subjects.tolist(), since.tolist(), births, strict=True))


def _deadline(subject: int, since: dt.date, birth: dt.date, as_of: dt.date) -> MinorWithoutConsent:
    due = last_day(since, DELETION)
    return MinorWithoutConsent(subject, since, due, _birthday(birth, ADULT), overdue=due < as_of)


def _birthday(birth: dt.date, years: int) -> dt.date:
    """Who was born on 29 February comes of age on 1 March, as ``ages`` counts.

    >>> _birthday(dt.date(2008, 2, 29), 18)
    datetime.date(2026, 3, 1)
    """
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return dt.date(birth.year + years, 3, 1)


def without_consent(people: People, as_of: dt.date) -> Flags:
    """Who is a minor on that day, and has no parent's consent, by subject index."""
    minor, _ = minors(people, as_of)
    return np.asarray(minor & ~people.consents.get(PARENTAL, np.zeros(len(people), dtype=bool)))


def held_since(vault: Vault, connection: sa.Connection, ids: npt.NDArray[np.int64]) -> Days:
    """datetime64[D], by subject index: since when each is held as a minor without consent, NaT for those who are not.

    Args:
        vault: open.
        connection: inside a transaction.
        ids: the subjects' ids in the vault, ascending, as in ``Links.ids``.
    """
    noted = [one for one in vault.load_statements(connection) if one.purpose == MINOR_WITHOUT_CONSENT]
    index = [np.searchsorted(ids, one.owners) for one in noted]
    mine = [
        one.of(np.where(ids[np.minimum(place, len(ids) - 1)] == one.owners, place, -1))
        for one, place in zip(noted, index, strict=True)
        if len(ids)
    ]
    last = last_stated(mine, MINOR_WITHOUT_CONSENT, len(ids))
    days = last.moments.astype("datetime64[us]").astype("datetime64[D]")
    return np.where(last.given, days, np.datetime64("NaT"))


def note_minors(keeper: Keeper, people: People, statements: Sequence[Statements], as_of: dt.date) -> None:
    """Note in the vault who is met as a minor without consent for the first time, and who no longer is one.

    Args:
        keeper: of the run.
        people: its subjects.
        statements: all that was stated and noted in all runs, by subject index.
        as_of: reference date of the run.
    """
    before = last_stated(statements, MINOR_WITHOUT_CONSENT, len(people))
    now = without_consent(people, as_of) & ~keeper.flag(keeper.stored.erased)
    today = _moment(as_of)
    since = np.where(now, _withdrawn(statements, len(people), today), today)
    since = np.where(before.stated, np.maximum(since, before.moments + _MICROSECOND), since)
    changed = np.flatnonzero((now != before.given) & (~before.stated | (before.moments < today)))
    news = Statements(MINOR_WITHOUT_CONSENT, NOTED_BY, keeper.ids[changed], since[changed], now[changed])
    keeper.vault.add_statements(keeper.connection, news, keeper.run)


def _withdrawn(statements: Iterable[Statements], people: int, today: int) -> Moments:
    """When the parents of each took back their consent; ``today`` where they did not, or nobody knows when."""
    parental = [one for one in statements if one.purpose == PARENTAL]
    last = last_stated(parental, PARENTAL, people)
    agreed = last_stated([one.where(one.given) for one in parental], PARENTAL, people)
    withdrew = last.stated & ~last.given & (last.moments > UNDATED) & (agreed.moments != NEVER)
    return np.where(withdrew, np.minimum(last.moments, today), today)


def _moment(day: dt.date) -> int:
    """Midnight, in microseconds since 1970."""
    return int(np.datetime64(day, "us").astype(np.int64))
