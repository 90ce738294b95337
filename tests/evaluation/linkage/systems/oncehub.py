"""The booking pages: a detail report, in the form that the user who exported it had chosen for dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice
from sample_data.exports import delimited
from sample_data.identifiers import written_phone
from tests.evaluation.linkage.entries import Entry, Habits, in_use
from tests.evaluation.linkage.people import AS_OF, Person
from tests.evaluation.linkage.systems.files import ExportFile, full_name, typed_birth

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOOKERS = Habits(
    no_birth=0.35, no_number=1.0, no_email=0.0, no_phone=0.3, no_address=1.0, name=0.035, birth=0.03, email=0.02,
    phone=0.02, swapped=0.0, capitals=0.02, lower=0.08, plain=0.3, called=0.85,
)  # fmt: skip
_HEADER = (
    "Booking - Tracking ID", "Booking - Creation date", "Booking - Meeting time in Customer's time zone",
    "Booking - Status", "Booking - Subject", "Name", "Email", "Phone", "Mobile phone", "Geboortedatum", "Note",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def make(seed: int, people: Iterable[Person]) -> list[ExportFile]:
    """The report."""
    entries = [entry for person in people for entry in _bookings(seed, person)]
    entries.sort(key=lambda entry: (entry.day, entry.person.key))
    rows = [_row(seed, number, entry) for number, entry in enumerate(entries)]
    return [ExportFile("oncehub/detail_report.csv", delimited(_HEADER, rows), entries)]


def _bookings(seed: int, person: Person) -> list[Entry]:
    rng = dice(seed, "bookings", person.key)
    if rng.random() > {"patient": 0.4, "relative": 0.2, "reader": 0.05}[person.role]:
        return []
    days = [day_between(rng, person.joined, AS_OF) for _ in range(rng.choice((1, 1, 2)))]
    return [entry for day in days if (entry := in_use(rng, person, day, _BOOKERS)).email]


def _row(seed: int, number: int, entry: Entry) -> list[str]:
    rng = dice(seed, "booking", number)
    code = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(8))
    return [
        code,
        f"{_american(entry.day)}, 11:00 AM",
        f"{_american(entry.day + timedelta(days=9))}, 10:30 AM - 10:45 AM",
        "Completed",
        rng.choice(("Intake", "Controle hormonen", "Bespreking operatie")),
        full_name(rng, entry),
        entry.email,
        "",
        written_phone(rng, entry.phone) if entry.phone else "",
        typed_birth(rng, entry.birth),
        "",
    ]


def _american(day: date) -> str:
    """``Mon, Mar 23, 2015``, in English whatever the machine speaks."""
    return f"{_DAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}, {day.year}"
