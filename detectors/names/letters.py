"""Single letters in a row: initials, an abbreviation with stops, a name that is spelled, a heading set wide."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import re2

from detectors.folding import fold
from detectors.lexicons import words
from detectors.names.dictionary import are_german_nouns, in_a_dictionary
from detectors.names.lexicon import NAMES_OF_PEOPLE
from detectors.recognizer import Verdict

_FEW_LETTERS = 2
_LETTERS = re2.compile(r"\pL\.?(?:[ -]?\pL\.?)+")
_SET_WIDE = re2.compile(r"\pL(?: \pL){3,}")
_BEFORE = re2.compile(r"(?:\pL )+$")
_FAR = 60


def initials(candidate: str) -> Verdict:
    """VALID unless an abbreviation that is written like initials is among them.

    >>> initials("J.P."), initials("n.v. P.S.")
    (<Verdict.VALID: 'valid'>, <Verdict.NO: 'no'>)
    """
    return Verdict.NO if _no_initials().intersection(candidate.lower().split()) else Verdict.VALID


def spelled(candidate: str) -> Verdict:
    """VALID for letters that may be a name, MALFORMED for a word, which is one behind a cue; NO for an alphabet.

    >>> spelled("V E R H O E V E N"), spelled("O N T S L A G"), spelled("A B C D")
    (<Verdict.VALID: 'valid'>, <Verdict.MALFORMED: 'malformed'>, <Verdict.NO: 'no'>)
    """
    letters = "".join(filter(str.isalpha, fold(candidate)))
    in_a_row = sum(ord(behind) - ord(letter) == 1 for letter, behind in pairwise(letters))
    spoken = len(set(letters)) > _FEW_LETTERS and bool(set(letters) & set("aeiouy"))
    heading = letters not in NAMES_OF_PEOPLE and bool(in_a_dictionary([letters])[0] | are_german_nouns([letters])[0])
    if not spoken or in_a_row > len(letters) // 2:
        return Verdict.NO
    return Verdict.MALFORMED if heading else Verdict.VALID


def are_nobodys(text: str, start: int, end: int) -> bool:
    """Whether letters that stand apart from each other are an abbreviation or a heading.

    >>> are_nobodys("N.B. de heer", 0, 4), are_nobodys("O N T S L A G", 2, 13), are_nobodys("J.P. Maes", 0, 4)
    (True, True, False)
    """
    written = text[start:end]
    if written[1:2].isalpha() or not _LETTERS.fullmatch(written):
        return False
    if initials(written) is Verdict.NO:
        return True
    before = _BEFORE.search(text[max(0, start - _FAR) : start])
    whole = (before[0] if before else "") + written
    return bool(_SET_WIDE.fullmatch(whole)) and spelled(whole) is not Verdict.VALID


@cache
def _no_initials() -> frozenset[str]:
    """Abbreviations that are written like initials."""
    return frozenset(words("not_initials.txt"))
