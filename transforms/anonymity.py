"""k-anonymity and l-diversity with the person as unit: how coarse the quasi-identifiers must be, and which cells go.

Two ways lead to k-anonymity (Sweeney, 2002). *Global recoding* makes a column coarser for everyone: years of birth
become bands. *Local suppression* hides single cells of the few who stand out. Here both work together:

1. Each declared quasi-identifier has a ladder from the values as they are to coarser ones. Of all combinations of steps
   the one is taken that loses the least once the cells that still expose somebody are hidden, those of the least
   important column first.
2. The other columns of the table follow in their order, each at the step that loses the least, its rare values hidden
   inside the groups of people who are alike so far.

So the people are k-anonymous over *all* columns, with ``*`` as a value of its own, and the first columns keep the most.
A group in which everybody has the same sensitive value tells it of each of them (homogeneity attack): *l-diversity*
(Machanavajjhala et al., 2007) asks for l distinct values, and counts as much as k when cells are hidden.

The person is the unit, since rows are not: ten visits of one person do not hide that person. Loss of a step is the
share of the column's entropy that is gone (Gionis and Tassa, 2009), squared; a hidden cell has lost everything.
Terms as in the disclosure-control literature: prosecutor risk is one divided by the size of a person's group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.local_suppression import Crowd, Spread, diversity, hide, parted, safe, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Ladder:
    """A quasi-identifier at every step, from fine to coarse.

    Attributes:
        name: the column.
        steps: names of the steps, such as ``year``, ``band5``, ``band10``.
        columns: one array of text per step, aligned with the people; null is a value of its own.
        weight: how much its loss counts.
        declared: whether its step is chosen together with the others; what is not declared gives way to what is.
    """

    name: str
    steps: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    weight: float = 1.0
    declared: bool = True


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
        kept: quasi-identifier → share of the known cells that are shown.
        hidden: bool, people who lost at least one cell.
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
    kept: Mapping[str, float]
    hidden: Flags
    withheld: Flags
    k: int
    l: Mapping[str, int]  # noqa: E741 as the literature calls it
    sizes: Mapping[int, int]
    loss: float
    prosecutor_max: float
    prosecutor_average: float

    def figures(self) -> dict[str, Any]:
        """What a report tells: counts and shares only."""
        return {
            "k": self.k,
            "l": dict(self.l),
            "chosen": dict(self.chosen),
            "kept": {name: round(share, 4) for name, share in self.kept.items()},
            "subjects": int((~self.withheld).sum()),
            "hidden": int(self.hidden.sum()),
            "withheld": int(self.withheld.sum()),
            "sizes": {str(size): number for size, number in sorted(self.sizes.items())},
            "loss": round(self.loss, 4),
            "prosecutor_max": round(self.prosecutor_max, 4),
            "prosecutor_average": round(self.prosecutor_average, 4),
        }


HIDDEN = "*"
"""What stands in a hidden cell."""


def anonymise(
    ladders: Sequence[Ladder], k: int, lots: npt.NDArray[np.uint64], *, sensitive: Sequence[Sensitive] = ()
) -> Anonymity:
    """Choose the steps with the least loss and hide the cells that still expose somebody.

    When all people together are fewer than k, or not diverse, no hiding helps: everyone is withheld.

    Args:
        ladders: one per quasi-identifier, at least one, over the same people, the most important first.
        k: fewest people in a group.
        lots: a secret number per person (see ``Crowd``).
        sensitive: what must differ inside each group.
    """
    columns = [_Column(ladder) for ladder in ladders]
    people = len(ladders[0].columns[0])
    crowd = Crowd(lots, k, tuple(_spread(kind, people) for kind in sensitive))
    groups = np.zeros(people, dtype=np.int64)
    if not people or not safe(crowd, groups).all():
        return _nothing(ladders, sensitive)
    declared = _choose_together([column for column in columns if column.declared], crowd)
    recoded: dict[str, _Recoded] = {}
    for column in columns:
        steps = [declared[column.name]] if column.declared else range(len(column.codes))
        recoded[column.name] = best = min((_recode(column, step, crowd, groups) for step in steps), key=_loss_and_step)
        groups = best.groups
    return _reached(ladders, recoded, groups, crowd, sensitive)


def group_sizes(columns: Sequence[pa.Array]) -> Codes:
    """For each person the number of people with the same values, from one array of text per quasi-identifier.

    >>> group_sizes([pa.array(["a", "a", None]), pa.array(["x", "x", "x"])]).tolist()
    [2, 2, 1]
    """
    groups = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        groups = split(groups, _codes(column))
    sizes: Codes = np.bincount(groups)[groups]
    return sizes


class _Column:
    """A ladder as numbers, with what each of its steps loses."""

    def __init__(self, ladder: Ladder) -> None:
        self.name, self.weight, self.declared = ladder.name, ladder.weight, ladder.declared
        self.codes = [_codes(column) for column in ladder.columns]
        self.losses = _losses(self.codes)


@dataclass(frozen=True)
class _Recoded:
    """A column at a step with its exposed cells hidden, and the groups that it leaves."""

    step: int
    hidden: Flags
    groups: Codes
    loss: float


def _codes(column: pa.Array) -> Codes:
    """A number per value, from 0, in the order of the values, so that it does not depend on that of the people."""
    encoded = column.cast(pa.string()).dictionary_encode(null_encoding="encode")
    order = pc.array_sort_indices(encoded.dictionary).to_numpy()
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    numbers: Codes = rank[encoded.indices.to_numpy(zero_copy_only=False)]
    return numbers


def _recode(column: _Column, step: int, crowd: Crowd, groups: Codes) -> _Recoded:
    """One column at one step inside the groups so far."""
    codes = column.codes[step]
    hidden = hide(crowd, groups, codes)
    share = float(hidden.mean())
    loss = column.weight * (share + (1 - share) * column.losses[step])
    return _Recoded(step, hidden, parted(groups, codes, hidden), loss)


def _loss_and_step(found: _Recoded) -> tuple[float, int]:
    return round(found.loss, 12), found.step


def _choose_together(columns: Sequence[_Column], crowd: Crowd) -> dict[str, int]:
    """The steps of the declared columns that lose the least together.

    Combinations are walked column by column, and left as soon as they lose more than the best so far.
    """
    best: tuple[float, tuple[int, ...]] = (float("inf"), ())

    def walk(steps: tuple[int, ...], groups: Codes, loss: float) -> None:
        nonlocal best
        if len(steps) == len(columns):
            best = min(best, (round(loss, 12), steps))
            return
        column = columns[len(steps)]
        for step, lost in enumerate(column.losses):
            if loss + column.weight * lost <= best[0]:
                found = _recode(column, step, crowd, groups)
                walk((*steps, step), found.groups, loss + found.loss)

    walk((), np.zeros(len(crowd.lots), dtype=np.int64), 0.0)
    return {column.name: step for column, step in zip(columns, best[1], strict=True)}


def _spread(kind: Sensitive, people: int) -> Spread:
    having = np.zeros(people, dtype=np.int64)
    having[kind.people] = 1
    return Spread(kind.least, having, kind.people, kind.values)


def _losses(codes: Sequence[Codes]) -> list[float]:
    """Per step, the squared share of the column's entropy that is gone: a little of each beats the whole of one."""
    base = _entropy(codes[0])
    return [(1 - _entropy(step) / base) ** 2 if base else 0.0 for step in codes]


