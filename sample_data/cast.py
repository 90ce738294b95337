"""Makes single people, with identifiers that nobody else has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice, weighted
from sample_data.facts import lists, table
from sample_data.identifiers import SEX_KNOWN, Serials, landline, mobile, national_number
from sample_data.letters import mail_letters
from sample_data.people import AS_OF, Person, Relative
from sample_data.places import belgian_address, foreign_address

if TYPE_CHECKING:
    from random import Random

_ORIGINS = (
    (("flemish", "nl"), 46),
    (("walloon", "fr"), 17),
    (("maghrebi", "fr"), 5),
    (("maghrebi", "nl"), 5),
    (("turkish", "nl"), 6),
    (("slavic", "nl"), 3),
    (("slavic", "fr"), 2),
    (("slavic", "en"), 2),
    (("african", "fr"), 4),
    (("african", "en"), 2),
    (("east_asian", "en"), 3),
    (("east_asian", "nl"), 1),
    (("german", "de"), 4),
    (("english", "en"), 4),
)
_ERAS = (
    (date(1950, 1, 1), date(1964, 12, 31), 6),
    (date(1965, 1, 1), date(1979, 12, 31), 16),
    (date(1980, 1, 1), date(1991, 12, 31), 26),
    (date(1992, 1, 1), date(2002, 12, 31), 36),
    (date(2003, 1, 1), date(2008, 9, 1), 16),
)
_SIGNUP = date(2018, 2, 1)
_DOMAINS = ("example.com", "example.org", "example.net", "mail.example.com", "post.example.org", "webmail.example.net")
_INSURERS = (
    ("CM", "1"),
    ("Solidaris", "3"),
    ("Helan", "5"),
    ("Partena Ziekenfonds", "5"),
    ("Mutualia", "2"),
    ("Liberale Mutualiteit", "4"),
    ("HZIV", "6"),
)
_RELATIONS = ("moeder", "vader", "partner", "zus", "broer", "vriendin", "echtgenoot")
_IDENTITIES = {
    "man": (("trans vrouw", 50), ("vrouw", 28), ("non-binair", 13), ("genderfluïde", 3), ("in vraag", 6)),
    "vrouw": (("trans man", 48), ("man", 26), ("non-binair", 17), ("agender", 4), ("in vraag", 5)),
    "intersekse": (("non-binair", 60), ("vrouw", 40)),
}
_PRONOUNS = {
    "nl": ("zij/haar", "hij/hem", "die/hun"),
    "fr": ("elle", "il", "iel"),
    "en": ("she/her", "he/him", "they/them"),
    "de": ("sie/ihr", "er/ihm", "dey/deren"),
}


class Cast:
    """Everyone, in the order of their keys, and the identifiers that are already taken."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.people: list[Person] = []
        self._serials = Serials(set())
        self._emails: set[str] = set()

    def single(self, *, birth: date | None = None, kind: str = "patient", country: str = "BE") -> Person:
        """A new person with nothing odd about them; not yet among the people."""
        key = len(self.people) + 1
        rng = dice(self.seed, "person", key)
        origin, language = weighted(rng, _ORIGINS)
        birth = birth or _adult_birth(rng)
        born = weighted(rng, (("man", 52), ("vrouw", 47), ("intersekse", 1)))
        identity = weighted(rng, _IDENTITIES[born])
        address = belgian_address(rng, language) if country == "BE" else foreign_address(rng, country)
        joined = day_between(rng, max(_SIGNUP, _birthday(birth, 13)), AS_OF - timedelta(days=30))
        person = Person(
            key=key,
            kind=kind,
            origin=origin,
            language=language,
            family=rng.choice(lists("names")[f"{origin} family"]),
            given=first_name(rng, origin, born),
            former="",
            renamed_on=None,
            birth=birth,
            born=born,
            registered=_registered(rng, born),
            identity=identity,
            pronouns=pronouns(language, identity, born),
            numbers=(),
            renumbered_on=None,
            foreign_number="",
            address=address,
            phone=mobile(rng, country),
            former_phone="",
            email="",
            former_email="",
            moved_on=joined,
            joined=joined,
            profession=profession(rng, birth, language),
            insurer="",
            insurance_number="",
            relative=None,
        )
        return self.with_relative(self.with_insurance(person))

    def add(self, person: Person) -> Person:
        """Gives the next key and, where it is missing, an e-mail address; keeps the person."""
        person = replace(person, key=len(self.people) + 1)
        if not person.email:
            person = replace(person, email=self.email(person, person.given))
        self.people.append(person)
        return person

    def email(self, person: Person, given: str) -> str:
        """An address made of a first name, that nobody else has."""
        rng = dice(self.seed, "email", person.key, given)
        local = rng.choice(
            (
                f"{mail_letters(given)}.{mail_letters(person.family)}",
                f"{mail_letters(given)}{person.birth.year % 100:02}",
                f"{mail_letters(person.family)}.{mail_letters(given)[:1]}",
            )
        )
        domain, count = rng.choice(_DOMAINS), 1
        while (email := f"{local}{count if count > 1 else ''}@{domain}") in self._emails:
            count += 1
        self._emails.add(email)
        return email

    def with_number(self, person: Person, *, bis: int = 0, birth_known: bool = True) -> Person:
        """Adds a national number that fits the sex registered today."""
        rng = dice(self.seed, "number", person.key, len(person.numbers))
        serial = self._serials.next(rng, person.birth, male=person.registered == "M")
        number = national_number(person.birth, serial, bis=bis, birth_known=birth_known)
        return replace(person, numbers=(*person.numbers, number))

    def with_insurance(self, person: Person) -> Person:
        """Adds a health insurer and a membership number."""
        rng = dice(self.seed, "insurance", person.key)
        insurer, union = rng.choice(_INSURERS)
        member = f"{union}{rng.randrange(100):02}/{rng.randrange(10**7):07}-{rng.randrange(100):02}"
        return replace(person, insurer=insurer, insurance_number=member)

    def with_relative(self, person: Person) -> Person:
        """Adds an emergency contact, mostly of the same surname; some have none."""
        rng = dice(self.seed, "relative", person.key)
        if rng.random() < 0.12:
            return person
        relation = rng.choice(_RELATIONS)
        sex = {"moeder": "f", "zus": "f", "vriendin": "f", "vader": "m", "broer": "m"}.get(relation, rng.choice("fm"))
        given = rng.choice(lists("names")[f"{person.origin} {sex}"])
        kin = relation in {"vader", "zus", "broer"}
        family = person.family if kin else rng.choice(lists("names")[f"{person.origin} family"])
        phone = mobile(rng) if rng.random() < 0.8 else landline(rng, person.address.area)
        return replace(person, relative=Relative(relation, f"{given} {family}", phone))

    def transition(self, person: Person) -> Person:
        """Changes first name, mail address and registered sex, as far as the person has come."""
        rng = dice(self.seed, "transition", person.key)
        course = weighted(rng, (("register", 42), ("name", 18), ("social", 17), ("none", 23)))
        if course == "none" or person.identity == "in vraag":
            return person
        former = person.given
        person = replace(person, former=former, former_email=self.email(person, former), moved_on=person.joined)
        person = replace(person, given=self.chosen_name(rng, person))
        if course == "social":
            return person
        changed = day_between(rng, person.joined - timedelta(days=150), AS_OF - timedelta(days=20))
        person = replace(person, renamed_on=changed, moved_on=changed)
        if course == "name" or person.identity in {"non-binair", "agender", "genderfluïde"} or not person.numbers:
            return person
        return self._reregister(person, changed + timedelta(days=rng.choice((0, 0, 35, 120))))

    def _reregister(self, person: Person, day: date) -> Person:
        flipped = replace(person, registered="V" if person.registered == "M" else "M")
        flipped = self.with_number(flipped, bis=SEX_KNOWN if "bis" in person.oddities else 0)
        return replace(flipped, renumbered_on=min(day, AS_OF - timedelta(days=1)))

    def chosen_name(self, rng: Random, person: Person) -> str:
        """A first name of the same origin that fits the identity and is not the present one."""
        sex = {"trans vrouw": "f", "vrouw": "f", "trans man": "m", "man": "m"}.get(person.identity, "n")
        names = [name for name in lists("names")[f"{person.origin} {sex}"] if name != person.given]
        return rng.choice(names)


