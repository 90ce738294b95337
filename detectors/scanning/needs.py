r"""What every match of a pattern holds: where a text holds none of it, the pattern need not be tried.

It is worked out from the pattern, as search engines do for regular expressions (Russ Cox, "Regular Expression Matching
with a Trigram Index", 2012): of each part, which texts it matches, or how these begin and end. A match of
``(?:tel|gsm)\.? ?\d{9}`` holds ``tel`` or ``gsm``, so a text without these is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain, groupby, product, starmap
from math import prod
from re import _constants as code  # type: ignore[attr-defined]  # the standard library's parser of patterns
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from detectors.scanning.grams import LENGTH, ranges_of, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt

_Texts = frozenset[str]

_MOST_TEXTS = 200
_LONGEST_TEXT = 24
_LONGEST_EDGE = 6
_MOST_WHOLE = 1000
_MOST_SIGNS = 10
_MOST_REPEATED = 3
"""Bounds of what is kept of a part of a pattern; beyond them less is known of it, and nothing wrong."""

_WIDEST = 1000
"""Characters; of a pattern with longer matches whole notes are read."""

_CODE_POINT = re.compile(r"\\x\{([0-9a-fA-F]+)\}")
_LETTER = re.compile(r"\\p\{?L\}?")
"""What RE2 writes otherwise than the standard library."""

_MOST_PLACES = 0.03
"""What stands in a larger share of all places is everywhere."""

_SHARES = {sign: place * 0.004 for place, sign in enumerate("qxywjfzkbhvpcgmuldosritane", 1)} | {" ": 0.15, "0": 0.08}
_RARE_SHARE = 0.008
_DIGITS_TOGETHER = 7.0
"""How frequent signs are in notes, roughly, and how much more frequent a digit is behind a digit."""


@dataclass(frozen=True, eq=False)
class Needs:
    """What every match of a pattern holds.

    Attributes:
        ranges: groups of three signs (``detectors.scanning.grams``), one of which is in each match; None where nothing
            is certain, or only what stands everywhere.
        width: characters in the longest match; None when there is no longest.
    """

    ranges: npt.NDArray[np.uint16] | None
    width: int | None


@cache
def needs_of(regex: str) -> Needs:
    r"""What every match of a pattern holds.

    >>> needs_of(r"(?i)tel\.? ?\d{9}").width, needs_of(r"\w+").ranges is None
    (14, True)
    """
    spelt = _CODE_POINT.sub(lambda found: re.escape(chr(int(found[1], 16))), regex)
    parsed = parser.parse(_LETTER.sub(r"[^\\W\\d_]", spelt))
    held = _of_sequence(parsed).loose().held
    _, width = parsed.getwidth()
    ranges = ranges_of(sorted(set(map(_rarest, held)))) if held and _share(held) <= _MOST_PLACES else None
    return Needs(ranges, width if width < _WIDEST else None)


@dataclass(frozen=True)
class _Part:
    """What is known of a part of a pattern, in signs.

    Attributes:
        whole: all texts that it matches; None when these are too many.
        first: how they begin, when they are too many.
        last: how they end.
        held: each holds one of these; None when nothing is known.
        optional: whether it may be left out, when they are too many.
    """

    whole: _Texts | None
    first: _Texts = frozenset(("",))
    last: _Texts = frozenset(("",))
    held: _Texts | None = None
    optional: bool = False

    def loose(self) -> _Part:
        """The same by beginnings and ends alone."""
        if self.whole is None:
            return self
        held = _rarer(self.held, self.whole)
        return _Part(None, _beginnings(self.whole), _endings(self.whole), held, "" in self.whole)


_NOTHING = _Part(frozenset(("",)))
_ANYTHING = _Part(None)


def _of_sequence(parsed: Any) -> _Part:
    return reduce(_joined, _of_items(parsed), _NOTHING)


def _of_items(parsed: Any) -> Iterator[_Part]:
    """The parts of a sequence; letters beside each other, of which lists of words have many, are one part."""
    for is_literal, items in groupby(parsed, lambda item: item[0] is code.LITERAL):
        if is_literal:
            yield _Part(frozenset(("".join(sign_of(chr(argument)) for _, argument in items),)))
        else:
            yield from starmap(_of_item, items)


def _of_item(operation: Any, argument: Any) -> _Part:
    if operation is code.IN:
        return _of_class(argument)
    if operation is code.SUBPATTERN:
        return _of_sequence(argument[3])
    if operation is code.BRANCH:
        return _one_of(list(map(_of_sequence, argument[1])))
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT):
        return _repeated(argument[0], argument[1], _of_sequence(argument[2]))
    return _NOTHING if operation is code.AT else _ANYTHING


def _of_class(items: Iterable[tuple[Any, Any]]) -> _Part:
    signs: set[str] = set()
    for operation, argument in items:
        if operation is code.LITERAL:
            signs.add(sign_of(chr(argument)))
        elif operation is code.RANGE and argument[1] - argument[0] < _WIDEST:
            signs.update(sign_of(chr(point)) for point in range(argument[0], argument[1] + 1))
        elif operation is code.CATEGORY and argument in _SIGNS_OF_CATEGORIES:
            signs.add(_SIGNS_OF_CATEGORIES[argument])
        else:
            return _ANYTHING
    return _Part(frozenset(signs)) if len(signs) <= _MOST_SIGNS else _ANYTHING


_SIGNS_OF_CATEGORIES = {code.CATEGORY_DIGIT: sign_of("0"), code.CATEGORY_SPACE: sign_of(" ")}


def _repeated(least: int, most: int, part: _Part) -> _Part:
    certain = reduce(_joined, [part] * min(least, _LONGEST_TEXT), _NOTHING)
    if most == least:
        return certain
    if most - least <= _MOST_REPEATED and part.whole is not None:
        return _one_of([reduce(_joined, [part] * more, certain) for more in range(most - least + 1)])
    if not least:
        once = part.loose()
        return _Part(None, once.first, once.last, optional=True)
    edges = certain.loose()
    return _Part(None, edges.first, edges.last, edges.held, edges.optional)


def _joined(one: _Part, other: _Part) -> _Part:
    """The one, and behind it the other."""
    both = _crossed(one.whole, other.whole)
    if both is not None:
        return _Part(both)
    before, behind = one.loose(), other.loose()
    is_certain = (one.whole or not before.optional) and (other.whole or not behind.optional)
    held = _rarer(before.held, behind.held, _crossed(before.last, behind.first) if is_certain else None)
    return _Part(
        None,
        _beginnings(
            _crossed(one.whole, _of_all(behind, behind.first)) or _of_either(before, before.first, behind.first)
        ),
        _endings(_crossed(_of_all(before, before.last), other.whole) or _of_either(behind, behind.last, before.last)),
        held,
        before.optional and behind.optional,
    )


def _of_all(part: _Part, edges: _Texts) -> _Texts:
    """Its beginnings or ends; nothing is one where it may be left out."""
    return edges | {""} if part.optional else edges


def _of_either(part: _Part, edges: _Texts, others: _Texts) -> _Texts:
    """Its beginnings or ends, and those of its neighbour where it may be left out."""
    return edges | others if part.optional else edges


def _one_of(parts: list[_Part]) -> _Part:
    wholes = [part.whole for part in parts if part.whole is not None]
    if len(wholes) == len(parts) and sum(map(len, wholes)) <= _MOST_WHOLE:
        return _Part(frozenset(chain(*wholes)))
    parts = [part.loose() for part in parts]
    held = [part.held for part in parts if part.held]
    return _Part(
        None,
        _beginnings(chain(*(part.first for part in parts))),
        _endings(chain(*(part.last for part in parts))),
        frozenset(chain(*held)) if len(held) == len(parts) else None,
        any(part.optional for part in parts),
    )


def _crossed(one: _Texts | None, other: _Texts | None) -> _Texts | None:
    """Each of the one with each of the other behind it; None when there would be too many, or too long ones."""
    if one is None or other is None or len(one) * len(other) > _MOST_TEXTS:
        return None
    if max(map(len, one)) + max(map(len, other)) > _LONGEST_TEXT:
        return None
    return frozenset(map("".join, product(one, other)))


def _beginnings(texts: Iterable[str]) -> _Texts:
    """The texts, cut behind as many signs as leave few of them."""
    short = frozenset(text[:_LONGEST_EDGE] for text in texts)
    for length in range(_LONGEST_EDGE - 1, -1, -1):
        if len(short) <= _MOST_TEXTS:
            break
        short = frozenset(text[:length] for text in short)
    return short


def _endings(texts: Iterable[str]) -> _Texts:
    """The same from their ends."""
    return frozenset(text[::-1] for text in _beginnings(text[::-1] for text in texts))


def _rarer(*choices: _Texts | None) -> _Texts | None:
    """The texts that stand in the fewest places; those that leave nothing certain are no choice."""
    return min((texts for texts in choices if texts and "" not in texts), key=_share, default=None)


def _share(texts: Iterable[str]) -> float:
    """In which share of the places of notes one of these begins, roughly."""
    return sum(map(_share_of, set(map(_rarest, texts))))


@cache
def _share_of(group: str) -> float:
    return prod(_SHARES.get(sign, _RARE_SHARE) for sign in group) * _DIGITS_TOGETHER ** group.count("00")


@cache
def _rarest(text: str) -> str:
    """Three signs of the text that stand in few places together."""
    groups = [text[first : first + LENGTH] for first in range(max(1, len(text) - LENGTH + 1))]
    return min(groups, key=lambda group: (_share_of(group), group))
