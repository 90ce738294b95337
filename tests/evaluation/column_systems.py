"""What this project's detectors, and presidio-structured beside them, call the columns of the corpus."""

from __future__ import annotations

import json
import math
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from tests.evaluation.column_scorer import JudgedColumn
from tests.evaluation.systems import HERE, PATIENCE, PEERS_PYTHON, last_line

TABLES = Path(__file__).parent / "corpus" / "tables.jsonl"
LEFT_ALONE = "label"
"""A column in which presidio-structured sees nothing passes as it is, like one of labels."""
CATEGORY_OF = {
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "IBAN_CODE": "iban",
    "CREDIT_CARD": "payment_card",
    "IP_ADDRESS": "ip_address",
    "MAC_ADDRESS": "mac_address",
    "URL": "url",
    "DATE_TIME": "event_date",
    "PERSON": "person_name",
    "LOCATION": "municipality",
    "UK_NHS": "foreign_id",
    "UUID": "record_id",
}
"""What comes nearest to an entity of Presidio; any other is unknown."""


@dataclass(frozen=True)
class ColumnOutcome:
    """The columns as a system called them, or the reason why it did not run."""

    system: str
    columns: tuple[JudgedColumn, ...] = ()
    not_run: str = ""


def run_ours(rows: list[dict[str, Any]]) -> ColumnOutcome:
    """Every column by its header and its cells, nothing else."""
    from detectors.columns import classify
    from detectors.evidence.observation import observe

    findings = [classify(row["header"], observe(pa.array(row["values"], pa.string()))) for row in rows]
    judged = (
        judged_column(row, one.category, one.role, one.confidence) for row, one in zip(rows, findings, strict=True)
    )
    return ColumnOutcome("veilig", tuple(judged))


def run_presidio(rows: list[dict[str, Any]]) -> ColumnOutcome:
    """presidio-structured in its own environment and process."""
    name = "presidio-structured, blank spaCy"
    if not PEERS_PYTHON.exists():
        return ColumnOutcome(name, not_run="no environment .venv-peers")
    try:
        done = subprocess.run(
            [str(PEERS_PYTHON), str(HERE / "peers" / "presidio_columns.py")],
            input="".join(json.dumps(row) + "\n" for row in rows),
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return ColumnOutcome(name, not_run=f"not done within {PATIENCE} s")
    except subprocess.CalledProcessError as error:
        return ColumnOutcome(name, not_run=last_line(error.stderr))
    entities = [json.loads(line)["entity"] for line in done.stdout.splitlines() if line.startswith("{")]
    called = [CATEGORY_OF.get(entity, "unknown") if entity else LEFT_ALONE for entity in entities]
    return ColumnOutcome(
        name, tuple(judged_column(row, one, "", math.nan) for row, one in zip(rows, called, strict=True))
    )


def read_columns(path: Path = TABLES) -> list[dict[str, Any]]:
    """The columns of the corpus."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judged_column(row: dict[str, Any], called: str, called_role: str, confidence: float) -> JudgedColumn:
    """A column of the corpus with what a system called it."""
    return JudgedColumn(
        language=row["language"],
        header=row["header"],
        kind=row["kind"],
        category=row["category"],
        accepted=frozenset(row["accepted"]),
        role=row["role"],
        called=called,
        called_role=called_role,
        confidence=confidence,
    )
