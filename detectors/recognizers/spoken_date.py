"""Dates said in words: ``twaalf maart negentien vijfentachtig``, ``le trois mai mille neuf cent nonante et un``.

>>> is_valid("twaalf maart negentien vijfentachtig"), is_valid("drie maanden")
(True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.date_forms import WHOLE_MONTH
from detectors.recognizers.number_words import NUMBER, in_a_row
from detectors.recognizers.verbs import accepts, whole

_ORDINAL = (
    r"(?:eersten?|tweeden?|derden?|zevende|achtste|premier|ersten?|dritten?|siebten?|achten?|first|second|third|fifth|eighth"
    r"|ninth|twelfth|[a-zéüëöß]{3,20}(?:de|ste[rn]?|te[rn]|tes?|th|ieth|ième)"
    r"|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_DAY = rf"(?:{_ORDINAL}|{NUMBER}(?:[ -](?:et[ -])?{NUMBER})?)"
_YEAR = in_a_row(1, 7)
_MONTH_WITH_DAY = rf"(?:(?:the )?{_DAY} of may|(?:(?:the )?{_DAY}(?: of)? ){WHOLE_MONTH})"
WITH_YEAR = rf"(?i)(?:{_MONTH_WITH_DAY}|{WHOLE_MONTH})(?: (?:the )?{_ORDINAL})?,? (?:van |in |du |de )?{_YEAR}"
DAY_AND_MONTH = rf"(?i){_MONTH_WITH_DAY}"
OF_A_MONTH = rf"(?i){_DAY} (?:van (?:den?|het) |of the |du |des )(?:{_ORDINAL}|{NUMBER}),? {_YEAR}"
"""The month by its number: ``den eersten van den eersten zeventig``."""

_ANY = re2.compile(f"{WITH_YEAR}|{DAY_AND_MONTH}|{OF_A_MONTH}")


def compact(text: str) -> str:
    """The words in lower case, with single spaces."""
    return " ".join(text.lower().split())


def validate(text: str) -> str:
    """The compact words.

    Raises:
        stdnum.exceptions.ValidationError: these are no date in words; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a date in words."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="spoken_date",
    category="event_date",
    patterns=(Pattern(WITH_YEAR, score=0.65), Pattern(DAY_AND_MONTH, score=0.6), Pattern(OF_A_MONTH, score=0.62)),
    compact=compact,
)
