"""What is written around a name and belongs to it, or not: initials, particles and given names do, titles do not.

``J. v. d. Berg`` where a layer was sure of *Berg*, ``'t Jampens``, ``De Pauw`` within a sentence, ``de Wouters
d'Oplinter``, ``Peeters, J.``, ``M. Peeters`` outside French, *Kevin* beside ``de smet``; and *Delvigne* of ``Dre
Delvigne``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detectors.findings import NAME_CATEGORIES
from detectors.folding import fold
from detectors.names.given_names import given_before, given_behind
from detectors.names.leading import TITLES
from detectors.names.lexicon import FAMILY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detectors.findings import Span
    from detectors.notes import Notes

_LINK = r"(?:v\.? ?d\.?|v\.|vd[bhwl]?\.?|van|von|vom|zu|de|den|der|du|la|le|el|ter|ten|da|di|dos|bin|ben)"
_INITIAL = r"[A-ZÀ-ÖØ-Þ]\.[ -]?"
_BEFORE = re.compile(
    rf"(?:^|[\s(«\"“,:/-])((?:{_INITIAL}){{1,4}}(?:{_LINK} ?){{0,3}}"
    r"|['’]t |(?i:van ['’]t )|v\. ?(?:d\. ?)?|vd |(?:[A-ZÀ-ÖØ-Þ]['’]))\Z"
)
_PARTICLE = re.compile(
    r"(?:^|[\s:;.,(«\"“/-])"
    r"((?i:den?|der|van(?: de[nr]?)?|vande[nr]?|el|al|ben|di|da|dos|du|la|le|von|ter|ten|op de|op 't|['’]t) )\Z"
)
_IN_A_SENTENCE = re.compile(r"[\w,] \Z")
"""Elsewhere a sentence or a line may begin, and *De* may be an article."""

_TITLE = re.compile(
    rf"(?:(?i:{'|'.join(sorted(TITLES - {'m', 'em'}, key=len, reverse=True))}|dre|pre|dag|familie|famille)\.? )+"
)
"""French *Dre* and *Pre* too, without the accent of a Flemish *Dré*, and the Flemish *Dag*; ``M.`` is an
initial as often."""

_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?[ -]?){1,3}")
_MISTER = re.compile(r"[MP]r?\. ?")
_ENDS_OF_INITIALS = (".", ". ")
_LONE_M = re.compile(r"(?:^|[\s(«\"“,:/-])(M\.(?:[ -]?[A-ZÀ-ÖØ-Þ]\.)? ?)\Z")
_FRENCH = re.compile(
    r"(?i)\b(?:le|les|par|avec|chez|pour|et|à|au|aux|qui|est|une?|cher|vue?|monsieur|madame|mme|bonjour|reçu|tél)\b"
)
_AROUND = 80
_BEHIND = re.compile(r" ?[dD]['’][A-ZÀ-ÖØ-Þ][\w-]+")
_INITIAL_BEHIND = re.compile(r",? [A-ZÀ-ÖØ-Þ]\.(?=[\s,;:)“”\"»]|$)")
"""Behind a name of one word: ``Silke M.``, ``Heinen, M.``."""

_SMALL_INITIAL = re.compile(r" (?:[b-hj-tv-z]\.|[b-hj-ln-tv-z](?=[,;:!?)\n]))|\.[a-z](?=[\s,;:!?)])")
"""Behind a name in small letters: ``kofi b``, ``hoffmann k.``, ``benjamin.l``."""

_FAR = 24
_LONG_ENOUGH = 3


def with_fringes(notes: Notes, spans: Sequence[Span]) -> list[Span]:
    """The spans, names among them with what is written around them and nothing else has found.

    Args:
        notes: what is read.
        spans: sorted, without overlaps.

    >>> from detectors.findings import Span
    >>> from detectors.notes import join
    >>> notes = join(["J. v. d. Berg belt"])
    >>> [span] = with_fringes(notes, [Span(10, 14, "person_name", 0.8, "tagger")])
    >>> notes.text[span.start : span.end]
    'J. v. d. Berg'
    """
    return list(_turned(notes.text, _widened(notes.text, spans)))


def _turned(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, initials behind a name and a comma joined to it."""
    name: Span | None = None
    for span in spans:
        if name and _are_initials_of(text, name, span):
            name = name._replace(end=span.end)
            continue
        if name:
            yield name
        name = span
    if name:
        yield name


