"""Telephone numbers of Belgium and the countries around it, in every way they are written.

Numbers that no operator gave out (``03 123 45 67``) count in the layouts that only telephones have; others, and loose
foreign ones, with context. An enterprise number with its dots (``0475.123.456``) is none, nor are
two dates or the opening hours of a desk.

>>> compact("0475/12.34.56"), compact("32499123456")
('+32475123456', '+32499123456')
>>> is_valid("03 821 30 00"), is_valid("03 123 45 67")
(True, False)
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat
from stdnum.be import vat
from stdnum.exceptions import InvalidFormat, ValidationError

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of
from detectors.recognizers.labels import glued, numbered
from detectors.recognizers.numbering_plans import WITHOUT_PLUS, is_in_use, number_in_use
from detectors.recognizers.separators import BLANKS, DASHES

_ENTERPRISE = re.compile(r"[01]\d{3}\.\d{3}\.\d{3}")
_BELGIAN_MOBILE = re.compile(r"04[5-9]")
_GAPS = re.compile(r"[^0-9]+")
_NEXT = re.compile(r"(?<!\d)[(\[]?(?:\+|0)")
_LAST_DIGITS_OF_ANOTHER = re.compile(r"/\d{1,3}(?!\d)")
_DATES_OR_HOURS = re.compile(
    r"[0-3]?\d([./-])[01]?\d\1(?:19|20)\d{2}(?!\d)"
    r"|[0-3]\d([./-])[01]\d\2\d{2} ?[-–,;]? ?[0-3]\d\2[01]\d\2"
    r"|[0-2]\d[.:][0-5]\d ?[-–] ?[0-2]?\d[.:][0-5]\d"
)
_SHORTEST, _SHORTEST_HIDDEN = 8, 6
_LONGEST_NATIONAL, _LONGEST_ABROAD = 12, 15
_SHORTEST_IN_USE = 5
"""No operator gives out fewer digits."""


def compact(text: str) -> str:
    """E.164 (``+32475123456``) where the number is valid in a region, else its digits.

    A trunk zero that a spreadsheet dropped (``475123456``) is put back; of ``0470 12 34 56/57`` it is the first.
    """
    number = number_in_use(_first_of(text))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else digits_of(text)


def _first_of(text: str) -> str:
    """The number without the last digits of a second one: ``0470 12 34 56`` of ``0470 12 34 56/57``."""
    first, slash, last = text.rpartition("/")
    return first if slash and _LAST_DIGITS_OF_ANOTHER.fullmatch(slash + last) and is_in_use(first) else text


def validate(text: str) -> str:
    """The number in E.164.

    Raises:
        stdnum.exceptions.ValidationError: no numbering plan has it; without the value.
    """
    if _is_enterprise_number(text) or number_in_use(text) is None:
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a telephone number that may be in use."""
    try:
        return bool(validate(text))
    except ValidationError:
        return False


