"""Mail addresses, telephones and national numbers that nobody else has."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sample_data.identifiers import foreign_number, landline, mobile, national_number
from sample_data.letters import mail_letters

if TYPE_CHECKING:
    from random import Random

_DOMAINS = {
    "gmail.example": 38,
    "hotmail.example": 17,
    "telenet.example": 14,
    "outlook.example": 9,
    "skynet.example": 7,
    "icloud.example": 6,
    "proximus.example": 4,
    "yahoo.example": 3,
    "student.example": 2,
}
_HANDLES = (
    "sterrenstof", "nachtvlinder", "blauwevogel", "moonchild", "pixie", "kraaiennest", "lapluie", "renardeau",
    "zeewind", "kwikstaart", "cerise", "gamer", "dragonfly", "muziekdoos", "wolkje", "petitprince", "skater", "lynx",
    "kompas",
)  # fmt: skip
_HIGHEST_SERIAL = 499


@dataclass
class Registry:
    """Hands out what belongs to one person only."""

    _mails: set[str] = field(default_factory=set)
    _phones: set[str] = field(default_factory=set)
    _numbers: set[str] = field(default_factory=set)

    def email(self, rng: Random, given: str, surname: str, birth: date) -> str:
        """A new address: made of the name mostly, with figures where the plain one is taken."""
        local, domain = _local(rng, mail_letters(given), mail_letters(surname), birth), _domain(rng)
        address, attempt = f"{local}@{domain}", 1
        while address in self._mails:
            attempt += 1
            address = f"{local}{attempt if rng.random() < 0.5 else rng.randrange(10, 100)}@{domain}"
        self._mails.add(address)
        return address

    def phone(self, rng: Random, area: str) -> str:
        """A new number in E.164, mostly a mobile one."""
        while (number := mobile(rng) if rng.random() < 0.9 else landline(rng, area)) in self._phones:
            pass
        self._phones.add(number)
        return number

    def national(self, rng: Random, birth: date, *, male: bool) -> str:
        """A new national number with the parity of the registered sex."""
        while True:
            number = national_number(birth, 2 * rng.randrange(_HIGHEST_SERIAL) + (1 if male else 2))
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def foreign(self, rng: Random, birth: date, *, male: bool) -> str:
        """A new number of a neighbouring state."""
        while number := foreign_number(rng, rng.choice(("NL", "NL", "FR", "DE", "LU")), birth, male=male):
            if number not in self._numbers:
                self._numbers.add(number)
                return number
        raise AssertionError("each of these states gives numbers")


def _local(rng: Random, given: str, surname: str, birth: date) -> str:
    year = f"{birth.year % 100:02}"
    forms = {
        f"{given}.{surname}": 34,
        f"{given}{surname}": 14,
        f"{given}.{surname}{year}": 12,
        f"{given[:1]}.{surname}": 8,
        f"{surname}.{given}": 8,
        f"{given}_{year}": 6,
        f"{given}{rng.randrange(1000)}": 6,
        f"{rng.choice(_HANDLES)}{rng.randrange(1000)}": 12,
    }
    return rng.choices(list(forms), list(forms.values()))[0]


def _domain(rng: Random) -> str:
    return rng.choices(list(_DOMAINS), list(_DOMAINS.values()))[0]
