"""Whether words that tell the kind of a candidate stand before it.

Words and phrases match whole (``rr`` does not match in ``Verrijcken``), whatever their case and accents, and across
line breaks, since forms put the label above the value.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import re2

from detectors.folding import fold

_GAP = r"[\s_./-]{1,3}"


@cache
def _phrases(words: tuple[str, ...]) -> Any:
    """One pattern for all the words, on folded text that starts and ends with a character of no word."""
    alternatives = "|".join(_GAP.join(re2.escape(piece) for piece in fold(word).split()) for word in words)
    return re2.compile(rf"[^\pL\pN](?:{alternatives})[^\pL\pN]")


def stands_before(text: str, start: int, words: tuple[str, ...], window: int) -> bool:
    """Whether one of the words stands in the ``window`` characters before ``start``.

    >>> stands_before("RR:85.07.30-033.28", 3, ("rr", "numéro national"), 60)
    True
    >>> stands_before("Verrijcken 85.07.30-033.28", 11, ("rr",), 60)
    False
    """
    if not words:
        return False
    begin = max(0, start - window - 1)
    before = text[begin:start]
    return _phrases(words).search(fold(f"{before} " if begin else f" {before} ")) is not None
