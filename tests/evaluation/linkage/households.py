"""People who share something with others: families, partners, twins, namesakes, and those in an institution."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data.dice import day_between
from tests.evaluation.linkage import names
from tests.evaluation.linkage.people import AS_OF, History, Person
from tests.evaluation.linkage.population import Population

if TYPE_CHECKING:
    from random import Random

_FIRST_MINOR, _LAST_MINOR = date(2008, 10, 20), date(2014, 12, 31)


def make_people(seed: int, count: int) -> list[Person]:
    """So many people, those with ties first; equal seeds give equal people."""
    society = Population(seed)
    per = count / 1000
    for pair in range(round(6 * per)):
        _twins(society, pair)
    for home in range(round(40 * per)):
        _parent_and_children(society, home)
    for couple in range(round(30 * per)):
        _partners(society, couple)
    for pair in range(round(1.5 * per)):
        _born_on_one_day_with_one_name(society, pair)
    for pair in range(round(1 * per)):
        _parent_and_child_of_one_name(society, pair)
    for home in range(max(1, round(0.15 * per))):
        _institution(society, home)
    while len(society.people) < count:
        role = "reader" if len(society.people) % 9 == 0 else "patient"
        society.add(society.lived(society.single(role)))
    return society.people


def _twins(society: Population, pair: int) -> None:
    """Of one or both sexes; half of them minors with a parent's mail and telephone, the others share some of it."""
    rng = society.dice("twins", pair)
    minors = rng.random() < 0.5
    birth = day_between(rng, _FIRST_MINOR, _LAST_MINOR) if minors else None
    first = society.single("patient", birth=birth)
    second = society.single("patient", birth=first.birth, origin=first.origin, surname=first.surname)
    ties = {"household": f"twins {pair}", "ties": frozenset({"twin"})}
    if second.given.now == first.given.now:
        second = replace(
            second, given=History.always(names.other_name(rng, first.origin, second.born, (first.given.now,)))
        )
    if minors or rng.random() < 0.4:
        second = replace(second, address=first.address)
    if minors or rng.random() < 0.1:
        second = replace(second, email=first.email)
    if minors or rng.random() < 0.15:
        second = replace(second, phone=first.phone)
    for one in (first, second):
        society.add(society.lived(replace(one, **ties)))  # type: ignore[arg-type]


def _parent_and_children(society: Population, home: int) -> None:
    """A parent who writes for one or two minors, who have the parent's mail and telephone, or one of them."""
    rng = society.dice("parent", home)
    role = "patient" if rng.random() < 0.06 else "relative"
    births = [day_between(rng, _FIRST_MINOR, _LAST_MINOR) for _ in range(rng.choice((1, 1, 1, 1, 2)))]
    parent = society.single(role, birth=min(births) - timedelta(days=rng.randrange(8000, 16000)))
    ties = {"household": f"home {home}", "ties": frozenset({"family"})}
    parent = society.add(replace(parent, **ties))  # type: ignore[arg-type]
    for birth in births:
        surname = parent.surname if rng.random() < 0.6 else ""
        child = society.single("patient", birth=birth, origin=parent.origin, surname=surname)
        child = replace(child, address=parent.address, **ties)  # type: ignore[arg-type]
        society.add(society.lived(_with_contact_of(rng, child, parent, mail=0.75, phone=0.85)))


def _partners(society: Population, couple: int) -> None:
    """Two patients under one roof; some share a mail address or a telephone."""
    rng = society.dice("partners", couple)
    ties = {"household": f"couple {couple}", "ties": frozenset({"partner"})}
    first = society.add(society.lived(replace(society.single("patient"), **ties)))  # type: ignore[arg-type]
    second = replace(society.single("patient"), address=first.address, **ties)  # type: ignore[arg-type]
    society.add(society.lived(_with_contact_of(rng, second, first, mail=0.2, phone=0.25)))


def _born_on_one_day_with_one_name(society: Population, pair: int) -> None:
    """Two strangers with the same name and the same birth date."""
    ties = frozenset({"homonym"})
    first = society.add(replace(society.single("patient"), ties=ties))
    second = society.single("patient", birth=first.birth, origin=first.origin, surname=first.surname)
    society.add(replace(second, given=first.given, born=first.born, ties=ties, number=_same_sex(society, pair, first)))


def _same_sex(society: Population, pair: int, first: Person) -> History[str]:
    rng = society.dice("namesake's number", pair)
    return History.always(society.registry.national(rng, first.birth, male=first.born == "m"))


def _parent_and_child_of_one_name(society: Population, pair: int) -> None:
    """A name that goes from parent to child, under one roof, with one telephone."""
    rng = society.dice("named after", pair)
    ties = {"household": f"named after {pair}", "ties": frozenset({"homonym", "family"})}
    parent = society.add(replace(society.single("patient", birth=date(1972, 3, 1)), **ties))  # type: ignore[arg-type]
    birth = day_between(rng, date(1996, 1, 1), date(2007, 1, 1))
    child = society.single("patient", birth=birth, origin=parent.origin, surname=parent.surname)
    child = replace(child, given=parent.given, address=parent.address, **ties)  # type: ignore[arg-type]
    society.add(_with_contact_of(rng, child, parent, mail=0.3, phone=0.6))


def _institution(society: Population, home: int) -> None:
    """Fifty who live in a home, at its address, with its telephone, and half of them with its mail address."""
    rng = society.dice("institution", home)
    house = society.single("patient")
    phone, mail = society.registry.phone(rng, "3"), society.registry.email(rng, "info", f"huis{home}", house.birth)
    for number in range(50):
        person = society.single("patient", birth=day_between(rng, date(1998, 1, 1), _LAST_MINOR))
        shared = replace(
            person,
            address=house.address,
            phone=History.always(phone),
            email=History.always(mail) if number % 2 else person.email,
            household=f"institution {home}",
            ties=frozenset({"institution"}),
        )
        society.add(society.lived(shared))


def _with_contact_of(rng: Random, person: Person, other: Person, *, mail: float, phone: float) -> Person:
    """The person with another's mail address and telephone, each with a probability."""
    if rng.random() < mail:
        person = replace(person, email=other.email)
    if rng.random() < phone:
        person = replace(person, phone=other.phone)
    return replace(person, joined=min(max(person.joined, other.joined), AS_OF - timedelta(days=10)))
