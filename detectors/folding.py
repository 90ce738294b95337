"""Text without case and accents, character for character, so that offsets stay true.

Notes write ``Médecin``, ``MEDECIN`` and ``medecin``; words are compared in their folded form.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

_LAST_LATIN = 0x24F
_ADDITIONAL_LATIN = range(0x1E00, 0x1F00)
_GREEK_AND_CYRILLIC = range(0x370, 0x530)


def _folded(character: str) -> str:
    """The lower-case base letter of one character; itself where that would be longer than one character."""
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return base if len(base) == 1 and base.isalpha() else character


_UPRIGHT = {0x2019: "'", 0x2018: "'", 0x2BC: "'", 0x2010: "-", 0x2011: "-", 0xA0: " ", 0x202F: " ", 0xDF: "s"}
_LATIN = (*range(0x41, _LAST_LATIN + 1), *_ADDITIONAL_LATIN)
_FOLDED = (
    {code: _folded(chr(code)) for code in (*_LATIN, *_GREEK_AND_CYRILLIC) if chr(code).isalpha()}
    | {ord("ø"): "o", ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("đ"): "d", ord("Đ"): "d", ord("ı"): "i"}
    | _UPRIGHT
)


def fold(text: str) -> str:
    """The text in lower case, without accents, with plain apostrophes, hyphens and spaces; as long as it was.

    ``ß`` becomes ``s`` and ``œ`` stays, since the length may not change.

    >>> fold("Médecin traitant : Élodie D’Hondt")
    "medecin traitant : elodie d'hondt"
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def fold_codes(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The same for the code points of a long text."""
    table = _table()
    return np.where(codes < len(table), table[np.minimum(codes, len(table) - 1)], codes)


@cache
def _table() -> npt.NDArray[np.uint32]:
    """Code point → folded code point, for all that folding changes."""
    table = np.arange(max(_FOLDED) + 1, dtype=np.uint32)
    for code, folded in _FOLDED.items():
        table[code] = ord(folded)
    return table
