"""Composes corpus/tables.jsonl: columns under headers that tell, that tell nothing, and that lie.

Run as `python -m tests.evaluation.compose_columns`.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from tests.evaluation.column_headers import CRYPTIC, HEADERS, LYING, MISSING
from tests.evaluation.column_values import CELLS, MAKERS
from tests.evaluation.compile_notes import CORPUS, LANGUAGES
from tests.evaluation.scorer import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260201
DIRTY, EMPTY = 0.05, 0.08

ALIKE = (
    frozenset(NAMES),
    frozenset({"gender_at_birth", "sex_registered", "gender_identity"}),
    frozenset({"record_id", "number", "insurance_number"}),
    frozenset({"number", "age", "lab_value", "amount"}),
    frozenset({"birth_date", "event_date"}),
    frozenset({"clinical_note", "free_text"}),
    frozenset({"file_name", "cv", "recording"}),
    frozenset({"flag", "consent", "label"}),
    frozenset({"secret", "cookie_id"}),
    frozenset({"country", "nationality"}),
    frozenset({"diet", "label", "medical_condition"}),
    frozenset({"organisation", "insurer"}),
)
"""What no reader could tell apart from the cells alone: where the header is no help, either is right."""


def compose() -> str:
    """All columns as JSON lines."""
    rng = random.Random(SEED)
    columns = [column for maker in sorted(HEADERS) for column in _columns(maker, rng)]
    return "".join(json.dumps(column, ensure_ascii=False) + "\n" for column in columns)


def _columns(maker: str, rng: random.Random) -> Iterator[dict[str, Any]]:
    for language, header in HEADERS[maker].items():
        yield _column(maker, "clear", header, language, rng)
    yield _column(maker, "cryptic", rng.choice(CRYPTIC), rng.choice(LANGUAGES), rng)
    yield _column(maker, "missing", rng.choice(MISSING), rng.choice(LANGUAGES), rng)
    if maker in LYING:
        yield _column(maker, "lying", LYING[maker], rng.choice(LANGUAGES), rng)


def _column(maker: str, kind: str, header: str, language: str, rng: random.Random) -> dict[str, Any]:
    category, _, role = maker.partition("/")
    accepted = {category} if kind == "clear" else {category}.union(*(one for one in ALIKE if category in one))
    return {
        "header": header,
        "language": language,
        "kind": kind,
        "category": category,
        "accepted": sorted(accepted),
        "role": role if kind == "clear" else "",
        "values": [_cell(maker, language, rng) for _ in range(rng.randint(10, 60))],
    }


def _cell(maker: str, language: str, rng: random.Random) -> str:
    chance = rng.random()
    if chance < DIRTY:
        return str(rng.choice(CELLS["dirt"]))
    return "" if chance < DIRTY + EMPTY else MAKERS[maker](rng, language)


if __name__ == "__main__":
    (CORPUS / "tables.jsonl").write_text(compose(), encoding="utf-8")
