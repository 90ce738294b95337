"""Detection quality, ours beside peers: prints tables, writes build/evaluation.json.

Run as `make evaluate`, or `python -m tests.evaluation --ours` without the peers; `--no-numbers` leaves out the two
hundred thousand made-up numbers; `--corpus development` measures on the notes that developers may read instead of those
held out; `--names-model spacy:fr_core_news_md` lets a model of the clinic's read along, as in `veilig.yaml`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from detectors.errors import ConfigurationError
from detectors.models import use_models
from tests.evaluation import column_systems, number_systems, report, systems, table_systems
from tests.evaluation.compile_notes import CORPORA, HELD_OUT
from tests.evaluation.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.evaluation.number_systems import NumberOutcome
    from tests.evaluation.scorer import Document

RESULT = Path("build") / "evaluation.json"


def main() -> None:
    """Measure, show, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    parser.add_argument("--no-numbers", action="store_true", help="leave the made-up numbers out")
    parser.add_argument("--corpus", choices=CORPORA, default=HELD_OUT, help="the notes to measure on")
    parser.add_argument("--names-model", default="", help="a model for names that reads along")
    arguments = parser.parse_args()
    _read_along(arguments.names_model)
    notes = systems.read_notes(arguments.corpus)
    outcomes = [systems.run_ours(notes, known=False), systems.run_ours(notes, known=True)]
    rows = column_systems.read_columns()
    columns = [column_systems.run_ours(rows)]
    tables = table_systems.read_tables()
    seen = table_systems.observed(tables)
    in_tables = [table_systems.run_whole(seen), table_systems.run_alone(seen)]
    if not arguments.ours:
        outcomes += [systems.run_peer(peer, notes) for peer in systems.PEERS]
        columns.append(column_systems.run_presidio(rows))
        in_tables.append(table_systems.run_peer(tables))
    numbers = () if arguments.no_numbers else _numbers(peers=not arguments.ours)
    result = {
        "corpus": arguments.corpus,
        "notes": len(notes),
        "systems": {outcome.system: report.of_outcome(outcome) for outcome in outcomes},
        "variants": report.of_variants(_retyped(outcomes[0].documents)),
        "columns": {outcome.system: report.of_columns(outcome) for outcome in columns},
        "tables": {outcome.system: report.of_columns(outcome) for outcome in in_tables},
        "numbers": {outcome.system: report.of_numbers(outcome) for outcome in numbers},
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(_as_json(result) + "\n", encoding="utf-8")
    _show(result)


def _read_along(address: str) -> None:
    try:
        use_models(address)
    except ConfigurationError as error:
        raise SystemExit(str(error)) from None


def _as_json(result: dict[str, Any]) -> str:
    """Strict JSON: null where there is no figure."""
    without_nan = json.loads(json.dumps(result), parse_constant=lambda _: None)
    return json.dumps(without_nan, indent=1, ensure_ascii=False)


def _numbers(*, peers: bool) -> list[NumberOutcome]:
    ours = [number_systems.run_ours()]
    return [*ours, number_systems.run_presidio()] if peers else ours


def _retyped(documents: Sequence[Document]) -> dict[str, list[Document]]:
    """The documents as written and in every variant, each searched anew."""
    retyped = {"as written": list(documents)}
    for name, change in VARIANTS.items():
        retyped[name] = [systems.searched(change(document)) for document in documents]
    return retyped


def _show(result: dict[str, Any]) -> None:
    console = Console()
    ours = result["systems"]["veilig"]
    console.print(report.side_by_side(result["systems"]))
    console.print(report.languages_table(result["systems"]))
    console.print(report.recall_table("Notes: ours by category", ours["categories"]))
    console.print(report.recall_table("Notes: ours by origin of a name", ours["origins"]))
    console.print(report.variants_table(result["variants"]))
    for kind in ("columns", "tables"):
        for system, columns in result[kind].items():
            console.print(report.columns_table(system, columns, kind.capitalize()))
    if result["numbers"]:
        console.print(report.numbers_table(result["numbers"]))
        console.print(report.random_digits_table(result["numbers"]))
    console.print(f"All figures: {RESULT}")


if __name__ == "__main__":
    main()
