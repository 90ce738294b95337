"""Dates of birth: a date, or a year, behind words or signs of birth in four languages: ``° 12/03/1985``, ``née le …``.

Nothing but words may stand between, so that the next date in the line stays the date of an event. The degree sign is
only a sign of birth before a date or a year (``37,2 °C`` and ``n° 12`` are not).

>>> compact("12 mars 1985"), is_valid("12/03/1985"), is_valid("30/02/1985")
('1985-03-12', True, False)
"""

from __future__ import annotations

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers import event_date
from detectors.recognizers.date_forms import IN_FIGURES, WRITTEN

compact = event_date.compact
validate = event_date.validate
is_valid = event_date.is_valid

_BORN = (
    r"(?i:\bgeboren|\bgeb|\bgeboortedat(?:um)?|\bgeboorte|\bverjaardag|\bgebdat|\bgeb\.?\s?dat|\bGD"
    r"|\bnée?s?|\bné[·.(]e\)?"
    r"|\bdate de naissance|\bnaissance|\bDDN|\bDN|\banniversaire|\bgeburtsdatum|\bgeburtstag|\bborn|\bDOB"
    r"|\bD\.O\.B|\bbirth"
    r"|\bdate of birth|\bbirthday|\bbirth ?date)"
)
_BETWEEN = r"[^\d\n;]{0,45}?"
_DATE = "|".join((*WRITTEN, *IN_FIGURES))
_YEAR = r"(?:19|20)\d{2}"
_EIGHT = (
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)


def check(candidate: str) -> Verdict:
    """VALID whatever the day: behind a word of birth a mistyped date is still one."""
    return Verdict.VALID if candidate else Verdict.NO


RECOGNIZER = Recognizer(
    name="birth_date",
    category="birth_date",
    patterns=(
        Pattern(rf"{_BORN}{_BETWEEN}(?P<value>{_DATE})", score=0.95),
        Pattern(rf"(?:°|\*|[Bb]\.)\s?(?P<value>{_DATE})", score=0.95),
        Pattern(rf"°\s?(?:te|à|in)\s[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ '-]*?\s(?:op|le|am|on)\s(?P<value>{_DATE})", score=0.95),
        Pattern(rf"{_BORN}\s?(?::|in|en|im Jahr|jaar)?\s?(?P<value>{_YEAR})", score=0.85),
        Pattern(rf"[°*]\s?(?P<value>{_YEAR})", score=0.85),
        Pattern(rf"{_BORN}[.:\s]{{1,4}}(?P<value>{_EIGHT})", score=0.9),
    ),
    check=check,
    joints="./",
    near="0",
    reach=80,
    compact=compact,
)
