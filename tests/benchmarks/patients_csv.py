"""A patients table as large as asked, in the shape of the clinic's record system: `;`, cp1252, CRLF, d/m/Y.

    python -m tests.benchmarks.patients_csv FILE [--rows 1000000]

National numbers and e-mail addresses are unique, check digits and mobile numbers valid, postal codes real. Written
chunk by chunk, a column at a time: a million rows (some 250 MB) take seconds.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sample_data.facts import lists, table
from sample_data.letters import mail_letters, windows_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADER = (
    "patient_id;last_name;first_name;birth_date;national_number;gender_at_birth;gender_identity;street;house_number;"
    "postal_code;municipality;country;language;phone;email;profession;insurer;research_consent;created_at;updated_at"
)
CHUNK = 100_000
FIRST_BIRTH, LAST_BIRTH = date(1950, 1, 1), date(2008, 12, 31)
FIRST_VISIT, LAST_VISIT = date(2015, 1, 1), date(2026, 9, 30)
ORIGINS = ("flemish", "walloon", "maghrebi", "turkish", "slavic", "african", "east_asian", "german", "english")
INSURERS = (
    "Christelijke Mutualiteit",
    "Solidaris Antwerpen",
    "Onafhankelijk Ziekenfonds Helan",
    "Partena Ziekenfonds",
    "Liberale Mutualiteit",
    "Hulpkas (HZIV)",
)
IDENTITIES = ("trans vrouw", "trans man", "vrouw", "man", "non-binair", "genderfluïde", "in vraag")
DOMAINS = ("mail.example.com", "students.example.org", "webmail.example.net", "telecom.example.com")
MOBILE_STARTS = tuple(f"+32 {start}" for start in (468, *range(470, 480), *range(484, 500)))


@dataclass(frozen=True)
class Words:
    """What cells are drawn from; every list as text, and names a second time as they stand in mail addresses."""

    given: pa.Array
    given_in_mail: pa.Array
    family: pa.Array
    family_in_mail: pa.Array
    streets: pa.Array
    places: pa.Array
    postal_codes: pa.Array
    professions: pa.Array
    births: pa.Array
    visits: pa.Array
    times: pa.Array


def words() -> Words:
    """Reads the lists of the sample clinic."""
    given = [name for origin in ORIGINS for sex in "fm" for name in lists("names")[f"{origin} {sex}"]]
    family = [name for origin in ORIGINS for name in lists("names")[f"{origin} family"]]
    return Words(
        given=_texts(windows_letters(name) for name in given),
        given_in_mail=_texts(map(mail_letters, given)),
        family=_texts(windows_letters(name) for name in family),
        family_in_mail=_texts(map(mail_letters, family)),
        streets=_texts(lists("streets")["nl"] + lists("streets")["fr"]),
        places=_texts(row["dutch"] for row in table("places")),
        postal_codes=_texts(row["postal_code"] for row in table("places")),
        professions=_texts(row[language] for row in table("professions") for language in ("nl", "fr")),
        births=_days(FIRST_BIRTH, LAST_BIRTH),
        visits=_days(FIRST_VISIT, LAST_VISIT),
        times=_texts(f"{minute // 60:02}:{minute % 60:02}:{minute * 7 % 60:02}" for minute in range(8 * 60, 18 * 60)),
    )


def lines(start: int, stop: int, drawn_from: Words) -> pa.Array:
    """The rows numbered from ``start`` to ``stop``, each as one text with its line end."""
    cells = columns(np.arange(start, stop, dtype=np.int64), drawn_from)
    return _joined([*cells[:-1], pc.binary_join_element_wise(cells[-1], "\r\n", "")], ";")


def columns(rows: np.ndarray, drawn_from: Words) -> list[pa.Array]:
    """The twenty columns of some rows; equal row numbers give equal cells."""
    rng = np.random.default_rng(int(rows[0]))
    given, family = _draw(rng, rows, drawn_from.given), _draw(rng, rows, drawn_from.family)
    birth, serial = _birth_and_serial(rows)
    place, created = _draw(rng, rows, drawn_from.places), _draw(rng, rows, drawn_from.visits)
    updated = created + rng.integers(0, len(drawn_from.visits) - created)
    return [
        _joined([_constant("P-2015-", rows), _text(rows + 1_000_000)], ""),
        drawn_from.family.take(family),
        drawn_from.given.take(given),
        drawn_from.births.take(pa.array(birth)),
        national_numbers(birth, serial, dotted=rows % 2 == 0),
        _texts(("vrouw", "man")).take(pa.array(serial % 2)),
        _any(rng, rows, IDENTITIES),
        drawn_from.streets.take(_draw(rng, rows, drawn_from.streets)),
        _text(rng.integers(1, 300, len(rows))),
        drawn_from.postal_codes.take(place),
        drawn_from.places.take(place),
        _constant("België", rows),
        _any(rng, rows, ("nl", "nl", "nl", "fr", "fr", "en", "de")),
        mobile_numbers(rows),
        _emails(rng, rows, drawn_from.given_in_mail.take(given), drawn_from.family_in_mail.take(family)),
        drawn_from.professions.take(_draw(rng, rows, drawn_from.professions)),
        _any(rng, rows, INSURERS),
        _any(rng, rows, ("ja", "ja", "ja", "nee", "")),
        _moments(rng, created, drawn_from),
        _moments(rng, updated, drawn_from),
    ]


def _birth_and_serial(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Day of birth (counted from the first) and serial; no pair comes twice within 21 million rows."""
    days = (LAST_BIRTH - FIRST_BIRTH).days + 1
    birth = rows * 7919 % days
    return birth, 1 + (rows // days + birth * 13) % 997


def national_numbers(birth: np.ndarray, serial: np.ndarray, *, dotted: np.ndarray) -> pa.Array:
    """National numbers with their check digits, written with dots where asked."""
    days = np.datetime64(FIRST_BIRTH, "D") + birth
    year = days.astype("datetime64[Y]").astype(int) + 1970
    month = days.astype("datetime64[M]").astype(int) % 12 + 1
    day = (days - days.astype("datetime64[M]")).astype(int) + 1
    nine = ((year % 100 * 100 + month) * 100 + day) * 1000 + serial
    check = 97 - (nine + np.where(year >= 2000, 2_000_000_000, 0)) % 97
    parts = [_padded(part, 2) for part in (year % 100, month, day)] + [_padded(serial, 3), _padded(check, 2)]
    with_dots = pc.binary_join_element_wise(
        _joined(parts[:3], "."), pc.binary_join_element_wise(parts[3], parts[4], "."), "-"
    )
    return pc.if_else(pa.array(dotted), with_dots, _joined(parts, ""))


def mobile_numbers(rows: np.ndarray) -> pa.Array:
    """Belgian mobile numbers, none twice within 27 million rows: ``+32 470 12 34 56``."""
    space = len(MOBILE_STARTS) * 10**6
    number = rows * 610_007 % space
    pairs = [_padded(number // power % 100, 2) for power in (10**4, 10**2, 1)]
    return _joined([_texts(MOBILE_STARTS).take(pa.array(number // 10**6)), *pairs], " ")


def _emails(rng: np.random.Generator, rows: np.ndarray, given: pa.Array, family: pa.Array) -> pa.Array:
    local = _joined([given, family, _text(rows)], ".")
    return pc.binary_join_element_wise(local, _any(rng, rows, DOMAINS), "@")


def _moments(rng: np.random.Generator, days: np.ndarray, drawn_from: Words) -> pa.Array:
    times = drawn_from.times.take(_draw(rng, days, drawn_from.times))
    return _joined([drawn_from.visits.take(pa.array(days)), times], " ")


def _draw(rng: np.random.Generator, rows: np.ndarray, options: pa.Array) -> np.ndarray:
    return rng.integers(0, len(options), len(rows))


def _any(rng: np.random.Generator, rows: np.ndarray, options: Sequence[str]) -> pa.Array:
    column = _texts(options)
    return column.take(_draw(rng, rows, column))


def _texts(values: Iterator[str] | Sequence[str]) -> pa.Array:
    return pa.array(list(values), pa.string())


def _text(numbers: np.ndarray) -> pa.Array:
    return pc.cast(pa.array(numbers), pa.string())


def _padded(numbers: np.ndarray, width: int) -> pa.Array:
    return _texts([f"{number:0{width}}" for number in range(10**width)]).take(pa.array(numbers))


def _constant(value: str, rows: np.ndarray) -> pa.Array:
    return pa.repeat(pa.scalar(value), len(rows))


def _joined(parts: Sequence[pa.Array], separator: str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, separator)


def _days(first: date, last: date) -> pa.Array:
    return _texts([f"{first + timedelta(days=day):%d/%m/%Y}" for day in range((last - first).days + 1)])


def write(path: Path, rows: int) -> None:
    """Writes a table of so many rows; memory is bounded by the chunk."""
    drawn_from = words()
    with path.open("wb") as file:
        file.write(f"{HEADER}\r\n".encode("cp1252"))
        for start in range(0, rows, CHUNK):
            chunk = lines(start, min(start + CHUNK, rows), drawn_from)
            file.write(str(chunk.buffers()[2], "utf-8").encode("cp1252"))


def main() -> None:
    """Reads the command line and writes."""
    parser = argparse.ArgumentParser(description="Write a large patients table.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    write(asked.file, asked.rows)


if __name__ == "__main__":
    main()
