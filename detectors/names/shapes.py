"""Names by the way they are written: initials, family names with capital particles, names beside a mail address.

They are recognizers like those of identifiers: a pattern and a check, scanned along with them.
"""

from __future__ import annotations

from functools import partial

from detectors.folding import fold
from detectors.lexicons import words
from detectors.names.leading import leading_name
from detectors.names.lexicon import NO_NAMES, PLACE_WORDS
from detectors.recognizer import Pattern, Recognizer, Verdict

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏ'’-]+"
_NAME = rf"{_WORD}(?: (?:{_WORD}|[A-Z]\.|van|de|den|der|von|du|le|la|el|al|ben|ter|ten|'t))*"
_NO_INITIALS = words("not_initials.txt")
"""Abbreviations that are written like initials."""


def _initials(candidate: str) -> Verdict:
    return Verdict.NO if _NO_INITIALS.intersection(candidate.lower().split()) else Verdict.VALID


def _with_particle(candidate: str) -> Verdict:
    """VALID unless what follows the particle is another word or a place (``Van Antwerpen naar Gent``)."""
    last = fold(candidate).rsplit(maxsplit=1)[-1]
    return Verdict.NO if last in NO_NAMES or last in PLACE_WORDS else Verdict.VALID


SHAPES: tuple[Recognizer, ...] = (
    Recognizer(
        name="initials",
        category="person_name",
        patterns=(Pattern(r"(?:^|[^A-Za-z0-9À-ɏ.&/-])(?P<value>(?:[A-Z]\.[ -]?){1,3}[A-Z]\.)", score=0.5),),
        check=_initials,
    ),
    Recognizer(
        name="family_name_with_particle",
        category="person_name",
        patterns=(
            Pattern(
                r"[a-zß-ÿ,] (?P<value>(?:Van (?:[Dd]e[nr]?|'t|[Hh]et)|Van|Vanden|Vander|Vande|Von|El|Ben|Ould|De la)"
                rf" {_WORD})",
                score=0.52,
            ),
        ),
        check=_with_particle,
    ),
    Recognizer(
        name="name_of_address",
        category="person_name",
        patterns=(Pattern(rf"(?P<value>{_NAME})[\"']? ?[<(\[][^ <>()@]+@", score=0.8),),
        locate=partial(leading_name, lower_case=True),
        near="@",
        reach=110,
    ),
    Recognizer(
        name="quoted_writer",
        category="person_name",
        patterns=(
            Pattern(rf"(?P<value>{_NAME})(?: <[^ <>]+>)? (?:a écrit|wrote|schrieb|schreef)\s?:", score=0.8),
            Pattern(rf"(?:schreef|schrieb) (?P<value>{_NAME})(?: <[^ <>]+>)?\s?:", score=0.8),
        ),
        locate=partial(leading_name, lower_case=True),
        near=":",
        reach=110,
    ),
)
