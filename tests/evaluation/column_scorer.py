"""How well columns were recognised: pure functions from judged columns to figures."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detectors.taxonomy import BY_NAME
from tests.evaluation.scorer import harmonic, is_direct, share

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS = 10


@dataclass(frozen=True)
class JudgedColumn:
    """A column with what it is, what else a careful reader might call it, and what a system called it."""

    language: str
    header: str
    kind: str
    category: str
    accepted: frozenset[str]
    role: str
    called: str
    called_role: str
    confidence: float

    @property
    def is_right(self) -> bool:
        """Whether the call is one that a careful reader could make."""
        return self.called in self.accepted


def macro_f1(columns: Sequence[JudgedColumn]) -> float:
    """The mean of F1 over the categories in the corpus; an accepted other call counts as the category itself."""
    return float(np.mean([f1 for _, _, f1 in by_category(columns).values()]))


def by_category(columns: Sequence[JudgedColumn]) -> dict[str, tuple[float, float, float]]:
    """Category → precision, recall, F1."""
    gold = Counter(one.category for one in columns)
    called = Counter(one.category if one.is_right else one.called for one in columns)
    right = Counter(one.category for one in columns if one.is_right)
    scores = {}
    for category, number in sorted(gold.items()):
        precision = right[category] / called[category] if called[category] else 0.0
        recall = right[category] / number
        scores[category] = (precision, recall, harmonic(precision, recall))
    return scores


def accuracy(columns: Sequence[JudgedColumn]) -> float:
    """The share of columns called right."""
    return share(sum(one.is_right for one in columns), len(columns))


def role_accuracy(columns: Sequence[JudgedColumn]) -> float:
    """The share of right roles among the columns that have one and whose category is right."""
    judged = [one for one in columns if one.role and one.called == one.category]
    return share(sum(one.called_role == one.role for one in judged), len(judged))


def direct_called_safe(columns: Sequence[JudgedColumn]) -> float:
    """The share of columns of direct identifiers that were called something that passes as it is (class A)."""
    direct = [one for one in columns if is_direct(one.category)]
    return share(sum(_is_safe(one.called) for one in direct), len(direct))


def direct_called_harmless(columns: Sequence[JudgedColumn]) -> float:
    """The share of columns of direct identifiers called any category that is neither direct, nor text, nor unknown.

    Policies keep or coarsen such columns; only the check of single cells then stands between them and a release.
    """
    direct = [one for one in columns if is_direct(one.category)]
    return share(
        sum(not is_direct(one.called) and BY_NAME[one.called].kind[0] not in "T-" for one in direct), len(direct)
    )


def direct_withheld(columns: Sequence[JudgedColumn]) -> float:
    """The share of columns of direct identifiers called unknown: safe, and work for a person."""
    direct = [one for one in columns if is_direct(one.category)]
    return share(sum(one.called == "unknown" for one in direct), len(direct))


def _is_safe(category: str) -> bool:
    return BY_NAME[category].kind.startswith("A")


def confusions(columns: Sequence[JudgedColumn]) -> list[tuple[str, str, int]]:
    """(what it is, what it was called, how often), the worst first."""
    pairs = Counter((one.category, one.called) for one in columns if not one.is_right)
    return [(category, called, number) for (category, called), number in pairs.most_common()]


def calibration_error(columns: Sequence[JudgedColumn]) -> float:
    """Expected calibration error: |confidence - accuracy| in ten bins, weighted by their columns.

    Columns left unknown claim nothing and do not count, nor do those of a system that gives no confidence (NaN).
    """
    bins: dict[int, list[JudgedColumn]] = defaultdict(list)
    claimed = [one for one in columns if one.called != "unknown" and not math.isnan(one.confidence)]
    for one in claimed:
        bins[min(int(one.confidence * BINS), BINS - 1)].append(one)
    gaps = [abs(np.mean([one.confidence for one in group]) - accuracy(group)) * len(group) for group in bins.values()]
    return share(float(sum(gaps)), len(claimed))
