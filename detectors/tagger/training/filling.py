"""Frames → texts with names in them, each filled several times, and typed as people type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.folding import fold
from detectors.lexicons import words
from detectors.tagger.training.frames import Frame, Mark, Slot
from detectors.tagger.training.lists import names
from detectors.tagger.training.marks import Marks
from detectors.tagger.training.typed import typed

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from random import Random

_OWN_NAMES = 0.6
_DOUBLE_GIVEN, _DOUBLE_FAMILY, _PARTICLE, _MISTYPED, _INVENTED = 0.05, 0.05, 0.14, 0.07, 0.12
_PARTICLES = (
    "Van", "Van den", "Van de", "Van der", "Vander", "Vanden", "De", "de", "van", "van den", "van der", "van de", "Le",
    "La", "Du", "du", "Del", "Di", "Da", "dos", "von", "von der", "El", "Ben", "Al", "Ould", "Ait", "O'", "D'", "d'",
    "Mc", "'t", "ter", "Ter", "ten", "Op de", "In 't", "van 't", "de la", "De la", "Abdel",
)  # fmt: skip
_VOWELS, _LETTERS = "aeiou", "abcdefghijklmnoprstuvwyz"
_REWORDED = (0.0, 0.0, 0.2, 0.4, 0.6)
"""Shares of the words beside the names that are exchanged, one of which each text gets."""

_USUAL = 0.06
"""How much less often a word is exchanged that stands in many frames: it holds the sentence together."""

_WORD = re.compile(r"(?<![@\w./_-])[^\W\d_]{3,}(?![@\w/_])")
_PIECE = re.compile(r"([GFIJNKgfinjk])(!?)")


@dataclass(frozen=True)
class Filled:
    """A text with the names that were put into it.

    Attributes:
        text: as typed.
        places: first character, the character behind the last, and role or kind of each piece of personal data.
        is_marked: whether these are all personal data, or names alone.
    """

    text: str
    places: tuple[tuple[int, int, str], ...]
    is_marked: bool


@dataclass(frozen=True)
class _Person:
    given: str
    family: str


class Filler:
    """Fills frames with names drawn at random."""

    def __init__(
        self,
        random: Random,
        dictionaries: Mapping[str, Sequence[str]],
        usual: Container[str],
        frames: Sequence[Frame],
    ) -> None:
        self._random = random
        self._marks = Marks(random, dictionaries, frames)
        self._dictionaries = dictionaries
        self._usual = usual
        given, family = names()
        self._given = (sorted(words("first_names.txt")), sorted({*given, *words("rarer_first_names.txt")}))
        self._family = (sorted(words("family_names.txt")), sorted({*family, *words("rarer_family_names.txt")}))

    def fill(self, frame: Frame) -> Filled:
        """The frame with names in its slots, typed in one of several ways."""
        people: dict[str, _Person] = {}
        text, places = "", []
        for piece in frame.pieces:
            if isinstance(piece, str):
                text += self._marks.disguised(self._reworded(piece, frame.language))
                continue
            if isinstance(piece, Mark):
                written, kind = self._marks.drawn(piece, frame.language), piece.kind
            else:
                person = people.setdefault(piece.person, self._person()) if piece.person else self._person()
                written, kind = self._written(piece, person), piece.role
            places.append((len(text), len(text) + len(written), kind))
            text += written
        return Filled(typed(text, self._random), tuple(places), frame.is_marked)

    def _reworded(self, text: str, language: str) -> str:
        """The text with some of its words exchanged for others, so that frames are not learnt by heart."""
        share = self._random.choice(_REWORDED)
        return _WORD.sub(lambda match: self._other_word(match[0], language, share), text)

    def _other_word(self, word: str, language: str, share: float) -> str:
        if self._random.random() > (share * _USUAL if fold(word) in self._usual else share):
            return word
        nouns = language == "de" and word[0].isupper()
        other = self._random.choice(self._dictionaries["de_noun" if nouns else language])
        if word.isupper():
            return other.upper()
        return other.capitalize() if word[0].isupper() else other

    def _person(self) -> _Person:
        given, family = self._name(self._given), self._name(self._family)
        if self._random.random() < _DOUBLE_GIVEN:
            given += self._random.choice("- ") + self._name(self._given)
        if self._random.random() < _PARTICLE:
            particle = self._random.choice(_PARTICLES)
            family = particle + ("" if particle[-1] == "'" or particle == "Mc" else " ") + family
        if self._random.random() < _DOUBLE_FAMILY:
            family += self._random.choice("- ") + self._name(self._family)
        return _Person(given, family)

    def _name(self, lists: tuple[Sequence[str], Sequence[str]]) -> str:
        name = self._random.choice(lists[self._random.random() > _OWN_NAMES])
        chance = self._random.random()
        if chance < _MISTYPED and len(name) > 3:  # noqa: PLR2004 shorter ones become other names
            return self._mistyped(name)
        return self._invented(name, lists[1]) if chance < _MISTYPED + _INVENTED else name

    def _mistyped(self, name: str) -> str:
        place = self._random.randrange(1, len(name) - 1)
        kind = self._random.randrange(4)
        if kind == 0:
            return name[:place] + name[place + 1 :]
        if kind == 1:
            return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        letter = self._random.choice(_LETTERS)
        return name[:place] + letter + name[place + (kind == 2) :]  # noqa: PLR2004

    def _invented(self, name: str, others: Sequence[str]) -> str:
        """The beginning of one name and the end of another: a name that no list has."""
        other = self._random.choice(others)
        return name[: max(2, len(name) // 2)] + other[len(other) // 2 :].lower().replace(" ", "")

    def _written(self, slot: Slot, person: _Person) -> str:
        return _PIECE.sub(lambda match: self._part(match[1], person, capitals=match[2] == "!"), slot.pattern)

    def _part(self, letter: str, person: _Person, *, capitals: bool) -> str:
        kind = letter.upper()
        part = {
            "G": person.given,
            "F": person.family,
            "I": f"{person.given[0]}.",
            "J": person.given[0],
            "N": self._short(person.given),
            "K": self._abbreviation(person),
        }[kind]
        if capitals:
            return part.upper()
        return part.lower() if letter.islower() else part

    def _short(self, given: str) -> str:
        name = re.split("[- ]", given)[0]
        ending = self._random.choice(("", "", "ie", "y", "ke", "i", "o", "je", "ou"))
        length = self._random.randint(3, max(3, min(5, len(name))))
        return name[:length].rstrip(_VOWELS if ending else "") + ending

    def _abbreviation(self, person: _Person) -> str:
        initials = [word[0] for word in re.split(r"[-' ]+", f"{person.given} {person.family}") if word]
        return "".join(initials).upper()[:4]
