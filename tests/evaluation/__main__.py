"""Detection quality, ours beside peers: prints tables, writes build/evaluation.json.

Run as `make evaluate`, or `python -m tests.evaluation --ours` without the peers.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from tests.evaluation import report, systems
from tests.evaluation.column_systems import judged_columns
from tests.evaluation.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.evaluation.scorer import Document

RESULT = Path("build") / "evaluation.json"


def main() -> None:
    """Measure, show, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    peers = () if parser.parse_args().ours else systems.PEERS
    notes = systems.read_notes()
    outcomes = [systems.run_ours(notes, known=False), systems.run_ours(notes, known=True)]
    outcomes += [systems.run_peer(peer, notes) for peer in peers]
    result = {
        "notes": len(notes),
        "systems": {outcome.system: report.of_outcome(outcome) for outcome in outcomes},
        "variants": report.of_variants(_retyped(outcomes[0].documents)),
        "columns": report.of_columns(judged_columns()),
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _show(result)


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
    console.print(report.recall_table("Notes: ours by category", ours["categories"]))
    console.print(report.recall_table("Notes: ours by origin of a name", ours["origins"]))
    console.print(report.variants_table(result["variants"]))
    console.print(report.columns_table(result["columns"]))
    console.print(f"All figures: {RESULT}")


if __name__ == "__main__":
    main()
