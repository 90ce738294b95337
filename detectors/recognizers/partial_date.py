"""Times without a day: ``mei 2023``, ``03/1985``, ``najaar 2022``, ``Q3 2024``, ``Noël 2023``, ``sinds 2016``.

A year alone counts behind a word of time only: four figures are as often a postal code, an amount or a dose.

>>> is_valid("été 2021"), is_valid("2016"), is_valid("2016 euro")
(True, True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.date_forms import CALENDAR_YEAR, MONTH, WHOLE_MONTH
from detectors.recognizers.verbs import accepts, whole

_SHORT = r"['’]\d{2}"
_OF = r"(?:van |de |of |du |des |von )?"
_MONTH_OF_YEAR = rf"{MONTH}[ ./-]{_OF}(?:(?:19|20)\d{{2}}|{_SHORT})"
_SEASONS = (
    r"(?i:lente|zomer|herfst|winter|voorjaar|najaar|printemps|été|automne|hiver|frühling|frühjahr|sommer|herbst"
    r"|spring|summer|autumn|fall"
    r"|kerst(?:mis|vakantie)?|pasen|paasvakantie|pinksteren|krokusvakantie|herfstvakantie|nieuwjaar|sinterklaas"
    r"|allerheiligen|hemelvaart|moederdag|vaderdag|valentijn|carnaval|noël|pâques|pentecôte|toussaint|nouvel an"
    r"|ascension|saint-nicolas|weihnachten|ostern|pfingsten|silvester|neujahr|karneval|christmas|easter|new year"
    r"|halloween|ramadan|offerfeest|suikerfeest|pride)"
)
_TURNS = (
    r"(?i:begin|einde?|half|midden|medio|halverwege|start|début|fin|mi|milieu|courant|anfang|mitte|ende|early|late|mid"
    r"|end of|start of|beginning of)"
)
_SEASON_OF_YEAR = rf"(?:{_SEASONS}|{_TURNS})[ -]{_OF}(?:{CALENDAR_YEAR}(?:[-/](?:20)?\d{{2}})?|{_SHORT})"
_QUARTER = (
    rf"(?:[QKT][1-4]|(?:1er|1re|[1-4](?:e|de|ste|ème|st|nd|rd|th|\.)) (?i:kwartaal|trimestre|semestre|quartal|quarter"
    rf"|semester|trimester))[ /-]{_OF}{CALENDAR_YEAR}|{CALENDAR_YEAR}[ /-][QK][1-4]"
)
_TURN_OF_MONTH = rf"(?:{_TURNS}|(?i:sinds|vanaf|depuis|seit|since))[ -](?P<value>{WHOLE_MONTH})"
_IN_FIGURES = rf"(?:0[1-9]|1[0-2])[/.-]{CALENDAR_YEAR}|[1-9]/(?:19[3-9]\d|20(?:0[1-9]|[1-4]\d))"
_YEAR_FIRST = r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])"
_YEARS = rf"{CALENDAR_YEAR}(?: ?[-–] ?{CALENDAR_YEAR})?|{_SHORT}"
_BEHIND_A_WORD = (
    r"\b(?i:sinds|sedert|vanaf|tot|in|rond|omstreeks|anno|jaar|jaren|jaargang|na|voor|depuis|en|avant|après|vers"
    r"|année|années|dès|seit|jahr|nach|vor|since|until|around|before|after|year)(?: het jaar| l'année| le)?"
    rf" (?P<value>{_YEARS})"
)
_ANY = re2.compile(f"{_MONTH_OF_YEAR}|{_SEASON_OF_YEAR}|{_QUARTER}|{_IN_FIGURES}|{_YEAR_FIRST}|{_YEARS}|{WHOLE_MONTH}")


def compact(text: str) -> str:
    """Lower case, single spaces."""
    return " ".join(text.lower().split())


def validate(text: str) -> str:
    """The compact text.

    Raises:
        stdnum.exceptions.ValidationError: it names no time; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a month, a season, a quarter or a year."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID for what names a time."""
    return Verdict.VALID if candidate else Verdict.NO


RECOGNIZER = Recognizer(
    name="partial_date",
    category="event_date",
    patterns=(
        Pattern(_MONTH_OF_YEAR, score=0.6),
        Pattern(_SEASON_OF_YEAR, score=0.6),
        Pattern(_QUARTER, score=0.6),
        Pattern(_YEAR_FIRST, score=0.5),
        Pattern(_TURN_OF_MONTH, score=0.45),
        Pattern(_BEHIND_A_WORD, score=0.45),
        Pattern(rf"{CALENDAR_YEAR} ?[-–] ?{CALENDAR_YEAR}", score=0.46),
        Pattern(rf"(?:^|[^\d./])(?P<value>{_IN_FIGURES})", score=0.4),
    ),
    check=check,
    joints="./",
    compact=compact,
)
