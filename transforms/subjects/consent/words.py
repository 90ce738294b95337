"""The words of consent in four languages, from ``transforms/data/consents.yaml``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import re2
import yaml

from detectors.folding import fold

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def words_of(text: str) -> str:
    """The words of a text, folded, one blank between them.

    >>> words_of("ResearchConsent.Date (N° 2)")
    'research consent date n 2'
    """
    return _NOT_A_WORD.sub(" ", fold(_CAMEL.sub(" ", text))).strip()


@cache
def within(*path: str) -> Any:
    """The pattern that finds one of these words anywhere in ``words_of`` a text; ``path`` leads to them in the file."""
    return re2.compile(rf"(?:^| )(?:{_alternatives(path)})(?: |$)")


@cache
def whole(*path: str) -> Any:
    """The pattern of a text that is one of these words and no more."""
    return re2.compile(rf"^(?:{_alternatives(path)})$")


@cache
def opening(*path: str) -> Any:
    """The pattern of a text that begins with one of these words."""
    return re2.compile(rf"^(?:{_alternatives(path)})(?: |$)")


def _alternatives(path: tuple[str, ...]) -> str:
    languages = _lexicon()
    for key in path:
        languages = languages[key]
    return "|".join(str(phrase) for phrases in languages.values() for phrase in phrases)


@cache
def purposes() -> tuple[str, ...]:
    """The purposes that have words, in the order of the file."""
    return tuple(_lexicon()["purposes"])


@cache
def _lexicon() -> dict[str, Any]:
    """It ships with the program and is trusted to be well formed."""
    text = (files("transforms") / "data" / "consents.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
