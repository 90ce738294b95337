"""What a cell can look like: shapes, words and check digits, each a test of a whole array of distinct values.

A *kind* is narrower than a category and knows nothing of headers: ``date_day_first`` is a kind, ``birth_date`` is what
a column of them may turn out to be. A cell can be of many kinds at once. The kinds are listed in the modules beside
this one, by what every member of them holds: ``identifiers``, ``figures``, ``letters``, ``words``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[pa.Array], np.ndarray]


@dataclass(frozen=True)
class Kind:
    """One thing a cell can look like.

    Attributes:
        regex: RE2, searched in the trimmed cell.
        check: arithmetic that the cells which match must pass too.
    """

    name: str
    regex: str
    check: Check | None = None


def matches(kind: Kind, texts: pa.Array) -> np.ndarray:
    """Which of the texts are of the kind, as bool."""
    found = np.asarray(pc.match_substring_regex(texts, kind.regex).to_numpy(zero_copy_only=False))
    if kind.check is None or not found.any():
        return found
    where = np.flatnonzero(found)
    found[where] = kind.check(texts.take(pa.array(where)))
    return found


def folded(texts: pa.Array) -> pa.Array:
    """The texts in lower case and without accents, as the word lists are."""
    lower = pc.utf8_lower(texts)
    if pc.all(pc.string_is_ascii(lower)).as_py():
        return lower
    return pc.replace_substring_regex(pc.utf8_normalize(lower, form="NFKD"), r"\pM+", "")


def as_bool(mask: pa.BooleanArray) -> np.ndarray:
    """A mask of Arrow as one of numpy."""
    return np.asarray(mask.to_numpy(zero_copy_only=False))


def are_all(is_valid: Callable[[str], bool]) -> Check:
    """A recognizer's own check, text by text, for the few that begin like what it knows."""
    return lambda texts: np.fromiter(map(is_valid, texts.to_pylist()), bool, len(texts))
