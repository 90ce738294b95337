"""The figures as tables for a terminal and as JSON for a machine."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table

from tests.evaluation import column_scorer, scorer
from tests.evaluation.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.evaluation.column_scorer import JudgedColumn
    from tests.evaluation.scorer import Document, Figure
    from tests.evaluation.systems import Outcome

SHOWN = {
    "character_recall": "characters of direct identifiers covered",
    "recall": "direct identifiers touched",
    "precision": "redactions that touch one",
    "f1": "F1, any overlap",
    "exact_f1": "F1, exact bounds",
    "documents_without_leak": "documents without a leak",
    "over_redaction": "other characters redacted",
    "hard_negatives_hit": "empty notes hit",
    "quasi_recall": "quasi-identifiers touched",
}
LANGUAGE_MEASURES = ("character_recall", "f1", "documents_without_leak", "over_redaction")


def of_outcome(outcome: Outcome) -> dict[str, Any]:
    """Everything about what one system found in the notes."""
    if outcome.not_run:
        return {"not_run": outcome.not_run}
    documents = outcome.documents
    return {
        "seconds": outcome.seconds,
        "all": _plain(scorer.figures(documents)),
        "languages": {name: _plain(figures) for name, figures in scorer.by_language(documents).items()},
        "categories": scorer.by_category(documents),
        "origins": scorer.by_origin(documents),
    }


def of_columns(columns: Sequence[JudgedColumn]) -> dict[str, Any]:
    """Everything about what the columns were called, in all and per kind of header."""
    kinds = sorted({one.kind for one in columns})
    return {
        "all": _of_columns(columns),
        "kinds": {kind: _of_columns([one for one in columns if one.kind == kind]) for kind in kinds},
        "confusions": column_scorer.confusions(columns),
    }


def _of_columns(columns: Sequence[JudgedColumn]) -> dict[str, float]:
    return {
        "columns": len(columns),
        "macro_f1": column_scorer.macro_f1(columns),
        "accuracy": column_scorer.accuracy(columns),
        "role_accuracy": column_scorer.role_accuracy(columns),
        "direct_called_safe": column_scorer.direct_called_safe(columns),
        "direct_withheld": column_scorer.direct_withheld(columns),
        "calibration_error": column_scorer.calibration_error(columns),
    }


def of_variants(documents: Mapping[str, Sequence[Document]]) -> dict[str, Any]:
    """Per way of typing: the headline figures, and the share of names found."""
    return {
        name: _plain(scorer.figures(changed)) | {"names_covered": _names_covered(changed)}
        for name, changed in documents.items()
    }


def _names_covered(documents: Sequence[Document]) -> float:
    rows = scorer.by_category(documents)
    spans = sum(rows[name]["spans"] for name in scorer.NAMES)
    covered = sum(rows[name]["covered"] * rows[name]["spans"] for name in scorer.NAMES)
    return scorer.share(covered, spans)


def _plain(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: asdict(figure) for name, figure in figures.items()}


def side_by_side(systems: Mapping[str, dict[str, Any]]) -> Table:
    """One row per measure, one column per system."""
    table = Table(title="Notes: share, with its 95 % interval over documents")
    table.add_column("")
    for name in systems:
        table.add_column(name, justify="right")
    for measure, label in SHOWN.items():
        table.add_row(label, *(_cell(system, "all", measure) for system in systems.values()))
    table.add_section()
    for measure in LANGUAGE_MEASURES:
        for language in ("nl", "fr", "de", "en"):
            label = f"{language}: {SHOWN[measure]}"
            table.add_row(
                label, *(_cell(system.get("languages", {}), language, measure) for system in systems.values())
            )
    return table


def _cell(system: Mapping[str, Any], part: str, measure: str) -> str:
    if part not in system:
        return "not run"
    figure = system[part][measure]
    if math.isnan(figure["value"]):
        return "–"
    return f"{figure['value']:.3f} [{figure['low']:.2f}–{figure['high']:.2f}]"


def recall_table(title: str, rows: Mapping[str, Mapping[str, Any]]) -> Table:
    """What was touched, wholly covered and called right, per category or origin."""
    table = Table(title=title)
    for heading in ("", "spans", "touched", "covered", "called right"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, row in rows.items():
        table.add_row(name, str(row["spans"]), *(f"{row[key]:.2f}" for key in ("touched", "covered", "called")))
    return table


def variants_table(variants: Mapping[str, Any]) -> Table:
    """How the figures change with the way of typing."""
    measures = ("character_recall", "documents_without_leak", "over_redaction", "hard_negatives_hit")
    table = Table(title="Notes typed otherwise")
    for heading in ("", "names covered", *(SHOWN[measure] for measure in measures)):
        table.add_column(heading, justify="right")
    for name in ("as written", *VARIANTS):
        row = variants[name]
        table.add_row(name, f"{row['names_covered']:.3f}", *(f"{row[one]['value']:.3f}" for one in measures))
    return table


def columns_table(columns: Mapping[str, Any]) -> Table:
    """The figures of the columns, in all and per kind of header."""
    table = Table(title="Columns, by what their header tells")
    groups = {"all": columns["all"], **columns["kinds"]}
    for heading in ("", *groups):
        table.add_column(heading, justify="right")
    for measure in columns["all"]:
        table.add_row(measure.replace("_", " "), *(f"{group[measure]:.3g}" for group in groups.values()))
    return table
