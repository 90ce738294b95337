"""k-anonymity and l-diversity with the person as unit: how coarse the quasi-identifiers must be.

Every quasi-identifier has a ladder from the values as they are to one value for all. Every combination of steps is
tried; of those in which at most a small share of the people stands in a group smaller than k, the one that loses the
least information is taken. The people in the groups that remain too small have their quasi-identifiers hidden; if they
are themselves fewer than k, they leave the release.

The person is the unit, since rows are not: ten visits of one person do not hide that person. Loss is measured by
entropy (Gionis and Tassa, 2009): the share of a column's information that is gone, squared. Terms as in the
disclosure-control literature: prosecutor risk is one divided by the size of a person's group.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]

_DENSE = 1 << 22
"""Combinations up to which groups are counted in a table instead of by sorting."""


@dataclass(frozen=True)
class Ladder:
    """A quasi-identifier at every step, from fine to coarse.

    Attributes:
        name: the column.
        steps: names of the steps, such as ``year``, ``band5``, ``band10``, ``all``.
        columns: one array of text per step, aligned with the people; null is a value of its own.
        weight: how much its loss counts.
    """

    name: str
    steps: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Sensitive:
    """Sensitive values of people who may have several: parallel arrays, one entry per distinct (person, value)."""

    name: str
    least: int
    people: Codes
    values: Codes


@dataclass(frozen=True)
class Anonymity:
    """What was chosen and what it reaches.

    Attributes:
        chosen: quasi-identifier → step.
        columns: quasi-identifier → text per person; null where unknown, ``*`` where hidden.
        hidden: bool, people whose quasi-identifiers are hidden.
        withheld: bool, people who must leave the release altogether.
        k: size of the smallest group that is left, 0 when nobody is.
        l: sensitive category → fewest distinct values in a group of which anyone has one.
        sizes: size of group → number of groups.
        loss: 0 when nothing was lost, 1 when everything was.
        prosecutor_max: largest risk of a person, 1 / smallest group.
        prosecutor_average: mean risk over the people.
    """

    chosen: Mapping[str, str]
    columns: Mapping[str, pa.Array]
    hidden: npt.NDArray[np.bool_]
    withheld: npt.NDArray[np.bool_]
    k: int
    l: Mapping[str, int]  # noqa: E741 as the literature calls it
    sizes: Mapping[int, int]
    loss: float
    prosecutor_max: float
    prosecutor_average: float


HIDDEN = "*"
"""What stands in a hidden cell."""


def anonymise(
    ladders: Sequence[Ladder], k: int, *, sensitive: Sequence[Sensitive] = (), max_suppressed: float = 0.05
) -> Anonymity:
    """Choose the steps with the least loss and hide who is still exposed.

    Args:
        ladders: one per quasi-identifier, at least one, over the same people.
        k: fewest people in a group.
        sensitive: what must differ inside each group.
        max_suppressed: largest share of people whose quasi-identifiers may be hidden.
    """
    encoded = [[_codes(column) for column in ladder.columns] for ladder in ladders]
    weights = [ladder.weight for ladder in ladders]
    steps = _search(encoded, weights, k, sensitive, max_suppressed)
    groups = _group_at(encoded, steps)
    exposed = _exposed(groups, k, sensitive)
    withheld = _still_exposed(groups, exposed, k, sensitive)
    final = np.where(exposed, groups.max(initial=0) + 1, groups)
    sizes = np.bincount(final[~withheld])
    sizes = sizes[sizes > 0]
    taken = list(zip(ladders, steps, strict=True))
    hidden_share = float(exposed.mean()) if len(exposed) else 0.0
    return Anonymity(
        chosen={ladder.name: ladder.steps[step] for ladder, step in taken},
        columns={ladder.name: _hide(ladder.columns[step], exposed) for ladder, step in taken},
        hidden=exposed & ~withheld,
        withheld=withheld,
        k=int(sizes.min(initial=len(final))) if len(sizes) else 0,
        l=_diversities(final, ~withheld, sensitive),
        sizes={int(size): int(number) for size, number in zip(*np.unique(sizes, return_counts=True), strict=True)},
        loss=round(_total({at: loss for loss, at in _by_loss(encoded, weights)}[steps], hidden_share), 6),
        prosecutor_max=1 / int(sizes.min()) if len(sizes) else 0.0,
        prosecutor_average=len(sizes) / int(sizes.sum()) if len(sizes) else 0.0,
    )


def group_sizes(columns: Sequence[pa.Array]) -> Codes:
    """For each person the number of people with the same values, from one array of text per quasi-identifier.

    >>> group_sizes([pa.array(["a", "a", None]), pa.array(["x", "x", "x"])]).tolist()
    [2, 2, 1]
    """
    groups = _groups([_codes(column) for column in columns])
    sizes: Codes = np.bincount(groups)[groups]
    return sizes


def _codes(column: pa.Array) -> Codes:
    """A number per value, from 0; nulls have one of their own."""
    indices = column.dictionary_encode(null_encoding="encode").indices
    numbers: Codes = indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def _groups(columns: Sequence[Codes]) -> Codes:
    """The number of each person's group: the values of all columns as digits of one mixed-radix number."""
    groups, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for codes in columns:
        radix = int(codes.max(initial=0)) + 1
        groups, size = groups * radix + codes, size * radix
        if size > _DENSE:  # close the gaps before the number outgrows 64 bits
            groups = np.unique(groups, return_inverse=True)[1].astype(np.int64)
            size = int(groups.max(initial=0)) + 1
    return groups


