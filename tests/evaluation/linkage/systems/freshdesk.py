"""The help desk: its contacts from the API, and a list of tickets saved again by Excel."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice
from sample_data.exports import delimited
from sample_data.identifiers import written_phone
from tests.evaluation.linkage.entries import Entry, Habits, in_use
from tests.evaluation.linkage.people import AS_OF, Person
from tests.evaluation.linkage.systems.files import ExportFile, columns, full_name, typed_birth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WRITERS = Habits(
    no_birth=0.55, no_number=1.0, no_email=0.04, no_phone=0.5, no_address=0.6, name=0.03, birth=0.02, email=0.01,
    swapped=0.01, capitals=0.03, lower=0.06, called=0.8,
)  # fmt: skip
_TICKETS = columns(
    "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,"
    "Last update time,Initial response time,Time tracked,First response time (in hrs),Resolution time (in hrs),"
    "Agent interactions,Customer interactions,Resolution status,First response status,Tags,Survey results,"
    "Association type,Product,Every response status,Full name,Contact ID,Company Name,Geboortedatum"
)
_SUBJECTS = ("Vraag over afspraak", "Attest", "Factuur", "Wachtlijst", "Rendez-vous", "Naam wijzigen", "Recept")


def make(seed: int, people: Iterable[Person]) -> list[ExportFile]:
    """The two files."""
    contacts, tickets = [], []
    for person in people:
        rng = dice(seed, "help desk", person.key)
        if rng.random() < {"patient": 0.4, "relative": 0.6, "reader": 0.05}[person.role]:
            entry = in_use(rng, person, day_between(rng, person.joined, AS_OF), _WRITERS)
            if entry.email or entry.phone:
                contacts.append(replace(entry, record=str(43_026_000_000 + person.key * 37)))
        if rng.random() < {"patient": 0.35, "relative": 0.8, "reader": 0.1}[person.role]:
            days = [day_between(rng, person.joined, AS_OF) for _ in range(rng.choice((1, 1, 2, 3)))]
            tickets += [entry for day in days if (entry := in_use(rng, person, day, _WRITERS)).email]
    tickets.sort(key=lambda entry: entry.day)
    return [_contacts(seed, contacts), _ticket_list(seed, tickets)]


def _contacts(seed: int, entries: Sequence[Entry]) -> ExportFile:
    content = json.dumps([_contact(seed, entry) for entry in entries], ensure_ascii=False, indent=1)
    shown = [replace(entry, address=None) for entry in entries]  # its street, but no postal code
    return ExportFile("freshdesk/contacts.json", content.encode(), shown)


def _contact(seed: int, entry: Entry) -> dict[str, object]:
    rng = dice(seed, "contact", entry.record)
    moment = f"{entry.day}T10:{rng.randrange(60):02}:00Z"
    return {
        "active": rng.random() < 0.5,
        "address": entry.address.street_line if entry.address else None,
        "company_id": None,
        "description": None,
        "email": entry.email or None,
        "id": int(entry.record),
        "job_title": None,
        "language": "nl",
        "mobile": written_phone(rng, entry.phone) if entry.phone else None,
        "name": full_name(rng, entry),
        "other_emails": [],
        "phone": None,
        "time_zone": "Brussels",
        "twitter_id": None,
        "view_all_tickets": False,
        "deleted": False,
        "custom_fields": {"cf_geboortedatum": str(entry.birth) if entry.birth else None},
        "created_at": moment,
        "updated_at": moment,
    }


def _ticket_list(seed: int, entries: Sequence[Entry]) -> ExportFile:
    rows = [_ticket(seed, number, entry) for number, entry in enumerate(entries, 19_100)]
    shown = [replace(entry, phone="", address=None) for entry in entries]
    return ExportFile("freshdesk/80000512345_tickets-September-30-2026-09_15.csv", delimited(_TICKETS, rows), shown)


def _ticket(seed: int, number: int, entry: Entry) -> list[str]:
    rng = dice(seed, "ticket", number)

    def moment(day: date) -> str:
        return f"{day:%d/%m/%Y} {rng.randrange(8, 20):02}:{rng.randrange(60):02}"

    solved = moment(entry.day + timedelta(days=2))
    return [
        str(number), rng.choice(_SUBJECTS), "Closed", "Low", rng.choice(("Email", "Portal")), "Question",
        "Inge Stroobants", "Onthaal", moment(entry.day), moment(entry.day + timedelta(days=3)), solved, solved, solved,
        moment(entry.day + timedelta(days=1)), "00:00", "24:05:09", "64:00:00", "1", "2", "Within SLA", "Within SLA",
        "", "", "", "No Product", "", full_name(rng, entry), entry.email, "", typed_birth(rng, entry.birth),
    ]  # fmt: skip
