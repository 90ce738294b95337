"""The figures as tables for a terminal and as JSON for a machine."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table

from tests.detectors.recognizers.belgian_numbers import share_that_looks_like_a_national_number
from tests.evaluation import column_scorer, scorer
from tests.evaluation.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.evaluation.column_scorer import JudgedColumn
    from tests.evaluation.column_systems import ColumnOutcome
    from tests.evaluation.number_systems import NumberOutcome
    from tests.evaluation.scorer import Document, Figure
    from tests.evaluation.systems import Outcome

SHOWN = {
    "character_recall": "direct, characters covered",
    "recall": "direct, touched",
    "precision": "redactions that touch one",
    "f1": "F1 any overlap",
    "exact_f1": "F1 exact",
    "documents_without_leak": "documents without leak",
    "over_redaction": "others, characters lost",
    "hard_negatives_hit": "empty notes hit",
    "quasi_recall": "quasi, touched",
}
BY_LANGUAGE = ("character_recall", "f1", "documents_without_leak", "over_redaction", "hard_negatives_hit")
LANGUAGES = ("nl", "fr", "de", "en")


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


def of_columns(outcome: ColumnOutcome) -> dict[str, Any]:
    """Everything about what one system called the columns, in all and per kind of header."""
    if outcome.not_run:
        return {"not_run": outcome.not_run}
    columns = outcome.columns
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
        "direct_called_harmless": column_scorer.direct_called_harmless(columns),
        "direct_withheld": column_scorer.direct_withheld(columns),
        "calibration_error": column_scorer.calibration_error(columns),
    }


def of_numbers(outcome: NumberOutcome) -> dict[str, Any]:
    """What one system found of valid numbers, per kind and layout, and what it took random digits for."""
    if outcome.not_run:
        return {"not_run": outcome.not_run}
    hits = _national_numbers(outcome.random)
    return {
        "layouts": scorer.by_origin(outcome.valid),
        "random": {
            "strings": len(outcome.random),
            "national_number": hits if _national_numbers(outcome.valid) else None,
            "anything": sum(bool(document.found) for document in outcome.random),
        },
    }


def _national_numbers(documents: Sequence[Document]) -> int:
    """In how many a national number is seen; in none by a system that has no recognizer for them."""
    return sum(any(span.category == "national_number" for span in document.found) for document in documents)


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
    """One row per system, one column per measure."""
    table = Table(title="Notes: shares with 95 % intervals over documents", show_lines=True)
    table.add_column("system")
    for label in SHOWN.values():
        table.add_column(label, justify="right")
    for name, system in systems.items():
        figures = system.get("all", {})
        table.add_row(name, *(_with_interval(figures[one]) for one in SHOWN) if figures else (system["not_run"],))
    return table


def languages_table(systems: Mapping[str, dict[str, Any]]) -> Table:
    """The systems that ran, measure by measure, one column per language."""
    table = Table(title="Notes by language")
    for heading in ("", "system", *LANGUAGES):
        table.add_column(heading)
    for measure in BY_LANGUAGE:
        table.add_section()
        for name, system in systems.items():
            if "languages" in system:
                read = system["languages"]
                cells = (_value(read[language][measure]) if language in read else "–" for language in LANGUAGES)
                table.add_row(SHOWN[measure], name, *cells)
    return table


def _with_interval(figure: Mapping[str, float]) -> str:
    return f"{_value(figure)}\n{figure['low']:.2f}–{figure['high']:.2f}"


def _value(figure: Mapping[str, float]) -> str:
    return "–" if math.isnan(figure["value"]) else f"{figure['value']:.3f}"


def recall_table(title: str, rows: Mapping[str, Mapping[str, Any]]) -> Table:
    """What was touched, wholly covered and called right, per category or origin."""
    table = Table(title=title)
    for heading in ("", "spans", "touched", "covered", "called right"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, row in rows.items():
        table.add_row(name, str(row["spans"]), *(f"{row[key]:.2f}" for key in ("touched", "covered", "called")))
    return table


def numbers_table(numbers: Mapping[str, Any]) -> Table:
    """Per kind and layout, the share of valid numbers that each system covers wholly and calls what they are."""
    ran = {name: system["layouts"] for name, system in numbers.items() if "layouts" in system}
    table = Table(title="Valid Belgian numbers, by kind and layout", caption=_not_run(numbers))
    table.add_column(overflow="fold")
    for system in ran:
        for heading in ("numbers", "covered", "called right"):
            table.add_column(f"{system.partition(',')[0]}\n{heading}", justify="right", min_width=6)
    kind = ""
    for form in next(iter(ran.values())):
        if kind != form.partition(":")[0]:
            kind = form.partition(":")[0]
            table.add_section()
        table.add_row(form, *(cell for layouts in ran.values() for cell in _found(layouts[form])))
    return table


def _found(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(row["spans"]), f"{row['covered']:.4f}", f"{row['called']:.4f}"


def _not_run(numbers: Mapping[str, Any]) -> str:
    return "; ".join(f"{name} not run: {system['not_run']}" for name, system in numbers.items() if "not_run" in system)


def random_digits_table(numbers: Mapping[str, Any]) -> Table:
    """How often eleven random digits are taken for something, beside how often they are a valid national number."""
    expected = share_that_looks_like_a_national_number()
    table = Table(title="Eleven random digits", caption=_not_run(numbers))
    for heading in ("", "strings", "taken for a national number", "as arithmetic allows", "redacted as anything"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, system in numbers.items():
        if "random" in system:
            row = system["random"]
            taken = "–" if row["national_number"] is None else str(row["national_number"])
            table.add_row(name, str(row["strings"]), taken, f"{row['strings'] * expected:.0f}", str(row["anything"]))
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


def columns_table(system: str, columns: Mapping[str, Any], judged: str = "Columns") -> Table:
    """The figures of the columns, in all and per kind of header; none where the system did not run."""
    table = Table(title=f"{judged}: {system}, by what the header tells", caption=columns.get("not_run"))
    if "not_run" in columns:
        return table
    groups = {"all": columns["all"], **columns["kinds"]}
    for heading in ("", *groups):
        table.add_column(heading, justify="right")
    for measure in columns["all"]:
        table.add_row(measure.replace("_", " "), *(_short(group[measure]) for group in groups.values()))
    return table


def _short(figure: float) -> str:
    """A count in full, a share in three digits."""
    return str(figure) if isinstance(figure, int) else f"{figure:.3g}"
