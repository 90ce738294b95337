"""What a span of the tagger must hold to be what the tagger says: a file name an ending, an account a digit or a sign.

The tagger goes by what stands around a word, and so takes *Profiel* for an address on the net before a colon. What no
dictionary has stays whatever it is taken for: it may be somebody's name. Names, jobs, houses and places may be any
words and are not asked about, but that abbreviations with stops and headings set wide are nobody's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from detectors.folding import fold
from detectors.names.dictionary import are_german_nouns, in_a_dictionary
from detectors.names.letters import are_nobodys
from detectors.names.lexicon import CERTAIN_FIRST, FAMILY_NAMES, FIRST_NAMES, PLAIN_WORDS, abbreviations
from detectors.recognizers.date_forms import HOUR, MONTH_NAMES, WEEKDAY_NAMES
from detectors.recognizers.number_words import NUMBER
from detectors.tagger.net import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detectors.findings import Span

_NUMBER = rf"(?:\d|\b{NUMBER})"
_AGE = rf"(?:{_NUMBER}|tig\w*er|taine|maand|mois|monat|month|jarig|jährig)"
_DAY = (
    rf"(?:\d|\b(?:{'|'.join(sorted(MONTH_NAMES | WEEKDAY_NAMES))})\b|\b{NUMBER}"
    r"|\b(?:gisteren|eergisteren|morgen|overmorgen|vandaag|hier|demain|aujourd|gestern|heute|yesterday|tomorrow|today))"
)
_SEVERAL_DIGITS = r"\d\D{0,3}\d\D{0,3}\d"
_RECORD = rf"(?:{_SEVERAL_DIGITS}|[A-Z][-/. ]?\d[-/. ]?\d|\d[-/. ]?\d[-/. ]?[A-Z]|\b{NUMBER}\W+{NUMBER})"

_HOLDS = {
    category: re2.compile(f"(?i){pattern}")
    for category, pattern in {
        "age": _AGE,
        "event_date": _DAY,
        "birth_date": _DAY,
        "record_id": _RECORD,
        "insurance_number": _RECORD,
        "document_number": _RECORD,
        "provider_number": _RECORD,
        "national_number": _RECORD,
        "foreign_id": _RECORD,
        "licence_plate": r"\d",
        "cookie_id": r"\d[\w.:-]{5}|[\w.:-]{5}\d",
        "phone": rf"(?:{_SEVERAL_DIGITS}|\b{NUMBER}\W+{NUMBER})",
        "iban": _NUMBER,
        "payment_card": _NUMBER,
        "ip_address": r"[\d:]",
        "mac_address": r"[0-9a-f]{2}[:.-]?[0-9a-f]{2}",
        "email": r"@|\.|\d|\bat\b|apenstaart|arobase|klammeraffe|\bpunt\b|\bpoint\b|\bpunkt\b|\bdot\b",
        "url": r"[./:_\d-]",
        "file_name": r"\.\w{2,4}\b|_|\b(?:img|dsc|scan|foto|photo)\W?\d",
        "postal_code": r"\d",
        "profession": r"\pL{3}",
    }.items()
}

_DURATION = re2.compile(
    r"(?i)\b(?:sinds|sedert|al|reeds|over|binnen|gedurende|elke|om de|na|depuis|dans|pendant|durant|apres|après|il y a"
    r"|tou(?:te)?s les|seit|nach|vor|alle|für|for|since|within|after|every|over)"
    r"(?: (?:een|ca\.?|bijna|environ|presque|etwa|fast|about|almost|nearly))? $"
)
_MONTHS = re2.compile(
    r"(?i)\d+(?:[.,]\d)? ?(?:mnd|maand(?:en)?|mois|mon|monate?n?|months?|mths?|weken|wk|wkn|semaines?|wochen?|weeks?"
    r"|dagen|jours?|tagen?|days?)\.?"
)
"""Which is how long something lasted more often than how old a child is."""

_HOUR = re2.compile(rf"{HOUR}$")
_BEFORE = 24
_OF = re2.compile(r"(?:van|von|de|tnv) (\pL+)")
_VERBS = (" can", " will", " may", " must", " does", " has", " is", " was", " weiß", " weiss")
_WORD = re2.compile(r"\pL+")
_GOES_ON = re2.compile(r"[-/._][\pL\d]")
_INITIALS = re2.compile(r"[A-Z]{1,2}")
_EDGES = re2.compile(
    r"(?:(?:de|het|een|bij|in|op|te|la|le|les|du|des|chez|au|aux|à|der|die|das|dem|den|bei|beim|im|am|zum|zur|the|at|for)"
    r" )*(.*?)(?: (?:in|te|op|van|en|bij|als|à|de|du|des|et|dans|comme|zu|von|und|bei|als|at|of|and|as|near|since|sinds"
    r"|depuis|seit))*"
)
_PLAIN = PLAIN_WORDS | {"cannot"}  # which dictionaries have as two words
_ERROR_CODE = re2.compile("0x[0-9A-Fa-f]{8}")
"""What Windows says of what went wrong."""

_NUMBERS_LABEL = re2.compile(r"(?:ID|[A-Z]{3,5}|(?i:[\pL-]*(?:nr|nummern?|numm?éro|number|[a-z]-id)))")
"""What says which number follows: *NISS*, *Kartennummer*, *PACS-id*."""


def evident(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without what does not hold what one of its kind must, and without ages that are stretches of time.

    >>> from detectors.findings import Span
    >>> text = "Profiel: 41 jaar, sinds vijf jaar, 4 mnd"
    >>> told = [("url", 0, 7), ("age", 9, 16), ("age", 24, 33), ("age", 35, 40)]
    >>> spans = [Span(start, end, category, 0.5, "tagger_of_terms") for category, start, end in told]
    >>> [text[span.start : span.end] for span in evident(text, spans)]
    ['41 jaar']
    """
    for told in spans:
        span = _TRIMMED[told.category](text, told) if told.category in _TRIMMED else told
        if not _is_refuted(text, span):
            yield span


