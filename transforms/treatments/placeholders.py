"""What stands in a note where an identifier stood: ``[patient]``, ``[person 2]``, ``[phone]``.

People are numbered per text in the order in which they appear, so that a reader can follow who did what. A former name
gets the same placeholder as any name: that it was a former one is the most sensitive thing a note can say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = ("person_name", "former_name", "family_member_name", "provider_name")

_WORDS = {
    "person_name": "person",
    "former_name": "person",
    "family_member_name": "relative",
    "provider_name": "care provider",
    "email": "e-mail",
    "street_address": "address",
    "postal_code": "place",
    "municipality": "place",
    "event_date": "date",
    "url": "web address",
    "ip_address": "IP address",
    "iban": "bank account",
    "secret": "removed",
}
_NUMBERED = ("person", "relative", "care provider", "organisation")
_TITLES = frozenset(
    (
        "dr", "prof", "mevr", "mevrouw", "dhr", "meneer", "de", "heer", "mme", "madame", "m", "monsieur",
        "mr", "mrs", "ms", "frau", "herr",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Acquaintances:
    """The folded words of the names of a text's subject, and of the subject's relatives."""

    own: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()


@dataclass
class Placeholders:
    """The placeholders of one text; fill it in the order of the text."""

    acquaintances: Acquaintances
    _people: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def of(self, category: str, value: str) -> str:
        """The placeholder of a value; equal values, and a part of a name seen before, get the same one."""
        words = name_words(value)
        if category in NAMES and words and words <= self.acquaintances.own:
            return "[patient]"
        if category in NAMES and words and words <= self.acquaintances.relatives:
            category = "family_member_name"
        kind = _WORDS.get(category, category.replace("_", " "))
        return f"[{kind} {self._number(kind, words)}]" if kind in _NUMBERED else f"[{kind}]"

    def _number(self, kind: str, words: frozenset[str]) -> int:
        people = self._people.setdefault(kind, [])
        for number, seen in enumerate(people, 1):
            if words <= seen or seen <= words:
                people[number - 1] = seen | words
                return number
        people.append(words)
        return len(people)


def name_words(value: str) -> frozenset[str]:
    """The words of a name, folded, without titles.

    >>> sorted(name_words("Dr. Élodie D’Hondt"))
    ["d'hondt", 'elodie']
    """
    words = fold(value).replace(",", " ").split()
    return frozenset(word.strip(".,;:()") for word in words) - _TITLES - {""}


def acquaintances(identifiers: Iterable[tuple[str, str]]) -> Acquaintances:
    """From the (kind, value) of what the run knows of a subject."""
    own: set[str] = set()
    relatives: set[str] = set()
    for kind, value in identifiers:
        if kind in ("person_name", "former_name"):
            own |= name_words(value)
        elif kind == "family_member_name":
            relatives |= name_words(value)
    return Acquaintances(frozenset(own), frozenset(relatives))
