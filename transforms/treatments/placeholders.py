"""What stands in a note where an identifier stood: ``[person 1]``, ``[care provider 2]``, ``[phone]``.

People are numbered per text in the order in which they appear, so that a reader can follow who did what; all names
that the run knows of the text's subject are one person. The subject has no placeholder of its own: a former name that
nothing else tells of would not get it, and that a name is a former one is the most sensitive thing a note can say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detectors.findings import Span

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


_BETWEEN_PARTS = frozenset(" \t\u00a0,-")
"""Between parts of one mention: ``Peeters, Sofie``, ``9000 Gent``."""
_STAY_APART = frozenset({"event_date", "age"})
"""Each is rewritten by itself."""


@dataclass(frozen=True)
class Acquaintances:
    """The folded words of the names of a text's subject, and of each of the subject's relatives."""

    own: frozenset[str] = frozenset()
    relatives: tuple[frozenset[str], ...] = ()

    def whose(self, words: frozenset[str]) -> str:
        """``patient`` or ``relative`` when all words are of one such name, else nothing."""
        if words and words <= self.own:
            return "patient"
        return "relative" if words and any(words <= name for name in self.relatives) else ""


@dataclass
class Placeholders:
    """The placeholders of one text; fill it in the order of the text."""

    acquaintances: Acquaintances
    _people: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def of(self, category: str, value: str) -> str:
        """The placeholder of a value; equal values, and a part of a name seen before, get the same one."""
        kind = kind_of(category, value, self.acquaintances)
        return f"[{kind} {self._number(kind, name_words(value))}]" if kind in _NUMBERED else f"[{kind}]"

    def _number(self, kind: str, words: frozenset[str]) -> int:
        known = self.acquaintances.relatives if kind == "relative" else (self.acquaintances.own,)
        # First name and family name of one person are one, whichever comes first.
        words |= next((name for name in known if words and words <= name), frozenset())
        people = self._people.setdefault(kind, [])
        for number, seen in enumerate(people, 1):
            if words <= seen or seen <= words:
                people[number - 1] = seen | words
                return number
        people.append(words)
        return len(people)


def kind_of(category: str, value: str, acquaintances: Acquaintances) -> str:
    """What a placeholder calls a value: ``person``, ``relative``, ``national number``."""
    known = acquaintances.whose(name_words(value)) if category in NAMES else ""
    return "person" if known == "patient" else known or _WORDS.get(category, category.replace("_", " "))


def mentions(text: str, spans: Iterable[Span], acquaintances: Acquaintances) -> list[Span]:
    """The spans (sorted, without overlaps), with those joined that are parts of one mention.

    Parts are of one kind, with nothing but blanks, commas and hyphens between. Names with only blanks between are one
    name whatever their kinds: a father shares the patient's family name. Names with a comma between are one only when
    they are known to be (``Peeters, Sofie``): ``An, Els`` are two sisters.
    """
    joined: list[Span] = []
    for span in spans:
        category = _joint_category(text, joined[-1], span, acquaintances) if joined else ""
        if category:
            before = joined[-1]
            joined[-1] = before._replace(end=span.end, category=category, score=max(before.score, span.score))
        else:
            joined.append(span)
    return joined


def _joint_category(text: str, before: Span, span: Span, acquaintances: Acquaintances) -> str:
    """What two spans are together; nothing when they are two mentions."""
    gap = text[before.end : span.start]
    if not _BETWEEN_PARTS.issuperset(gap) or {before.category, span.category} & _STAY_APART:
        return ""
    kinds = [kind_of(each.category, text[each.start : each.end], acquaintances) for each in (before, span)]
    if before.category not in NAMES or span.category not in NAMES:
        return before.category if kinds[0] == kinds[1] else ""
    if "," in gap and not acquaintances.whose(name_words(text[before.start : span.end])):
        return ""
    if "-" in gap and kinds[0] != kinds[1]:
        return ""
    return span.category if kinds[0] == "person" else before.category


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
    relatives: dict[frozenset[str], None] = {}
    for kind, value in identifiers:
        if kind in ("person_name", "former_name"):
            own |= name_words(value)
        elif kind == "family_member_name":
            relatives[name_words(value)] = None
    return Acquaintances(frozenset(own), tuple(relatives))
