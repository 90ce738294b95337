"""The long lists of words and names, from the libraries that keep them: simplemma (MIT) and Faker (MIT)."""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from faker.providers import person
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LANGUAGES = ("nl", "fr", "de", "en")
_MANY = 3


def word_lists() -> dict[str, list[str]]:
    """The folded words of each of the tagger's sets, sorted."""
    given, family = names()
    dictionaries = {language: set(_words(language)) for language in _LANGUAGES}
    lists = {language: {fold(word) for word in found if word[:1].islower()} for language, found in dictionaries.items()}
    lists["de_noun"] = {fold(word) for word in dictionaries["de"] if word[:1].isupper()}
    lists["first"] = _single(given)
    lists["family"] = _single(family)
    lists["first_in_many_countries"] = _single(name for name, countries in given.items() if countries >= _MANY)
    return {name: sorted(found) for name, found in lists.items()}


def _words(language: str) -> Iterator[str]:
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        yield form
        yield lemma


def _single(names: Iterable[str]) -> set[str]:
    """The folded words of names, particles apart."""
    words = (word for name in names for word in fold(name).replace("-", " ").replace("'", " ").split())
    return {word for word in words if len(word) > 2}  # noqa: PLR2004 shorter ones are particles


def names() -> tuple[Counter[str], Counter[str]]:
    """Given and family names in Latin script, with the number of countries whose list has them."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for module in sorted(module.name for module in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"{person.__name__}.{module}").Provider
        given.update(_of(provider, "first_name"))
        family.update(_of(provider, "last_name"))
    return given, family


def _of(provider: type, kind: str) -> set[str]:
    lists = (getattr(provider, name) for name in sorted(dir(provider)) if kind in name)
    names = (name for found in lists if isinstance(found, tuple | list | dict) for name in found)
    return {name.strip() for name in names if isinstance(name, str) and _is_latin(name)}


def _is_latin(name: str) -> bool:
    letters = [sign for sign in name if sign.isalpha()]
    return len(letters) > 1 and "{" not in name and all("LATIN" in unicodedata.name(sign, "") for sign in letters)
