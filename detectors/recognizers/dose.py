"""How much of a drug, and when: ``2 x 100 mg``, ``1/2 co``, ``1-0-1``, ``3x1``, ``2500 IE``. Health data.

Doses look like dates (``1/2``, ``2.5``) and like ages; recognised, they stay what they are.

>>> is_valid("2,5 mg"), is_valid("1-0-1"), is_valid("1-800")
(True, True, False)
"""

from __future__ import annotations

import re2

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts, whole

_FIGURE = r"(?:\d{1,5}(?:[.,]\d{1,3})?|\d ?/ ?\d|\d ?[½¼¾])"
_UNIT = (
    r"(?i:[mµuk]g/(?:24h|week|dag|jour|day|kg|ml|[hjdu])|mcg|[mµuk]?g|[mcd]l|cc|ie|iu|ui|eh|kcal"
    r"|comprimés?|compr?\.?|cpr?\.?|co|tabl(?:etten|ette|etjes?|ets?)?\.?|tab\.?|capsules?|caps\.?|pil(?:len|letjes?)?|pills?"
    r"|pompjes?|pompen|pumps?|pulvérisations?|puffs?|spuit(?:en|je)?|inject(?:ies?|ions?)|injektionen|ampullen?"
    r"|ampoules?|sachets?|zakjes?|patch(?:es)?|pleisters?|druppels?|gouttes?|tropfen|gtt|eenheden)"
)
_AMOUNT = rf"(?:\d{{1,2}} ?[x×*] ?)?{_FIGURE}(?: ?[-–/] ?\d{{1,5}}(?:[.,]\d{{1,3}})?)? ?{_UNIT}"
_SCHEME = r"\d(?:[.,]5)?(?:-\d(?:[.,]5)?){2,3}"
_PERIOD = r"(?:dag|jour|day|week|weken|wk|semaine|sem|maand|mois|[dj])"
_TIMES = rf"\d ?[x×] ?\d{{1,2}}(?: ?/ ?{_PERIOD})?|\d ?[x×] ?(?:/ ?|per |par |p\.){_PERIOD}"
_ANY = re2.compile(rf"{_AMOUNT}|{_SCHEME}|{_TIMES}")


def compact(text: str) -> str:
    """Lower case, without spaces, with a decimal point."""
    return "".join(text.split()).replace(",", ".").lower()


def validate(text: str) -> str:
    """The compact dose.

    Raises:
        stdnum.exceptions.ValidationError: it is no dose; without the value.
    """
    return compact(whole(text, _ANY))


def is_valid(text: str) -> bool:
    """Whether the text is a dose."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="dose",
    category="medication",
    patterns=(Pattern(_AMOUNT, score=0.77), Pattern(_SCHEME, score=0.7), Pattern(_TIMES, score=0.7)),
    joints=".,/-",
    near="0",
    compact=compact,
)
