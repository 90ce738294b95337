from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest

from tests.evaluation.column_scorer import (
    JudgedColumn,
    calibration_error,
    direct_called_harmless,
    direct_called_safe,
    macro_f1,
)
from tests.evaluation.compile_notes import CORPORA, CORPUS, compile_corpus
from tests.evaluation.compose_columns import compose
from tests.evaluation.compose_tables import TABLES_FILE
from tests.evaluation.compose_tables import compose as compose_tables
from tests.evaluation.scorer import Document, Marked, by_category, by_origin, count, figures
from tests.evaluation.table_systems import columns_of, observed, read_tables, run_alone, run_whole
from tests.evaluation.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "Aïsha Benali belde op 12/03 vanuit Gent"
NAME, DATE, PLACE = (
    Marked(0, 12, "person_name", "Maghrebi"),
    Marked(22, 27, "event_date"),
    Marked(35, 39, "municipality"),
)


def document(*found: Marked, gold: tuple[Marked, ...] = (NAME, DATE, PLACE), text: str = TEXT) -> Document:
    return Document("nl", "clinical", text, gold, found)


def test_half_a_name_is_touched_but_leaks() -> None:
    counts = count(document(Marked(0, 5, "person_name")))
    assert (counts.direct_touched, counts.direct_exact, counts.documents_without_leak) == (1, 0, 0)
    assert (counts.direct_characters_covered, counts.direct_characters) == (5, 11)


def test_a_name_covered_under_another_label_is_no_leak() -> None:
    counts = count(document(Marked(0, 13, "street_address")))
    assert counts.documents_without_leak == 1
    assert by_category([document(Marked(0, 13, "street_address"))])["person_name"]["called"] == 0


def test_a_name_called_after_another_role_is_called_right() -> None:
    assert by_category([document(Marked(0, 12, "provider_name"))])["person_name"]["called"] == 1


def test_spans_on_quasi_identifiers_are_neither_right_nor_wrong() -> None:
    counts = count(document(Marked(22, 27, "birth_date")))
    assert (counts.found, counts.found_right, counts.quasi_touched) == (0, 0, 1)
    assert counts.other_characters_covered == 0


def test_a_redacted_verb_is_over_redaction() -> None:
    counts = count(document(Marked(13, 18, "person_name")))
    assert (counts.found, counts.found_right, counts.other_characters_covered) == (1, 0, 5)


def test_a_clean_note_that_is_hit_counts_once() -> None:
    clean = document(Marked(0, 5, "person_name"), Marked(6, 9, "person_name"), gold=())
    assert (count(clean).empty_documents, count(clean).empty_documents_hit) == (1, 1)


def test_figures_of_everything_found() -> None:
    result = figures([document(NAME, DATE, PLACE)] * 3)
    assert {result[name].value for name in ("precision", "recall", "exact_f1", "documents_without_leak")} == {1.0}
    assert math.isnan(result["hard_negatives_hit"].value)


def test_intervals_hold_the_value_and_repeat() -> None:
    documents = [document(NAME)] * 5 + [document()] * 5
    recall = figures(documents)["recall"]
    assert recall.low < recall.value == 0.5 < recall.high
    assert figures(documents)["recall"] == recall


def test_recall_by_origin_counts_only_spans_that_have_one() -> None:
    assert list(by_origin([document(NAME)])) == ["Maghrebi"]


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_variants_keep_the_spans_in_place(name: str) -> None:
    changed = VARIANTS[name](document(text="Aïsha Benali belde op 12/03 vanuit Gießen İ"))
    assert len(changed.text) == len("Aïsha Benali belde op 12/03 vanuit Gießen İ")
    assert changed.text != TEXT
    assert changed.text[18:22].lower() == " op "


def column(category: str, called: str, confidence: float = 1.0) -> JudgedColumn:
    return JudgedColumn("nl", "x", "clear", category, frozenset({category}), "", called, "", confidence)


def test_macro_f1_weighs_categories_alike() -> None:
    assert macro_f1([column("email", "email")] * 9 + [column("phone", "unknown")]) == 0.5


def test_a_national_number_called_a_count_is_called_safe_and_an_unknown_one_is_not() -> None:
    assert direct_called_safe([column("national_number", "number"), column("email", "unknown")]) == 0.5


def test_a_name_called_an_insurer_is_called_harmless() -> None:
    columns = [column("person_name", called) for called in ("insurer", "former_name", "free_text", "unknown")]
    assert direct_called_harmless(columns) == 0.25


def test_calibration_is_the_gap_between_claim_and_truth() -> None:
    assert calibration_error([column("email", "email", 0.9), column("email", "phone", 0.9)]) == pytest.approx(0.4)


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_compiled_corpus_is_that_of_the_source(corpus: str) -> None:
    assert (CORPUS / f"{corpus}.jsonl").read_text(encoding="utf-8") == compile_corpus(corpus)


def test_the_composed_columns_are_those_of_the_source() -> None:
    assert (CORPUS / "tables.jsonl").read_text(encoding="utf-8") == compose()


def test_the_composed_tables_are_those_of_the_source() -> None:
    assert TABLES_FILE.read_text(encoding="utf-8") == compose_tables()


def test_every_composed_table_is_a_table() -> None:
    tables = read_tables()
    assert len(tables) >= 300
    for table in tables:
        headers = [column["header"] for column in table["columns"]]
        assert 4 <= len(headers) <= 14
        assert len(set(headers)) == len(headers)
        assert {len(column["values"]) for column in table["columns"]} <= set(range(10, 201))
        assert len({len(column["values"]) for column in table["columns"]}) == 1


def test_national_numbers_of_composed_tables_begin_with_the_birth_date_of_the_row() -> None:
    compared = 0
    for born, number in _beside("birth_date", "national_number"):
        digits, parts = re.sub(r"\D", "", number), re.findall(r"\d+", born)
        if len(digits) == 11 and len(parts) == 3:
            year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
            assert digits[:6] == f"{year[-2:]}{month}{day}"
            compared += 1
    assert compared > 300


def test_a_postal_code_of_composed_tables_has_the_same_municipality_in_every_row() -> None:
    towns: dict[str, set[str]] = {}
    for code, town in _beside("postal_code", "municipality"):
        filler = set(town) == {"X"}  # dirty cells of the corpus stand in for what was not known
        if re.fullmatch(r"[1-9]\d{3}", code) and re.fullmatch(r"[A-Z][^ ]{3,}", town) and not filler:
            towns.setdefault(code, set()).add(town)
    assert len(towns) > 30
    assert all(len(names) == 1 for names in towns.values())


def _beside(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Cells of two categories that stand in one row."""
    for table in read_tables():
        values = {column["category"]: column["values"] for column in table["columns"]}
        yield from zip(values.get(first, ()), values.get(second, ()), strict=False)


def test_whole_tables_and_columns_alone_are_judged_in_the_same_order() -> None:
    tables = read_tables()[:2]
    gold = [(row["header"], row["category"]) for row in columns_of(tables)]
    seen = observed(tables)
    for outcome in (run_whole(seen), run_alone(seen)):
        assert [(one.header, one.category) for one in outcome.columns] == gold
        assert any(one.is_right for one in outcome.columns)
