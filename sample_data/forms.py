"""Intake forms that people filled in; the files are made of this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import quote

from sample_data import clinical
from sample_data.dice import day_between, dice
from sample_data.facts import table
from sample_data.filling import Deck, decks, values
from sample_data.identifiers import dotted, spaced, written_phone
from sample_data.people import AS_OF, Person
from sample_data.places import COUNTRY_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

FORM = "223344556677"
RESEARCH = "Ik ga akkoord dat mijn gepseudonimiseerde gegevens gebruikt worden voor wetenschappelijk onderzoek."
NEWSLETTER = "Ja"
_SURGERY = {
    "fem": ("Vaginoplastiek", "FFS", "Borstvergroting", "Stem", "Hormonen"),
    "masc": ("Mastectomie", "Hysterectomie", "Falloplastiek", "Hormonen"),
}
_DIETS = ("", "", "", "vegetarisch", "veganistisch", "halal", "glutenvrij", "geen varkensvlees")


@dataclass(frozen=True)
class Submission:
    """One filled-in form."""

    number: str
    person: Person
    moment: datetime
    ip: str
    national_number: str
    phone: str
    wishes: tuple[str, ...]
    medicines: tuple[tuple[str, str], ...]
    history: str
    diet: str
    research: bool

    @property
    def official_name(self) -> tuple[str, str]:
        """First name in the register on that day, and surname."""
        return self.person.legal_given_on(self.moment.date()), self.person.family

    @property
    def called(self) -> str:
        """The name in use with pronouns, as one cell."""
        return f"{self.person.given} ({self.person.pronouns})"

    @property
    def files(self) -> list[str]:
        """The addresses of what was attached, mostly none; the surname stands in them."""
        name = quote(f"Attest {self.person.family}.pdf")
        address = f"https://eu.jotform.com/uploads/kliniek/{FORM}/{self.number}/{name}"
        return [address] if int(self.number[-3:]) % 3 == 0 else []

    @property
    def address_lines(self) -> list[str]:
        """The address as the form service writes it out."""
        address = self.person.address
        return [
            f"Street Address: {address.street_line}",
            f"City: {address.place}",
            f"Postal / Zip Code: {address.postal_code}",
            f"Country: {COUNTRY_NAMES[address.country]}",
        ]

    @property
    def emergency_contact(self) -> str:
        """Relation, name and phone in one cell, ``""`` without one."""
        relative = self.person.relative
        return f"{relative.name} ({relative.relation}), {relative.phone}" if relative else ""


def submissions(seed: int, people: Sequence[Person]) -> list[Submission]:
    """Every form that was sent, oldest first."""
    histories = decks(seed, "histories")
    asked = sorted((day, person.key, person) for person in people for day in _days(seed, person))
    return [_submission(seed, index, person, day, histories) for index, (day, _, person) in enumerate(asked)]


def _days(seed: int, person: Person) -> list[date]:
    """When a person filled in the form: often when joining, always when consent was given or withdrawn there."""
    rng = dice(seed, "form days", person.key)
    days = {said.day for said in person.statements if said.system in {"form", "unticked"}}
    chance = {"patient": 0.5, "lead": 0.15, "relative": 0.0}[person.kind]
    if rng.random() < chance and not any(said.system == "form" for said in person.statements):
        days.add(person.joined)
    if rng.random() < 0.12 and [said.system for said in person.statements] == ["ehr"] and person.agrees_to_research:
        days.add(day_between(rng, person.statements[0].day, AS_OF))
    return sorted(days)


def _ticked(person: Person, day: date) -> bool:
    """Whether the research box was ticked on a day; the form asks before anyone at the clinic does."""
    for said in person.statements:
        if said.day == day and said.system in {"form", "unticked"}:
            return said.agreed
    return bool(person.statements) and person.statements[0].agreed


def _submission(seed: int, index: int, person: Person, day: date, histories: dict[str, Deck]) -> Submission:
    rng = dice(seed, "submission", person.key, day)
    moment = datetime.combine(day, time(rng.randrange(6, 24), rng.randrange(60), rng.randrange(60)))
    course = clinical.course(person)
    drugs = [row for row in table("medication") if row["course"] in {course, "any"}]
    taken = rng.sample(drugs, k=rng.choice((0, 0, 1, 2)))
    wishes = rng.sample(_SURGERY[course], k=rng.choice((1, 1, 2, 3)))
    return Submission(
        str(5012088400000000000 + index * 1_000_003),
        person,
        moment,
        f"2a02:a03f:{rng.randrange(16**4):x}:{rng.randrange(16**4):x}::{rng.randrange(1, 255):x}"
        if rng.random() < 0.3
        else f"81.82.{rng.randrange(256)}.{rng.randrange(1, 255)}",
        _typed_number(rng, person, day),
        written_phone(rng, person.phone_on(day)),
        tuple(wishes),
        tuple((row["product"].rsplit(" ", 2)[0], row["doses"].split("|")[0]) for row in taken),
        histories[person.language].deal(values(rng, person, day, person.language)),
        rng.choice(_DIETS),
        _ticked(person, day),
    )


def _typed_number(rng: Random, person: Person, day: date) -> str:
    """The national number as typed: often left out, sometimes with one digit wrong."""
    number = person.number_on(day) or person.foreign_number
    if not number or rng.random() < 0.25:
        return ""
    if rng.random() < 0.04 and person.numbers:
        return f"{number[:9]}{(int(number[9:]) + 1) % 97:02}"
    return rng.choice((str, str, dotted, spaced))(number) if person.numbers else number
