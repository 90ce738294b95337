"""Days on which something happened, in figures and written out in four languages, with a year or without; and ranges.

The hour behind a day tells nobody apart and stays: a day is moved in the notes, and its hour is as true the day after.
Only the time of a machine's stamp (``2026-03-12T14:30:00``) is a part of it. A birth date is ``birth_date``'s; a month,
a season or a year alone is ``partial_date``'s.

>>> is_valid("12/03/2021"), is_valid("1er août 2020"), is_valid("3. März 2019"), is_valid("31/02/2021")
(True, True, True, False)
>>> compact("12 maart 2021")
'2021-03-12'
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.date_forms import (
    COMPACT,
    DAY,
    HOUR,
    IN_FIGURES,
    MONTH,
    MONTH_NUMBER,
    ORDINAL,
    SHORT_YEAR,
    SIX_FIGURES,
    WEEKDAY,
    WEEKDAY_NAME,
    WRITTEN,
    YEAR,
    day_of,
    is_day,
    is_day_and_month,
    without_time,
)

_ENGLISH_MONTH = r"(?:January|February|March|April|June|July|August|September|October|November|December)"
WITHOUT_YEAR = (
    rf"{DAY}{ORDINAL}[ \x{{A0}}-](?:of |de )?{MONTH}",
    rf"{MONTH} {DAY}(?:st|nd|rd|th)",
    rf"{_ENGLISH_MONTH} {DAY}",
)
_DAY_AND_MONTH = rf"(?:{DAY}/{MONTH_NUMBER}|{DAY}\.{MONTH_NUMBER}\.?)"
_TO = r"(?: ?[-–/] ?| t/m | tot | en | au | et | bis | und | to | and | & )"
_RANGE = rf"{DAY}{ORDINAL}{_TO}(?:le |den |the )?{DAY}{ORDINAL} (?:of )?{MONTH}(?: {YEAR})?"
_RANGE_IN_FIGURES = (
    rf"{DAY}{_TO}{DAY}[/.]{MONTH_NUMBER}[/.](?:(?:19|20)\d{{2}}|\d{{2}})",
    rf"{DAY}[/.]{MONTH_NUMBER}{_TO}{DAY}[/.]{MONTH_NUMBER}[/.](?:(?:19|20)\d{{2}}|\d{{2}})",
)
_ON_A_WEEKDAY = rf"{WEEKDAY_NAME}{DAY}[/.]{MONTH_NUMBER}\.?"
_BEFORE_AN_HOUR = rf"(?P<value>{WEEKDAY}{DAY}[/.]{MONTH_NUMBER}\.?){HOUR}"
_TELLING = r"(?i:\bdatum|\bdate|\bdd|\bd\.d\.|\bgezien|\bgezien op|\bvu le|\bgesehen am|\bseen)"
_WITHOUT_A_YEAR = re2.compile("|".join((*WITHOUT_YEAR, _RANGE, *_RANGE_IN_FIGURES, _DAY_AND_MONTH)))
_DRUGS_AND_VERBS = frozenset({"mar", "may"})  # "2 may" and "1 mar" are seldom dates without a year or a weekday


def compact(text: str) -> str:
    """ISO 8601 where day, month and year are known, else the trimmed text."""
    day = day_of(text)
    return day.isoformat() if day else text.strip()


def validate(text: str) -> str:
    """The date in ISO 8601.

    Raises:
        stdnum.exceptions.ValidationError: there is no such day; without the value.
    """
    day = day_of(text)
    if day is None:
        raise InvalidFormat
    return day.isoformat()


def is_valid(text: str) -> bool:
    """Whether the text is one date with day, month and year."""
    return is_day(text)


def _is_without_year(candidate: str) -> bool:
    common = is_day_and_month(candidate)
    return bool(_WITHOUT_A_YEAR.fullmatch(without_time(candidate))) if common is None else common


def check(candidate: str) -> Verdict:
    """VALID for a day that exists or a range of days; a lone number not before ``may`` and ``mar``."""
    if not _is_without_year(candidate):
        return Verdict.VALID if is_day(candidate) else Verdict.MALFORMED
    doubtful = candidate[0].isdigit() and candidate.rsplit(maxsplit=1)[-1].lower() in _DRUGS_AND_VERBS
    return Verdict.NO if doubtful else Verdict.VALID


RECOGNIZER = Recognizer(
    name="event_date",
    category="event_date",
    patterns=(
        *(Pattern(rf"{WEEKDAY}(?:{regex})", score=0.75) for regex in (*IN_FIGURES, *WRITTEN)),
        *(Pattern(regex, score=0.78) for regex in (_RANGE, *_RANGE_IN_FIGURES)),
        Pattern(_BEFORE_AN_HOUR, score=0.77),
        Pattern(_ON_A_WEEKDAY, score=0.77),
        *(Pattern(rf"{WEEKDAY}(?:{regex})", score=0.6) for regex in WITHOUT_YEAR),
        Pattern(rf"(?P<value>{WEEKDAY}{SHORT_YEAR})(?:\s*[,.;)\n]|$)", score=0.75),
        Pattern(rf"{_TELLING}[.:\s]{{1,3}}(?P<value>{SIX_FIGURES})", score=0.6),
        Pattern("|".join(COMPACT), 0.0),
        Pattern(_DAY_AND_MONTH, score=0.0),
    ),
    check=check,
    context=(
        *("datum", "dd", "d d", "op", "vanaf", "sinds", "tot", "gezien op", "consultatie", "afspraak", "operatiedatum"),
        *("date", "le", "du", "depuis le", "au", "vu le", "consultation du", "rendez vous", "am", "vom", "ab", "bis"),
        *("since", "on", "until", "seen on", "appointment", "van", "naar", "verzet", "opname"),
        *("verplaatst", "deadline", "nota", "controle", "rdv", "bloc", "termin", "auf", "do", "di", "ma", "wo", "vr"),
        *("labo", "bloedname", "prise de sang", "labor", "blutabnahme", "bloods", "ontslag", "sortie", "entlassung"),
        *("echo", "échographie", "rx", "mri", "irm", "scanner", "ingreep", "operatie", "intervention", "contrôle"),
    ),
    context_score=0.76,
    window=14,
    joints="./",
    near="0",
    compact=compact,
)
