"""An export file with what each of its rows shows and of whom, and how cells are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tests.evaluation.linkage.entries import Entry

if TYPE_CHECKING:
    from random import Random

_DUTCH_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


@dataclass(frozen=True)
class ExportFile:
    """One file: its path below the exports folder, and an entry per data row of its main table, in order."""

    path: str
    content: bytes
    entries: Sequence[Entry]


def columns(header: str) -> list[str]:
    """The columns of a header line as it stands in the file, set apart by semicolons or commas."""
    return header.split(";" if ";" in header else ",")


def typed_birth(rng: Random, birth: date | None) -> str:
    """A birth date in a field where everybody types as they like, two-digit years among them."""
    if birth is None:
        return ""
    forms = (
        f"{birth:%d/%m/%Y}",
        f"{birth:%d-%m-%Y}",
        f"{birth.day}/{birth.month}/{birth.year}",
        f"{birth:%d/%m/%y}",
        f"{birth:%d.%m.%Y}",
        f"{birth.day} {_DUTCH_MONTHS[birth.month - 1]} {birth.year}",
    )
    return rng.choices(forms, (50, 15, 12, 8, 10, 5))[0]


def full_name(rng: Random, entry: Entry) -> str:
    """First name and surname in one cell, some with the surname first."""
    order = (entry.surname, entry.given) if rng.random() < 0.07 else (entry.given, entry.surname)
    return " ".join(part for part in order if part)
