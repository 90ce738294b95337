"""Tables written down one by one, as systems of a clinic export them: `exports/*.txt`.

A table begins with `[name] language rows share`, the share being that of patients to rows (1 for a register). A line
for each column follows: its header, a sign for what the header tells, what the column is, and its cells.

    Ticket ID = record_id <- {n:05}
    Contact ID ~ email
    F3 ? label|free_text <- open; wacht op patiënt; gesloten

The header tells (`=`), tells nothing (`?`), is missing (`-`) or lies (`~`). Categories behind `|` are what a careful
reader could call the column, too. Cells behind `<-` are drawn anew for each row, the first ones more often, and may
hold fields of the row (see `_fields`); without them the cells are made as in `cells/`. Tables take turns in the halves.
"""

from __future__ import annotations

import random
import re
import string
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detectors.folding import fold
from tests.evaluation.development.cells.contact import phone
from tests.evaluation.development.cells.makers import MAKERS
from tests.evaluation.development.cells.row import Column, Row
from tests.evaluation.development.compose import SEED, GoldColumn, GoldTable
from tests.evaluation.development.damage import damaged
from tests.evaluation.development.layouts import Layout
from tests.evaluation.development.rows import rows_of
from tests.evaluation.development.vocabulary import HALVES, category_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.evaluation.development.cells.row import Cell

EXPORTS = Path(__file__).parent / "exports"
_TABLE = re.compile(r"\[(?P<name>[\w.]+)\] (?P<language>nl|fr|de|en) (?P<rows>\d+) (?P<people>[\d.]+)$")
_COLUMN = re.compile(r"(?P<header>.*?) (?P<sign>[=?~-]) (?P<wanted>[\w/:|]+)(?: <- (?P<cells>.+))?$")
_TELLS = {"=": "clear", "?": "cryptic", "-": "missing", "~": "lying"}


@dataclass(frozen=True)
class _Drawn:
    """A field that is drawn anew each time: `{d:4}` is four digits, `{r:18-80}` a number of that range."""

    dice: random.Random
    signs: str = ""

    def __format__(self, layout: str) -> str:
        if self.signs:
            return "".join(self.dice.choices(self.signs, k=int(layout)))
        low, _, high = layout.partition("-")
        return str(self.dice.randint(int(low), int(high)))


def exported() -> Iterator[GoldTable]:
    """All tables, always the same."""
    lines = [line for file in sorted(EXPORTS.glob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines()]
    starts = [place for place, line in enumerate(lines) if line.startswith("[")]
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        columns = [line for line in lines[start + 1 : end] if line and not line.startswith("#")]
        yield _table(lines[start], columns, HALVES[place % 2])


def _table(head: str, lines: list[str], half: str) -> GoldTable:
    told = _parsed(_TABLE, head)
    dice = random.Random(f"{SEED} {told['name']}")
    layout = Layout(told["name"], (), float(told["people"]))
    rows = list(rows_of(layout, half, dice, int(told["rows"])))
    columns = tuple(_column(line, rows, half, told["language"]) for line in lines)
    return GoldTable(told["name"], half, told["language"], columns)


def _column(line: str, rows: list[Row], half: str, language: str) -> GoldColumn:
    told = _parsed(_COLUMN, line)
    dice = random.Random(f"{SEED} {line}")
    wanted, *also = told["wanted"].split("|")
    column = Column(dice, half, language)
    cell = _written(told["cells"], column) if told["cells"] else MAKERS[wanted](column)
    cells = tuple(damaged([cell(row) for row in rows], dice, half))
    role = wanted.partition("/")[2]
    header = told["header"].strip('"')
    return GoldColumn(header, _TELLS[told["sign"]], wanted, category_of(wanted), role, cells, frozenset(also))


def _parsed(pattern: re.Pattern[str], line: str) -> Mapping[str, str]:
    found = pattern.match(line)
    if not found:
        raise ValueError(f"not a table or column in the notation: {line}")
    return found.groupdict()


def _written(text: str, column: Column) -> Cell:
    """Cells as they are written down, the first ones more often."""
    some = [one.strip() for one in text.split(";")]
    weights = [1 / (1 + place % 7) for place in range(len(some))]
    call = phone(column)
    return lambda row: row.dice.choices(some, weights)[0].format_map(_fields(row) | {"phone": call(row)})


def _fields(row: Row) -> dict[str, object]:
    """What cells may hold: of the patient, of who treats (`p…`), of a relative (`r…`), and what is drawn anew."""
    one, other, third, dice = row.patient, row.provider, row.relative, row.dice
    return {
        "n": row.place + 1, "own": int(one.number) % 99991, "nn": one.number, "day": row.day, "born": one.born,
        "age": row.day.year - one.born.year,
        "g": one.given, "f": one.family, "gl": _login(one.given), "fl": _login(one.family), "mail": one.mail,
        "street": one.street, "house": one.house, "zip": one.postal_code, "place": one.place, "former": one.former,
        "pg": other.given, "pf": other.family, "pgl": _login(other.given), "pfl": _login(other.family),
        "rg": third.given, "rf": third.family,
        "d": _Drawn(dice, string.digits), "u": _Drawn(dice, string.ascii_uppercase),
        "l": _Drawn(dice, string.ascii_lowercase), "x": _Drawn(dice, "0123456789abcdef"), "r": _Drawn(dice),
    }  # fmt: skip


def _login(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign in string.ascii_lowercase)
