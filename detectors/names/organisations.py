"""Employers, schools and clubs by what announces them: ``werkt bij Colruyt``, ``Bakkerij Lies bv``.

An employer and a profession together point at a person; hospitals and insurers, which do not, are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.folding import fold
from detectors.names.cues import cue_words, followed
from detectors.names.lexicon import PLACE_WORDS, PLAIN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.context import Context
    from detectors.notes import Notes
    from detectors.words import Words

_SCORE = 0.62
_WITH_PLACE_SCORE = 0.67
"""Of a name that ends with a place (``Kabelwerk Eupen``): surer than the place alone."""

_FORM_SCORE = 0.83
"""Beside a legal form or behind the word for a school or shop: surer than that a word of it is a name."""

_WIDEST_GAP = 10  # an article may stand between
_ARTICLE = r"(?:(?:de|het|een|la|le|les|der|die|das|dem|the|firma|société) |l['’])?"
_LINK = r"(?:(?:van|de|den|der|du|des|la|le|et|en|und|of|and|&|voor|für|pour|d['’]) ?){0,2}"
_BEGIN = r"[A-ZÀ-ÖØ-Þ0-9]"
_WORD = r"[\w&'’-]*"
_ABBREVIATED = r"(?:(?<=\b\w)\.|(?<=\b\w\w)\.)?"
_NAME = rf"{_BEGIN}{_WORD}(?:\.[\w&'’-]+)*{_ABBREVIATED}(?: {_LINK}{_BEGIN}{_WORD}){{0,4}}"
_BEHIND = re.compile(rf"\s?[:=(]?\s?{_ARTICLE}[\"“«]?\s?({_NAME})")
_CARE = re.compile(
    r"(?i)^(?:az|uz|chu|chr|zna|ziekenhuis|hopital|clinique|kliniek|klinik|hospital|campus|polikliniek|dr|prof|apotheek"
    r"|pharmacie|apotheke|mutua\w*|ziekenfonds|praktijk|cabinet|huisartsen\w*|uniklinik\w*"
    r"|universitatsklinik\w*|universitair ziekenhuis|genderteam|genderkliniek)\b"
)
_CAPITAL_ARTICLES = frozenset(("de", "het", "'t", "la", "le", "les", "l'", "die", "the", "den"))
_NOUNS = frozenset(
    (
        "krankenhaus", "schule", "verein", "buro", "bereich", "homeoffice", "schichtdienst", "einzelhandel", "verkauf",
        "bank", "fabrik", "stadt", "gemeinde", "supermarkt", "mitglied", "verwaltung", "schicht", "vollzeit",
        "teilzeit", "pflege", "gastronomie", "lager", "produktion", "industrie", "klasse", "familie", "nacht",
        "freunde", "frans",
    )
)  # fmt: skip
"""German writes every noun with a capital."""

_ALSO_WORDS = frozenset(("sa", "bv", "cv", "inc", "as"))
_RIGHT_BEHIND = re.compile(rf"\.? ({_NAME})")
_BEFORE_A_FORM = re.compile(rf"({_NAME}),? ?$")
_LONGEST_BEFORE = 60
_GOES_ON_BEFORE, _GOES_ON_BEHIND = re.compile(r"\w\.$"), re.compile(r"\.\w")
"""Around the *n.v.* of ``t.n.v.`` and ``n.v.t.``, which is no legal form."""


def organisations(notes: Notes, words: Words, context: Context) -> Iterator[Span]:
    """The names that stand behind words of work and school, and beside legal forms.

    >>> from detectors.context import Context
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Werkt bij Colruyt Halle sinds mei, vroeger bij Garage Maes bvba."])
    >>> words = words_of(notes)
    >>> sorted({notes.text[s.start : s.end] for s in organisations(notes, words, Context(notes, words))})
    ['Colruyt Halle', 'Garage Maes', 'Garage Maes bvba']
    """
    yield from _announced(notes, words, context)
    yield from _headed(notes, words, context)
    yield from _with_legal_form(notes, context)


def _announced(notes: Notes, words: Words, context: Context) -> Iterator[Span]:
    """What stands behind ``werkt bij`` and its kin."""
    mentions = context.mentions(cue_words("organisation"))
    any_word = np.ones(len(words.start), np.bool_)
    for place in followed(words, any_word, mentions.ends, within=_WIDEST_GAP):
        found = _BEHIND.match(notes.text, mentions.ends[place], mentions.notes_end[place])
        if found and _is_name(found.group(1)):
            yield _span(found.start(1), found.group(1), _score(found.group(1)))


def _score(name: str) -> float:
    *others, last = name.split()
    return _WITH_PLACE_SCORE if others and fold(last) in PLACE_WORDS else _SCORE


def _headed(notes: Notes, words: Words, context: Context) -> Iterator[Span]:
    """``Garage Maes``, ``Atheneum Brussel``: the word for the kind of house belongs to the name."""
    mentions = context.mentions(cue_words("organisation_head"))
    capital = words.is_capitalised(notes)
    for place in followed(words, capital, mentions.ends, within=1):
        found = _RIGHT_BEHIND.match(notes.text, mentions.ends[place], mentions.notes_end[place])
        if found and _is_name(found.group(1)):
            start = mentions.starts[place]
            yield _span(start, notes.text[start : found.end(1)], _FORM_SCORE)


def _with_legal_form(notes: Notes, context: Context) -> Iterator[Span]:
    """A name before its legal form, or behind it: ``Bakkerij Lies bv``, ``vzw De Kade``."""
    mentions = context.mentions(cue_words("legal_form"))
    for start, end, note_end in zip(mentions.starts, mentions.ends, mentions.notes_end, strict=True):
        form = notes.text[start:end]
        if not _is_form(form) or _goes_on(notes.text, start, end):
            continue
        before = _BEFORE_A_FORM.search(notes.text[max(0, start - _LONGEST_BEFORE) : start].rsplit("\n", 1)[-1])
        behind = _RIGHT_BEHIND.match(notes.text, end, note_end)
        if before and _is_name(before.group(1)):
            first = start - len(before.group(0))
            yield _span(first, notes.text[first:end], _FORM_SCORE)
        elif behind and not _is_a_word(form, behind.group(1)) and _is_name(behind.group(1)):
            yield _span(start, notes.text[start : behind.end(1)], _FORM_SCORE)


def _is_form(written: str) -> bool:
    """Whether a legal form is written as one: ``NV`` and ``GmbH``; ``sa``, and the end of ``she's a``, are words."""
    together = "".join(written.split())
    return together not in _ALSO_WORDS - {"bv"} and (not written.istitle() or written == "Ltd")


def _goes_on(text: str, start: int, end: int) -> bool:
    return bool(_GOES_ON_BEFORE.search(text[max(0, start - 2) : start]) or _GOES_ON_BEHIND.match(text, end))


def _is_a_word(form: str, behind: str) -> bool:
    """Whether a form before what may be a name is another word: ``sa``, and ``SA`` in a text in capitals."""
    return form in _ALSO_WORDS or (form.lower() in _ALSO_WORDS and behind.isupper())


def _is_name(written: str) -> bool:
    """Whether it does not begin with another word, a number, or a place of care; ``De Kade`` may have an article."""
    folded = [word.rstrip(".") for word in fold(written).split()]
    first = folded[1] if folded[0] in _CAPITAL_ARTICLES and len(folded) > 1 else folded[0]
    return first not in PLAIN_WORDS | _NOUNS and not first[0].isdigit() and not _CARE.match(fold(written))


def _span(start: int, written: str, score: float) -> Span:
    return Span(start, start + len(written.rstrip(".'’-&")), "organisation", score, "organisations")