def format(text: str) -> str:  # noqa: A001 the verb of python-stdnum
    """In the international form, ``+32 475 12 34 56``."""
    number = number_in_use(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else text.strip()


def _is_enterprise_number(text: str) -> bool:
    """Whether it is written as one: then it is none when its check digits are wrong *and* it may be a mobile."""
    if not _ENTERPRISE.fullmatch(text.strip()):
        return False
    return bool(vat.is_valid(text)) or not _BELGIAN_MOBILE.match(text.strip())


def locate(candidate: str) -> list[tuple[int, int]]:
    """The numbers in a run of digits and signs: each the longest part, cut between groups, that is in use.

    >>> locate("+32 (0)475 12 34 56 2"), locate("0475 12 34 56/0486 11 22 33"), locate("0470 12 34 56/57")
    ([(0, 19)], [(0, 13), (14, 27)], [(0, 16)])
    """
    found = []
    begin = 0
    while length := _length(candidate[begin:]):
        found.append((begin, begin + length))
        following = _NEXT.search(candidate, begin + length)
        if following is None:
            break
        begin = following.start()
    return found or _likely(candidate)


def _length(text: str) -> int:
    """How long the number is that the text begins with, a second one's last digits included; 0 when none is in use."""
    for end in (len(text), *reversed([gap.start() for gap in _GAPS.finditer(text)])):
        if end < _SHORTEST_IN_USE:
            break
        if is_in_use(text[:end]):
            another = _LAST_DIGITS_OF_ANOTHER.match(text, end)
            return another.end() if another else end
    return 0


def _likely(candidate: str) -> list[tuple[int, int]]:
    """Of a run in which no number is in use, as many groups as a number may have."""
    longest = _LONGEST_ABROAD if candidate.lstrip("([").startswith(("+", "00")) else _LONGEST_NATIONAL
    ends = [len(candidate), *reversed([gap.start() for gap in _GAPS.finditer(candidate)])]
    return [(0, end) for end in ends if _SHORTEST <= len(digits_of(candidate[:end])) <= longest][:1]


def check(candidate: str) -> Verdict:
    """VALID for numbers in use with ``+``, ``00`` or ``0``; MALFORMED for what context must confirm."""
    hidden = candidate[-1] in "xX?*"
    digits = digits_of(candidate)
    if len(digits) < (_SHORTEST_HIDDEN if hidden else _SHORTEST) or _DATES_OR_HOURS.match(candidate):
        return Verdict.NO
    if _is_enterprise_number(candidate):
        return Verdict.NO
    announced = candidate.startswith(("+", "0", "(0", "(+", "[0", "[+")) or bool(WITHOUT_PLUS.match(digits))
    return Verdict.VALID if announced and is_in_use(_first_of(candidate)) else Verdict.MALFORMED


_SIGN = rf"[{BLANKS}{DASHES}./\x{{B7}}]"
_SIGN_OR_BRACKET = rf"[{BLANKS}{DASHES}./()\[\]\x{{B7}}]"
_AT_START = r"(?:^|[^0-9A-Za-z_À-ɏ./:\x{2013}-]|[^0-9][./:\x{2013}-])"
"""What a number without ``+`` may stand behind: not the digits of a date or a range."""

_MORE = rf"(?:(?:{_SIGN}|\x20{_SIGN}\x20)?\d)"

_TELLING = (
    r"(?:04\d{2}[ /.-]{1,3}(?:\d{2}[ .-]?\d{2}[ .-]?\d{2}|\d{3}[ .-]?\d{3})"
    r"|0\d[ /.-]{1,3}\d{3}[ .-]\d{2}[ .-]\d{2}|0\d{2}[ /.-]{1,3}\d{2}[ .-]\d{2}[ .-]\d{2}"
    r"|0\d{2,4} ?/ ?\d{5,8}|01[5-7]\d \d{7,8}|0\d{2} \d{4} \d{4}|07\d{3} \d{6})(?:/\d{2,3}\b)?"
)
"""Layouts of Belgian numbers, and of German and British ones, that are used for little else: in use or not."""

_WITH_LETTERS = r"\b[oO]4[5-9][\doOlI](?:[ /.-]?[\doOlI]{2,3}){2,3}\b"
"""A mobile number typed with letters for noughts and ones: ``o468 2o 77 51``."""

RECOGNIZER = Recognizer(
    name="phone",
    category="phone",
    patterns=(
        Pattern(
            rf"(?:^|[^+*0-9])(?P<value>[(\[]?\+{_SIGN}?[1-9](?:{_SIGN_OR_BRACKET}{{0,3}}\d){{7,24}})",
            score=0.95,
        ),
        Pattern(
            rf"{_AT_START}(?P<value>[(\[]?00{_SIGN}?[1-9](?:{_SIGN_OR_BRACKET}{{0,3}}\d){{7,24}})",
            score=0.95,
        ),
        Pattern(rf"\(0\) ?[1-9]\d{{0,2}}(?:{_SIGN}{{0,2}}\d){{6,7}}", score=0.9),
        Pattern(rf"[(\[]0\d{{1,3}}[)\]](?:{_SIGN}{{0,2}}\d){{5,9}}", score=0.9),
        Pattern(rf"{_AT_START}(?P<value>0[1-9]{_MORE}{{7,24}})", score=0.75),
        Pattern(rf"{_AT_START}(?P<value>0{_SIGN}4{_SIGN}?[5-9]{_MORE}{{7}})", score=0.75),
        Pattern(rf"{_AT_START}(?P<value>{_TELLING})", score=0.74, telling=True),
        Pattern(r"324[5-9]\d{7}|32[1-9]\d{7}", score=0.6),
        Pattern(rf"[Oo]?4[5-9]\d(?:{_SIGN}?\d){{6}}|6[2-9]1(?:{_SIGN}?\d){{6}}", score=0.6),
        Pattern(rf"0[1-9]\d{{0,2}}(?:{_SIGN}?\d{{2}}){{1,3}}(?:{_SIGN}?[xX?*]{{2}}){{1,3}}", score=0.7, telling=True),
        Pattern(r"04\d{2}(?:[ ./]?[\d?xX*_]){5}[?xX*_]", score=0.7, telling=True),
        Pattern(_WITH_LETTERS, score=0.7, telling=True),
        Pattern(glued("tel|telefoon|gsm|fax|mob|mobiel|phone|portable|handy", rf"0[1-9]{_MORE}{{7,10}}"), score=0.8),
    ),
    check=check,
    context=(
        *numbered("tel", "telefoon", "gsm", "mobiel", "fax", "handy", "mobil", "telefon", "ruf", "festnetz", "mobile"),
        *(
            "telnr",
            "tel nr",
            "vast",
            "mijn nummer",
            "haar nummer",
            "zijn nummer",
            "hun nummer",
            "bel",
            "bellen",
            "gebeld",
            "opbellen",
            "terugbellen",
            "bereikbaar",
        ),
        *("noodcontact", "contact", "whatsapp", "sms", "signal", "vaste lijn"),
        *(
            "tél",
            "téléphone",
            "portable",
            "fixe",
            "mon numéro",
            "son numéro",
            "votre numéro",
            "appeler",
            "rappeler",
            "joignable",
            "personne de contact",
        ),
        *("mobilnummer", "rufnummer", "erreichbar", "anrufen", "zurückrufen", "notfallkontakt"),
        *("phone", "telephone", "mobile", "cell", "call", "emergency contact", "reach"),
    ),
    context_score=0.9,
    window=40,
    glued=True,
    locate=locate,
    near="0",
    compact=compact,
)
