"""What is one without asking: by file number, by whole row, by an earlier run. Rulings stand above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from transforms.subjects.components import components

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.subjects.components import Integers

Edges = tuple["Integers", "Integers"]
Pairs = Sequence[tuple[int, int]]


def certain(nodes: int, edges: Iterable[Edges], apart: Pairs) -> Integers:
    """Per node the smallest node that it is one with.

    Args:
        nodes: how many there are.
        edges: between nodes that are one, several lists of them.
        apart: pairs of nodes that were ruled different, which no chain of edges joins.
    """
    ones, others = (np.concatenate(side) for side in zip(*edges, strict=True))
    labels = components(nodes, ones, others)
    torn = np.unique([labels[one] for one, other in apart if labels[one] == labels[other]]).astype(np.int64)
    if not len(torn):
        return labels
    inside = np.isin(labels[ones], torn)
    careful = _without_joining(list(zip(ones[inside].tolist(), others[inside].tolist(), strict=True)), apart)
    added = np.array(careful, dtype=np.int64).reshape(-1, 2)
    kept = np.concatenate([ones[~inside], added[:, 0]]), np.concatenate([others[~inside], added[:, 1]])
    return components(nodes, *kept)


def _without_joining(edges: Pairs, apart: Pairs) -> list[tuple[int, int]]:
    """As many edges as can stay; a row with numbers of both sides stays with the subject that the vault knew first."""
    side: dict[int, int] = {}
    foes: dict[int, set[int]] = {}
    for one, other in apart:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    members: dict[int, set[int]] = {}
    kept = []
    for one, other in sorted(edges, key=lambda edge: (min(edge), max(edge))):
        mine, theirs = (members.setdefault(side.setdefault(node, node), {node}) for node in (one, other))
        if mine is theirs:
            continue
        if any(foes.get(member, set()) & theirs for member in mine):
            continue
        mine |= theirs
        for member in theirs:
            side[member] = side[one]
        kept.append((one, other))
    return kept
