"""The health record: patients as they were in 2021 and as they are, and their appointments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice
from sample_data.exports import belgian_day, delimited
from sample_data.identifiers import dotted, spaced, written_phone
from sample_data.letters import windows_letters
from sample_data.places import COUNTRY_NAMES
from tests.evaluation.linkage.entries import Entry, Habits, official
from tests.evaluation.linkage.people import AS_OF, Person
from tests.evaluation.linkage.systems.files import ExportFile, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

OLD_EXPORT = date(2021, 3, 1)
_CLERKS = Habits(
    no_birth=0.005, no_number=0.06, no_email=0.1, no_phone=0.06, no_address=0.02, name=0.02, birth=0.01, email=0.015,
    phone=0.015, number=0.01, swapped=0.004, capitals=0.06, lower=0.0, plain=0.3, particles=0.1, partner=0.15,
)  # fmt: skip
_PATIENTS = columns(
    "patient_id;last_name;first_name;chosen_name;birth_name;birth_date;national_number;sex_registered;gender_at_birth;"
    "street;house_number;box;postal_code;municipality;country;phone;email;insurance_number;created_at;updated_at"
)
_APPOINTMENTS = columns("appointment_id;patient_id;starts_at;service;status")
_SERVICES = ("Endocrinologie", "Psychologie", "Plastische heelkunde", "Logopedie", "Huisarts")


def make(seed: int, people: Iterable[Person]) -> list[ExportFile]:
    """The three files."""
    patients = [person for person in people if person.role == "patient"]
    before = [person for person in patients if person.joined < OLD_EXPORT]
    then = [
        _entry(seed, person, day_between(dice(seed, "then", person.key), person.joined, OLD_EXPORT), "then")
        for person in before
    ]
    now = [_entry(seed, person, _last_change(seed, person), "now") for person in patients]
    second = [entry for person in patients for entry in _second_file(seed, person)]
    visits = [visit for entry in (*now, *second) for visit in _visits(seed, entry)]
    return [
        _patients(seed, "ehr/patients_2021.csv", then),
        _patients(seed, "ehr/patients.csv", [*now, *second]),
        _appointments(seed, visits),
    ]


def _entry(seed: int, person: Person, day: date, when: str) -> Entry:
    entry = official(dice(seed, "ehr", when, person.key), person, day, _CLERKS)
    return replace(entry, record=f"P{100000 + person.key * 3}")


def _last_change(seed: int, person: Person) -> date:
    """Six in seven files are as things are today, the others as when somebody last looked."""
    rng = dice(seed, "kept", person.key)
    return AS_OF if rng.random() < 0.86 else day_between(rng, person.joined, AS_OF)


def _second_file(seed: int, person: Person) -> list[Entry]:
    """One patient in a hundred was taken for a new one once; one in twelve of those with a new number."""
    rng = dice(seed, "second file", person.key)
    if rng.random() > (0.08 if "number" in person.changed else 0.01):
        return []
    entry = official(rng, person, day_between(rng, person.joined, AS_OF), _CLERKS)
    return [replace(entry, record=f"P{900000 + person.key}", oddities=entry.oddities | {"second file"})]


def _patients(seed: int, path: str, entries: Sequence[Entry]) -> ExportFile:
    rows = [[windows_letters(cell) for cell in _cells(dice(seed, path, entry.record), entry)] for entry in entries]
    return ExportFile(path, delimited(_PATIENTS, rows, delimiter=";", encoding="cp1252"), entries)


def _cells(rng: Random, entry: Entry) -> list[str]:
    address, person = entry.address, entry.person
    sex = {"f": "vrouw", "m": "man"}[person.born]
    home = (address.street, address.house, address.box, address.postal_code, address.place) if address else ("",) * 5
    return [
        entry.record,
        entry.surname,
        entry.given,
        entry.called,
        entry.former,
        belgian_day(entry.birth) if entry.birth else "",
        _number(rng, entry.number),
        "M" if len(entry.number) == 11 and entry.number.isdigit() and int(entry.number[8]) % 2 else "V",
        sex,
        *home,
        COUNTRY_NAMES[address.country] if address else "",
        written_phone(rng, entry.phone) if entry.phone else "",
        entry.email,
        entry.insurance_number,
        belgian_day(person.joined),
        belgian_day(entry.day),
    ]


def _number(rng: Random, number: str) -> str:
    return rng.choice((str, dotted, dotted, spaced))(number) if len(number) == 11 and number.isdigit() else number


def _visits(seed: int, entry: Entry) -> list[Entry]:
    rng = dice(seed, "visits", entry.record)
    return [
        Entry(entry.person, day_between(rng, entry.person.joined, AS_OF), record=entry.record, refers=True)
        for _ in range(rng.choice((0, 1, 1, 2, 3)))
    ]


def _appointments(seed: int, visits: Sequence[Entry]) -> ExportFile:
    rng = dice(seed, "appointments")
    rows = [
        (
            f"A{number}",
            visit.record,
            f"{visit.day + timedelta(days=1):%d/%m/%Y} {rng.randrange(8, 18):02}:30",
            rng.choice(_SERVICES),
            "voltooid",
        )
        for number, visit in enumerate(visits, 500_000)
    ]
    return ExportFile("ehr/appointments.csv", delimited(_APPOINTMENTS, rows, delimiter=";"), visits)
