"""The people of the clinic one by one, and what changes in their lives; how often, the README says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice
from sample_data.places import Address, belgian_address
from tests.evaluation.linkage import names
from tests.evaluation.linkage.contacts import Registry
from tests.evaluation.linkage.people import AS_OF, BEFORE, FIRST_DAY, History, Person

if TYPE_CHECKING:
    from random import Random

_OLDEST, _YOUNGEST_ADULT, _OFTEN = date(1950, 1, 1), date(2008, 9, 30), date(1999, 1, 1)
_LANGUAGES = {"flemish": "nl", "walloon": "fr"}
_SEXES = {"f": "m", "m": "f"}


@dataclass
class Population:
    """People in the making.

    Args:
        seed: decides everything.
    """

    seed: int
    people: list[Person] = field(default_factory=list)
    registry: Registry = field(default_factory=Registry)

    def dice(self, *purpose: object) -> Random:
        """Chance for one purpose."""
        return dice(self.seed, *purpose)

    def add(self, person: Person) -> Person:
        """The person with the next key."""
        person = replace(person, key=len(self.people) + 1)
        self.people.append(person)
        return person

    def single(self, role: str, *, birth: date | None = None, origin: str = "", surname: str = "") -> Person:
        """Somebody to whom nothing has happened yet."""
        rng = self.dice("single", len(self.people), role, birth)
        people, born = origin or names.origin(rng), rng.choice("fm")
        birth = birth or _birth(rng)
        given, family = names.first_name(rng, people, born), surname or names.surname(rng, people)
        address = belgian_address(rng, _LANGUAGES.get(people) or rng.choice(("nl", "fr")))
        return Person(
            key=0,
            role=role,
            origin=people,
            born=born,
            birth=birth,
            joined=day_between(rng, max(FIRST_DAY, birth + timedelta(days=365 * 10)), AS_OF - timedelta(days=10)),
            given=History.always(given),
            called=History.always(""),
            surname=family,
            number=History.always(self._number(rng, birth, born)),
            email=History.always(self.registry.email(rng, given, family, birth) if rng.random() < 0.95 else ""),
            phone=History.always(self.registry.phone(rng, address.area) if rng.random() < 0.94 else ""),
            address=History.always(address),
            insurance_number=_insurance_number(rng),
        )

    def lived(self, person: Person) -> Person:
        """The person after whatever changed: name and number, mail, telephone, home, surname in use."""
        rng = self.dice("lived", len(self.people), person.given.now, person.birth)
        if person.role == "patient" and rng.random() < 0.225:  # of all people, readers and relatives included, 20 %
            person = self._renamed(rng, person)
        person = self._with_new_mail(rng, person)
        if person.phone.now and rng.random() < 0.12:
            since = day_between(rng, FIRST_DAY, AS_OF)
            person = _changed(person, "phone", phone=person.phone.then(since, self.registry.phone(rng, "3")))
        if not person.household and rng.random() < 0.22:
            person = self._moved(rng, person)
        if not person.minor and rng.random() < 0.04:
            since = day_between(rng, FIRST_DAY, AS_OF)
            other = names.surname(rng, names.origin(rng))
            person = _changed(person, "surname", other_surname=person.other_surname.then(since, other))
        return person

    def _number(self, rng: Random, birth: date, born: str) -> str:
        """A Belgian number; one in thirty has one of another state, one in fifty none."""
        throw = rng.random()
        if throw < 0.033:
            return self.registry.foreign(rng, birth, male=born == "m")
        return "" if throw < 0.053 else self.registry.national(rng, birth, male=born == "m")

    def _renamed(self, rng: Random, person: Person) -> Person:
        """Another first name: in use, in the register, or first the one and then the other; some once more."""
        towards = rng.choices((_SEXES[person.born], "n"), (70, 30))[0]
        name = names.other_name(rng, person.origin, towards, (person.given.now,))
        used = day_between(rng, person.joined - timedelta(days=500), AS_OF)
        registered = day_between(rng, used, AS_OF)
        how = rng.choices(("both", "at once", "in use only"), (40, 35, 25))[0]
        if how in ("both", "in use only"):
            person = replace(person, called=person.called.then(used, name))
        if how in ("both", "at once"):
            person = replace(person, given=person.given.then(registered, name))
            person = self._registered_anew(rng, person, registered)
        if rng.random() < 0.06:
            person = _renamed_again(rng, person, towards, registered)
        return replace(person, changed=person.changed | {"first name"})

    def _registered_anew(self, rng: Random, person: Person, since: date) -> Person:
        """Two thirds of those who change the name in the register change the sex as well, and get a new number."""
        number = person.number.now
        if rng.random() > 0.68 or len(number) != 11 or not number.isdigit() or number[0:2] != f"{person.birth:%y}":
            return person
        since = min(since + timedelta(days=rng.randrange(120)), AS_OF)
        fresh = self.registry.national(rng, person.birth, male=person.born == "f")
        return _changed(person, "number", number=person.number.then(since, fresh))

    def _with_new_mail(self, rng: Random, person: Person) -> Person:
        """A new mail address: one in eight, and half of those whose old one may show a name they left."""
        if not person.email.now or rng.random() > (0.5 if "first name" in person.changed else 0.125):
            return person
        since = day_between(rng, FIRST_DAY, AS_OF)
        if "first name" in person.changed:
            since = min(max(spells[-1][0] for spells in _spells(person)) + timedelta(days=rng.randrange(400)), AS_OF)
        fresh = self.registry.email(rng, person.name_on(AS_OF), person.surname, person.birth)
        return _changed(person, "mail", email=person.email.then(since, fresh))

    def _moved(self, rng: Random, person: Person) -> Person:
        since = day_between(rng, FIRST_DAY, AS_OF)
        home: Address = belgian_address(rng, _LANGUAGES.get(person.origin, "nl"))
        return _changed(person, "address", address=person.address.then(since, home))


def _spells(person: Person) -> list[tuple[tuple[date, str], ...]]:
    return [history.spells for history in (person.given, person.called) if len(history.spells) > 1] or [
        ((BEFORE, ""), (FIRST_DAY, ""))
    ]


def _renamed_again(rng: Random, person: Person, towards: str, since: date) -> Person:
    """A second change, of whichever name changed first."""
    later = day_between(rng, since, AS_OF)
    name = names.other_name(rng, person.origin, towards, (*person.given.values, *person.called.values))
    if person.called.now:
        return replace(person, called=person.called.then(later, name))
    return replace(person, given=person.given.then(later, name))


def _changed(person: Person, what: str, **histories: object) -> Person:
    return replace(person, changed=person.changed | {what}, **histories)  # type: ignore[arg-type]


def _birth(rng: Random) -> date:
    """Adults of all ages, most of them in their twenties."""
    return _OLDEST + timedelta(days=int(rng.triangular(0, (_YOUNGEST_ADULT - _OLDEST).days, (_OFTEN - _OLDEST).days)))


def _insurance_number(rng: Random) -> str:
    """The number of a health fund's member: fund, member, check; no public rule says which are valid."""
    return f"{rng.choice((1, 2, 3, 4, 5, 6))}{rng.randrange(100):02}/{rng.randrange(10**7):07}-{rng.randrange(100):02}"
