"""Names behind words that announce them: labels, titles, roles of care, kinship, former names, salutations.

The words are data (``lexicons/cues.yaml``); what may stand between the word and the name is told here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import yaml

from detectors.findings import Span
from detectors.folding import fold
from detectors.lexicons import text_of
from detectors.names.leading import TITLES, leading_name
from detectors.names.lexicon import EPONYMS, NAMES_OF_PEOPLE, NO_NAMES, PARTICLES, PLAIN_WORDS
from detectors.names.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from detectors.context import Context
    from detectors.notes import Notes
    from detectors.words import Words

_QUOTE = r"(?:[\"“„«‘'(][ \u00a0]?)?"
_AFTER_LABEL = re.compile(rf"[\"'”]?\s?[:=][ \u00a0\t]{{0,3}}\n?{_QUOTE}")
_AFTER_TITLE = re.compile(r"\.?[ \u00a0]|\.")
_AFTER_STOP = re.compile(r"\.[ \u00a0]?")
_AFTER_KIN = re.compile(r"\s?[:(,]\s?|\s\(?")
_AFTER_FORMER = re.compile(rf"\s?[:=]?\s?{_QUOTE}")
_AFTER_CLOSING = re.compile(r"\s?[,.!]?\s{1,3}(?:[-–—]\s?)?")
_AFTER_SALUTATION = re.compile(rf"\s?:?\s{_QUOTE}")
_AFTER_LINE = re.compile(r"[ \t]*\n[ \t]*")
_AFTER_WORD = re.compile(rf"\.?\s?:?\s{_QUOTE}")
_LONGEST = 90
"""Characters behind a cue in which its name ends."""

_WIDEST_GAP = 7
_LONGEST_ABBREVIATION = 6
"""Letters of a cue that a full stop may shorten, as in ``verpl.``; behind longer words it ends the sentence."""

_OTHER_WORDS = frozenset(
    {"m", "ne", "Ne", "nee", "Nee", "NEE", "pr", "PR", "pre", "PRE", "FR", "get", "BA", "NW", "IA", "PO", "IO"}
)


@dataclass(frozen=True)
class Cue:
    """Words that announce a name.

    Attributes:
        name: shown as the source of a span.
        category: of the names it announces.
        words: key in ``cues.yaml``.
        between: what may stand between the word and the name.
        score: of the names.
        lower_case: whether a listed name counts in lower case too (``dr. peeters``).
        bold: whether it announces what no list knows and has no capital: any word that is no other (``mevr. vermaut``).
        bare: whether no other word stands behind it with a capital (``Mw. Down``; without a stop ``mevrouw Zondag``).
        alone: whether it counts only where it stands alone on its line, as in a form above what is filled in.
    """

    name: str
    category: str
    words: str
    between: re.Pattern[str]
    score: float
    lower_case: bool = True
    bold: bool = False
    alone: bool = False
    bare: bool = False


CUES: tuple[Cue, ...] = (
    Cue("former_name", "former_name", "former", _AFTER_FORMER, 0.9),
    Cue("labelled_relative", "family_member_name", "contact", _AFTER_LABEL, 0.9),
    Cue("labelled_provider", "provider_name", "care", _AFTER_LABEL, 0.9),
    Cue("provider_title", "provider_name", "doctor", _AFTER_TITLE, 0.85, bare=True),
    Cue("provider_role", "provider_name", "care", _AFTER_TITLE, 0.84),
    Cue("relative", "family_member_name", "kin", _AFTER_KIN, 0.82),
    Cue("labelled_name", "person_name", "label", _AFTER_LABEL, 0.88),
    Cue("mail_header", "person_name", "header", _AFTER_LABEL, 0.88),
    Cue("civil_title", "person_name", "civil", _AFTER_TITLE, 0.84, bare=True),
    Cue("bold_title", "person_name", "strong", _AFTER_TITLE, 0.6, bold=True),
    Cue("french_mister", "person_name", "mister", _AFTER_STOP, 0.8, lower_case=False),
    Cue("professor", "provider_name", "professor", _AFTER_TITLE, 0.8, lower_case=False),
    Cue("short_title", "person_name", "stopped", _AFTER_STOP, 0.75, lower_case=False),
    Cue("on_behalf", "provider_name", "on_behalf", _AFTER_TITLE, 0.75, lower_case=False),
    Cue("label_above", "person_name", "above", _AFTER_LINE, 0.75, lower_case=False, alone=True),
    Cue("patient", "person_name", "patient", _AFTER_WORD, 0.75, lower_case=False),
    Cue("salutation", "person_name", "salutation", _AFTER_SALUTATION, 0.8),
    Cue("signature", "person_name", "signature", _AFTER_CLOSING, 0.75),
    Cue("called", "person_name", "called", _AFTER_WORD, 0.75),
    Cue("seen_by", "provider_name", "seen_by", _AFTER_WORD, 0.7, lower_case=False),
    Cue("met", "person_name", "met", _AFTER_WORD, 0.7, lower_case=False),
)


@cache
def cue_words(key: str) -> tuple[str, ...]:
    """The words of one kind of cue.

    >>> "moeder" in cue_words("kin")
    True
    """
    return tuple(word.strip() for line in _all()[key] for word in line.split(", "))


@cache
def _all() -> dict[str, list[str]]:
    read: dict[str, list[str]] = yaml.safe_load(text_of("cues.yaml"))
    return read


def announced_names(notes: Notes, words: Words, context: Context) -> Iterator[Span]:
    """The names that stand behind a cue, cue by cue.

    >>> from detectors.context import Context
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["Haar moeder Els zag dr. Peeters."])
    >>> words = words_of(notes)
    >>> [(s.start, s.end, s.category) for s in announced_names(notes, words, Context(notes, words))]
    [(25, 32, 'provider_name'), (13, 16, 'family_member_name')]
    """
    promising = _promising(notes, words)
    for cue in CUES:
        mentions = context.mentions(cue_words(cue.words))
        for place in followed(words, ~promising if cue.bold else promising, mentions.ends):
            yield from _behind(notes.text, cue, mentions.starts[place], mentions.ends[place], mentions.notes_end[place])


def _promising(notes: Notes, words: Words) -> npt.NDArray[np.bool_]:
    """Which words may begin a name behind a cue: capitalised, or known as a name, a particle or a title."""
    return np.asarray(words.is_capitalised(notes) | words.among(_beginnings()))


@remembered
def _beginnings() -> AbstractSet[str]:
    return NAMES_OF_PEOPLE | PARTICLES | TITLES | {"t", "s"}


def followed(words: Words, promising: npt.NDArray[np.bool_], ends: list[int], within: int = _WIDEST_GAP) -> list[int]:
    """Which of the cues, by their ends, have a promising word right behind them."""
    if not ends:
        return []
    behind = np.searchsorted(words.start, np.array(ends, np.int64))
    exists = behind < len(words.start)
    behind = np.minimum(behind, len(words.start) - 1)
    near = words.start[behind] - np.array(ends, np.int64) <= within
    return np.flatnonzero(exists & near & promising[behind]).tolist()


def _behind(text: str, cue: Cue, start: int, end: int, note_end: int) -> Iterator[Span]:
    between = cue.between.match(text, end, note_end)
    if between is None or not _is_cue(text[start:end]) or (cue.alone and text[start - 1] != "\n"):
        return
    if between[0].startswith(".") and end - start > _LONGEST_ABBREVIATION:
        return  # the sentence ends there: ``zag de assistent. Waarmee``
    first = between.end()
    if first < note_end and (text[first].isalpha() or text[first] in "'’"):
        for begin, stop in leading_name(
            text[first : min(first + _LONGEST, note_end)],
            lower_case=cue.lower_case,
            bold=cue.bold,
            others=_others(stopped="." in between[0]) if cue.bare else frozenset(),
        ):
            yield Span(first + begin, first + stop, cue.category, cue.score, cue.name)


def _others(*, stopped: bool) -> AbstractSet[str]:
    """Other words that are a name behind a title; behind its full stop a sentence may begin with any other."""
    return EPONYMS if stopped else _no_roles()


@remembered
def _no_roles() -> AbstractSet[str]:
    roles = (
        word
        for key in ("care", "kin", "patient", "civil", "office")
        for phrase in cue_words(key)
        for word in phrase.split()
    )
    return (NO_NAMES | EPONYMS) - PLAIN_WORDS - TITLES - set(map(fold, roles))


def _is_cue(written: str) -> bool:
    """Whether case and accents are right where they matter: ``né`` and ``M.`` announce a name, not ``ne`` and ``m``."""
    return written not in _OTHER_WORDS
