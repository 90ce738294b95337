"""Employers, schools and clubs by what announces them: ``werkt bij Colruyt``, ``école Saint-Joseph``.

An employer and a profession together point at a person; hospitals and insurers, which do not, are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from detectors.findings import Span
from detectors.folding import fold
from detectors.names.cues import cue_words, followed
from detectors.names.lexicon import PLAIN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.context import Context
    from detectors.notes import Notes
    from detectors.words import Words

_SCORE = 0.62
_WIDEST_GAP = 10  # an article may stand between
_ARTICLE = r"(?:(?:de|het|een|la|le|les|der|die|das|dem|the|firma|société) |l['’])?"
_LINK = r"(?:(?:van|de|den|der|du|des|la|le|et|en|und|of|and|&|voor|für|pour) ){0,2}"
_BEGIN = r"[A-ZÀ-ÖØ-Þ0-9]"
_BEHIND = re.compile(rf"\s?[:=]?\s?{_ARTICLE}[\"“«]?\s?({_BEGIN}[\w&'’.-]*(?: {_LINK}{_BEGIN}[\w&'’-]*){{0,4}})")
_CARE = re.compile(
    r"(?i)^(?:az|uz|chu|chr|zna|ziekenhuis|hopital|clinique|kliniek|klinik|hospital|campus|polikliniek|dr|prof)\b"
)


def organisations(notes: Notes, words: Words, context: Context) -> Iterator[Span]:
    """The names that stand behind words of work and school.

    >>> from detectors.context import Context
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Werkt bij Colruyt Halle sinds mei."])
    >>> words = words_of(notes)
    >>> [notes.text[s.start : s.end] for s in organisations(notes, words, Context(notes, words))]
    ['Colruyt Halle']
    """
    any_word = np.ones(len(words.start), np.bool_)
    mentions = context.mentions(cue_words("organisation"))
    for place in followed(words, any_word, mentions.ends, within=_WIDEST_GAP):
        found = _BEHIND.match(notes.text, mentions.ends[place], mentions.notes_end[place])
        if found and _is_name(found.group(1)):
            end = found.start(1) + len(found.group(1).rstrip(".'’-&"))
            yield Span(found.start(1), end, "organisation", _SCORE, "organisations")


def _is_name(written: str) -> bool:
    """Whether it does not begin with another word, a number, or a place of care."""
    first = fold(written).split()[0].rstrip(".")
    return not first[0].isdigit() and first not in PLAIN_WORDS and not _CARE.match(fold(written))
