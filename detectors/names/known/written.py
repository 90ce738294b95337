"""The words of a name as it may stand in a note: its own, glued ones, initials, and what accounts are made of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detectors.folding import fold
from detectors.names.lexicon import FAMILY_NAMES, FIRST_NAMES, PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME, GIVEN, PARTICLE, LETTER, INITIALS, HANDLE = range(6)
"""What a word is to its bearer; a given name has short forms."""

_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)+")
_FEWEST_INITIALS = 2
_SHORTEST_HANDLE = 5


def words_of_name(value: str, kind: str = "") -> Iterator[tuple[str, int]]:
    """Each word with what it is, folded.

    >>> sorted(word for word, is_a in words_of_name("Karel Van De Moortel") if is_a == INITIALS)
    ['km', 'kvdm', 'mk', 'vdmk']
    >>> [word for word, is_a in words_of_name("Van den Berghe, Anne-Sophie") if is_a == GIVEN][:3]
    ['anne', 'sophie', 'annesophie']
    """
    family, comma, given = fold(value).partition(",")
    words = _WORD.findall(family)
    if comma:
        yield from _of_parts(_WORD.findall(given), words)
    elif kind == "family_name" or (words and words[0] in PARTICLES and len(words) > 1):
        yield from _of_parts([], words)
    else:
        split = _given_count(value, words)
        yield from _of_parts(words[:split], words[split:])
    for joined in _HYPHENATED.findall(fold(value)) if "-" in value or "'" in value or not value.isascii() else ():
        yield "".join(_WORD.findall(joined)), (GIVEN if comma and joined in given else NAME)


def _given_count(value: str, words: list[str]) -> int:
    """How many of the words are the given name: the first, what a hyphen joins to it, and listed ones behind it."""
    first = _HYPHENATED.match(fold(value).strip())
    count = len(_WORD.findall(first.group())) if first else 1
    while count < len(words) - 1 and words[count] in FIRST_NAMES and words[count] not in PARTICLES:
        count += 1
    return count


def _of_parts(given: list[str], family: list[str]) -> Iterator[tuple[str, int]]:
    for word in given:
        yield word, GIVEN if len(word) > 1 else LETTER
    for word in family:
        alone = len(family) == 1 and not given
        yield word, (PARTICLE if word in PARTICLES and not alone else _of_family(word))
    if len(given) > 1:
        yield "".join(given), GIVEN
    yield from ((glued, NAME) for glued in _with_particles(family))
    for word in (*given, *family):
        if word not in PARTICLES:
            yield word[0], LETTER
    yield from _initials(given, family)
    yield from _handles("".join(given), "".join(family))


def _of_family(word: str) -> int:
    """What a word is where the family name is expected; in lists that write it first, the given name stands there."""
    if len(word) == 1:
        return LETTER
    return GIVEN if word in FIRST_NAMES and word not in FAMILY_NAMES else NAME


def _with_particles(family: list[str]) -> Iterator[str]:
    """``vandenberghe`` of *van den Berghe*."""
    first = 0
    for place, word in enumerate(family):
        if word not in PARTICLES:
            if place > first:
                yield "".join(family[first : place + 1])
            first = place + 1


def _initials(given: list[str], family: list[str]) -> Iterator[tuple[str, int]]:
    bare = [word for word in family if word not in PARTICLES]
    for behind in (family, bare):
        one, other = "".join(word[0] for word in given), "".join(word[0] for word in behind)
        for letters in dict.fromkeys((one + other, other + one, one)):
            if len(letters) >= _FEWEST_INITIALS:
                yield letters, INITIALS


def _handles(given: str, family: str) -> Iterator[tuple[str, int]]:
    """``sofiepeeters``, ``speeters``, ``sofiep`` and the other way round."""
    if given and family:
        for handle in (given + family, family + given, given[0] + family, given + family[0]):
            if len(handle) >= _SHORTEST_HANDLE:
                yield handle, HANDLE
