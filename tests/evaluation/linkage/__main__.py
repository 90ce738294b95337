"""Linkage on generated people: pairwise precision and recall, ours beside Splink.

    python -m tests.evaluation.linkage [--people 20000] [--seed 2028] [--ours]

Writes exports and truth to build/linkage/, prints tables, and writes all figures to build/linkage.json. Seed 1 is for
development; quoted figures are of seeds that nobody looked at while the rules were changed (see README.md).
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from rich.console import Console

from tests.evaluation.linkage import exports, ours, peer, report, scorer

BUILD = Path("build") / "linkage"
RESULT = Path("build") / "linkage.json"


def main() -> None:
    """Generate, link, score, print."""
    arguments = _arguments()
    shutil.rmtree(BUILD, ignore_errors=True)
    made = exports.write(BUILD, arguments.seed, arguments.people)
    truth = scorer.read_truth(made.rows)
    linked = ours.link(made.exports, BUILD / "private")
    found = {"veilig": report.figures(truth, linked.subjects, seconds=linked.seconds)}
    suggestions = scorer.right_suggestions(truth, linked.subjects, linked.suggested)
    if not arguments.ours:
        grouped = peer.link(made.rows, BUILD / "splink.csv")
        found["Splink"] = report.figures(truth, grouped.subjects, seconds=grouped.seconds)
    asked = {"people": arguments.people, "seed": arguments.seed}
    told = {**asked, "systems": found, "suggestions": suggestions, "suggestions left out": linked.left_out}
    RESULT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    console = Console()
    console.print(report.systems_table(found))
    console.print(report.kinds_table(found))
    console.print(report.wrong_table(found))
    console.print(report.suggestions_table(suggestions, linked.left_out))
    console.print(f"All figures: {RESULT}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.linkage", description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2028)
    parser.add_argument("--ours", action="store_true", help="leave Splink out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
