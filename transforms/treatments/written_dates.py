"""Dates inside a text, moved and written as they were: ``12-3-85`` stays short, ``3 mei 1991`` stays Dutch."""

from __future__ import annotations

import datetime as dt
import re

from detectors.dates import parse_date
from detectors.folding import fold

_NAMES = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "nl, short": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "fr, short": "janv févr mars avr mai juin juil août sept oct nov déc",
    "en, short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_SERIES = tuple(tuple(names.split()) for names in _NAMES.values())

_FIGURES = re.compile(r"^(\D*)(\d{1,4})([-/. ])(\d{1,2})([-/. ])('?)(\d{4}|\d{2})(?!\d)(.*)$", re.DOTALL)
_COMPACT = re.compile(r"^\d{8}$")
_WORDS = re.compile(
    r"^.*?(\d{1,2})(?:er|e|ste|de|st|nd|rd|th)?(\.?[ .-]*)([^\W\d_]+)(\.?,?[ .-]*)(\d{4})(?!\d)(.*)$", re.DOTALL
)
_FOUR = 4


def shift_written(text: str, days: int, order: str = "dmy") -> str | None:
    """The date in a text, moved by a number of days, in the form in which it was written.

    A weekday in front is left out: it would no longer be true, and with it one could work the shift back.
    Returns None when the text does not name a day.

    >>> shift_written("12-3-85", 30), shift_written("2024-02-28", 2), shift_written("maandag 3 mei 2021", 30)
    ('11-4-85', '2024-03-01', '2 juni 2021')
    >>> shift_written("août 1985", 30) is None
    True
    """
    day = parse_date(text, order)
    if day is None:
        return None
    moved = day + dt.timedelta(days=days)
    return _in_figures(text, day, moved) or _in_words(text, moved) or moved.isoformat()


def _in_figures(text: str, day: dt.date, moved: dt.date) -> str | None:
    if _COMPACT.match(text.strip()):
        form = "%Y%m%d" if text.strip() == day.strftime("%Y%m%d") else "%d%m%Y"
        return moved.strftime(form)
    parts = _FIGURES.match(text)
    if parts is None:
        return None
    lead, first, one, middle, other, apostrophe, last, rest = parts.groups()
    padded = len(middle) > 1 and (middle.startswith("0") or len(last if len(first) == _FOUR else first) > 1)
    if len(first) == _FOUR:
        return f"{moved.year:04}{one}{_two(moved.month, padded)}{other}{_two(moved.day, padded)}{rest}"
    head, tail = (moved.day, moved.month) if int(first) == day.day else (moved.month, moved.day)
    year = f"{moved.year:04}" if len(last) == _FOUR else f"{apostrophe}{moved.year % 100:02}"
    lead = lead if not any(letter.isalpha() for letter in lead) else ""
    return f"{lead}{_two(head, padded)}{one}{_two(tail, padded)}{other}{year}{rest}"


def _two(number: int, padded: bool) -> str:  # noqa: FBT001 a way of writing
    return f"{number:02}" if padded else str(number)


def _in_words(text: str, moved: dt.date) -> str | None:
    parts = _WORDS.match(text)
    if parts is None:
        return None
    _, gap, word, second_gap, _, rest = parts.groups()
    series = next((names for names in _SERIES if fold(word) in [fold(name) for name in names]), None)
    if series is None:
        return None
    name = series[moved.month - 1]
    name = name.capitalize() if word[0].isupper() else name
    return f"{moved.day}{gap}{name}{second_gap}{moved.year}{rest}"
