"""Who signs a note: a name alone on its last line (``Autumn``), or small initials at its end (``WV in 6 W. th``).

What is quoted below the note is no part of it. A word that is something else too is a name there, where the line before
has ended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detectors.findings import Span
from detectors.folding import fold
from detectors.lexicons import words
from detectors.names.dictionary import in_a_dictionary
from detectors.names.lexicon import FIRST_NAMES, NAMES_OF_PEOPLE, NO_NAMES, abbreviations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.notes import Notes

_SCORE = 0.6
_LONGEST_LINE = 40
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[ -][^\W\d_a-zß-öø-ÿ][^\W\d_]*)?(?=[.!]?$)")
_ENDED = (".", "!", "?", ")", ",", "…", "*", ";)", ":)")
"""How a line ends behind which somebody signs."""

_QUOTE = re.compile(
    r"\n(?:>|-{3,}|_{5,}|(?:Gesendet|Verzonden|Verstuurd|Envoyé|Sent|Von meinem) "
    r"|(?:Op|Le|Am|On) [^\n]{6,80}(?:schreef|écrit|schrieb|wrote)[^\n]{0,60}:)"
)
"""Where what was written before begins."""

_PAIR = 2
_END = 8
"""Characters in which the initials stand."""

_INITIALS = re.compile(r"(?:[.!?)/] |\n)([a-z]{2,3})\.?$")


def signing_names(notes: Notes) -> Iterator[Span]:
    r"""The names and initials at the end of notes that no other word is likelier to be there.

    >>> from detectors.notes import join
    >>> notes = join(["The code is wrong.\nAutumn", "Wunde reizlos. th", "Bring two cards.\nThanks"])
    >>> [(notes.text[span.start : span.end], span.category) for span in signing_names(notes)]
    [('Autumn', 'person_name'), ('th', 'provider_name')]
    """
    for begin, end in zip(notes.starts.tolist(), notes.ends.tolist(), strict=True):
        whole = notes.text[begin:end]
        quote = _QUOTE.search(whole)
        for written in (whole[: quote.start()], whole) if quote else (whole,):
            yield from _signing(written.rstrip(), begin)


def _signing(written: str, begin: int) -> Iterator[Span]:
    """Who signs at the end of what is written, which begins there."""
    line = written.rfind("\n") + 1
    if line and len(written) - line <= _LONGEST_LINE and (name := _name_on(written, line)):
        yield Span(begin + line, begin + line + len(name), "person_name", _SCORE, "signing_name")
    elif (small := _INITIALS.search(written, max(0, len(written) - _END))) and _are_somebodys(small[1]):
        yield Span(begin + small.start(1), begin + small.end(1), "provider_name", _SCORE, "signing_initials")


def _name_on(written: str, line: int) -> str:
    """The name that is all of the last line; nothing where it is none, or where the text before goes on in it."""
    found = _NAME.match(written, line)
    if found is None or not written[:line].rstrip().endswith(_ENDED):
        return ""
    first, *rest = fold(found[0]).replace("-", " ").split()
    signs = first in NAMES_OF_PEOPLE and first not in NO_NAMES
    return found[0] if signs and (not rest or first in FIRST_NAMES) else ""


def _are_somebodys(small: str) -> bool:
    """Whether small letters are initials: no word, unit or abbreviation; dictionaries have all pairs of letters."""
    is_word = small in words("words_of_two_letters.txt") if len(small) == _PAIR else in_a_dictionary([small])[0]
    return not (small in NO_NAMES or small in abbreviations() or is_word)
