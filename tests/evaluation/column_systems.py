"""What this project's detectors call the columns of the corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from tests.evaluation.column_scorer import JudgedColumn

TABLES = Path(__file__).parent / "corpus" / "tables.jsonl"


def judged_columns(path: Path = TABLES) -> tuple[JudgedColumn, ...]:
    """Every column of the corpus with the call that was made on its header and its cells, nothing else."""
    return tuple(_judged(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def _judged(column: dict[str, Any]) -> JudgedColumn:
    from detectors.columns import classify  # noqa: PLC0415 loads word lists
    from detectors.observation import observe  # noqa: PLC0415

    finding = classify(column["header"], observe(pa.array(column["values"], pa.string())))
    return JudgedColumn(
        language=column["language"],
        header=column["header"],
        kind=column["kind"],
        category=column["category"],
        accepted=frozenset(column["accepted"]),
        role=column["role"],
        called=finding.category,
        called_role=finding.role,
        confidence=finding.confidence,
    )
