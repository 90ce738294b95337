"""Fits the confidence of findings: a logistic regression by hand, with a ridge, checked by cross-validation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detectors.columns import judge
from detectors.evidence.confidence import features
from tests.evaluation.column_scorer import calibration_error
from tests.evaluation.development.measure import Judged, observed, observed_exports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PARAMETERS = Path("detectors") / "lexicons" / "columns_confidence.yaml"
FOLDS = 5
RIDGE = 1.0
UNSEEN = 0.02
"""Share of findings taken for wrong beyond those that are: real exports hold what nobody thought of when composing."""


@dataclass(frozen=True)
class Case:
    """A finding with its standing, and whether it is right."""

    judged: Judged
    standing: str
    features: np.ndarray
    is_right: bool


def cases() -> list[Case]:
    """All findings of the development set that are not left unknown, each column by itself."""
    return list(_cases())


def _cases() -> Iterator[Case]:
    for table, seen in (*observed(), *observed_exports()):
        for column in table.columns:
            one = judge(column.header, seen.columns[column.header])
            if one.stand is None or one.weighed.category in ("unknown", "empty"):
                continue
            judged = Judged(table, column, one.weighed)
            about = features(one.weighed.confidence, one.stand.cells)
            yield Case(judged, one.stand.name, about, judged.scored().is_right)


def fitted(some: Sequence[Case]) -> dict[str, Mapping[str, float]]:
    """The parameters as ``detectors/evidence/confidence.py`` reads them."""
    names = sorted({case.standing for case in some})
    rows = np.array([[*(case.standing == name for name in names), 1, *case.features] for case in some], float)
    right = np.array([case.is_right for case in some], float) * (1 - UNSEEN)
    weights = _newton(rows, right)
    common = float(weights[len(names)])
    standings = {name: round(common + float(weight), 3) for name, weight in zip(names, weights, strict=False)}
    strength, cells = (round(float(weight), 3) for weight in weights[-2:])
    return {"standing": {**standings, "other": round(common, 3)}, "weights": {"strength": strength, "cells": cells}}


def _newton(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.eye(rows.shape[1])
    for _ in range(30):
        sure = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - sure) - ridge @ weights
        weights = weights + np.linalg.solve(rows.T @ (rows * (sure * (1 - sure))[:, np.newaxis]) + ridge, slope)
    return np.asarray(weights)


def confidence(case: Case, parameters: Mapping[str, Mapping[str, float]]) -> float:
    """What the parameters make of a case."""
    odds = parameters["standing"].get(case.standing, parameters["standing"]["other"])
    odds += float(case.features @ np.array([parameters["weights"]["strength"], parameters["weights"]["cells"]]))
    return float(1 / (1 + np.exp(-odds)))


def cross_validated(all_cases: Sequence[Case]) -> dict[str, float]:
    """Kind of header → calibration error, each table told by parameters that were fitted without it."""
    kinds: dict[str, list[Case]] = {}
    told = []
    names = sorted(
        {id(case.judged.table) for case in all_cases}, key=[id(case.judged.table) for case in all_cases].index
    )
    fold_of = {name: place % FOLDS for place, name in enumerate(names)}
    for fold in range(FOLDS):
        parameters = fitted([case for case in all_cases if fold_of[id(case.judged.table)] != fold])
        for case in all_cases:
            if fold_of[id(case.judged.table)] == fold:
                finding = replace(case.judged.finding, confidence=confidence(case, parameters))
                told.append(replace(case, judged=replace(case.judged, finding=finding)))
    for case in told:
        kinds.setdefault(case.judged.column.kind, []).append(case)
    return {kind: calibration_error([case.judged.scored() for case in some]) for kind, some in sorted(kinds.items())}


def as_yaml(parameters: Mapping[str, Mapping[str, float]]) -> str:
    """The file of parameters."""
    lines = [
        "# How sure a finding on a column is: log odds by standing, and by strength of evidence and number of cells.",
        "# Made by: python -m tests.evaluation.development --fit",
    ]
    for part, values in parameters.items():
        lines += [f"{part}:", *(f"  {name}: {value}" for name, value in values.items())]
    return "\n".join(lines) + "\n"
