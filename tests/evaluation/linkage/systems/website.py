"""The website's accounts: the list of users as its backend writes it, with labels in Dutch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice
from sample_data.exports import delimited
from sample_data.letters import mail_letters
from tests.evaluation.linkage.entries import Entry, Habits, in_use
from tests.evaluation.linkage.people import AS_OF, Person
from tests.evaluation.linkage.systems.files import ExportFile

if TYPE_CHECKING:
    from collections.abc import Iterable

_USERS = Habits(
    no_birth=1.0, no_number=1.0, no_email=0.0, no_phone=1.0, no_address=1.0, name=0.03, email=0.004, swapped=0.03,
    capitals=0.01, lower=0.1, called=0.9,
)  # fmt: skip
_HEADER = ("ID", "Voornaam", "Achternaam", "Gebruikersnaam", "E-mail", "Geactiveerd op", "IP-adres", "Aangemaakt op")


def make(seed: int, people: Iterable[Person]) -> list[ExportFile]:
    """The list; an address has one account, whoever opened it first."""
    entries: dict[str, Entry] = {}
    for person in people:
        rng = dice(seed, "account", person.key)
        if rng.random() < 0.25:
            entry = in_use(rng, person, day_between(rng, person.joined, AS_OF), _USERS)
            if entry.email:
                entries.setdefault(entry.email, replace(entry, record=str(300 + person.key)))
    kept = list(entries.values())
    rows = [_row(seed, entry) for entry in kept]
    content = delimited(_HEADER, rows, quote_all=True, encoding="utf-8-sig")
    return [ExportFile("website/export.csv", content, kept)]


def _row(seed: int, entry: Entry) -> list[str]:
    rng = dice(seed, "user", entry.record)
    moment = f"{entry.day} 12:{rng.randrange(60):02}:00"
    nick = f"{mail_letters(entry.given)[:6]}{rng.randrange(1000)}"
    address = f"81.82.{rng.randrange(256)}.{rng.randrange(1, 255)}"
    return [entry.record, entry.given, entry.surname, nick, entry.email, moment, address, moment]