def _is_refuted(text: str, span: Span) -> bool:
    if span.category in NAMES:
        return are_nobodys(text, span.start, span.end)
    return _is_told_by_nothing(text, span) or (span.category == "age" and _is_a_stretch(text, span))


def _without_hour(text: str, span: Span) -> Span:
    """The span of a day up to the hour behind it."""
    hour = _HOUR.search(text[span.start : span.end])
    return span._replace(end=span.start + hour.start()) if hour and hour.start() else span


def _without_edges(text: str, span: Span) -> Span:
    """The span without the articles and prepositions at its ends, which say where or whose."""
    found = _EDGES.fullmatch(text[span.start : span.end])
    return span._replace(start=span.start + found.start(1), end=span.start + found.end(1)) if found else span


def _bare(text: str, span: Span) -> Span:
    """The name without *von* before a given name, which tells whose, and without the verb behind it."""
    written = text[span.start : span.end]
    of = _OF.match(written) if written[0].islower() else None
    is_of = of is not None and fold(of[1]) in CERTAIN_FIRST and fold(of[1]) not in FAMILY_NAMES
    start = of.start(1) if of and is_of else 0
    end = span.start + written.rindex(" ") if written.endswith(_VERBS) else span.end
    return span._replace(start=span.start + start, end=end)


_TRIMMED = {"event_date": _without_hour, "organisation": _without_edges, **dict.fromkeys(NAMES, _bare)}


def _is_told_by_nothing(text: str, span: Span) -> bool:
    pattern, written = _HOLDS.get(span.category), text[span.start : span.end]
    if written.startswith("0x") and _ERROR_CODE.fullmatch(written):
        return True
    goes_on = _GOES_ON.match(text[span.end : span.end + 2])
    if span.category == "online_account" and not goes_on and fold(written) in _PLAIN:  # a password may be any word
        return True
    if pattern is None or goes_on or pattern.search(written):
        return False
    if _NUMBERS_LABEL.fullmatch(written):
        return True
    return not _INITIALS.fullmatch(written) and _are_words(written)


def _are_words(written: str) -> bool:
    """Whether a dictionary, or the list of abbreviations, has all that is no number, and no given name is in it."""
    words = [word for word in _WORD.findall(fold(written)) if word not in abbreviations()]
    return bool((in_a_dictionary(words) | are_german_nouns(words)).all()) and FIRST_NAMES.isdisjoint(words)


def _is_a_stretch(text: str, span: Span) -> bool:
    if _MONTHS.fullmatch(text[span.start : span.end]):
        return True
    return bool(_DURATION.search(text[max(0, span.start - _BEFORE) : span.start]))
