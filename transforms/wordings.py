"""Words that mean the same, brought to one code: languages, countries, genders, yes and no, professions, procedures.

The clinic's systems and its patients write in four languages. A wording that is not listed gives null: closed by
default, and listed in the report as a count.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

_DATA = Path(__file__).parent / "data"


def codes(kind: str, texts: pa.Array) -> pa.Array:
    """The code of every wording, null where there is none.

    Args:
        kind: ``language`` (ISO 639-1), ``country`` (ISO 3166-1), ``gender_at_birth``, ``gender_identity`` or ``flag``.
        texts: strings as a system wrote them.

    >>> codes("language", pa.array(["Nederlands", "FR", "klingon"])).to_pylist()
    ['nl', 'fr', None]
    """
    known = _wordings()[kind]
    return on_distinct(texts, lambda text: known.get(fold(text.strip())))


def profession_groups(texts: pa.Array) -> pa.Array:
    """The ISCO-08 major group of every profession; null where no word of it is known.

    >>> profession_groups(pa.array(["Zelfstandig kapper", "???"])).to_pylist()
    ['5 Service and sales workers', None]
    """
    return on_distinct(texts, _profession_group)


def procedure_groups(texts: pa.Array) -> pa.Array:
    """The group of every procedure; null where no word of it is known.

    >>> procedure_groups(pa.array(["Laparoscopische hysterectomie", "Mastectomie (dubbel)"])).to_pylist()
    ['hysterectomy and oophorectomy', 'chest surgery']
    """
    return on_distinct(texts, procedure_group)


def on_distinct(texts: pa.Array, reword: Callable[[str], str | None]) -> pa.Array:
    """A function of a text applied to the distinct values of an array."""
    encoded = texts.dictionary_encode()
    reworded = pa.array([reword(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return pc.take(reworded, encoded.indices)


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the package's data files; lines that begin with # tell where they come from."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _profession_group(text: str) -> str | None:
    known = _professions()
    folded = fold(text.strip())
    return known.get(folded) or next((known[word] for word in folded.split() if word in known), None)


def procedure_group(text: str) -> str | None:
    """The group of one procedure; nothing where no word of it is known."""
    folded = f" {fold(text)}"
    return next((group for beginning, group in _procedures() if f" {beginning}" in folded), None)


@cache
def _wordings() -> dict[str, dict[str, str]]:
    by_kind: dict[str, dict[str, str]] = {}
    for row in rows_of("wordings.csv"):
        by_kind.setdefault(row["kind"], {}).update(dict.fromkeys(row["wordings"].split("|"), row["code"]))
    return by_kind


@cache
def _professions() -> dict[str, str]:
    return {word: row["group"] for row in rows_of("professions.csv") for word in row["words"].split("|")}


@cache
def _procedures() -> tuple[tuple[str, str], ...]:
    """Beginnings of words with their group, in the order of the file."""
    return tuple((word, row["group"]) for row in rows_of("procedure_groups.csv") for word in row["words"].split("|"))
