"""What happens to a patient: appointments, medication, samples and operations, in a plausible order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice, weighted
from sample_data.facts import table
from sample_data.identifiers import provider_number
from sample_data.people import AS_OF, Person

if TYPE_CHECKING:
    from random import Random

_ROUND = {
    "endocrinology": 34,
    "general practice": 10,
    "psychology": 22,
    "plastic surgery": 10,
    "urology": 4,
    "gynaecology": 6,
    "voice therapy": 6,
    "nursing": 8,
}


@dataclass(frozen=True)
class Provider:
    """Someone who works at the clinic."""

    name: str
    number: str
    service: str
    specialty: str


@dataclass(frozen=True)
class Visit:
    """An appointment, kept or not."""

    starts: datetime
    minutes: int
    provider: Provider


@dataclass(frozen=True)
class Sample:
    """A value that the laboratory measured."""

    day: date
    test: dict[str, str]
    value: float


@cache
def providers() -> tuple[Provider, ...]:
    """The staff of the clinic."""
    return tuple(
        Provider(row["name"], provider_number(row["riziv"], int(row["modulus"])), row["service_nl"], row["service"])
        for row in table("providers")
    )


def provider(rng: Random, specialty: str) -> Provider:
    """Someone of a specialty."""
    return rng.choice([person for person in providers() if person.specialty == specialty])


def course(person: Person) -> str:
    """``fem`` or ``masc``: the direction of the treatment."""
    if person.identity in {"trans vrouw", "vrouw"}:
        return "fem"
    if person.identity in {"trans man", "man"}:
        return "masc"
    return "fem" if person.born == "man" else "masc"


def visits(seed: int, person: Person) -> list[Visit]:
    """The appointments of a patient, oldest first; the intake comes with the first."""
    rng = dice(seed, "visits", person.key)
    days = sorted(day_between(rng, person.joined, AS_OF + timedelta(days=60)) for _ in range(rng.randrange(2, 9)))
    return [_visit(rng, day) for day in days]


def _visit(rng: Random, day: date) -> Visit:
    specialty = weighted(rng, tuple(_ROUND.items()))
    starts = datetime.combine(day, time(rng.randrange(8, 18), rng.choice((0, 15, 30, 45))))
    return Visit(starts, rng.choice((20, 30, 30, 45, 60)), provider(rng, specialty))


def samples(seed: int, person: Person) -> list[Sample]:
    """Values of one to four blood samples, each of several tests."""
    rng = dice(seed, "samples", person.key)
    if rng.random() < 0.2:
        return []
    days = sorted(day_between(rng, person.joined, AS_OF) for _ in range(rng.randrange(1, 4)))
    return [sample for day in days for sample in _sample(rng, person, day)]


def _sample(rng: Random, person: Person, day: date) -> list[Sample]:
    tests = list(table("lab_tests"))
    chosen = tests[:2] + [test for test in tests[2:] if rng.random() < 0.3]
    direction = course(person)
    spans = [(test, float(test[f"{direction}_low"]), float(test[f"{direction}_high"])) for test in chosen]
    return [Sample(day, test, rng.triangular(low, high, low + (high - low) * 0.4)) for test, low, high in spans]


def medicines(seed: int, person: Person) -> list[tuple[date, date | None, dict[str, str], str]]:
    """Start, stop, product and dose of what was prescribed."""
    rng = dice(seed, "medicines", person.key)
    kind = "young" if person.minor else course(person)
    of_course = [row for row in table("medication") if row["course"] == kind]
    chosen = rng.sample(of_course, k=min(len(of_course), rng.choice((0, 1, 1, 2, 2, 3))))
    if rng.random() < 0.2:
        chosen.append(rng.choice([row for row in table("medication") if row["course"] == "any"]))
    return [_prescribed(rng, person, row) for row in chosen]


def _prescribed(rng: Random, person: Person, row: dict[str, str]) -> tuple[date, date | None, dict[str, str], str]:
    start = day_between(rng, person.joined, AS_OF)
    stop = day_between(rng, start, AS_OF) if rng.random() < 0.35 else None
    return start, stop, row, rng.choice(row["doses"].split("|"))


def operations(seed: int, person: Person) -> list[tuple[date, dict[str, str]]]:
    """Day and procedure of the operations of an adult who has been a patient for a year."""
    rng = dice(seed, "operations", person.key)
    first = person.joined + timedelta(days=365)
    if person.minor or person.identity == "in vraag" or first >= AS_OF:
        return []
    possible = [row for row in table("procedures") if row["course"] == course(person)]
    chosen = rng.sample(possible, k=rng.choice((0, 0, 1, 1, 1, 2)))
    return sorted(
        ((day_between(rng, first, AS_OF), row) for row in chosen), key=lambda done: (done[0], done[1]["code"])
    )
