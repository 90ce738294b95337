"""Which statement counts on the reference date, for a person and for the addresses through which one is reached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.subjects.consent.purposes import DO_NOT_CONTACT, NEWSLETTER, REACHED_AT, RESTRICTING
from transforms.subjects.consent.statements import ALWAYS, NEVER, UNDATED, Latest, Statements, last_stated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from transforms.retention.classes import RetentionClass

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_TIME_ZONES = np.timedelta64(1, "D")
"""A clock further east is already at tomorrow."""


@dataclass(frozen=True)
class Reference:
    """The day on which statements are judged.

    Attributes:
        as_of: the day.
        over: the latest day whose entries of the do-not-contact list stopped to count.
    """

    as_of: dt.date
    over: dt.date

    @classmethod
    def of(cls, as_of: dt.date, entries: RetentionClass) -> Reference:
        """An entry counts as long as ``entries`` lets it be kept: one term for both."""
        return cls(as_of, entries.latest_past(as_of))


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
    statements: Sequence[Statements], reaches: Mapping[str, Reach], people: int, on: Reference
) -> dict[str, Flags]:
    """Per purpose that anything was said of: who said yes, by subject index.

    Args:
        statements: of subjects, of all runs.
        reaches: kind of address → who is reached there.
        people: how many subjects.
        on: the day.
    """
    spoken = {one.purpose for one in statements}
    spoken |= {one.purpose for reach in reaches.values() for one in reach.statements}
    return {purpose: _consent(purpose, statements, reaches, people, on) for purpose in sorted(spoken)}


def _consent(
    purpose: str, statements: Sequence[Statements], reaches: Mapping[str, Reach], people: int, on: Reference
) -> Flags:
    own = last_stated(counting(statements, on), purpose, people)
    through = [reaches[kind] for kind in REACHED_AT.get(purpose, ()) if kind in reaches]
    if not through:
        return own.given
    given, spoken_of = np.zeros(people, dtype=bool), np.zeros(people, dtype=bool)
    for reach in through:
        of_pairs = _of_pairs(purpose, own, reach, on)
        given[reach.subjects[of_pairs.stated & of_pairs.given]] = True
        spoken_of[reach.subjects[of_pairs.stated]] = True
    if purpose in RESTRICTING:
        return given | own.given
    return np.where(spoken_of, given, own.given)


def _of_pairs(purpose: str, own: Latest, reach: Reach, on: Reference) -> Latest:
    """What counts of each address of a subject: what was said of it, or later by the subject without naming one."""
    said = last_stated(counting(reach.statements, on), purpose, reach.count)
    there, given = said.moments[reach.addresses], said.given[reach.addresses]
    mine, mine_given = own.moments[reach.subjects], own.given[reach.subjects]
    careful = (given | mine_given) if purpose in RESTRICTING else (given & mine_given)
    decided = np.where(there == mine, careful, np.where(there > mine, given, mine_given))
    return Latest(np.where(there == NEVER, NEVER, np.maximum(there, mine)), decided)


def counting(statements: Iterable[Statements], on: Reference) -> list[Statements]:
    """The statements that count on a day.

    An entry of the do-not-contact list stops to count when its term is over; an undated one never does. What permits
    counts from the day on which it was said, so that a date in the future permits nothing. An undated *no* to mail is
    given the moment ``ALWAYS``.
    """
    return [_lasting(one.where(_counts(one, on))) for one in statements]


def _lasting(statements: Statements) -> Statements:
    """No opt-in beats an undated *no* to mail: nobody can tell that it was said later."""
    if statements.purpose != NEWSLETTER:
        return statements
    undated_no = statements.wary & (statements.moments == UNDATED)
    return replace(statements, moments=np.where(undated_no, ALWAYS, statements.moments))


def _counts(statements: Statements, on: Reference) -> Flags:
    tomorrow = np.datetime64(on.as_of, "D") + _TIME_ZONES
    days = statements.moments.astype("datetime64[us]").astype("datetime64[D]")
    dated = statements.moments > UNDATED
    counts: Flags = statements.wary | ~dated | (days <= tomorrow)
    if statements.purpose == DO_NOT_CONTACT:
        counts &= ~(statements.given & dated & (days <= np.datetime64(on.over, "D")))
    return counts
