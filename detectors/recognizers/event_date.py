"""Dates, in figures and written in Dutch, French, German and English, with a day, or a month and its year.

Figures are read day first, as in Belgium, or year first (ISO 8601). A birth date is ``birth_date``'s.

>>> is_valid("12/03/2021"), is_valid("1er août 2020"), is_valid("3. März 2019"), is_valid("31/02/2021")
(True, True, True, False)
>>> compact("12 maart 2021")
'2021-03-12'
"""

from __future__ import annotations

import datetime as dt
import re

import re2
from stdnum.exceptions import InvalidFormat

from detectors.dates import MONTH_OF, PIVOT, parse_date
from detectors.folding import fold
from detectors.recognizer import Pattern, Recognizer, Verdict

_MONTH_NAMES = (
    "januari januar janvier january jänner februari februar février fevrier february maart mars märz maerz march april"
    " avril mei mai may juni juin june juli juillet july augustus august août aout september septembre oktober octobre"
    " october november novembre december décembre decembre dezember jan janv feb févr fevr fév mrt maa mar apr avr jun"
    " jul juil aug sept sep okt oct nov dec déc dez"
)
_MONTH_WORDS = frozenset(_MONTH_NAMES.split())
MONTH = rf"(?i:{'|'.join(sorted(_MONTH_NAMES.split(), key=len, reverse=True))})\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:\.|er|ère|ste|de|e|st|nd|rd|th)?"
_YEAR = r"(?:(?:18|19|20)\d{2}|'\d{2})"

IN_FIGURES = (
    rf"{_DAY}[-/.](?:0?[1-9]|1[0-2])[-/.](?:(?:18|19|20)\d{{2}}|'?\d{{2}})",
    rf"{_DAY} (?:0[1-9]|1[0-2]) (?:19|20)\d{{2}}",
    r"(?:18|19|20)\d{2}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d"
    r"|3[01])" + r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?Z?)?",
    rf"{_DAY}[-/.](?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)[-/.](?:19|20)\d{{2}}",
)
WRITTEN = (
    rf"{_DAY}{_ORDINAL}[ \x{{A0}}-]?(?:of |de )?{MONTH},?[ \x{{A0}}-](?:de )?{_YEAR}",
    rf"{MONTH} {_DAY}{_ORDINAL},? {_YEAR}",
)
_WITHOUT_YEAR = (rf"{_DAY}{_ORDINAL}[ \x{{A0}}]{MONTH}", rf"{MONTH} {_DAY}(?:st|nd|rd|th)")
_WITHOUT_DAY = rf"{MONTH} (?:de |van )?(?:19|20)\d{{2}}"
_MONTH_FIGURES = r"(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}"
_WEEKDAY = (
    r"(?:(?i:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|ma|di|wo|do|vr|za|zo|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat"
    r"|sun)\.?,? (?:den |le |the |dem )?)?"
)
_TIME = r"(?:,? (?:om |à |um |at |- )?\d{1,2}(?::\d{2}(?::\d{2})?|[uh]\d{2})(?: ?(?:uur|Uhr|[ap]m))?)?"
_AROUND = re2.compile(rf"^{_WEEKDAY}(.+?){_TIME}$")
_DAY_AND_MONTH = rf"{_DAY}[/.](?:0?[1-9]|1[0-2])\.?"
_RANGE = rf"{_DAY}(?:(?: ?[-–] ?| t/m | tot | au | bis | to ){_DAY}) {MONTH}(?: (?:19|20)\d{{2}})?"
_WITH_TIME = rf"{_WEEKDAY}{_DAY}[/.](?:0?[1-9]|1[0-2])\.?,? (?:om |à |um |at )?\d{{1,2}}(?::\d{{2}}|[uh](?:\d{{2}})?)"
_YEAR_MONTH = r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])"
_PARTIAL = re2.compile("|".join((*_WITHOUT_YEAR, _WITHOUT_DAY, _MONTH_FIGURES, _RANGE, _YEAR_MONTH, _DAY_AND_MONTH)))
_JOINED = re2.compile(rf"^({_DAY}){_ORDINAL}[ \x{{A0}}-]?(?:of |de )?({MONTH}),?[ \x{{A0}}-](?:de )?({_YEAR})$")
_COMMON = re.compile(
    r"(?P<day>[0-9]{1,2})"
    r"(?:[-/.](?P<figures>[0-9]{1,2})[-/.](?P<y>(?:18|19|20)[0-9]{2}|'?[0-9]{2})"
    r"| (?P<word>[^\W\d_]{3,9})(?: (?P<year>(?:18|19|20)[0-9]{2}))?)"
    r"(?:(?: om| à| um| at| -)? [0-9]{1,2}:[0-9]{2})?"
)
"""Most dates, with their time: they are read at once, without the weight of all other ways of writing."""

