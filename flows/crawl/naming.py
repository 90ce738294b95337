"""Names of tables for exports that no profile knows, from file and sheet names; names of fields, from labels."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_MONTHS = (
    r"jan\w*|feb\w*|mar|maart|march|mars|marz|apr\w*|avr\w*|ma[iy]|mei|jun[ei]?|juni|juin|jul[iy]?|juillet|aug\w*|aout"
    r"|sept?\w*|o[ck]t\w*|nov\w*|de[ck]\w*"
)
_NOISE = re.compile(rf"^(?:\d+|v\d+|(?:{_MONTHS})\d*)$")
_EMAIL = re.compile(r"\S+@\S+")
_MOST_CHARACTERS = 60


def slug(text: str) -> str:
    """Lower-case words joined by underscores, without dates and counters.

    >>> slug("Réservations 2024-03 (2)"), slug("80000422910_tickets-February-04-2025-12_12")
    ('reservations', 'tickets')
    """
    kept = [word for word in _words(_EMAIL.sub(" ", text)) if not _NOISE.match(word)]
    return "_".join(kept)[:_MOST_CHARACTERS].strip("_")


def underscored(label: str) -> str:
    """A label as systems make field names of it.

    >>> underscored("Geslacht bij geboorte (2024)")
    'geslacht_bij_geboorte_2024'
    """
    return "_".join(_words(label))


def _words(text: str) -> list[str]:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return [word.lower() for word in re.split(r"[^0-9A-Za-z]+", ascii_only) if word]


def table_stem(stem: str, label: str, dropped: frozenset[str] = frozenset()) -> str:
    """Name of the table of a file: the slug of its stem, unless its name may not be printed.

    Args:
        stem: file name without suffix.
        label: printable path of the file.
        dropped: words that say nothing, such as ``export``.
    """
    if stem not in label:
        return f"file_{hashlib.sha256(label.encode()).hexdigest()[:8]}"
    words = [word for word in slug(stem).split("_") if word and word not in dropped]
    return "_".join(words) or "table"


def system_slug(system: str) -> str:
    """Name of a system, from its folder.

    >>> system_slug("Little Hotelier")
    'little_hotelier'
    """
    return slug(system) or "unsorted"
