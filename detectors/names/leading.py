"""The name at the start of a piece of text, where a label, a title or a word of kinship announced one.

Behind such a cue any capitalised word that is no other word is taken for a name, so that names no list knows are found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from detectors.folding import fold
from detectors.names.lexicon import (
    COMMON_WORDS,
    FAMILY_NAMES,
    FIRST_NAMES,
    NAMES_OF_PEOPLE,
    NO_NAMES,
    PARTICLES,
    PLACE_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_WORD = re.compile(r"['’]?[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?(?:\.(?:[^\W\d_]\.)*)?")
_TITLE_WORDS = (
    "dr dokter docteur doctor doktor prof professor professeur mevr mevrouw mw mme madame dhr heer meneer mijnheer"
    " monsieur mlle mej juffrouw juf herr frau mr mrs ms mx drs ir ing lic apr arts em mter meester maitre mijnh m hr"
    " sra srta senor senora senhor senhora pani pd herrn hn hrn"
)
TITLES = frozenset(_TITLE_WORDS.split())
_NEVER_FIRST = frozenset(
    {"in", "aan", "op", "uit", "en", "y", "e", "a", "i", "al", "zu", "zum", "zur", "des", "les", "le", "la"}
)
ONLY_BEFORE_AN_ARTICLE = frozenset({"in", "aan", "op", "uit", "te", "onder", "bij", "vom", "zum", "zur"})
"""Particles that stand inside a name before an article alone (``In 't Veld``), and before a place elsewhere."""

_ARTICLES = frozenset({"de", "den", "der", "het", "t", "'t", "’t"})
_OF = frozenset({"van", "von", "de"})
_NUMBER_BEHIND = re.compile(r"[-/]?\d")
"""Behind the letter of a number: ``patient P-2204``."""

_VERBS = frozenset({"weiß", "weiss"})
"""What somebody knows, and a family name with a capital."""

_LONGEST = 5
_SHORTEST = 4


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str

    @property
    def is_initial(self) -> bool:
        return self.text[0].isupper() and self.text[1:2] in ("", ".")


def leading_name(
    text: str, *, lower_case: bool = False, bold: bool = False, others: AbstractSet[str] = frozenset()
) -> list[tuple[int, int]]:
    """Where the name at the start of the text stands, titles left out; empty when there is none.

    Args:
        text: what follows the cue.
        lower_case: whether a listed name counts in lower case too (``dr. peeters``).
        bold: whether the first word counts in lower case when it is no other word (``mevr. vermaut``).
        others: words that count with a capital, though they are other words, as the first (``mevrouw Zondag``).

    >>> [(s, e)] = leading_name("prof. J. Van den Berghe ziet")
    >>> (s, e)
    (6, 23)
    >>> leading_name("peeters belde", lower_case=True), leading_name("belde gisteren")
    ([(0, 7)], [])
    >>> leading_name("van Elsje"), leading_name("Zita in Hoboken"), leading_name("de Gosselies")
    ([(4, 9)], [(0, 4)], [])
    >>> leading_name("'")
    []
    """
    begin = end = -1
    pending = 0
    particles = ""
    for word, behind in _with_following(_on_one_line(text)):
        if end < 0 and (_is_title(word) or _is_of(word, behind)):
            continue
        if _leads_to_a_place(word, behind) or (word.is_initial and _NUMBER_BEHIND.match(text, word.end)):
            break
        if pending + 1 > _LONGEST or not (
            _may_continue(word, particles, first=end < 0, lower_case=lower_case)
            or (bold and not pending and _may_be_name(word))
            or (not pending and word.text.istitle() and word.folded in others)
        ):
            break
        begin = word.start if begin < 0 else begin
        pending += 1
        particles = particles + word.folded if word.folded in PARTICLES else ""
        if word.folded not in PARTICLES or word.text[0].isupper():
            end = word.end - (word.text.endswith(".") and not word.is_initial)
        if word.text.endswith(".") and not word.is_initial:
            break
    return [(begin, end)] if end > begin >= 0 and _tells(text[begin:end]) else []


def _with_following(words: Iterator[_Word]) -> Iterator[tuple[_Word, _Word | None]]:
    """Each word with the one behind it; no further word is read than is asked for."""
    word = next(words, None)
    while word is not None:
        behind = next(words, None)
        yield word, behind
        word = behind


def _is_title(word: _Word) -> bool:
    return word.folded in TITLES and not word.is_initial


def _is_of(word: _Word, behind: _Word | None) -> bool:
    """Whether a particle only says whose: ``moeder van Elsje``."""
    return word.text in _OF and behind is not None and behind.text[0].isupper() and behind.folded in FIRST_NAMES


def _leads_to_a_place(word: _Word, behind: _Word | None) -> bool:
    """Whether what follows says where, and is no more of the name: ``Zita in Hoboken``, ``chirurgien de Gosselies``."""
    if behind is None:
        return word.text in ONLY_BEFORE_AN_ARTICLE
    if word.text in ONLY_BEFORE_AN_ARTICLE:
        return behind.text.lower() not in _ARTICLES
    return word.text == "de" and behind.folded in PLACE_WORDS and behind.folded not in FAMILY_NAMES


def _tells(name: str) -> bool:
    """Whether more than particles and abbreviations is in it: ``Het secretariaat`` behind a greeting is nobody."""
    words = [word.group() for word in _WORD.finditer(name)]
    return any(fold(word) not in PARTICLES or (len(words) == 1 and fold(word) in FIRST_NAMES) for word in words)


def _on_one_line(text: str) -> Iterator[_Word]:
    """The words up to the first line break or sign other than a space."""
    last = 0
    for match in _WORD.finditer(text):
        if text[last : match.start()].strip(" \u00a0") and last:
            return
        written = match.group()
        last = match.end()
        yield _Word(match.start(), last, written, fold(written).rstrip(".'"))


def _may_be_name(word: _Word) -> bool:
    """Whether a word that no list has may be a name: it is long enough and no other word."""
    return len(word.folded) >= _SHORTEST and word.folded not in NO_NAMES and word.folded.isalpha()


def _may_continue(word: _Word, particles: str, *, first: bool, lower_case: bool) -> bool:
    """Whether the word can be part of a name that a cue announced; ``particles`` stand before it, glued."""
    folded = word.folded
    if word.is_initial or folded in PARTICLES:
        return word.is_initial or not first or folded not in _NEVER_FIRST
    if word.text[0].isupper():
        return folded not in NO_NAMES
    if word.text in _VERBS:
        return False
    with_particles = bool(particles) and particles + folded in NAMES_OF_PEOPLE  # "de wilde" as "dewilde"
    return lower_case and ((folded in NAMES_OF_PEOPLE and folded not in COMMON_WORDS) or with_particles)
