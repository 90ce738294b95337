"""The words and headers of the development set, in two halves.

Half ``a`` may be looked at when the rules are worked on; of half ``b`` only figures are shown, so that it says what the
rules are worth on words that nobody tuned them to. The confidence of findings is fitted on ``b``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent
HALVES = ("a", "b")
LANGUAGES = ("nl", "fr", "de", "en")


def words(name: str, half: str) -> list[str]:
    """The words of one list that belong to a half.

    >>> words("atc", "a")[0]
    'G03CA03'
    """
    return _listed(_words()[name])[HALVES.index(half) :: 2]


def all_words(name: str) -> list[str]:
    """The words of a list that both halves share."""
    return _listed(_words()[name])


def header(category: str, role: str, language: str, half: str) -> str:
    """The header that tells what a column holds."""
    by_language = _headers().get(f"{category}/{role}") or _headers()[category]
    return _listed(by_language[language])[HALVES.index(half)]


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split("|")]


@cache
def _words() -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _headers() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((HERE / "headers.yaml").read_text(encoding="utf-8"))
    return loaded
