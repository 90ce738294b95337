"""The newsletter system: its old contact table, and the contacts of today from REST."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice, weighted
from sample_data.exports import Export, delimited
from sample_data.filling import Deck, decks, values
from sample_data.identifiers import dotted, written_phone
from sample_data.letters import mail_letters
from sample_data.people import AS_OF, Person
from sample_data.places import COUNTRY_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

HEADER = [
    "Id",
    "FirstName",
    "LastName",
    "Nickname",
    "Birthday",
    "Email",
    "EmailAddress2",
    "EmailAddress3",
    "Phone1",
    "Phone1Ext",
    "Phone1Type",
    "StreetAddress1",
    "StreetAddress2",
    "City",
    "State",
    "PostalCode",
    "ZipFour1",
    "Country",
    "Company",
    "JobTitle",
    "SpouseName",
    "ContactNotes",
    "ContactType",
    "Groups",
    "Leadsource",
    "OwnerID",
    "Language",
    "DateCreated",
    "LastUpdated",
    "Username",
    "Password",
    "SSN",
]
TABLE_WRITTEN = date(2021, 3, 1)
_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_US", "de": "de_DE"}
_COUNTRY_CODES = {"BE": "BEL", "NL": "NLD", "FR": "FRA", "DE": "DEU", "LU": "LUX"}
_PASSWORDS = ("Welkom2019!", "azerty123", "Zomer2020", "s3cret-{n}", "{given}{year}")
_STATUS = (("SINGLE_OPT_IN", 4), ("DOUBLE_OPT_IN", 3), ("CONFIRMED", 2), ("UNENGAGED_MARKETABLE", 2))


def make(seed: int, people: Sequence[Person]) -> list[Export]:
    """The two files; a contact keeps its number in both."""
    texts = decks(seed, "messages")
    return [_table(seed, people, texts), _rest(seed, people)]


def contact_id(person: Person) -> str:
    """The number under which the newsletter system knows a person."""
    return str(4000 + person.key * 3)


def _table(seed: int, people: Sequence[Person], texts: dict[str, Deck]) -> Export:
    """Contacts as they were in March 2021, under the names of then."""
    kept = [person for person in people if person.joined < TABLE_WRITTEN and person.parental_consent is None]
    kept = [person for person in kept if dice(seed, "contact table", person.key).random() < 0.75]
    rows = [_row(seed, person, texts) for person in kept]
    owners = {"keap.contacts": [person.key for person in kept]}
    return Export("keap/contact_table_2021.csv", delimited(HEADER, rows, quote_all=True), owners)


def _row(seed: int, person: Person, texts: dict[str, Deck]) -> list[str]:
    rng = dice(seed, "contact row", person.key)
    created = _moment(rng, person.joined, TABLE_WRITTEN)
    updated = _moment(rng, created.date(), TABLE_WRITTEN)
    day, address, patient = created.date(), person.address, person.kind == "patient"
    partner = person.relative.name.split(" ")[0] if person.relative and person.relative.relation == "partner" else ""
    account = rng.random() < 0.2
    return [
        contact_id(person),
        person.given_on(day),
        person.family,
        person.given if rng.random() < 0.2 else "",
        str(person.birth) if rng.random() < 0.7 else "",
        person.email_on(day),
        person.email if rng.random() < 0.15 and person.email != person.email_on(day) else "",
        "",
        written_phone(rng, person.phone_on(day)),
        "",
        "Mobile",
        address.street_line,
        "",
        address.place,
        "",
        address.postal_code,
        "",
        COUNTRY_NAMES[address.country],
        "",
        person.profession,
        partner,
        _notes(rng, person, day, texts) if patient else "",
        "Customer" if patient else "Lead",
        _groups(rng, patient=patient),
        rng.choice(("Web", "Beurs", "Mond-tot-mond", "")),
        "1",
        person.language,
        str(created),
        str(updated),
        person.email_on(day) if account else "",
        _password(rng, person) if account else "",
        _ssn(rng, person, day),
    ]


def _notes(rng: Random, person: Person, day: date, texts: dict[str, Deck]) -> str:
    return texts[person.language].deal(values(rng, person, day, person.language)) if rng.random() < 0.4 else ""


def _password(rng: Random, person: Person) -> str:
    form = rng.choice(_PASSWORDS)
    return form.format(n=rng.randrange(1000), given=mail_letters(person.given), year=person.birth.year)


def _ssn(rng: Random, person: Person, day: date) -> str:
    """The national number of then, for some; a spreadsheet ate the leading zero of those born since 2000."""
    number = person.number_on(day)
    if not number or person.kind != "patient" or rng.random() > 0.4:
        return ""
    return str(int(number)) if rng.random() < 0.6 else dotted(number)


def _groups(rng: Random, *, patient: bool) -> str:
    """Ids of tags, joined; 104 to 109 say what someone is treated for."""
    tags = rng.sample(range(104, 140) if patient else range(120, 140), k=rng.choice((0, 1, 2, 3)))
    return ",".join(str(tag) for tag in sorted(tags))


def _moment(rng: Random, first: date, last: date) -> datetime:
    return datetime.combine(
        day_between(rng, first, last), time(rng.randrange(24), rng.randrange(60), rng.randrange(60))
    )


def _rest(seed: int, people: Sequence[Person]) -> Export:
    """Contacts of today; a quarter was never updated since it was created."""
    chance = {"patient": 0.42, "relative": 0.5, "lead": 1.0}
    kept = [p for p in people if p.parental_consent is None and dice(seed, "rest", p.key).random() < chance[p.kind]]
    content = {"contacts": [_contact(seed, person) for person in kept], "next_page_token": ""}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return Export("keap/contacts.json", text.encode(), {"keap.contacts": [person.key for person in kept]})


def _contact(seed: int, person: Person) -> dict[str, object]:
    rng = dice(seed, "rest contact", person.key)
    created = _moment(rng, person.joined, AS_OF)
    stale = rng.random() < 0.25
    updated = created if stale else _moment(rng, created.date(), AS_OF)
    day = created.date() if stale else AS_OF
    partner = (
        person.relative.name if person.relative and person.relative.relation in {"partner", "echtgenoot"} else None
    )
    return {
        "id": contact_id(person),
        "given_name": person.given_on(day),
        "family_name": person.family,
        "preferred_name": person.given if rng.random() < 0.3 else None,
        "middle_name": None,
        "prefix": None,
        "birth_date": str(person.birth) if rng.random() < 0.6 else None,
        "anniversary_date": None,
        "contact_type": "Customer" if person.kind == "patient" else "Lead",
        "create_time": _iso(created),
        "update_time": _iso(updated),
        "email_addresses": _emails(rng, person, day),
        "phone_numbers": _phones(rng, person, day),
        "addresses": _addresses(person) if rng.random() < 0.5 else [],
        "tag_ids": [tag for tag in _groups(rng, patient=person.kind == "patient").split(",") if tag],
        "custom_fields": [
            {"id": "7", "content": person.identity if person.kind == "patient" and rng.random() < 0.4 else None},
            {"id": "9", "content": f"vroeger {person.former}" if person.former and rng.random() < 0.1 else None},
        ],
        "preferred_locale": _LOCALES[person.language],
        "spouse_name": partner if rng.random() < 0.5 else None,
        "owner_id": "1",
        "leadsource_id": rng.choice(("4", "6", "9")),
        "referral_code": None,
        "social_accounts": [
            {"name": f"@{mail_letters(person.given)}_{person.birth.year % 100:02}", "type": "INSTAGRAM"}
        ]
        if rng.random() < 0.2
        else [],
        "website": None,
        "time_zone": "Europe/Brussels",
        "job_title": person.profession or None,
    }


def _emails(rng: Random, person: Person, day: date) -> list[dict[str, object]]:
    """One or two addresses; opting in holds for the address, not for the person."""
    first: dict[str, object] = {"email": person.email_on(day), "field": "EMAIL1", "is_opt_in": person.newsletter}
    if person.newsletter:
        first |= {"opt_in_reason": "Contact was created via web form", "email_opt_status": weighted(rng, _STATUS)}
    else:
        first |= {"opt_in_reason": None, "email_opt_status": rng.choice(("OPT_OUT", "NON_MARKETABLE"))}
    other = person.former_email if person.former_email != person.email_on(day) else person.email
    if other and other != person.email_on(day) and rng.random() < 0.4:
        return [first, {"email": other, "field": "EMAIL2", "is_opt_in": False, "email_opt_status": "NON_MARKETABLE"}]
    return [first]


def _phones(rng: Random, person: Person, day: date) -> list[dict[str, object]]:
    if rng.random() < 0.35:
        return []
    phone = person.phone_on(day)
    return [
        {
            "number": written_phone(rng, phone),
            "number_e164": phone,
            "type": "Mobile",
            "field": "PHONE1",
            "extension": None,
        }
    ]


def _addresses(person: Person) -> list[dict[str, object]]:
    address = person.address
    return [
        {
            "line1": address.street_line,
            "line2": "",
            "locality": address.place,
            "region": None,
            "postal_code": address.postal_code,
            "country": COUNTRY_NAMES[address.country],
            "country_code": _COUNTRY_CODES[address.country],
            "field": "BILLING",
        }
    ]


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S.000Z}"
