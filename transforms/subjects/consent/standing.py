"""Which statement counts on the reference date, for a person and for the addresses through which one is reached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects.consent.purposes import DO_NOT_CONTACT, REACHED_AT, RESTRICTING
from transforms.subjects.consent.statements import NEVER, UNDATED, Latest, Statements, last_stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

DO_NOT_CONTACT_MONTHS = 36
"""How long an entry of the do-not-contact list counts (the clinic's policy, section 7)."""

_TIME_ZONES = dt.timedelta(days=1)
"""A clock further east is already at tomorrow."""


@dataclass(frozen=True)
class Reach:
    """Who is reached where, and what was said of these addresses.

    Attributes:
        subjects: subject index of each pair of a subject and one of its addresses.
        addresses: number of the address of each pair.
        count: how many addresses there are.
        statements: owners are numbers of addresses.
    """

    subjects: Integers
    addresses: Integers
    count: int
    statements: Sequence[Statements]


def consents(
    statements: Sequence[Statements], reaches: Mapping[str, Reach], people: int, as_of: dt.date
) -> dict[str, Flags]:
    """Per purpose that anything was said of: who said yes, by subject index.

    Args:
        statements: of subjects, of all runs.
        reaches: kind of address → who is reached there.
        people: how many subjects.
        as_of: reference date.
    """
    spoken = {one.purpose for one in statements}
    spoken |= {one.purpose for reach in reaches.values() for one in reach.statements}
    return {purpose: _consent(purpose, statements, reaches, people, as_of) for purpose in sorted(spoken)}


def _consent(
    purpose: str, statements: Sequence[Statements], reaches: Mapping[str, Reach], people: int, as_of: dt.date
) -> Flags:
    own = last_stated(counting(statements, as_of), purpose, people)
    through = [reaches[kind] for kind in REACHED_AT.get(purpose, ()) if kind in reaches]
    if not through:
        return own.given
    given, spoken_of = np.zeros(people, dtype=bool), np.zeros(people, dtype=bool)
    for reach in through:
        of_pairs = _of_pairs(purpose, own, reach, as_of)
        given[reach.subjects[of_pairs.stated & of_pairs.given]] = True
        spoken_of[reach.subjects[of_pairs.stated]] = True
    if purpose in RESTRICTING:
        return given | own.given
    return np.where(spoken_of, given, own.given)


def _of_pairs(purpose: str, own: Latest, reach: Reach, as_of: dt.date) -> Latest:
    """What counts of each address of a subject: what was said of it, or later by the subject without naming one."""
    said = last_stated(counting(reach.statements, as_of), purpose, reach.count)
    there, given = said.moments[reach.addresses], said.given[reach.addresses]
    mine, mine_given = own.moments[reach.subjects], own.given[reach.subjects]
    careful = (given | mine_given) if purpose in RESTRICTING else (given & mine_given)
    decided = np.where(there == mine, careful, np.where(there > mine, given, mine_given))
    return Latest(np.where(there == NEVER, NEVER, np.maximum(there, mine)), decided)


def counting(statements: Iterable[Statements], as_of: dt.date) -> list[Statements]:
    """The statements that count on a day.

    An entry of the do-not-contact list stops to count 36 months after it was made; an undated one never does. What
    permits counts from the day on which it was said, so that a date in the future permits nothing.
    """
    return [one.where(_counts(one, as_of)) for one in statements]


def _counts(statements: Statements, as_of: dt.date) -> Flags:
    tomorrow = np.datetime64(as_of + _TIME_ZONES, "D")
    days = statements.moments.astype("datetime64[us]").astype("datetime64[D]")
    dated = statements.moments > UNDATED
    counts: Flags = statements.wary | ~dated | (days <= tomorrow)
    if statements.purpose == DO_NOT_CONTACT:
        over = months_later(np.where(dated, days, np.datetime64(0, "D")), DO_NOT_CONTACT_MONTHS)
        counts &= ~(statements.given & dated & (over <= np.datetime64(as_of, "D")))
    return counts


def months_later(days: npt.NDArray[np.datetime64], months: int) -> npt.NDArray[np.datetime64]:
    """The same day of a later month, or its last day where it is shorter (Regulation 1182/71, art. 3).

    >>> months_later(np.array(["2024-01-31", "2023-05-04"], dtype="datetime64[D]"), 1).astype(str).tolist()
    ['2024-02-29', '2023-06-04']
    """
    month = days.astype("datetime64[M]")
    later = (month + months).astype("datetime64[D]") + (days - month.astype("datetime64[D]"))
    last = (month + months + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    return np.asarray(np.minimum(later, last))
