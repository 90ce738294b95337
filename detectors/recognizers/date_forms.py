"""How days are written in Dutch, French, German and English: patterns, and what a text in one of them says.

Figures are read day first, as in Belgium, or year first (ISO 8601); month first where the second number can be no
month. Months may be Roman numerals.
"""

from __future__ import annotations

import datetime as dt
import re

import re2

from detectors.dates import MONTH_OF, PIVOT, parse_date
from detectors.folding import fold

_MONTHS = (
    "januari januar janvier january jänner februari februar février fevrier february maart mars märz maerz march april"
    " avril mei mai may juni juin june juli juillet july augustus august août aout september septembre oktober octobre"
    " october november novembre december décembre decembre dezember jan janv feb févr fevr fév mrt maa mar apr avr jun"
    " jul juil aug sept sep okt oct nov dec déc dez"
)
MONTH_NAMES = frozenset(_MONTHS.split())
_SHORTEST_WHOLE = 4
_ABBREVIATED = frozenset(("janv", "févr", "fevr", "juil", "sept"))


def _any_of(names: frozenset[str]) -> str:
    return f"(?i:{'|'.join(sorted(names, key=lambda name: (-len(name), name)))})"


_WHOLE = frozenset(
    name for name in MONTH_NAMES - _ABBREVIATED if len(name) >= _SHORTEST_WHOLE or name in ("mei", "mai", "may")
)
WHOLE_MONTH = _any_of(_WHOLE - {"may"})
MONTH = rf"(?:{_any_of(_WHOLE)}|{_any_of(MONTH_NAMES - _WHOLE)}\.?)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
ORDINAL = r"(?:\.|er|ère|ste|de|e|st|nd|rd|th)?"
YEAR = r"(?:(?:18|19|20)\d{2}|['’]\d{2})"
CALENDAR_YEAR = r"(?:19[3-9]\d|20[0-4]\d)"
_ROMAN = r"(?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)"
_OFFSET = r"(?: ?(?:Z|[+-]\d{2}:?\d{2}|CES?T|UTC))?"
_FRACTION = r"(?:[.,]\d{1,9})?"
_STAMP = rf"(?:T\d{{2}}:\d{{2}}(?::\d{{2}}{_FRACTION})?| \d{{2}}:\d{{2}}:\d{{2}}{_FRACTION})"
"""The time in a stamp that a machine wrote: behind a ``T``, or to the second."""

_MONTH_FIRST = r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:19|20)\d{2}"

IN_FIGURES = (
    rf"{DAY}[-/.–]{MONTH_NUMBER}[-/.–](?:(?:18|19|20)\d{{2}}|['’]?\d{{2}})",
    rf"{DAY} (?:0[1-9]|1[0-2]) (?:19|20)\d{{2}}",
    rf"{DAY} ?/ ?{MONTH_NUMBER} ?/ ?(?:19|20)\d{{2}}",
    rf"(?:18|19|20)\d{{2}}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])(?:{_STAMP}{_OFFSET})?",
    rf"{DAY}[-/. ]{_ROMAN}[-/. ](?:(?:19|20)\d{{2}}|['’]?\d{{2}})",
    rf"{DAY} - {MONTH_NUMBER} - (?:19|20)\d{{2}}",
    _MONTH_FIRST,
)
WRITTEN = (
    rf"{DAY}{ORDINAL}[ \x{{A0}}./-]?(?:of |de )?{MONTH},?[ \x{{A0}}./-](?:de )?{YEAR}",
    rf"{DAY}[-/.]?{_any_of(MONTH_NAMES)}[-/.]?(?:(?:19|20)\d{{2}}|\d{{2}})",
    rf"{MONTH} {DAY}{ORDINAL},? {YEAR}",
    rf"{DAY} {_any_of(MONTH_NAMES)} ?/ ?{_any_of(MONTH_NAMES)} (?:(?:19|20)\d{{2}}|\d{{2}})",
)
SHORT_YEAR = rf"{DAY}{ORDINAL} ?{MONTH} \d{{2}}"
"""``4 mei 85``, which is a date where nothing goes on behind it: ``4 mei 10 uur`` is none."""

