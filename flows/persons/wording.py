"""The words of a person's folder in four languages; the files are in ``words/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from detectors.taxonomy import BY_NAME
from transforms.subjects.evidence import EXACT_ROW, FILE, FOREIGN_NUMBER

if TYPE_CHECKING:
    from flows.persons.dossier import Term

LANGUAGES = ("nl", "fr", "de", "en")
_FOLDER = Path(__file__).parent / "words"
_CATEGORIES = {"national": "national_number", FOREIGN_NUMBER: "foreign_id"}
"""Kinds of look-ups that are not called like a category."""


class Wording(BaseModel):
    """One language's words: sentences by key, lists and names of things apart."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)

    language: str
    files: dict[str, str]
    units: dict[str, tuple[str, str]]
    terms: dict[str, str]
    rights: tuple[str, ...]
    systems: dict[str, str]
    requested: Annotated[dict[str, str], Field(description="What a person may ask for, by right.")]
    purposes: Annotated[dict[str, str], Field(description="Of consents, and of the releases that come with veilig.")]
    categories: Annotated[dict[str, str], Field(description="By name; where none is given, the taxonomy's label.")]

    def __getitem__(self, key: str) -> str:
        """The sentence of that key; a mistake in a template shows as a KeyError in its test."""
        sentence: str = (self.model_extra or {})[key]
        return sentence

    def category(self, name: str) -> str:
        """What a category is called.

        >>> wording("nl").category("birth_date"), wording("en").category("birth_date")
        ('geboortedatum', 'date of birth')
        """
        return self.categories.get(name) or BY_NAME[name].label

    def purpose(self, name: str) -> str:
        """What something was agreed to or released for; of a policy of the clinic's own, as it says."""
        return self.purposes.get(name, name)

    def identifier(self, kind: str) -> str:
        """What a kind of the vault's look-ups is called.

        >>> wording("nl").identifier("national"), wording("fr").identifier("file:ehr:patient")
        ('rijksregister- of BIS-nummer', "numéro d'une donnée (ehr patient)")
        """
        if kind == EXACT_ROW:
            return self["whole_row"]
        if kind.startswith(FILE):
            return f"{self.category('record_id')} ({kind.removeprefix(FILE).replace(':', ' ')})"
        return self.category(_CATEGORIES.get(kind, kind))

    def system(self, name: str) -> str:
        """What a system is for, where that is known; else its name."""
        return f"{name} ({self.systems[name]})" if name in self.systems else name

    def term(self, kept: Term | None) -> str:
        """How long records are kept, and after what."""
        if kept is None:
            return self["retention_unknown"]
        periods = (f"{one.count} {self.units[one.unit][one.count != 1]}" for one in kept.periods if one.count)
        return self.terms[kept.name].format(term=f" {self['and']} ".join(periods))


@cache
def wording(language: str) -> Wording:
    """The words of a language, one of ``LANGUAGES``."""
    text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    return Wording(language=language, **yaml.safe_load(text))
