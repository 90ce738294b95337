"""The intake form: answers up to 2024 as a table with labels as headers, later ones from the API."""

from __future__ import annotations

import html
import json
from datetime import date
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice
from sample_data.exports import delimited
from sample_data.identifiers import dotted, spaced, written_phone
from sample_data.places import COUNTRY_NAMES
from tests.evaluation.linkage.entries import Entry, Habits, official
from tests.evaluation.linkage.people import AS_OF, Person
from tests.evaluation.linkage.systems.files import ExportFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

_APPLICANTS = Habits(
    no_birth=0.03, no_number=0.35, no_email=0.02, no_phone=0.12, no_address=0.1, name=0.03, birth=0.02, email=0.025,
    phone=0.02, number=0.04, swapped=0.03, capitals=0.03, lower=0.05, plain=0.1, partner=0.3,
)  # fmt: skip
_FIRST_OF_API = date(2025, 1, 1)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TABLE = (
    "Submission Date", "Officiële naam", "Roepnaam / voornaamwoorden", "E-mail", "GSM", "Geboortedatum",
    "Rijksregisternummer", "Lidnummer ziekenfonds", "Geslacht bij geboorte", "Adres", "IP", "Submission ID",
)  # fmt: skip


def make(seed: int, people: Iterable[Person]) -> list[ExportFile]:
    """The two files."""
    entries = [entry for person in people if person.role == "patient" for entry in _forms(seed, person)]
    entries.sort(key=lambda entry: (entry.day, entry.person.key))
    return [
        _table(seed, [entry for entry in entries if entry.day < _FIRST_OF_API]),
        _answers(seed, [entry for entry in entries if entry.day >= _FIRST_OF_API]),
    ]


def _forms(seed: int, person: Person) -> list[Entry]:
    """Half of the patients filled it in when they came, one in seven once more."""
    rng = dice(seed, "forms", person.key)
    days = [person.joined] if rng.random() < 0.5 else []
    days += [day_between(rng, person.joined, AS_OF)] if rng.random() < 0.15 else []
    return [official(rng, person, day, _APPLICANTS) for day in days]


def _called(entry: Entry) -> str:
    """The name in use; most of those who have no other one repeat the register's."""
    return f"{entry.called or entry.given} (die/hun)" if entry.day.day % 4 else entry.called


def _number(rng: Random, number: str) -> str:
    return rng.choice((str, str, dotted, spaced))(number) if len(number) == 11 and number.isdigit() else number


def _table(seed: int, entries: Sequence[Entry]) -> ExportFile:
    rows = [_row(dice(seed, "form", number), number, entry) for number, entry in enumerate(entries)]
    content = delimited(_TABLE, rows, quote_all=True, encoding="utf-8-sig")
    return ExportFile("jotform/intake_2018-2024.csv", content, entries)


def _row(rng: Random, number: int, entry: Entry) -> list[str]:
    return [
        f"{_MONTHS[entry.day.month - 1]} {entry.day.day}, {entry.day.year}",
        f"{entry.given} {entry.surname}",
        _called(entry),
        entry.email,
        written_phone(rng, entry.phone) if entry.phone else "",
        f"{entry.birth:%d-%m-%Y}" if entry.birth else "",
        _number(rng, entry.number),
        entry.insurance_number if rng.random() < 0.4 else "",
        {"f": "Vrouw", "m": "Man"}[entry.person.born],
        "\n".join(_address_lines(entry)) + "\n" if entry.address else "",
        f"81.82.{rng.randrange(256)}.{rng.randrange(1, 255)}",
        str(5_012_088_400_000_000_000 + number * 1_000_003),
    ]


def _address_lines(entry: Entry) -> list[str]:
    address = entry.address
    assert address is not None
    return [
        f"Street Address: {address.street_line}",
        f"City: {address.place}",
        f"Postal / Zip Code: {address.postal_code}",
        f"Country: {COUNTRY_NAMES[address.country]}",
    ]


def _answers(seed: int, entries: Sequence[Entry]) -> ExportFile:
    content = [_submission(dice(seed, "answer", number), number, entry) for number, entry in enumerate(entries)]
    envelope = {"responseCode": 200, "message": "success", "content": content}
    return ExportFile("jotform/intake_submissions.json", json.dumps(envelope).encode(), entries)


def _submission(rng: Random, number: int, entry: Entry) -> dict[str, object]:
    return {
        "id": str(5_912_088_400_000_000_000 + number * 1_000_003),
        "form_id": "223344556677",
        "ip": f"81.82.{rng.randrange(256)}.{rng.randrange(1, 255)}",
        "created_at": f"{entry.day} 10:00:00",
        "status": "ACTIVE",
        "new": "1",
        "flag": "0",
        "notes": "",
        "updated_at": None,
        "answers": {str(place): question for place, question in enumerate(_questions(rng, entry), 1)},
    }


def _questions(rng: Random, entry: Entry) -> list[dict[str, object]]:
    birth, address, phone = entry.birth, entry.address, written_phone(rng, entry.phone) if entry.phone else ""
    return [
        {"name": "heading", "text": "Intakeformulier", "type": "control_head"},
        _question(
            "name",
            "Officiële naam",
            "control_fullname",
            {"first": _escaped(entry.given), "last": _escaped(entry.surname)},
        ),
        _question("preferredName", "Roepnaam / voornaamwoorden", "control_textbox", _escaped(_called(entry))),
        _question("email", "E-mail", "control_email", entry.email),
        _question("phoneNumber", "GSM", "control_phone", {"full": phone} if phone else ""),
        _question(
            "birthDate",
            "Geboortedatum",
            "control_datetime",
            {"year": f"{birth:%Y}", "month": f"{birth:%m}", "day": f"{birth:%d}"} if birth else "",
        ),
        _question("nrn", "Rijksregisternummer", "control_textbox", _number(rng, entry.number)),
        _question(
            "member", "Lidnummer ziekenfonds", "control_textbox", entry.insurance_number if rng.random() < 0.4 else ""
        ),
        _question(
            "sexAtBirth", "Geslacht bij geboorte", "control_radio", {"f": "Vrouw", "m": "Man"}[entry.person.born]
        ),
        _question(
            "addr",
            "Adres",
            "control_address",
            {
                "addr_line1": address.street_line,
                "addr_line2": "",
                "city": address.place,
                "state": "",
                "postal": address.postal_code,
                "country": COUNTRY_NAMES[address.country],
            }
            if address
            else "",
        ),
        {"name": "submit", "text": "Submit", "type": "control_button"},
    ]


def _question(name: str, text: str, kind: str, answer: object) -> dict[str, object]:
    question: dict[str, object] = {"name": name, "text": text, "type": kind}
    return question | {"answer": answer} if answer else question


def _escaped(text: str) -> str:
    return html.escape(text).replace("&#x27;", "&#039;")
