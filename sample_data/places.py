"""Where people live: real postal codes with real municipalities, invented house numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_data.dice import weighted
from sample_data.facts import lists, table

if TYPE_CHECKING:
    from random import Random

COUNTRY_NAMES = {"BE": "België", "NL": "Nederland", "FR": "Frankrijk", "DE": "Duitsland", "LU": "Luxemburg"}
_FRENCH_SPEAKING = {"Walloon Brabant", "Namur", "Liège", "Hainaut", "Luxembourg"}
_AREAS = {
    "Brussels": "2",
    "Antwerp": "3",
    "East Flanders": "9",
    "Flemish Brabant": "16",
    "Limburg": "11",
    "West Flanders": "50",
    "Walloon Brabant": "10",
    "Namur": "81",
    "Liège": "4",
    "Hainaut": "71",
    "Luxembourg": "63",
}


@dataclass(frozen=True)
class Address:
    """An address; ``province`` is ``""`` outside Belgium."""

    street: str
    house: str
    box: str
    postal_code: str
    place: str
    province: str
    country: str

    @property
    def street_line(self) -> str:
        """Street, number and box, the Belgian way."""
        return f"{self.street} {self.house}" + (f" bus {self.box}" if self.box else "")

    @property
    def area(self) -> str:
        """The telephone area of the province, without its zero."""
        return _AREAS.get(self.province, "3")


def belgian_address(rng: Random, language: str) -> Address:
    """An address in the part of Belgium where the language is likely."""
    place = weighted(rng, [(row, _likely(row, language)) for row in table("places")])
    tongue = _tongue(place, language)
    name = place[{"nl": "dutch", "fr": "french", "de": "german"}[tongue]] or place["french"]
    box = rng.choice(("", "", "", "2", "3", "0301", "4.02", "B12"))
    house = f"{rng.randrange(1, 260)}{rng.choice(('', '', '', '', 'A', 'B'))}"
    street = rng.choice(lists("streets")[tongue])
    return Address(street, house, box, place["postal_code"], name, place["province"], "BE")


def foreign_address(rng: Random, country: str) -> Address:
    """An address in a neighbouring country."""
    place = rng.choice([row for row in table("foreign_places") if row["country"] == country])
    street = rng.choice(lists("streets")[place["language"]])
    return Address(street, str(rng.randrange(1, 120)), "", place["postal_code"], place["place"], "", country)


def _likely(place: dict[str, str], language: str) -> float:
    weight = float(place["weight"])
    if place["province"] == "Brussels":
        return weight * {"nl": 0.5, "fr": 2, "en": 2, "de": 0.3}[language]
    if language == "de":
        return weight * (20 if place["german"] else 0.02)
    if place["province"] in _FRENCH_SPEAKING:
        return weight * {"nl": 0.02, "fr": 2, "en": 0.3}[language]
    return weight * {"nl": 1.2, "fr": 0.1, "en": 0.8}[language]


def _tongue(place: dict[str, str], language: str) -> str:
    if place["postal_code"] in {"4700", "4780"} and language == "de":
        return "de"
    if place["province"] == "Brussels":
        return "fr" if language == "fr" else "nl"
    return "fr" if place["province"] in _FRENCH_SPEAKING else "nl"