def _entropy(codes: Codes) -> float:
    counts = np.bincount(codes)
    shares = counts[counts > 0] / max(len(codes), 1)
    return float(-(shares * np.log2(shares)).sum())


def _reached(
    ladders: Sequence[Ladder],
    recoded: Mapping[str, _Recoded],
    groups: Codes,
    crowd: Crowd,
    sensitive: Sequence[Sensitive],
) -> Anonymity:
    sizes = np.bincount(groups)
    at = {ladder.name: ladder.columns[recoded[ladder.name].step].cast(pa.string()) for ladder in ladders}
    return Anonymity(
        chosen={ladder.name: ladder.steps[recoded[ladder.name].step] for ladder in ladders},
        columns={name: pc.if_else(pa.array(recoded[name].hidden), HIDDEN, column) for name, column in at.items()},
        kept={name: _kept(column, recoded[name].hidden) for name, column in at.items()},
        hidden=np.any([found.hidden for found in recoded.values()], axis=0),
        withheld=np.zeros(len(groups), dtype=bool),
        k=int(sizes.min()),
        l={kind.name: _least(diversity(groups, of)) for kind, of in zip(sensitive, crowd.spreads, strict=True)},
        sizes={int(size): int(number) for size, number in zip(*np.unique(sizes, return_counts=True), strict=True)},
        loss=round(sum(found.loss for found in recoded.values()) / sum(ladder.weight for ladder in ladders), 6),
        prosecutor_max=1 / int(sizes.min()),
        prosecutor_average=len(sizes) / len(groups),
    )


def _kept(column: pa.Array, hidden: Flags) -> float:
    known = column.is_valid().to_numpy(zero_copy_only=False)
    return float((known & ~hidden).sum() / known.sum()) if known.any() else 1.0


def _least(found: Codes) -> int:
    return int(found[found > 0].min()) if found.any() else 0


def _nothing(ladders: Sequence[Ladder], sensitive: Sequence[Sensitive]) -> Anonymity:
    """Everyone is withheld."""
    people = len(ladders[0].columns[0])
    return Anonymity(
        chosen={ladder.name: ladder.steps[-1] for ladder in ladders},
        columns={ladder.name: pa.array([HIDDEN] * people, pa.string()) for ladder in ladders},
        kept=dict.fromkeys((ladder.name for ladder in ladders), 0.0),
        hidden=np.zeros(people, dtype=bool),
        withheld=np.ones(people, dtype=bool),
        k=0,
        l=dict.fromkeys((kind.name for kind in sensitive), 0),
        sizes={},
        loss=1.0,
        prosecutor_max=0.0,
        prosecutor_average=0.0,
    )
