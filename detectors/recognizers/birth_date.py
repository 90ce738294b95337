"""Dates of birth: a date, or a year, behind words or signs of birth in four languages: ``° 12/03/1985``, ``née le …``.

Only a place and small words may stand between, so that the next date in the line stays the date of an event. The
degree sign is only a sign of birth before a date or a year (``37,2 °C`` and ``n° 12`` are not).

>>> compact("12 mars 1985"), is_valid("12/03/1985"), is_valid("30/02/1985")
('1985-03-12', True, False)
"""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers import event_date
from detectors.recognizers.date_forms import (
    CALENDAR_YEAR,
    COMPACT,
    IN_FIGURES,
    SHORT_YEAR,
    SIX_FIGURES,
    WEEKDAY,
    WRITTEN,
)

compact = event_date.compact
validate = event_date.validate
is_valid = event_date.is_valid

_BORN = (
    r"(?i:\bgeboren|\bgeb\b|\bgeboortedat(?:um)?|\bgeboorte|\bverjaardag|\bverjaart|\bjarig|\bgebdat(?:um)?"
    r"|\bgeb\.?\s?dat|\bGD\b"
    r"|\bgeboortejaar|\bnée?s?|\bné[·.(/-]e\)?"
    r"|\bdate de naissance|\bnaissance|\bDDN\b|\bD\.D\.N|\bDN\b|\banniversaire|\bannée de naissance|\bgeburtsdatum"
    r"|\bgeburtstag|\bgeburtsjahr|\bgeb\.?-?dat|\bborn|\bDOB|\bD\.O\.B|\bbirth|\bdate of birth|\bbirthday"
    r"|\bbirth ?date|\bbirth_?date|\byob|\bjg|\bjahrgang|\bbouwjaar|\bjaargang|\blichting|\bpatient né|\bb\.d|\bbday)"
)
_SMALL = (
    r"(?i:op|te|in|à|a|en|le|la|am|zu|on|at|the|of|de|den|der|is|was|est|ist|jahr|jaar|year|datum|date|dag|jour|day"
    r"|van|du|valt|komt|tombe|falls|um|rond|vers|around|jj|mm|aaaa|jjjj|dd|yyyy|patiënte?|patiente?|cliënte?|client)"
)
_PLACE = r"(?:[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]+|(?i:te|in|à|zu|at) [a-zà-ÿ'’-]{2,})"
_BETWEEN = rf'(?:\.|[\s:=,/()\[\]|"\-–_*°à]|{_SMALL}\b|{_PLACE}){{0,18}}?'
_DATE = "|".join((rf"the {WRITTEN[0]}", *WRITTEN, *IN_FIGURES))
_YEAR = rf"{CALENDAR_YEAR}|['’]\d{{2}}"
_SPACED = r"(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]) \d{2}|(?:19|20)\d{2} (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01])"
_YEAR_FIRST_SIX = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DAY_ONLY = "|".join(event_date.WITHOUT_YEAR)
_OF_A_YEAR = (
    r"\b(?i:ik ben|ben|ze is|hij is|zij is|die is|kind|eentje|jaargang|bouwjaar|je suis|elle est|il est) "
    rf"(?i:van|er een van|een van|een|uit|de|né en|née en) (?P<value>{_YEAR})"
)

_BEHIND_A_NAME = rf"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]+ ?\((?i:van|uit|de|von|aus|from) (?P<value>{_YEAR})\)"
_TWO_FIGURES = r"(?i:\bjg\.?|\bjahrgang|\bddn|\bbouwjaar|\bborn in|\bnée? en|\byob|\bgebj\.?)[ :]{1,2}(?P<value>\d{2})"
_IN_A_MESSAGE = r"\|\|(?P<value>(?:19|20)\d{6})\|[FMXOU]?\|"  # HL7


def check(candidate: str) -> Verdict:
    """VALID whatever the day: behind a word of birth a mistyped date is still one."""
    return Verdict.VALID if candidate else Verdict.NO


RECOGNIZER = Recognizer(
    name="birth_date",
    category="birth_date",
    patterns=(
        Pattern(rf"{_BORN}{_BETWEEN}{WEEKDAY}(?P<value>{_DATE})", score=0.95),
        Pattern(rf"(?:°|\*|[Bb]\.|☆)\s?(?P<value>{_DATE})", score=0.95),
        Pattern(rf"°\s?(?:te|à|in)\s[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ '-]*?\s(?:op|le|am|on)\s(?P<value>{_DATE})", score=0.95),
        Pattern(rf"{_BORN}{_BETWEEN}(?P<value>{_YEAR})", score=0.85),
        Pattern(_BEHIND_A_NAME, score=0.8),
        Pattern(rf"(?:^|[^nN]|[A-Za-zÀ-ɏ][nN])[°*]\s?(?P<value>{_YEAR})", score=0.85),
        Pattern(rf"[,(]\s?b\. ?(?P<value>{_YEAR})", score=0.8),
        Pattern(rf"{_BORN}[.:=\s]{{1,4}}(?P<value>{'|'.join(COMPACT)}|{_SPACED})", score=0.9),
        Pattern(rf"{_BORN}[.:=\s]{{1,4}}(?P<value>{SIX_FIGURES}|{_YEAR_FIRST_SIX})", score=0.85),
        Pattern(rf"{_BORN}{_BETWEEN}(?P<value>{_DAY_ONLY})", score=0.8),
        Pattern(rf"{_BORN}{_BETWEEN}(?P<value>{SHORT_YEAR})(?:[^0-9:]|$)", score=0.9),
        Pattern(_OF_A_YEAR, score=0.6),
        Pattern(_TWO_FIGURES, score=0.8),
        Pattern(_IN_A_MESSAGE, score=0.9),
    ),
    check=check,
    joints="./",
    near="0",
    reach=80,
    compact=compact,
)
