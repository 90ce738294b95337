"""Numbers of records in the clinic's systems, behind the word for the record: ``dossiernr. 2024/0183``.

Nothing in their shape tells them, so the word must stand right before.

>>> compact(" p-10023 "), is_valid("P-10023"), is_valid("ontbreekt")
('P-10023', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cookie_id import UUID
from detectors.recognizers.labels import BEGIN, LINK
from detectors.recognizers.record_labels import LABEL, NOUN
from detectors.recognizers.verbs import accepts

_SPACED = r"[A-Z]{0,4}\d{0,4}(?: \d{2,5}){1,4}[A-Z]?|[A-Z]{1,4} \d{2,6}(?:[./-]\d{1,7})*(?:[/-][A-Z]{1,3})?"
"""In groups, or behind letters that stand apart: ``GP 77 1204``, ``RG 25/77/A``."""

_SHAPE = re2.compile(
    r"(?:\d{1,3} [A-Z]{1,5} )?[A-Z]{0,8}[-/._]?\d[0-9A-Z./_-]{0,63}|(?:[A-Z]+[-_])+\d[0-9A-Z-]*|" + f"{_SPACED}|{UUID}"
)
_VALUE = r"[A-Z]{0,8}[-/._]?\d[0-9A-Z./_-]{1,30}|(?:[A-Z]+[-_])+\d[0-9A-Z-]*"
_OF_COURT = r"\d{1,3} [A-Z]{1,5} \d{1,5}/\d{2,4}"
_LONG_OR_MARKED = (
    r"\d{5,19}(?:[/-][0-9A-Z]{1,6})*|[A-Z]{1,6}[-/]?\d{2,12}(?:[-/.]\d{1,8})+|[A-Z]{1,6}[-/]\d{3,12}(?:-[A-Z]\b)?"
    r"|[A-Z]{1,3}\d{2}-\d{3,8}|[A-Z]?-?\d{2,4}[-/.]\d{3,8}(?:[-/.][0-9A-Z]{1,4})?|\d{4}[-/][A-Z]{1,4}(?:[-/]\d{1,6})?"
    r"|\d{2}[A-Z]-\d{3,7}|\d{2,4}/\d{1,6}/[0-9A-Z]{1,4}|[A-Z]{1,3}\d{4,9}|\d{4,7}[A-Z]|0\d{3}|0x[0-9A-F]{6,8}"
    r"|#?\d{2}(?-i:[A-GI-TV-Z])\d{2,5}"
)
_LETTERS = r"(?:(?-i:[A-Z]{1,4})|[a-z]\b)"
_LONG_IN_GROUPS = (
    rf"{_LETTERS} ?\d{{2,4}} \d{{2,5}}(?: \d{{2,4}})?|\d{{2,4}}(?: \d{{2,4}}){{2,4}}|{_LETTERS} \d{{3,7}}"
    rf"|{_LETTERS} \d{{2,5}}[/.-][0-9A-Z]{{1,6}}(?:[/.-][0-9A-Z]{{1,6}})*"
)
_SMALL_WORDS = frozenset((
    "am", "at", "au", "bis", "de", "des", "du", "en", "et", "for", "from", "im", "in", "le", "les", "mit", "of", "om",
    "on", "op", "ref", "tcp", "the", "to", "tot", "udp", "und", "van", "voor", "vom", "von", "zum", "à",
))  # fmt: skip

_COMPOUND = r"[A-Za-zÀ-ɏ]{3,24}(?:nummer|nr)"
"""In Dutch and German any word grows together with its number: what it is of need not be known."""

_MARKED = rf"{BEGIN}#(?P<value>\d{{4,12}}(?:-[A-Z])?\b)"
_MARKED_CODE = rf"{BEGIN}#(?P<value>[A-Z]{{1,4}}-?\d{{3,8}})\b"
_REFERENCE = rf"(?i){BEGIN}(?:ref|réf) (?P<value>[A-Z]{{0,6}}[-/.]?\d{{2,4}}[-/.]\d{{2,8}}[A-Z0-9/.-]{{0,12}})"


def compact(text: str) -> str:
    """Capitals, trimmed."""
    return text.strip().upper()


def validate(text: str) -> str:
    """The compact number.

    Raises:
        stdnum.exceptions.ValidationError: it is no number; without the value.
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise InvalidFormat
    return number


def is_valid(text: str) -> bool:
    """Whether the text may be the number of a record."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID unless a small word stands before the digits, as before a day or a year."""
    first, _, rest = candidate.partition(" ")
    return Verdict.VALID if is_valid(candidate) and not (rest and first.lower() in _SMALL_WORDS) else Verdict.NO


def locate(candidate: str) -> list[tuple[int, int]]:
    """The number without the full stop of the sentence."""
    return [(0, len(candidate.rstrip("./-")))]


RECOGNIZER = Recognizer(
    name="record_number",
    category="record_id",
    patterns=(
        Pattern(
            rf"(?i){BEGIN}{LABEL}(?: (?:van|de|du|der|of) [a-zà-ÿ]+)?{LINK}(?P<value>{UUID}|{_OF_COURT}|{_VALUE})",
            score=0.7,
        ),
        Pattern(rf"(?i){BEGIN}{LABEL}{LINK}(?P<value>{_LONG_IN_GROUPS})\b", score=0.69),
        Pattern(rf"(?i){BEGIN}{NOUN}{LINK}(?P<value>{_LONG_OR_MARKED})\b", score=0.68),
        Pattern(rf"(?i){BEGIN}{NOUN}{LINK}(?P<value>{_LONG_IN_GROUPS})\b", score=0.67),
        Pattern(rf"{BEGIN}{_COMPOUND}(?i:{LINK})(?P<value>(?i:[A-Z]{{0,6}}[-/.]?\d[0-9A-Z./-]{{3,24}}))", score=0.66),
        Pattern(_MARKED, score=0.64),
        Pattern(_MARKED_CODE, score=0.75),
        Pattern(_REFERENCE, score=0.66),
    ),
    check=check,
    locate=locate,
    near="0",
    reach=80,
    compact=compact,
)
