"""Figures of the development set, and what is called wrong in half A.

Run as `python -m tests.evaluation.development`; `--exports` measures only the tables of `exports/`. `--mistakes` lists
what half A, which may be looked at, is called wrongly; `--fit` makes `detectors/lexicons/columns_confidence.yaml` anew,
and `--words` `columns_words.txt` beside it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console

from tests.evaluation import report
from tests.evaluation.column_systems import ColumnOutcome
from tests.evaluation.development import fit, words_in_use
from tests.evaluation.development.measure import (
    judged_alone,
    judged_in_tables,
    observed,
    observed_exports,
    of_half,
)
from tests.evaluation.development.vocabulary import HALVES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.evaluation.development.measure import Judged


def main() -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.development", description=__doc__)
    parser.add_argument("--mistakes", action="store_true", help="list what half A is called wrongly")
    parser.add_argument("--exports", action="store_true", help="only the tables that were written down one by one")
    parser.add_argument("--fit", action="store_true", help="fit the confidence of findings, and write its parameters")
    parser.add_argument("--words", action="store_true", help="gather the words of choices and remarks, and write them")
    chosen = parser.parse_args()
    console = Console()
    if chosen.words:
        words_in_use.write()
        return
    if chosen.fit:
        _fit(console)
        return
    sets = {"exports": observed_exports} if chosen.exports else {"composed": observed, "exports": observed_exports}
    for name, tables in sets.items():
        for way, judged in (("alone", list(judged_alone(tables()))), ("in tables", list(judged_in_tables(tables())))):
            for half in HALVES:
                some = of_half(judged, half)
                outcome = ColumnOutcome("", tuple(one.scored() for one in some))
                console.print(report.columns_table(f"{name}, half {half}, {way}", report.of_columns(outcome)))
            if chosen.mistakes:
                _show_mistakes(of_half(judged, "a"), console)


def _fit(console: Console) -> None:
    some = fit.cases()
    errors = ", ".join(f"{kind} {error:.3f}" for kind, error in fit.cross_validated(some).items())
    console.print(f"Calibration error on tables left out, by kind of header: {errors}")
    fit.PARAMETERS.write_text(fit.as_yaml(fit.fitted(some)), encoding="utf-8")


def _show_mistakes(judged: Sequence[Judged], console: Console) -> None:
    wrong = Counter(
        (one.column.kind, one.column.category, one.finding.category) for one in judged if not one.scored().is_right
    )
    for (kind, category, called), number in wrong.most_common():
        console.print(f"{number:4} {kind:8} {category} → {called}")


if __name__ == "__main__":
    main()
