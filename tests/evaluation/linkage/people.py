"""Who a person is, and what held of them on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from sample_data.places import Address

AS_OF = date(2026, 9, 30)
"""The day on which the latest exports were written."""
FIRST_DAY = date(2015, 1, 1)
"""The clinic's first day."""
BEFORE = date(1900, 1, 1)

T = TypeVar("T")


@dataclass(frozen=True)
class History(Generic[T]):
    """What something was over time: (since, value), oldest first.

    >>> History(((BEFORE, "Jan"), (date(2020, 5, 1), "An"))).on(date(2019, 1, 1))
    'Jan'
    """

    spells: tuple[tuple[date, T], ...]

    @classmethod
    def always(cls, value: T) -> History[T]:
        """It never changed."""
        return cls(((BEFORE, value),))

    def on(self, day: date) -> T:
        """The value on a day."""
        return next(value for since, value in reversed(self.spells) if since <= day)

    def then(self, since: date, value: T) -> History[T]:
        """The same with a change at the end."""
        return History((*self.spells, (since, value)))

    @property
    def values(self) -> tuple[T, ...]:
        """All values, oldest first."""
        return tuple(value for _, value in self.spells)

    @property
    def now(self) -> T:
        """The last value."""
        return self.spells[-1][1]


_NONE = History.always("")


@dataclass(frozen=True)
class Person:
    """One human being.

    Attributes:
        key: 1, 2, 3, ...; never shown in an export.
        role: ``patient``, ``relative`` (writes for a patient) or ``reader`` (of the newsletter).
        born: ``f`` or ``m``, at birth.
        given: first name in the register.
        called: first name in use where it is not the register's, else ``""``.
        surname: in the register.
        other_surname: a partner's, that some use since they married, or ``""``.
        number: national number, or that of another state, or ``""``.
        email, phone: ``""`` for those who have none.
        household: people of one household share it.
        changed: what changed about the person: ``first name``, ``number``, ``mail``, ``phone``, ``address`` or
            ``surname``.
        ties: how the person is bound to others here: ``twin``, ``family``, ``partner``, ``homonym``, ``institution``.
    """

    key: int
    role: str
    origin: str
    born: str
    birth: date
    joined: date
    given: History[str]
    called: History[str]
    surname: str
    number: History[str]
    email: History[str]
    phone: History[str]
    address: History[Address]
    other_surname: History[str] = _NONE
    insurance_number: str = ""
    household: str = ""
    changed: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()

    @property
    def minor(self) -> bool:
        """Under eighteen on the day of the exports."""
        return (AS_OF - self.birth).days < 18 * 365.25

    def name_on(self, day: date) -> str:
        """The first name in use on a day."""
        return self.called.on(day) or self.given.on(day)
