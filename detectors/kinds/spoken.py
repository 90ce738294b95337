"""Cells in which a telephone number, a date or an age is said in words: cheap enough for a whole column."""

from __future__ import annotations

import re
from functools import cache

import re2

from detectors.recognizers import age_in_words
from detectors.recognizers.date_forms import WHOLE_MONTH
from detectors.recognizers.number_words import NUMBER

MOST_WORDS = 16
_FEWEST_OF_A_PHONE, _FEWEST_OF_A_DATE = 6, 2
_WORD = re.compile(r"[^\s,.;-]+")
_NUMBER = re2.compile(rf"(?i)^{NUMBER}$")
_ORDINAL = re2.compile(
    r"(?i)^(?:eerste|premier|first|third|second|derde|tweede|[a-zéü]{3,16}(?:de|ste|ten|th|ieth|ième))$"
)
_MONTH = re2.compile(rf"(?i)^{WHOLE_MONTH}$")
_BETWEEN = frozenset({"en", "et", "und", "and", "dubbel", "dubbele", "double", "doppel", "plus", "maal", "fois", "le",
                      "de", "van", "of", "the", "in", "du"})  # fmt: skip
_AGE = re2.compile(r"(?i)^([a-zà-ÿ-]{3,30}) ?(?:jaar|ans|jahre?|years?)$")


def is_phone(text: str) -> bool:
    """Whether the text is a row of numbers in words, as long as a telephone number.

    >>> is_phone("nul vier zeven vijf, twaalf vierendertig zesenvijftig"), is_phone("een twee drie vier vijf appels")
    (True, False)
    """
    words = [word for word in _WORD.findall(text) if word.lower() not in _BETWEEN]
    return _FEWEST_OF_A_PHONE <= len(words) <= MOST_WORDS and all(map(_is_number, words))


def is_date(text: str) -> bool:
    """Whether the text is a day of a month in words, with or without a year.

    >>> is_date("twaalf maart negentien vijfentachtig"), is_date("drie maanden")
    (True, False)
    """
    words = [word for word in _WORD.findall(text) if word.lower() not in _BETWEEN]
    if not _FEWEST_OF_A_DATE <= len(words) <= MOST_WORDS:
        return False
    months = [word for word in words if _MONTH.match(word)]
    return len(months) == 1 and all(_is_number(word) or _ORDINAL.match(word) for word in words if word not in months)


def is_age(text: str) -> bool:
    """Whether the text is an age in words, with or without a word for old.

    >>> is_age("dertig jaar"), is_age("elk jaar")
    (True, False)
    """
    found = _AGE.search(text)
    return age_in_words.is_valid(text) or bool(found and age_in_words.is_valid(found.group(1)))


@cache
def _is_number(word: str) -> bool:
    return _NUMBER.match(word) is not None
