"""What one row of an export shows of a person: as it was known on a day, as it was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import re2

from sample_data.letters import ascii_letters
from tests.evaluation.linkage import slips
from tests.evaluation.linkage.people import AS_OF, Person

if TYPE_CHECKING:
    from random import Random

    from sample_data.places import Address

_PARTICLES = re2.compile(r"(?i)^(?:(?:van|de|den|der|el|ait|ben|op|da|dos|di) |d'|'t )+")


@dataclass(frozen=True)
class Habits:
    """How people type into one system: shares of rows.

    Attributes:
        no_birth, no_number, no_email, no_phone, no_address: left empty although there is one.
        name, birth, email, phone, number: mistyped.
        swapped: first name and surname in each other's field.
        capitals: names in capitals. lower: in small letters. plain: without accents.
        particles: of surnames with particles, written otherwise.
        partner: of those who use a partner's surname, shown with it.
        called: of those with another first name in use, shown with that one.
    """

    no_birth: float = 0.02
    no_number: float = 0.1
    no_email: float = 0.05
    no_phone: float = 0.1
    no_address: float = 0.05
    name: float = 0.03
    birth: float = 0.02
    email: float = 0.02
    phone: float = 0.02
    number: float = 0.02
    swapped: float = 0.02
    capitals: float = 0.05
    lower: float = 0.02
    plain: float = 0.15
    particles: float = 0.2
    partner: float = 0.5
    called: float = 0.7


@dataclass(frozen=True)
class Entry:
    """One row.

    Attributes:
        person: whose it is.
        day: when it was written or last changed.
        given, surname: as the row shows them.
        called: first name in use, for systems with a field of their own for it.
        former: first name that the person left, likewise.
        birth: None where the row has none.
        oddities: what is wrong or unusual about the row.
        refers: the row only refers to a person's record.
    """

    person: Person
    day: date
    given: str = ""
    surname: str = ""
    called: str = ""
    former: str = ""
    birth: date | None = None
    number: str = ""
    email: str = ""
    phone: str = ""
    address: Address | None = None
    insurance_number: str = ""
    record: str = ""
    oddities: frozenset[str] = frozenset()
    refers: bool = False


def official(rng: Random, person: Person, day: date, habits: Habits) -> Entry:
    """A row with the register's name, the name in use in a field beside it, and the name of before."""
    entry = _shown(rng, person, day, habits, person.given.on(day))
    called = person.called.on(day)
    past = [name for name in person.given.values if name != person.given.on(day)] if person.given.on(day) else []
    former = past[0] if past and person.given.on(day) == person.given.now else ""
    return replace(entry, called=called, former=former if rng.random() < 0.6 else "")


def in_use(rng: Random, person: Person, day: date, habits: Habits) -> Entry:
    """A row with one name: mostly the one in use, now and then the register's, or a partner's surname."""
    given = person.name_on(day) if rng.random() < habits.called else person.given.on(day)
    return _shown(rng, person, day, habits, given)


def _shown(rng: Random, person: Person, day: date, habits: Habits, given: str) -> Entry:
    surname, other = person.surname, person.other_surname.on(day)
    entry = Entry(
        person,
        day,
        given=given,
        surname=surname,
        birth=None if rng.random() < habits.no_birth else person.birth,
        number="" if rng.random() < habits.no_number else person.number.on(day),
        email="" if rng.random() < habits.no_email else person.email.on(day),
        phone="" if rng.random() < habits.no_phone else person.phone.on(day),
        address=None if rng.random() < habits.no_address else person.address.on(day),
        insurance_number=person.insurance_number,
    )
    if other and rng.random() < habits.partner:
        surname = other if rng.random() < 0.5 else f"{surname}-{other}"
        entry = _odd(entry, "partner's surname", surname=surname)
    if entry.birth is None:
        entry = _odd(entry, "no birth date")
    return _in_another_form(rng, _mistyped(rng, entry, habits), habits)


def _mistyped(rng: Random, entry: Entry, habits: Habits) -> Entry:
    if rng.random() < habits.name:
        field = rng.choice(("given", "surname"))
        entry = _odd(entry, "typo in name", **{field: slips.in_word(rng, getattr(entry, field))})
    if entry.birth and rng.random() < habits.birth:
        entry = _odd(entry, "typo in birth date", birth=slips.in_date(rng, entry.birth, AS_OF))
    if entry.email and rng.random() < habits.email:
        entry = _odd(entry, "typo in mail", email=slips.in_email(rng, entry.email))
    if entry.phone and rng.random() < habits.phone:
        entry = _odd(entry, "typo in phone", phone=slips.in_digits(rng, entry.phone))
    if entry.number.isdigit() and rng.random() < habits.number:
        entry = _odd(entry, "typo in number", number=slips.in_digits(rng, entry.number))
    return entry


def _in_another_form(rng: Random, entry: Entry, habits: Habits) -> Entry:
    if rng.random() < habits.particles and (particles := _PARTICLES.search(entry.surname)):
        surname = _particles_otherwise(rng, entry.surname, particles.group(0))
        entry = _odd(entry, "particles written otherwise", surname=surname)
    if rng.random() < habits.plain and not (entry.given + entry.surname).isascii():
        plain = {"given": ascii_letters(entry.given), "surname": ascii_letters(entry.surname)}
        entry = _odd(entry, "accents lost", **plain)
    if rng.random() < habits.capitals:
        entry = _odd(entry, "capitals", given=entry.given.upper(), surname=entry.surname.upper())
    elif rng.random() < habits.lower:
        entry = _odd(entry, "small letters", given=entry.given.lower(), surname=entry.surname.lower())
    if rng.random() < habits.swapped:
        entry = _odd(entry, "name fields swapped", given=entry.surname, surname=entry.given)
    return entry


def _particles_otherwise(rng: Random, surname: str, particles: str) -> str:
    """In one word, in small letters, with the first one only, or without any."""
    name, (first, *_) = surname[len(particles) :], particles.split(" ")
    glued = particles.replace(" ", "").replace("'", "").capitalize() + name.lower()
    return rng.choices((glued, particles.lower() + name, f"{first} {name}", name), (50, 35, 8, 7))[0]


def _odd(entry: Entry, oddity: str, **fields: object) -> Entry:
    return replace(entry, oddities=entry.oddities | {oddity}, **fields)  # type: ignore[arg-type]
