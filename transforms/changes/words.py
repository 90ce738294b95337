"""The words that tell of a change, from ``words.yaml``: wordings in texts, and words in the names of columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import re2
import yaml

from detectors.folding import fold

_WORDS = Path(__file__).parent / "words.yaml"


@cache
def wordings() -> str:
    """One expression that finds any wording in a text, whatever its language: its first group."""
    each = (wording for of_language in _read()["texts"].values() for wording in of_language)
    joined = "|".join(wording.replace("_", r"[\s-]?").replace(" ", r"\s+") for wording in each)
    return rf"(?i)(?:^|[^\pL\pN])({joined})(?:[^\pL\pN]|$)"


def names(name: str, what: str) -> bool:
    """Whether the name of a column has a word of a list: ``last_changed``, ``consent``, ``file`` or ``laboratory``.

    >>> [names(name, "last_changed") for name in ("LastUpdated", "Date de mise à jour", "date")]
    [True, True, False]
    """
    return re2.search(_pattern(what), f" {in_words(name)} ") is not None


def in_words(name: str) -> str:
    """The name of a column or table as words.

    >>> in_words("naamGewijzigd_op"), in_words("ehr.name_changes")
    ('naam gewijzigd op', 'ehr name changes')
    """
    apart = re2.sub(r"(\p{Ll})(\p{Lu})", r"\1 \2", name)
    return str(re2.sub(r"[^\pL\pN]+", " ", fold(apart))).strip()


@cache
def _pattern(what: str) -> str:
    words = "|".join(_read()["columns"][what])
    return " (?:" + words.replace("*", "[a-z]*") + ") "  # folded words: \pL would be a hundred times as large


@cache
def _read() -> dict[str, Any]:
    with _WORDS.open(encoding="utf-8") as lines:
        read: dict[str, Any] = yaml.safe_load(lines)
    return read