def _adult_birth(rng: Random) -> date:
    first, last = weighted(rng, [((first, last), weight) for first, last, weight in _ERAS])
    return day_between(rng, first, last)


def _birthday(birth: date, age: int) -> date:
    return date(birth.year + age, birth.month, min(birth.day, 28))


def first_name(rng: Random, origin: str, born: str) -> str:
    """A first name as parents give it."""
    return rng.choice(lists("names")[f"{origin} {'m' if born == 'man' else 'f'}"])


def other_first_name(rng: Random, twin: Person, born: str) -> str:
    """A first name that the twin never had."""
    sex = "m" if born == "man" else "f"
    return rng.choice([n for n in lists("names")[f"{twin.origin} {sex}"] if n not in {twin.given, twin.former}])


def _registered(rng: Random, born: str) -> str:
    return {"man": "M", "vrouw": "V"}.get(born) or rng.choice("MV")


def pronouns(language: str, identity: str, born: str) -> str:
    """The pronouns of an identity in a language."""
    she, he, they = _PRONOUNS[language]
    if identity == "in vraag":
        return he if born == "man" else she
    return {"trans vrouw": she, "vrouw": she, "trans man": he, "man": he}.get(identity, they)


def profession(rng: Random, birth: date, language: str) -> str:
    """A profession in the language of the person; the youngest study, the oldest are retired."""
    rows = {row["nl"]: row for row in table("professions")}
    if birth.year >= 2004:
        return rows["student"][language]
    if birth.year < 1961:
        return rows["gepensioneerd"][language]
    working = [(row[language], float(row["weight"])) for name, row in rows.items() if name != "gepensioneerd"]
    return weighted(rng, working)