def _exposed(groups: Codes, k: int, sensitive: Sequence[Sensitive]) -> npt.NDArray[np.bool_]:
    """Who stands in a group that is too small or too alike."""
    bad = np.bincount(groups) < k
    for kind in sensitive:
        diversity = _diversity(groups, kind)
        bad |= (diversity > 0) & (diversity < kind.least)
    return bad[groups]


def _diversity(groups: Codes, kind: Sensitive) -> Codes:
    """Distinct sensitive values per group; 0 where nobody has one, and nothing can be inferred.

    To have none is a value too, next to those of others: who stands in a group of ten of whom one has a diagnosis is
    not known to have it. The gate counts in the same way.
    """
    number = int(groups.max(initial=0)) + 1
    radix = int(kind.values.max(initial=0)) + 1
    distinct = np.unique(groups[kind.people] * radix + kind.values)
    values = np.bincount(distinct // radix, minlength=number)
    having = np.bincount(groups[np.unique(kind.people)], minlength=number)
    some_have_none = (having > 0) & (having < np.bincount(groups, minlength=number))
    diversity: Codes = values + some_have_none
    return diversity


def _search(
    encoded: Sequence[Sequence[Codes]],
    weights: Sequence[float],
    k: int,
    sensitive: Sequence[Sensitive],
    max_suppressed: float,
) -> tuple[int, ...]:
    """The steps with the least loss that leave few people exposed; the top of every ladder when none does.

    Combinations come with growing loss, so the search ends when what is hidden can no longer pay for it. Equal losses
    go by the order of the quasi-identifiers: the choice is the same on every machine.
    """
    best, best_loss = tuple(len(codes) - 1 for codes in encoded), 1.0
    for loss, steps in _by_loss(encoded, weights):
        if loss >= best_loss:
            break
        exposed = _exposed(_group_at(encoded, steps), k, sensitive)
        share = float(exposed.mean()) if len(exposed) else 0.0
        if share <= max_suppressed and _total(loss, share) < best_loss:
            best, best_loss = steps, _total(loss, share)
    return best


def _group_at(encoded: Sequence[Sequence[Codes]], steps: Sequence[int]) -> Codes:
    return _groups([codes[step] for codes, step in zip(encoded, steps, strict=True)])


def _total(loss: float, hidden: float) -> float:
    """Hidden people lose everything, the others what the steps take."""
    return hidden + (1 - hidden) * loss


def _by_loss(encoded: Sequence[Sequence[Codes]], weights: Sequence[float]) -> list[tuple[float, tuple[int, ...]]]:
    """Every combination of steps with its loss, from the least on."""
    losses = [_losses(codes) for codes in encoded]
    whole = sum(weights) or 1.0
    combinations = [
        (round(sum(w * of[step] for w, of, step in zip(weights, losses, steps, strict=True)) / whole, 12), steps)
        for steps in product(*(range(len(codes)) for codes in encoded))
    ]
    return sorted(combinations)


def _losses(codes: Sequence[Codes]) -> list[float]:
    """Per step, the squared share of the column's entropy that is gone: a little of each beats the whole of one."""
    base = _entropy(codes[0])
    return [(1 - _entropy(step) / base) ** 2 if base else 0.0 for step in codes]


def _entropy(codes: Codes) -> float:
    counts = np.bincount(codes)
    shares = counts[counts > 0] / max(len(codes), 1)
    return float(-(shares * np.log2(shares)).sum())


def _still_exposed(
    groups: Codes, exposed: npt.NDArray[np.bool_], k: int, sensitive: Sequence[Sensitive]
) -> npt.NDArray[np.bool_]:
    """Those who are exposed even as one group of hidden people."""
    together = np.where(exposed, groups.max(initial=0) + 1, groups)
    return exposed & _exposed(together, k, sensitive)


def _hide(column: pa.Array, exposed: npt.NDArray[np.bool_]) -> pa.Array:
    return pc.if_else(pa.array(exposed), HIDDEN, column.cast(pa.string()))


def _diversities(groups: Codes, left: npt.NDArray[np.bool_], sensitive: Sequence[Sensitive]) -> dict[str, int]:
    """Fewest distinct sensitive values over the groups of the people who are left."""
    found = {}
    for kind in sensitive:
        staying = left[kind.people]
        of_those = Sensitive(kind.name, kind.least, kind.people[staying], kind.values[staying])
        diversity = _diversity(groups, of_those)
        found[kind.name] = int(diversity[diversity > 0].min(initial=np.iinfo(np.int64).max)) if diversity.any() else 0
    return found
