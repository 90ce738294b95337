"""What is told of a person to find them by: one identifier a line, with its kind or without.

``national number: 85.07.30-033.28``, ``ehr: P20007``, ``ehr/patients P20007`` or the value alone, whose kind the
detectors tell. A number may be read in more than one way; all of them are looked up.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detectors.errors import UsageError
from detectors.folding import fold
from transforms.subjects import normal
from transforms.subjects.columns import LOOKED_UP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NATIONAL = "national"
EMAIL = "email"
PHONE = "phone"
NAME = "name"
BIRTH_DATE = "birth_date"
FILE_NUMBER = "file_number"
SUBJECT = "subject"

_WORDS = {
    NATIONAL: "national number|nn|rrn|insz|niss|bis|rijksregisternummer|numero national|nationalnummer",
    EMAIL: "email|e-mail|mail|courriel",
    PHONE: "phone|telephone|tel|gsm|mobile|telefoon|telefon|handy",
    NAME: "name|former name|full name|naam|nom|voornaam en naam",
    BIRTH_DATE: "birth date|date of birth|born|geboortedatum|geboren|date de naissance|ne le|geburtsdatum",
    FILE_NUMBER: "file number|record number|number|dossiernummer|numero de dossier",
    SUBJECT: "subject",
    "insurance_number": "insurance number|insurance|aansluitingsnummer|numero d'affiliation|versicherungsnummer",
    "foreign_id": "foreign id|foreign number",
    "document_number": "document number|passport|identity card|paspoort|passeport|reisepass",
    "iban": "iban|account|rekening|compte|konto",
    "online_account": "online account|handle",
}
KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split("|")}
LABELS = {kind: words.split("|")[0] for kind, words in _WORDS.items()}
"""Kind → what it is called."""
_TOLD_BY = (
    ("has_email", EMAIL), ("national_number", NATIONAL), ("iban", "iban"), ("date_day_first", BIRTH_DATE),
    ("date_year_first", BIRTH_DATE), ("phone", PHONE),
)  # fmt: skip
"""What the detectors say of a text, surest first, and what it is looked up as."""
_RECORD = re.compile(r"([a-z][\w-]*)/[a-z][\w.-]*[ \t]+(\S.*)", re.IGNORECASE)
"""A record as lists of veilig name it: system, table, native id."""
_SURE = (EMAIL, NATIONAL, "iban", BIRTH_DATE)


@dataclass(frozen=True)
class Stated:
    """One reading of a line.

    Attributes:
        line: counted from 1.
        kind: one of ``LABELS``.
        value: as it was typed.
        system: of a file number, ``""`` for any; or what stood before the colon and is no known kind.
    """

    line: int
    kind: str
    value: str = field(repr=False)
    system: str = ""

    def forms(self, as_of: dt.date) -> pa.Array:
        """The normal forms, those under which linkage keeps its look-ups; several where a cell lists several.

        Raises:
            UsageError: it holds nothing of its kind.
        """
        forms = self.possible_forms(as_of)
        if not len(forms):
            raise UsageError(f"Line {self.line} holds no valid {LABELS[self.kind]}.", hint="Check what was typed.")
        return forms

    def possible_forms(self, as_of: dt.date) -> pa.Array:
        """The same, and none where it holds nothing of its kind: one of several readings may be wrong."""
        return _FORMS[self.kind](pa.array([self.value]), as_of)


def read_lines(lines: Iterable[str]) -> list[tuple[Stated, ...]]:
    """The readings of each line that holds something; a line that starts with # is a remark.

    >>> [[reading.kind for reading in readings] for readings in read_lines(["tel: 0478 12 34 56", "", "x@y.be"])]
    [['phone'], ['email']]
    """
    filled = ((number, line.strip()) for number, line in enumerate(lines, start=1))
    return [_readings(number, line) for number, line in filled if line and not line.startswith("#")]


def _readings(number: int, line: str) -> tuple[Stated, ...]:
    if record := _RECORD.fullmatch(line):
        return (Stated(number, FILE_NUMBER, record[2], record[1].lower()),)
    word, colon, value = line.partition(":")
    if not colon or not value.strip():
        return tuple(Stated(number, kind, line) for kind in _kinds_told(line))
    kind = KIND_OF.get(fold(word).strip().replace("_", " "))
    if kind is None:
        return (Stated(number, FILE_NUMBER, value.strip(), word.strip().lower()),)
    return (Stated(number, kind, value.strip()),)


def _kinds_told(text: str) -> list[str]:
    """As what a text without a kind is looked up.

    >>> _kinds_told("85.07.30-033.28"), _kinds_told("Lou Peeters"), _kinds_told("P-17")
    (['national'], ['name'], ['file_number', 'insurance_number', 'foreign_id', 'document_number', 'online_account'])
    """
    from detectors.kinds.verdicts import kinds_of  # reads lists of names and places

    seen = kinds_of(pa.array([text]))
    kinds = [kind for told, kind in _TOLD_BY if told in seen]
    if kinds and kinds[0] in _SURE:
        return kinds[:1]
    if not any(sign.isdigit() for sign in text):
        return [NAME]
    return [*kinds, FILE_NUMBER, *(kind for kind in LOOKED_UP if kind != "iban")]


def _national(cells: pa.Array, _as_of: dt.date) -> pa.Array:
    return normal.national_numbers(cells).values.texts


def _birth_date(cells: pa.Array, as_of: dt.date) -> pa.Array:
    return normal.birth_days(cells, "dmy", as_of).texts


def _with(normalise: Callable[[pa.Array], normal.Values]) -> Callable[[pa.Array, dt.date], pa.Array]:
    return lambda cells, _as_of: normalise(cells).texts


def _subject(cells: pa.Array, _as_of: dt.date) -> pa.Array:
    return cells.filter(pc.match_substring_regex(cells, r"^[1-9]\d{0,8}$"))


_FORMS: dict[str, Callable[[pa.Array, dt.date], pa.Array]] = {
    NATIONAL: _national,
    EMAIL: _with(normal.emails),
    PHONE: _with(normal.phones),
    NAME: _with(normal.name_words),
    BIRTH_DATE: _birth_date,
    FILE_NUMBER: _with(normal.exact),
    SUBJECT: _subject,
} | {kind: _with(normal.codes) for kind in LOOKED_UP}
