"""Dates, in figures and written in Dutch, French, German and English, with a day, or a month and its year.

Figures are read day first, as in Belgium, or year first (ISO 8601). A birth date is ``birth_date``'s.

>>> is_valid("12/03/2021"), is_valid("1er août 2020"), is_valid("3. März 2019"), is_valid("31/02/2021")
(True, True, True, False)
>>> compact("12 maart 2021")
'2021-03-12'
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.dates import parse_date
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.verbs import accepts

MONTH = (
    r"(?i:januari|januar|janvier|january|jänner|februari|februar|february|février|fevrier|maart|mars|märz|maerz|march"
    r"|april|avril|mei|mai|may|juni|juin|june|juli|juillet|july|augustus|august|août|aout|september|septembre"
    r"|oktober|octobre|october|november|novembre|december|décembre|decembre|dezember"
    r"|jan|janv|feb|févr|fevr|fév|fev|mrt|maa|mar|apr|avr|jun|jul|juil|aug|aoû|sept|sep|okt|oct|nov|dec|déc|dez)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:\.|er|ère|ste|de|e|st|nd|rd|th)?"
_YEAR = r"(?:(?:18|19|20)\d{2}|'\d{2})"

IN_FIGURES = (
    rf"{_DAY}[-/.](?:0?[1-9]|1[0-2])[-/.](?:(?:18|19|20)\d{{2}}|\d{{2}})",
    rf"{_DAY} (?:0[1-9]|1[0-2]) (?:19|20)\d{{2}}",
    r"(?:18|19|20)\d{2}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d"
    r"|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?Z?)?",
    rf"{_DAY}[-/.](?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)[-/.](?:19|20)\d{{2}}",
)
WRITTEN = (
    rf"{_DAY}{_ORDINAL}[ \x{{A0}}-]?(?:of |de )?{MONTH},?[ \x{{A0}}-](?:de )?{_YEAR}",
    rf"{MONTH} {_DAY}{_ORDINAL},? {_YEAR}",
)
_WITHOUT_YEAR = (rf"{_DAY}{_ORDINAL}[ \x{{A0}}]{MONTH}", rf"{MONTH} {_DAY}(?:st|nd|rd|th)")
_WITHOUT_DAY = rf"{MONTH} (?:de |van )?(?:19|20)\d{{2}}"
_MONTH_FIGURES = r"(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}"
_PARTIAL = re2.compile("|".join((*_WITHOUT_YEAR, _WITHOUT_DAY, _MONTH_FIGURES)))
_JOINED = re2.compile(rf"^({_DAY}){_ORDINAL}[ \x{{A0}}-]?(?:of |de )?({MONTH}),?[ \x{{A0}}-](?:de )?({_YEAR})$")
_DRUGS_AND_VERBS = frozenset({"mar", "may"})  # "2 may" and "1 mar" are seldom dates without a year


def compact(text: str) -> str:
    """ISO 8601 where day, month and year are known, else the trimmed text."""
    parsed = parse_date(_plain(text))
    return parsed.isoformat() if parsed else text.strip()


def _plain(text: str) -> str:
    """Day, month and year of a written date with one space between them."""
    joined = _JOINED.match(text.strip())
    return " ".join(joined.groups()) if joined else text.strip()


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
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID for a day that exists, or a month of a year; a day without a year not after ``may`` and ``mar``."""
    if is_valid(candidate):
        return Verdict.VALID
    if not _PARTIAL.fullmatch(candidate):
        return Verdict.MALFORMED
    return Verdict.NO if candidate.rsplit(maxsplit=1)[-1].lower() in _DRUGS_AND_VERBS else Verdict.VALID


RECOGNIZER = Recognizer(
    name="event_date",
    category="event_date",
    patterns=(
        *(Pattern(regex, score=0.75) for regex in (*IN_FIGURES, *WRITTEN)),
        *(Pattern(regex, score=0.6) for regex in (*_WITHOUT_YEAR, _WITHOUT_DAY)),
        Pattern(_MONTH_FIGURES, score=0.4),
        Pattern(
            rf"(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|{_DAY}(?:0[1-9]|1[0-2])(?:19|20)\d{{2}}", 0.0
        ),
        Pattern(rf"{_DAY}[-/.](?:0?[1-9]|1[0-2])", score=0.0),
    ),
    check=check,
    context=(
        *("datum", "dd", "d d", "op", "vanaf", "sinds", "tot", "gezien op", "consultatie", "afspraak", "operatiedatum"),
        *("date", "le", "du", "depuis le", "au", "vu le", "consultation du", "rendez vous", "am", "vom", "ab", "bis"),
        *("since", "on", "until", "seen on", "appointment"),
    ),
    context_score=0.76,
    window=14,
    joints="./",
    compact=compact,
)