def _are_initials_of(text: str, name: Span, span: Span) -> bool:
    if name.category not in NAME_CATEGORIES or span.category not in NAME_CATEGORIES:
        return False
    return text[name.end : span.start] == ", " and bool(_INITIALS.fullmatch(text[span.start : span.end]))


def _widened(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    last = 0
    for place, span in enumerate(spans):
        until = spans[place + 1].start if place + 1 < len(spans) else len(text)
        yield _wide(text, span, last, until) if span.category in NAME_CATEGORIES else span
        last = span.end


def _wide(text: str, name: Span, last: int, until: int) -> Span:
    """The name with what is written around it, between what was found before and behind it."""
    title = _before_the_name(text, name) if " " in text[name.start : name.end] else None
    if title and title.end() < name.end - name.start:
        name = name._replace(start=name.start + title.end())
        last = name.start
    written = text[name.start : name.end]
    start = name.start - _start(text, name, last, written)
    return name._replace(start=start, end=name.end + _behind(text[name.end : min(until, name.end + _FAR)], written))


def _before_the_name(text: str, name: Span) -> re.Match[str] | None:
    """What the span begins with and is no name: a title, or the *de* of a payer in capitals."""
    written = text[name.start : name.end]
    paid = text.endswith(_CURRENCIES, max(0, name.start - _FAR), name.start)
    return (_FROM.match(written) if paid else None) or _TITLE.match(written)


_CURRENCIES = ("EUR ", "€ ")
_FROM = re.compile(r"(?:de|van|von) (?=[A-ZÀ-ÖØ-Þ]{2})")


def _start(text: str, name: Span, last: int, written: str) -> int:
    """How many characters before a name, behind what was found before it, belong to it."""
    before = text[max(last, name.start - _FAR) : name.start]
    found = _before(before, written.split(" ", maxsplit=1)[0])
    if not found and before.endswith(_ENDS_OF_INITIALS):
        found = _initial(before)
        if found and _FRENCH.search(text[max(0, name.start - _AROUND) : name.end + _AROUND]):
            found = 0
    return found or given_before(before, written)


def _before(text: str, first: str) -> int:
    """How many characters before a name, of which this is the first word, belong to it."""
    found = _BEFORE.search(text)
    if found:
        return 0 if _MISTER.fullmatch(found[1]) else len(found[1])
    return _particle(text, first)


def _initial(text: str) -> int:
    """The letters of ``M. ``, which is no title outside French."""
    found = _LONE_M.search(text)
    return len(found[1]) if found else 0


def _particle(text: str, first: str) -> int:
    """The letters of a capitalised particle, unless it may be an article and makes no listed name with what follows."""
    found = _PARTICLE.search(text)
    if found is None or found[1][0].islower():
        return 0
    is_listed = fold(found[1] + first).replace(" ", "") in FAMILY_NAMES  # De Smet is written Desmet as well
    is_sure = not found[1].isupper() and _IN_A_SENTENCE.search(text[: found.start(1)])
    return len(found[1]) if is_listed or is_sure else 0


def _behind(text: str, name: str) -> int:
    found = _BEHIND.match(text) or (name.islower() and _SMALL_INITIAL.match(text))
    if not found and name.isalpha() and len(name) >= _LONG_ENOUGH:
        found = _INITIAL_BEHIND.match(text)
    return int(found.end()) if found else given_behind(text, name)
