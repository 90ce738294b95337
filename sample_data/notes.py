"""Clinical notes: frames in four languages, filled with what is true of the patient on the day of writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice, weighted
from sample_data.filling import Deck, decks, values
from sample_data.people import AS_OF, Person

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Note:
    """A note as it stands in the record."""

    owner: int
    patient_id: str
    written: datetime
    author: str
    language: str
    text: str


def notes(seed: int, patients: Sequence[Person]) -> list[Note]:
    """One to five notes per patient, oldest first over the whole clinic; every frame is used before one comes back."""
    asked = [
        (person, number)
        for person in patients
        for number in range(dice(seed, "note count", person.key).randrange(1, 6))
    ]
    dealt = decks(seed, "notes")
    written = [_note(seed, person, number, dealt) for person, number in asked]
    return sorted(written, key=lambda note: (note.written, note.owner))


def _note(seed: int, person: Person, number: int, dealt: dict[str, Deck]) -> Note:
    rng = dice(seed, "note", person.key, number)
    language = person.language if rng.random() < 0.85 else weighted(rng, (("nl", 6), ("fr", 2), ("en", 1), ("de", 1)))
    day = day_between(rng, person.joined, AS_OF)
    known = values(rng, person, day, language)
    text = dealt[language].deal(known)
    moment = datetime.combine(day, time(rng.randrange(8, 19), rng.randrange(60)))
    return Note(person.key, person.patient_id, moment, known["provider"], language, text)