COMPACT = (
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}",
)
SIX_FIGURES = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}"
_WEEKDAYS = (
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag lundi mardi mercredi jeudi vendredi samedi dimanche"
    " montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday"
    " sunday"
)
WEEKDAY_NAMES = frozenset(_WEEKDAYS.split())
WEEKDAY_NAME = (
    rf"(?i:{'|'.join(_WEEKDAYS.split())}|ma|di|wo|do|vr|za|zo|lun|mar|mer|jeu|ven|sam|dim|mo|mi|fr|sa|so|mon|tues?|wed"
    r"|thurs?|fri|sat|sun)\.?,? (?:den |de |le |the |dem |op |on )?"
)
WEEKDAY = rf"(?:{WEEKDAY_NAME})?"
_SAID = r"(?:om |à |um |at |@ ?|- )"
_HALF = r"(?: ?(?:u(?:ur)?|Uhr|h|[ap]\.?m\.?))"
_CLOCK = rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?{_HALF}?|\d{{1,2}} ?[uh] ?\d{{2}}|\d{{1,2}}(?:\.\d{{2}})?{_HALF})"
HOUR = rf",? {_SAID}?{_CLOCK}"
_AROUND = re2.compile(rf"^{WEEKDAY}(.+?)(?:{HOUR})?$")
_JOINED = re2.compile(
    rf"^({DAY}){ORDINAL}[ \x{{A0}}./-]?(?:of |de )?"
    rf"({_any_of(MONTH_NAMES)})\.?,?[ \x{{A0}}./-]?(?:de )?({YEAR}|\d{{2}})$"
)
_AMERICAN = re2.compile(_MONTH_FIRST)
_SIX = re2.compile(SIX_FIGURES)
_BLANKS_OF_FIGURES = re.compile(r"(?<=[0-9]) ?([/.]) ?(?=[0-9])")
_COMMON = re.compile(
    r"(?P<day>[0-9]{1,2})"
    r"(?:[-/.](?P<figures>[0-9]{1,2})[-/.](?P<y>(?:18|19|20)[0-9]{2}|'?[0-9]{2})"
    r"| (?P<word>[^\W\d_]{3,9})(?: (?P<year>(?:18|19|20)[0-9]{2}))?)"
    r"(?:(?: om| à| um| at| -)? [0-9]{1,2}:[0-9]{2})?"
)
"""Most dates, with their time: they are read at once, without the weight of all other ways of writing."""

_LAST_DAY = 31


def day_of(text: str) -> dt.date | None:
    """The day that the text names; None where one of day, month and year is missing, or there is no such day.

    >>> day_of("di 12 maart '85 om 14u30"), day_of("03/25/1985"), day_of("12.IV.1985"), day_of("maart 1985")
    (datetime.date(1985, 3, 12), datetime.date(1985, 3, 25), datetime.date(1985, 4, 12), None)
    """
    common = _COMMON.fullmatch(text.strip())
    day = _day_of(common) if common and (common["y"] or common["year"]) else None
    return day or _day_in_other_ways(text)


def _day_of(common: re.Match[str]) -> dt.date | None:
    day, figures, short, word, long = common.groups()
    month = int(figures) if figures else MONTH_OF.get(fold(word), 0)
    year = int(long or short.removeprefix("'"))
    century = 0 if year > 99 else 2000 if year <= PIVOT else 1900  # noqa: PLR2004 two digits
    try:
        return dt.date(century + year, month, int(day))
    except ValueError:
        return None


def _day_in_other_ways(text: str) -> dt.date | None:
    bare = without_time(text).replace("’", "'").replace("–", "-")
    joined = _JOINED.match(bare)
    if joined:
        return parse_date(" ".join(joined.groups()))
    if _AMERICAN.fullmatch(bare):
        return parse_date(bare, "mdy")
    if _SIX.fullmatch(bare):
        return parse_date("/".join((bare[:2], bare[2:4], bare[4:])))
    return parse_date(_BLANKS_OF_FIGURES.sub(r"\1", bare))


def without_time(text: str) -> str:
    """The date without the day of the week before it and the time behind it."""
    around = _AROUND.match(text.strip())
    return str(around.group(1)) if around else text.strip()


def is_day(text: str) -> bool:
    """Whether the text is one day that exists, with its month and year."""
    return day_of(text) is not None


def is_day_and_month(text: str) -> bool | None:
    """Whether the text is a day and the name of its month; None when it is written in another way."""
    common = _COMMON.fullmatch(text)
    if common and (common["y"] or common["year"]):
        return False
    if common and common["word"].lower() in MONTH_NAMES:
        return 0 < int(common["day"]) <= _LAST_DAY
    return None
