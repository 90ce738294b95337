"""Texts made to be slow: runs of one thing, and of what nearly is an identifier or a name.

Work is counted, not timed: twice the text may cost twice the work, and no more.
"""

import re
import sys
from dataclasses import replace
from typing import Any

import pytest

from detectors.context import Context
from detectors.names.beside import BESIDE
from detectors.names.shapes import SHAPES
from detectors.notes import join
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scanning import scan
from detectors.scanning.scan import Scanner, compile_scanner, scan_notes
from detectors.text import find_spans
from detectors.words import words_of

SIGNS = ["1", ".", " ", "\n", "a", "A", "(", "[(", "@", "'", "-", "+", ":", "/", "%", "#", "<", "_", "é", "漢", "\x00"]
NUMBERS = [
    "1.",
    "1.1 ",
    "12 ",
    "123-",
    "85073003329",
    "85.07.30-033.29 ",
    "0475 ",
    "0475/12.34.5 ",
    "+32 ",
    "BE68 5390 ",
]
NUMBERS += [
    "BE68",
    "12/03/",
    "31/02/2021",
    "12 maart ",
    "34 jaar",
    "2018 ",
    "B-2018 ",
    "9000 A ",
    "1-ABC-12",
    "1,2 ng ",
]
NUMBERS += [
    "F64.",
    "fe80:",
    "1:",
    "aa-",
    "P<BEL",
    "+++123/",
    "12:30 ",
    "4111 1111 ",
    "x" * 190 + "1 ",
    "°12 ",
    "tel 1 ",
]
WORDS = [
    "ab ",
    "Ab ",
    "A.",
    "A. ",
    "a-",
    "A-",
    "d'",
    "Jan ",
    "Jan Peeters ",
    "van de ",
    "Van ",
    "J. ",
    "Jan <",
    "Jan (",
]
WORDS += [
    "dr. ",
    "mevr. Jan ",
    "moeder ",
    "née ",
    "werkt bij ",
    "ziekte van ",
    "Crohn ",
    "Jan wrote ",
    "s ",
    "zij/",
    "m/v ",
]
WORDS += [
    "a@b.",
    "a@b.be",
    "a [at] ",
    "www.",
    "https://a.",
    "a#1",
    "Kerkstraat ",
    "Kerkstraat 1 ",
    "rue de la ",
    "naam: ",
]
WORDS += ["RR ", "iban ", "wachtwoord: ", "token=", "instagram: "]
UNITS = SIGNS + NUMBERS + WORDS
KNOWN = ("Jan Peeters", "0475 12 34 56", "Kerkstraat 1")


class Work:
    """What a scan does, counted: the bytes that are searched, those that are skipped, and the candidates."""

    def __init__(self) -> None:
        self.done = 0

    def searching(self, scanner: Scanner) -> Scanner:
        """The scanner, with its searches counted."""
        return replace(scanner, patterns=tuple(replace(one, search=self._search(one)) for one in scanner.patterns))

    def _search(self, entry: Any) -> Any:
        def search(encoded: bytes, begin: int, end: int) -> list[tuple[int, int]]:
            groups: list[tuple[int, int]] = entry.search(encoded, begin, end)
            self.done += 1 + (groups[0][1] if groups[0][1] > 0 else end) - begin
            return groups

        return search

    def match(self, encoded: bytes, begin: int, end: int) -> re.Match[bytes] | None:
        """In the place of the pattern of a run."""
        found = RUN.match(encoded, begin, end)
        self.done += found.end() - begin if found else 1
        return found


RUN = scan._RUN
SCANNER = compile_scanner(RECOGNIZERS + SHAPES + BESIDE)


def text_of(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def work_of_scan(text: str, scanner: Scanner, monkeypatch: pytest.MonkeyPatch) -> int:
    work = Work()
    monkeypatch.setattr(scan, "_RUN", work)
    notes = join([text])
    for _ in scan_notes(notes, Context(notes, words_of(notes)), work.searching(scanner.anew())):
        work.done += 1
    return work.done


def calls_of(text: str) -> int:
    """Calls of functions, Python's own too, while the spans of a text are looked for."""
    calls = 0

    def count(_frame: object, _event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        find_spans(text, known=KNOWN)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_no_pattern_takes_more_than_linear_time(unit: str, monkeypatch: pytest.MonkeyPatch):
    once, twice = (work_of_scan(text_of(unit, size), SCANNER, monkeypatch) for size in (100_000, 200_000))
    assert twice <= 2.2 * once + 2_000


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_no_layer_takes_more_than_linear_time(unit: str):
    find_spans(unit)  # lists are read, patterns compiled
    once, twice = (calls_of(text_of(unit, size)) for size in (22_000, 44_000))
    assert twice <= 2.2 * once + 2_000
