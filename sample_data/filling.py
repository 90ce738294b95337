"""What a text about a person can mention: the values of the placeholders in the frames."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data import clinical
from sample_data.dice import dice
from sample_data.exports import belgian_day
from sample_data.facts import frames
from sample_data.identifiers import (
    dotted,
    iban,
    identity_card,
    licence_plate,
    mobile,
    payment_reference,
    spaced,
    written_phone,
)

if TYPE_CHECKING:
    from random import Random

    from sample_data.people import Person

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
_RELATIONS = {
    "nl": {},
    "fr": {
        "moeder": "mère",
        "vader": "père",
        "partner": "partenaire",
        "zus": "sœur",
        "broer": "frère",
        "vriendin": "amie",
        "echtgenoot": "conjoint",
    },
    "en": {
        "moeder": "mother",
        "vader": "father",
        "partner": "partner",
        "zus": "sister",
        "broer": "brother",
        "vriendin": "friend",
        "echtgenoot": "husband",
    },
    "de": {
        "moeder": "Mutter",
        "vader": "Vater",
        "partner": "Partner",
        "zus": "Schwester",
        "broer": "Bruder",
        "vriendin": "Freundin",
        "echtgenoot": "Ehemann",
    },
}


class Deck:
    """The frames of one kind of text in one language, dealt in a shuffled order over and over."""

    def __init__(self, seed: int, kind: str, language: str) -> None:
        self._rng = dice(seed, "frames", kind, language)
        self._all = frames(kind, language)
        self._left: list[str] = []

    def deal(self, known: dict[str, str]) -> str:
        """The next frame whose placeholders all have a value, filled."""
        while (place := self._fitting(known)) is None:
            again = list(self._all)
            self._rng.shuffle(again)
            self._left += again
        return self._left.pop(place).format_map(known)

    def _fitting(self, known: dict[str, str]) -> int | None:
        fits = (all(known.get(name) for name in _PLACEHOLDER.findall(frame)) for frame in self._left)
        return next((place for place, fit in enumerate(fits) if fit), None)


LANGUAGES = tuple(_MONTHS)


def decks(seed: int, kind: str) -> dict[str, Deck]:
    """A deck per language for one kind of text."""
    return {language: Deck(seed, kind, language) for language in LANGUAGES}


def values(rng: Random, person: Person, day: date, language: str) -> dict[str, str]:
    """What the placeholders stand for; ``""`` where it does not apply to the person."""
    return (
        _identity(rng, person, day, language) | _surroundings(rng, person, language) | _care(rng, person, day, language)
    )


def _identity(rng: Random, person: Person, day: date, language: str) -> dict[str, str]:
    number = person.number_on(day)
    old = person.numbers[-2] if person.renumbered_on and person.renumbered_on <= day else ""
    former = person.former if person.given_on(day) != person.former else ""
    form = rng.choice((str, dotted, dotted, spaced))
    return {
        "given": person.given_on(day),
        "family": person.family,
        "patient": f"{person.given_on(day)} {person.family}",
        "initials": f"{person.given[0]}.{person.family[0]}.",
        "former": former,
        "former_name": person.former_name if former else "",
        "birth": belgian_day(person.birth),
        "birth_long": _long(person.birth, language),
        "born_year": str(person.birth.year),
        "age": str(person.age_on(day)),
        "nn": form(number) if number else "",
        "nn_old": form(old) if old else "",
        "foreign": person.foreign_number,
        "email": person.email_on(day),
        "phone": written_phone(rng, person.phone_on(day)),
        "patient_id": person.patient_id,
        "pronouns": person.pronouns,
    }


def _surroundings(rng: Random, person: Person, language: str) -> dict[str, str]:
    relative, address = person.relative, person.address
    return {
        "relation": _RELATIONS[language].get(relative.relation, relative.relation) if relative else "",
        "relative": relative.name if relative else "",
        "relative_given": relative.name.split(" ")[0] if relative else "",
        "relative_phone": written_phone(rng, relative.phone) if relative else "",
        "street": address.street_line,
        "postal_code": address.postal_code,
        "place": address.place,
        "profession": person.profession,
        "insurer": person.insurer,
        "insurance_number": person.insurance_number,
        "iban": iban(rng),
        "reference": payment_reference(rng),
        "plate": licence_plate(rng),
        "card": identity_card(rng),
        "other_phone": written_phone(rng, mobile(rng)),
    }


def _care(rng: Random, person: Person, day: date, language: str) -> dict[str, str]:
    author, other = rng.sample(clinical.providers(), k=2)
    fem = clinical.course(person) == "fem"
    soon, ago = day + timedelta(days=rng.randrange(7, 120)), day - timedelta(days=rng.randrange(5, 300))
    return {
        "provider": author.name,
        "provider_number": author.number,
        "other_provider": other.name,
        "date": belgian_day(day),
        "soon": belgian_day(soon),
        "soon_long": _long(soon, language),
        "ago": belgian_day(ago),
        "ago_long": _long(ago, language),
        "dotted_date": f"{ago:%d.%m.%y}",
        "time": f"{rng.randrange(8, 18)}:{rng.choice(('00', '15', '30', '45'))}",
        "e2": str(rng.randrange(50, 210) if fem else rng.randrange(15, 50)),
        "t": str(rng.randrange(6, 60) if fem else rng.randrange(300, 950)),
        "hct": f"{rng.randrange(380, 530) / 10:.1f}".replace(".", ","),
        "kg": str(rng.randrange(50, 105)),
        "cm": str(rng.randrange(155, 194)),
        "pressure": f"{rng.randrange(10, 15)}/{rng.randrange(6, 10)}",
        "weeks": str(rng.randrange(2, 30)),
        "mg": rng.choice(("2", "4", "50", "100")),
    }


def _long(day: date, language: str) -> str:
    return f"{day.day}{'.' if language == 'de' else ''} {_MONTHS[language][day.month - 1]} {day.year}"
