"""The figures as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

from tests.evaluation.linkage import scorer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.evaluation.linkage.scorer import Place, Truth


def figures(truth: Sequence[Truth], subjects: Mapping[Place, int], *, seconds: float) -> dict[str, Any]:
    """All figures of one system, ready for JSON."""
    evidence = scorer.evidence_rows(truth)
    pairs, every = scorer.score(evidence, subjects), scorer.score(truth, subjects)
    return {
        "rows": len(evidence),
        "people": len({row.person for row in evidence}),
        "subjects": len(set(subjects.values())),
        "pairs": pairs.true,
        "precision": pairs.precision,
        "recall": pairs.recall,
        "wrong": pairs.joined - pairs.right,
        "missed": pairs.true - pairs.right,
        "every row": {"precision": every.precision, "recall": every.recall},
        "seconds": round(seconds, 1),
        "recall by kind": {
            kind: {"pairs": found.true, "recall": found.recall}
            for kind, found in scorer.recall_by_kind(evidence, subjects).items()
        },
        "wrong pairs": scorer.wrong_pairs(evidence, subjects),
    }


def systems_table(found: Mapping[str, Mapping[str, Any]]) -> Table:
    """A line per system."""
    table = Table("system", "rows", "pairs", "precision", "recall", "wrong pairs", "missed", "seconds", title="Linkage")
    for name, told in found.items():
        shares = (f"{told['precision']:.5f}", f"{told['recall']:.4f}")
        counts = (f"{told['wrong']:,}", f"{told['missed']:,}", f"{told['seconds']:.0f}")
        table.add_row(name, f"{told['rows']:,}", f"{told['pairs']:,}", *shares, *counts)
    return table


def kinds_table(found: Mapping[str, Mapping[str, Any]]) -> Table:
    """Recall by what happened to the person or to the row, a column per system."""
    table = Table("recall over pairs", "pairs", *found, title="What happened to the person, or to one of the rows")
    first = next(iter(found.values()))["recall by kind"]
    for kind, told in first.items():
        shares = (f"{each['recall by kind'][kind]['recall']:.4f}" for each in found.values())
        table.add_row(kind, f"{told['pairs']:,}", *shares)
    return table


def wrong_table(found: Mapping[str, Mapping[str, Any]]) -> Table:
    """Wrong pairs by what binds the two people, a column per system."""
    table = Table("wrong pairs of rows", *found, title="Who was mistaken for whom")
    for relation in sorted({relation for each in found.values() for relation in each["wrong pairs"]}):
        table.add_row(relation, *(f"{each['wrong pairs'].get(relation, 0):,}" for each in found.values()))
    return table


def suggestions_table(found: Mapping[str, tuple[int, int]], left_out: int) -> Table:
    """What was suggested for review, by reason code."""
    table = Table("reason", "suggested", "one person", title=f"Suggestions for review ({left_out:,} more not listed)")
    for reason, (made, right) in found.items():
        table.add_row(reason, f"{made:,}", f"{right:,}")
    table.add_row("all", f"{_sum(found.values(), 0):,}", f"{_sum(found.values(), 1):,}", style="bold")
    return table


def _sum(pairs: Iterable[tuple[int, int]], place: int) -> int:
    return sum(pair[place] for pair in pairs)
