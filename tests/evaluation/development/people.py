"""People who do not exist; their names, birth dates, numbers and addresses agree with each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.folding import fold
from tests.evaluation.development.vocabulary import words

if TYPE_CHECKING:
    import random

RARE = 0.2
"""Share of people whose names stand in no list."""


@dataclass(frozen=True)
class Person:
    """Somebody in a table: a patient, a provider or a relative.

    Attributes:
        number: national number, eleven digits.
        mobile: national digits of a mobile phone, without the leading zero.
        postal_code: of the place, which they belong to.
    """

    given: str
    family: str
    former: str
    born: dt.date
    number: str
    mail: str
    mobile: str
    street: str
    house: int
    postal_code: str
    place: str


def person(dice: random.Random, half: str) -> Person:
    """Somebody made up from the words of a half."""
    given, family = _name(dice, half, "given"), _name(dice, half, "family")
    born = dt.date(1945, 1, 1) + dt.timedelta(days=int(dice.triangular(0, 23500, 18000)))
    postal_code, place = _place(dice, half)
    return Person(
        given=given,
        family=family,
        former=_name(dice, half, "given"),
        born=born,
        number=national_number(born, dice.randint(1, 997)),
        mail=_mail(dice, given, family),
        mobile=f"4{dice.choice('6789')}{dice.randint(0, 9)}{dice.randint(100000, 999999)}",
        street=dice.choice(words("street", half)),
        house=dice.randint(1, 240),
        postal_code=postal_code,
        place=place,
    )


def national_number(born: dt.date, serial: int) -> str:
    """The number of somebody born on that day; its check digits are 97 minus the first nine digits modulo 97."""
    first = f"{born:%y%m%d}{serial:03}"
    check = 97 - int(f"2{first}" if born.year >= 2000 else first) % 97
    return f"{first}{check:02}"


def _name(dice: random.Random, half: str, part: str) -> str:
    return dice.choice(words(f"rare_{part}" if dice.random() < RARE else part, half))


def _place(dice: random.Random, half: str) -> tuple[str, str]:
    chosen = dice.choice(words("place" if dice.random() < 0.93 else "place_abroad", half))
    words_of_place = chosen.split(" ")
    cut = 2 if len(words_of_place) > 2 and len(words_of_place[1]) == 2 and words_of_place[1].isupper() else 1
    return " ".join(words_of_place[:cut]), " ".join(words_of_place[cut:])


def _mail(dice: random.Random, given: str, family: str) -> str:
    first, last = (_plain(part) for part in (given, family))
    local = dice.choice(
        (f"{first}.{last}", f"{first}{last}", f"{first[0]}.{last}", f"{last}.{first}", f"{first}{dice.randint(1, 99)}")
    )
    return (
        f"{local}@{dice.choice(('gmail.com', 'telenet.be', 'skynet.be', 'hotmail.com', 'proton.me', 'mail.example'))}"
    )


def _plain(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isascii() and sign.isalnum())
