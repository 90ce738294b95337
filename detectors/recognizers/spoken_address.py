"""Streets with the house number in words, as transcripts of speech write them: ``Kerkstraat drieëntwintig bus twee``.

>>> is_valid("Kerkstraat drieëntwintig"), is_valid("rue haute cent six"), is_valid("in de kerkstraat een")
(True, True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.labels import BEGIN
from detectors.recognizers.number_words import NUMBER
from detectors.recognizers.verbs import accepts, whole

_TYPES = (
    r"(?:straat|laan|dreef|steenweg|plein|lei|baan|kaai|singel|gracht|straße|strasse|gasse|platz|allee|weg|berg|hof"
    r"|markt)"
)
_OLD_OR_LONG = r"(?:(?:oude|nieuwe|grote|kleine|lange|korte|hoge|groene|alte|neue|obere|untere) )?"
_STREET = rf"{_OLD_OR_LONG}[a-zà-ÿ'’-]{{3,}}{_TYPES}|[a-zà-ÿ'’-]{{3,}}(?:er|se) {_TYPES}"
_FRENCH = (
    r"(?:rue|avenue|boulevard|chaussée|place|quai|impasse|allée|chemin|clos|square)(?: (?:de la|de l['’]|du|des|de"
    r"|d['’]|la|le|les|l['’]|aux|au)\b ?)? ?[a-zà-ÿ'’-]{3,}(?:[ -][a-zà-ÿ'’-]{3,}){0,2}?"
)
_ENGLISH = rf"{NUMBER}(?:[ -](?:and )?{NUMBER}){{0,3}} [a-z]{{3,}} (?:street|road|lane|avenue|drive|close|terrace)"
_LABEL = r"(?:,? (?:nummer|hausnummer|haus nummer|numéro|number|nr\.?|numéro c['’]est le))?"
_SAID = rf"{NUMBER}(?:[ -](?:(?:en|et|und|and)[ -])?{NUMBER}){{0,4}}"
_BOX = rf"(?: (?:bus|boîte|boite|bte|box) {NUMBER})?(?: [a-h]\b)?"
_WITH_NUMBER = rf"(?:{_STREET}|{_FRENCH}){_LABEL} {_SAID}{_BOX}"
_ANY = re2.compile(rf"(?i){_WITH_NUMBER}|{_ENGLISH}")
_ARTICLES = frozenset(("een", "ein", "eine", "un", "une", "one", "oh"))
_HOW_OFTEN = re2.compile(r"(?i)\b(?:tou(?:te)?s les|elke|om de|alle|every|pendant|dans|après|il y a|depuis)\b")


def compact(text: str) -> str:
    """The words in lower case, with single spaces."""
    return " ".join(text.lower().split())


def validate(text: str) -> str:
    """The compact address.

    Raises:
        stdnum.exceptions.ValidationError: it is no street with a number in words; without the value.
    """
    return compact(whole(text if check(text) is Verdict.VALID else "", _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a street with a number in words."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless the number may be an article, or says how often or how long."""
    is_none = candidate.lower().split()[-1] in _ARTICLES or _HOW_OFTEN.search(candidate)
    return Verdict.NO if is_none else Verdict.VALID


RECOGNIZER = Recognizer(
    name="spoken_address",
    category="street_address",
    patterns=(
        Pattern(rf"(?i){BEGIN}(?P<value>{_WITH_NUMBER})\b", score=0.88),
        Pattern(rf"(?i){BEGIN}(?P<value>{_ENGLISH})\b", score=0.88),
    ),
    check=check,
    compact=compact,
)
