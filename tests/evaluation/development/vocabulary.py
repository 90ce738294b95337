"""The words and headers of the development set, in two halves.

Half ``a`` may be looked at when the rules are worked on; of half ``b`` only figures are shown, so that it says what the
rules are worth on words that nobody tuned them to. The confidence of findings is fitted on ``b``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
HALVES = ("a", "b")
LANGUAGES = ("nl", "fr", "de", "en")


def category_of(wanted: str) -> str:
    """The category of ``category``, ``category/role`` or ``category:variant``.

    >>> category_of("person_name/given"), category_of("label:visit")
    ('person_name', 'label')
    """
    return wanted.partition("/")[0].partition(":")[0]


def words(name: str, half: str) -> list[str]:
    """The words of one list that belong to a half.

    >>> words("atc", "a")[0]
    'G03CA03'
    """
    return _listed(_words()[name])[HALVES.index(half) :: 2]


def all_words(name: str) -> list[str]:
    """The words of a list that both halves share."""
    return _listed(_words()[name])


def header(wanted: str, language: str, half: str) -> str:
    """The header that tells what a column holds: that of its category, or of its role or variant where it has one."""
    by_language = _headers().get(wanted) or _headers()[category_of(wanted)]
    return _listed(by_language[language])[HALVES.index(half)]


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split("|")]


@cache
def _words() -> dict[str, str]:
    return {name: text for file in ("words.yaml", "words_of_systems.yaml") for name, text in _load(file).items()}


@cache
def _headers() -> dict[str, dict[str, str]]:
    files = ("headers_of_systems.yaml", "headers.yaml")
    return {name: by_language for file in files for name, by_language in _load(file).items()}


def _load(file: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
    return loaded
