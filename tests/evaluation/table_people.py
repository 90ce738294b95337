"""The people of the composed tables: what belongs to one person is the same in every row that holds them."""

from __future__ import annotations

import json
import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.evaluation.compile_notes import CORPUS

WORDS: dict[str, Any] = json.loads((CORPUS / "source" / "table_words.json").read_text(encoding="utf-8"))
ORIGINS = tuple(WORDS["people"])
EARLIEST, DAYS = date(1948, 1, 1), 22_200
LOCAL = 0.5
"""The share of people with a Flemish or Walloon name, or one half of it."""
WITHOUT_ACCENT = str.maketrans({"ß": "ss", "ł": "l", "ı": "i"})


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist.

    Attributes:
        key: seeds whatever else belongs to them (telephone, account, profession), so that it never changes.
        former: the given name of before.
        place: postal code, municipality, and a street of it.
    """

    key: str
    given: str
    family: str
    former: str
    born: date
    place: tuple[str, str, str]

    def own(self, fact: str) -> random.Random:
        """A source of chance that gives the same for this person and this fact each time."""
        return random.Random(f"{self.key}/{fact}")


def person(key: str, family: str = "") -> Person:
    """The person of that key, of the family given if any."""
    rng = random.Random(key)
    origin = _origin(rng)
    names = WORDS["people"][origin]
    surnames = names if rng.random() < 0.8 else WORDS["people"][_origin(rng)]
    given, former = rng.sample(names["given"], 2)
    return Person(
        key=key,
        given=given,
        family=family or rng.choice(surnames["family"]),
        former=former,
        born=EARLIEST + timedelta(days=rng.randrange(DAYS)),
        place=tuple(rng.choice(WORDS["places"])),
    )


def relative_of(someone: Person) -> Person:
    """The contact person: in two cases out of three of the same family."""
    same = someone.own("relative").random() < 2 / 3
    return person(f"{someone.key}/relative", someone.family if same else "")


def plain(name: str) -> str:
    """A name as it stands in an address.

    >>> plain("Müllender-D'hondt Łucja")
    'mullenderdhondtlucja'
    """
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(WITHOUT_ACCENT))
    return "".join(sign for sign in decomposed if sign.isascii() and sign.isalnum())


def _origin(rng: random.Random) -> str:
    return rng.choice(ORIGINS[:2]) if rng.random() < LOCAL else rng.choice(ORIGINS)
