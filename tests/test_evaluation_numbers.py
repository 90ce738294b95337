from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.evaluation import report
from tests.evaluation.number_systems import NumberOutcome, random, run_ours, valid

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.table import Table

    from tests.evaluation.scorer import Document
    from tests.evaluation.systems import Note

COUNT = 200


def found_in(notes: tuple[Note, ...], some: Callable[[Note], bool]) -> tuple[Document, ...]:
    """The notes, with whatever is marked in some of them found."""
    return tuple(note.as_document(note.gold if some(note) else ()) for note in notes)


def test_a_layout_that_is_missed_has_no_recall_and_others_keep_theirs() -> None:
    documents = found_in(valid(COUNT), lambda note: not note.gold[0].origin.startswith("IBAN: be"))
    layouts = report.of_numbers(NumberOutcome("one", documents))["layouts"]
    assert {form for form, row in layouts.items() if row["covered"] < 1} == {"IBAN: be##############"}


def test_a_system_without_national_numbers_has_no_count_of_them() -> None:
    """Zero would look like a figure of merit."""
    numbers = valid(COUNT)
    ibans = found_in(numbers, lambda note: note.gold[0].category == "iban")
    silent = found_in(random(COUNT), lambda _: False)
    assert report.of_numbers(NumberOutcome("one", ibans, silent))["random"]["national_number"] is None
    every = found_in(numbers, lambda _: True)
    assert report.of_numbers(NumberOutcome("one", every, silent))["random"]["national_number"] == 0


@pytest.mark.parametrize("table", [report.numbers_table, report.random_digits_table])
def test_the_tables_name_a_peer_that_did_not_run(table: Callable[..., Table]) -> None:
    ours = report.of_numbers(run_ours(COUNT))
    shown = table({"veilig": ours, "other": {"not_run": "no environment"}})
    assert shown.caption == "other not run: no environment"
    assert shown.row_count > 0
