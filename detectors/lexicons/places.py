"""Belgian postal codes and the places they stand for, with the names of a place in the other languages."""

from __future__ import annotations

from detectors.folding import fold
from detectors.lexicons import phrases


def _read(name: str) -> dict[str, tuple[str, ...]]:
    return {key: tuple(places.split("|")) for key, places in (line.split("\t") for line in phrases(name))}


def _normal(place: str) -> str:
    return " ".join(fold(place).replace("-", " ").replace("'", " ").split())


PLACES_OF = _read("postal_codes.tsv")
"""Postal code → the places with that code."""

_EXONYMS = tuple(name for line in phrases("places_other_names.txt") for name in line.split("/"))
NAMES = frozenset((*(place for places in PLACES_OF.values() for place in places), *_EXONYMS))
"""Every name of a place, as written."""

_NORMAL = frozenset(map(_normal, NAMES))


def is_place(text: str) -> bool:
    """Whether the text is the name of a Belgian place, in whichever language, case and accents.

    >>> is_place("SINT-GILLIS"), is_place("Liege"), is_place("Patiënt")
    (True, True, False)
    """
    return _normal(text) in _NORMAL
