"""Where given words occur in a text: whole, in any case and accents, also as a possessive (``Jans``, ``Sofie's``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_POSSESSIVES = ("'s", "s", "'")


def occurrences(folded: str, word: str) -> Iterator[tuple[int, int]]:
    """Start and end of each occurrence of a folded word in a folded text, the possessive left outside.

    >>> list(occurrences("jans moeder, sofie's broer jan, janneke", "jan"))
    [(0, 3), (27, 30)]
    """
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        if _is_whole(folded, start, end):
            yield start, end
        start = folded.find(word, end)


def _is_whole(folded: str, start: int, end: int) -> bool:
    if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
        return False
    for ending in ("", *_POSSESSIVES):
        if folded.startswith(ending, end):
            after = folded[end + len(ending) : end + len(ending) + 1]
            if not after.isalnum() and after != "_":
                return True
    return False