_LAST_DAY = 31
_DRUGS_AND_VERBS = frozenset({"mar", "may"})  # "2 may" and "1 mar" are seldom dates without a year


def compact(text: str) -> str:
    """ISO 8601 where day, month and year are known, else the trimmed text."""
    parsed = parse_date(_plain(text))
    return parsed.isoformat() if parsed else text.strip()


def _plain(text: str) -> str:
    """Day, month and year, without weekday and time; those of a written date with one space between them."""
    bare = _bare(text)
    joined = _JOINED.match(bare)
    return " ".join(joined.groups()) if joined else bare


def _bare(text: str) -> str:
    """The date without the day of the week before it and the time behind it."""
    around = _AROUND.match(text.strip())
    return str(around.group(1)) if around else text.strip()


def validate(text: str) -> str:
    """The date in ISO 8601.

    Raises:
        stdnum.exceptions.ValidationError: there is no such day; without the value.
    """
    if parse_date(_plain(text)) is None:
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is one date with day, month and year."""
    common = _COMMON.fullmatch(text.strip())
    if common and (common["y"] or common["year"]):
        return _exists(common)
    return parse_date(_plain(text)) is not None


def _exists(common: re.Match[str]) -> bool:
    """Whether there is such a day."""
    day, figures, short, word, long = common.groups()
    month = int(figures) if figures else MONTH_OF.get(fold(word), 0)
    year = int(long or short.removeprefix("'"))
    century = 0 if year > 99 else 2000 if year <= PIVOT else 1900  # noqa: PLR2004 two digits
    try:
        return bool(dt.date(century + year, month, int(day)))
    except ValueError:
        return False


def _is_partial(candidate: str) -> bool:
    """Whether a day without a year is meant, or a month of a year."""
    common = _COMMON.fullmatch(candidate)
    if common and (common["y"] or common["year"]):
        return False
    if common and common["word"].lower() in _MONTH_WORDS:
        return 0 < int(common["day"]) <= _LAST_DAY
    return bool(_PARTIAL.fullmatch(_bare(candidate)))


def check(candidate: str) -> Verdict:
    """VALID for a day that exists, or a month of a year; a day without a year not after ``may`` and ``mar``."""
    if not _is_partial(candidate):
        return Verdict.VALID if is_valid(candidate) else Verdict.MALFORMED
    return Verdict.NO if candidate.rsplit(maxsplit=1)[-1].lower() in _DRUGS_AND_VERBS else Verdict.VALID


RECOGNIZER = Recognizer(
    name="event_date",
    category="event_date",
    patterns=(
        *(Pattern(rf"{_WEEKDAY}(?:{regex}){_TIME}", score=0.75) for regex in (*IN_FIGURES, *WRITTEN)),
        Pattern(_RANGE, score=0.78),
        Pattern(_WITH_TIME, score=0.7),
        Pattern(_YEAR_MONTH, score=0.5),
        *(Pattern(rf"{_WEEKDAY}(?:{regex}){_TIME}", score=0.6) for regex in _WITHOUT_YEAR),
        Pattern(_WITHOUT_DAY, score=0.6),
        Pattern(rf"(?:^|[^\d./])(?P<value>{_MONTH_FIGURES})", score=0.4),
        Pattern(
            rf"(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|{_DAY}(?:0[1-9]|1[0-2])(?:19|20)\d{{2}}", 0.0
        ),
        Pattern(rf"(?P<value>{_DAY_AND_MONTH})(?:[^\d./]|[./](?:\D|$)|$)", score=0.0),
    ),
    check=check,
    context=(
        *("datum", "dd", "d d", "op", "vanaf", "sinds", "tot", "gezien op", "consultatie", "afspraak", "operatiedatum"),
        *("date", "le", "du", "depuis le", "au", "vu le", "consultation du", "rendez vous", "am", "vom", "ab", "bis"),
        *("since", "on", "until", "seen on", "appointment", "van", "naar", "verzet", "opname"),
        *("verplaatst", "deadline", "nota", "controle", "rdv", "bloc", "termin", "auf", "do", "di", "ma", "wo", "vr"),
    ),
    context_score=0.76,
    window=14,
    joints="./",
    near="0",
    compact=compact,
)
