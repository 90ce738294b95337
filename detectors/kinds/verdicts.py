"""Which of the distinct texts of a column are of which kinds.

What points at a person is looked for in every one of them, behind one cheap pre-filter; all other kinds are first tried
on a probe of evenly spaced values, and only those that show up there are counted in full. (So a large batch may hide a
rare kind; never an e-mail address, a national number, a bank account, a card or a telephone number.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.kinds import figures, folded, identifiers, letters, matches, words
from detectors.kinds.text_bytes import digit_counts
from detectors.kinds.worded import are_worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from detectors.kinds import Kind

PROBE = 1024
"""Distinct values of a batch on which every kind is tried."""
MOST_KNOWN = 8 * PROBE
"""Distinct values that are remembered from batch to batch."""

_PLAIN_DATE = (
    r"^(?:\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?: \d{1,2}:\d\d(?::\d\d)?)?)$"
)


class Verdicts:
    """What was found out about the few values that a column repeats, so that each is tried once and not once a batch.

    >>> verdicts = Verdicts()
    >>> [bool(verdicts.of(pa.array([text]))["email"]) for text in ("xk@qxz.be", "xk@qxz.be")]
    [True, True]
    """

    def __init__(self) -> None:
        self._known: pa.Array = pa.array([], pa.string())
        self._masks: dict[str, np.ndarray] = {}

    def of(self, texts: pa.Array) -> dict[str, np.ndarray]:
        """As ``kinds_of``; texts of a batch with more than a probe's worth of them are not remembered."""
        if len(texts) > PROBE:
            return kinds_of(texts)
        self._learn(texts)
        places = pc.index_in(texts, value_set=self._known).to_numpy(zero_copy_only=False)
        masks = {name: mask[places] for name, mask in self._masks.items()}
        return {name: mask for name, mask in masks.items() if mask.any()}

    def _learn(self, texts: pa.Array) -> None:
        distinct = texts.unique()  # trimmed texts may be equal
        new = distinct.filter(pc.invert(pc.is_in(distinct, value_set=self._known)))
        if len(new) + len(self._known) > MOST_KNOWN:
            self._known, self._masks, new = texts[:0], {}, distinct
        if not len(new):
            return
        found, before = kinds_of(new), len(self._known)
        self._masks = {
            name: np.concatenate([_or_none(self._masks, name, before), _or_none(found, name, len(new))])
            for name in sorted({*self._masks, *found})
        }
        self._known = pa.concat_arrays([self._known, new])


def _or_none(masks: Mapping[str, np.ndarray], name: str, length: int) -> np.ndarray:
    return masks.get(name, np.zeros(length, bool))


def kinds_of(texts: pa.Array) -> dict[str, np.ndarray]:
    """Kind → which of the distinct texts are of it; kinds without any are left out."""
    probe = texts.take(pa.array(evenly(len(texts))))
    few = len(probe) == len(texts)
    found = _shapes(probe, lambda kind: few or kind != words.WORDED)
    if not few:
        found = _shapes(texts, found.__contains__)
    return found | _direct(texts)


def evenly(count: int) -> np.ndarray:
    """Places of at most PROBE of the texts, evenly spaced."""
    return np.arange(count) if count <= PROBE else np.arange(PROBE) * count // PROBE


def _direct(texts: pa.Array) -> dict[str, np.ndarray]:
    """The kinds that point at a person, each tried where its least is there."""
    return _among(texts, _mask(texts, identifiers.MAY_BE_DIRECT), _direct_unless_dates)


def _direct_unless_dates(texts: pa.Array) -> dict[str, np.ndarray]:
    return _among(texts, ~_mask(texts, _PLAIN_DATE), _direct_of_suspects)


def _direct_of_suspects(texts: pa.Array) -> dict[str, np.ndarray]:
    found = _among(texts, _mask(texts, "@"), lambda some: _hits(identifiers.MAIL, some))
    found |= _among(texts, _mask(texts, identifiers.ACCOUNT_START), lambda some: _hits(identifiers.ACCOUNTS, some))
    found |= _among(
        texts, digit_counts(texts) >= identifiers.FEWEST_DIGITS, lambda some: _hits(identifiers.NUMBERS, some)
    )
    return found


def _shapes(texts: pa.Array, wanted: Callable[[str], bool]) -> dict[str, np.ndarray]:
    """All kinds but the direct ones, as far as they are wanted; each tried where it can be at all."""
    found: dict[str, np.ndarray] = {}
    if of_figures := [kind for kind in figures.DIGITS if wanted(kind.name)]:
        found |= _among(texts, digit_counts(texts) > 0, lambda some: _hits(of_figures, some))
    if of_letters := [kind for kind in letters.LETTERS if wanted(kind.name)]:
        found |= _among(texts, _mask(texts, r"[^\s0-9.,:/+-]|^/"), lambda some: _hits(of_letters, some))
    if any(map(wanted, words.WORDS)):
        found |= words.of_word_kinds(folded(texts))
    if wanted(words.WORDED):
        found |= _hits_of(words.WORDED, are_worded(folded(texts)) | _in_a_list(found, len(texts)))
    if any(map(wanted, (*words.NAMES, *words.STEMS))):
        spelled = _among(texts, _mask(texts, r"[A-Za-zÀ-ɏ]{2}"), lambda some: _spelled(some, wanted))
        choices = found.get("status", np.zeros(len(texts), bool))
        spelled |= {name: spelled[name] & ~choices for name in words.NAMES if name in spelled}
        found |= {name: mask | found.get(name, False) for name, mask in spelled.items()}
    return found


def _hits_of(name: str, mask: np.ndarray) -> dict[str, np.ndarray]:
    return {name: mask} if mask.any() else {}


def _in_a_list(found: Mapping[str, np.ndarray], count: int) -> np.ndarray:
    """Which of the texts stand in any list of words."""
    listed = np.zeros(count, bool)
    for name in words.WORDS:
        listed |= found.get(name, False)
    return listed


def _spelled(texts: pa.Array, wanted: Callable[[str], bool]) -> dict[str, np.ndarray]:
    """Kinds told by words: names, in which no digit stands, and beginnings of words."""
    found: dict[str, np.ndarray] = {}
    if any(map(wanted, words.NAMES)):
        found |= _among(texts, digit_counts(texts) == 0, lambda some: words.of_name_kinds(folded(some)))
    if stems := [kind for kind in words.stem_kinds() if wanted(kind.name)]:
        found |= _hits(stems, folded(texts))
    return found


def _hits(candidates: Sequence[Kind], texts: pa.Array) -> dict[str, np.ndarray]:
    masks = {kind.name: matches(kind, texts) for kind in candidates}
    return {name: mask for name, mask in masks.items() if mask.any()}


def _among(
    texts: pa.Array, some: np.ndarray, find: Callable[[pa.Array], Mapping[str, np.ndarray]]
) -> dict[str, np.ndarray]:
    """The masks that ``find`` gives for some of the texts, spread over all of them."""
    where = np.flatnonzero(some)
    if not len(where):
        return {}
    chosen = texts if len(where) == len(texts) else texts.take(pa.array(where))
    return {name: _spread(mask, where, len(texts)) for name, mask in find(chosen).items()}


def _mask(texts: pa.Array, regex: str) -> np.ndarray:
    return np.asarray(pc.match_substring_regex(texts, regex).to_numpy(zero_copy_only=False))


def _spread(mask: np.ndarray, where: np.ndarray, length: int) -> np.ndarray:
    whole = np.zeros(length, bool)
    whole[where] = mask
    return whole
