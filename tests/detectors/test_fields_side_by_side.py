"""Lines of a CRM or a booking, in which the fields stand side by side: what one layer takes leaves nothing of another.

A list takes all capitals in a row for one name, a street takes the number behind it, an insurer the first digits of a
membership: what is left of the weaker one must not stay in the text.
"""

import random

import pytest

from detectors.text import find_spans_in
from transforms.treatments.redact import STAYS

NAMES = (
    "Sofie Peeters",
    "Aylin Demir",
    "Nguyen Thi Mai",
    "Dubois, Marie-Claire",
    "Mensah, Kofi",
    "An Van den Berghe",
    "DE SMET JAN",
    "WIŚNIEWSKI TOMASZ",
    "Fatima El Khattabi",
)
FIELDS = (
    ("85.07.30-033.28",),
    ("BE68 5390 0754 7034", "BE68539007547034"),
    ("0475 12 34 56", "09 221 33 44"),
    ("sofie.p@gmail.com",),
    ("Rue de la Loi 16", "Lange Leemstraat 6 bus 2", "KERKSTRAAT 12"),
    ("D-2024-0188",),
    ("CM 101/1234567-89", "Solidaris 319 1234567 89"),
    ("°12/03/1985",),
)
"""Each in one or more ways of writing."""

INSURERS = ("CM", "Solidaris")
"""Whose member somebody is, is no direct identifier: without the number the name may stay."""

LINES = 60


def lines(separator: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Texts of a name and other fields in any order, with the places of the fields."""
    draws = random.Random(separator)
    made = []
    for _ in range(LINES):
        fields = [draws.choice(NAMES), *map(draws.choice, draws.sample(FIELDS, draws.randint(1, 4)))]
        draws.shuffle(fields)
        text, places = "RDV ", []
        for field in fields:
            places.append((len(text), len(text) + len(field)))
            text += field + separator
        made.append((text, places))
    return made


@pytest.mark.parametrize("separator", [" ", ", ", ";", " - ", " / ", " | ", "\t", "\n"])
def test_nothing_is_left_of_a_field_beside_another(separator: str) -> None:
    made = lines(separator)
    left = []
    for (text, places), spans in zip(made, find_spans_in([text for text, _ in made]), strict=True):
        covered = {at for span in spans if span.category not in STAYS for at in range(span.start, span.end)}
        for start, end in places:
            bare = "".join(text[at] for at in range(start, end) if at not in covered and text[at].isalnum())
            if bare not in ("", *INSURERS):
                left.append((text, bare))
    assert left == []
