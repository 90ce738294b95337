"""The newsletter system: its contact table of 2021, and the contacts of today from REST."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice
from sample_data.exports import delimited
from sample_data.identifiers import written_phone
from sample_data.places import COUNTRY_NAMES
from tests.evaluation.linkage.entries import Entry, Habits, in_use
from tests.evaluation.linkage.people import AS_OF, Person
from tests.evaluation.linkage.systems.files import ExportFile, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TABLE_WRITTEN = date(2021, 3, 1)
_READERS = Habits(
    no_birth=0.5, no_number=1.0, no_email=0.02, no_phone=0.45, no_address=0.5, name=0.03, birth=0.02, email=0.015,
    swapped=0.03, capitals=0.02, lower=0.05, called=0.8,
)  # fmt: skip
_TABLE = columns(
    "Id,FirstName,LastName,Nickname,Birthday,Email,EmailAddress2,Phone1,Phone1Type,StreetAddress1,City,PostalCode,"
    "Country,ContactNotes,ContactType,Groups,Leadsource,OwnerID,Language,DateCreated,LastUpdated"
)


def make(seed: int, people: Iterable[Person]) -> list[ExportFile]:
    """The two files; a contact keeps its number in both."""
    then, now = [], []
    for person in people:
        if not person.email.now:
            continue
        rng = dice(seed, "newsletter", person.key)
        record = str(4000 + person.key * 3)
        chance = {"patient": 0.3, "relative": 0.2, "reader": 0.8}[person.role]
        if person.joined < _TABLE_WRITTEN and rng.random() < chance:
            entry = in_use(rng, person, day_between(rng, person.joined, _TABLE_WRITTEN), _READERS)
            then.append(replace(entry, record=record))
        if rng.random() < chance + 0.1:
            now.append(replace(in_use(rng, person, day_between(rng, person.joined, AS_OF), _READERS), record=record))
    return [_contact_table(seed, then), _contacts(seed, now)]


def _contact_table(seed: int, entries: Sequence[Entry]) -> ExportFile:
    rows = [_row(seed, entry) for entry in entries]
    return ExportFile("keap/contact_table_2021.csv", delimited(_TABLE, rows, quote_all=True), entries)


def _row(seed: int, entry: Entry) -> list[str]:
    rng, address = dice(seed, "contact row", entry.record), entry.address
    home = (
        (address.street_line, address.place, address.postal_code, COUNTRY_NAMES[address.country])
        if address
        else ("",) * 4
    )
    return [
        entry.record,
        entry.given,
        entry.surname,
        "",
        str(entry.birth or ""),
        entry.email,
        "",
        written_phone(rng, entry.phone) if entry.phone else "",
        "Mobile",
        *home,
        "",
        "Customer",
        "109",
        "Web",
        "1",
        "nl",
        f"{entry.person.joined} 10:00:00",
        f"{entry.day} 11:00:00",
    ]


def _contacts(seed: int, entries: Sequence[Entry]) -> ExportFile:
    content = {"contacts": [_contact(seed, entry) for entry in entries], "next_page_token": ""}
    return ExportFile("keap/contacts.json", json.dumps(content, ensure_ascii=False, indent=1).encode(), entries)


def _contact(seed: int, entry: Entry) -> dict[str, object]:
    """A contact; a third of those who changed their address left the old one beside it."""
    rng, address = dice(seed, "rest contact", entry.record), entry.address
    past = [mail for mail in entry.person.email.values if mail and mail != entry.email]
    mails = [mail for mail in (entry.email, *(past if rng.random() < 0.3 else ())) if mail]
    return {
        "id": entry.record,
        "given_name": entry.given,
        "family_name": entry.surname,
        "preferred_name": entry.person.called.on(entry.day) if rng.random() < 0.2 else None,
        "middle_name": None,
        "birth_date": str(entry.birth) if entry.birth else None,
        "contact_type": "Customer",
        "create_time": f"{entry.person.joined}T10:00:00.000Z",
        "update_time": f"{entry.day}T11:00:00.000Z",
        "email_addresses": [
            {"email": mail, "field": f"EMAIL{place}", "is_opt_in": True, "email_opt_status": "SINGLE_OPT_IN"}
            for place, mail in enumerate(mails, 1)
        ],
        "phone_numbers": [{"number": written_phone(rng, entry.phone), "type": "Mobile", "field": "PHONE1"}]
        if entry.phone
        else [],
        "addresses": [
            {
                "line1": address.street_line,
                "locality": address.place,
                "postal_code": address.postal_code,
                "country": COUNTRY_NAMES[address.country],
                "field": "BILLING",
            }
        ]
        if address
        else [],
        "tag_ids": ["109"],
        "preferred_locale": "nl_BE",
        "spouse_name": None,
        "owner_id": "1",
        "leadsource_id": "4",
    }
