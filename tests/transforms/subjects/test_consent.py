import numpy as np
import pyarrow as pa
import pytest

from transforms.subjects.consent import UNDATED, Statements, latest, read_answers

YES = ["ja", "Oui", "yes", "J", "1", "true", "X", "Ik ga akkoord met het onderzoek", "J'accepte", "DOUBLE_OPT_IN"]
NO = [
    "nee",
    "Non",
    "Nein",
    "no",
    "0",
    "false",
    "ik ga niet akkoord",
    "je n'accepte pas",
    "Ich stimme nicht zu",
    "opt-out",
    "geweigerd",
]
SILENT = [None, "", "  ", "?", "onbekend", "inconnu", "n/a", "[]"]


def statement(moment: int, *, given: bool, purpose: str = "research", owner: int = 0) -> Statements:
    return Statements(purpose, "ehr.patients", np.array([owner]), np.array([moment]), np.array([given]))


@pytest.mark.parametrize(("texts", "expected"), [(YES, True), (NO, False)])
def test_answers_in_four_languages_and_ticked_boxes(texts, expected):
    rows, given = read_answers(pa.array(texts))
    assert rows.tolist() == list(range(len(texts)))
    assert [text for text, yes in zip(texts, given, strict=True) if yes is not np.bool_(expected)] == []


def test_silence_states_nothing():
    assert read_answers(pa.array(SILENT, pa.string()))[0].tolist() == []


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], False),
        ([statement(1, given=True)], True),
        ([statement(2, given=False), statement(1, given=True)], False),
        ([statement(1, given=False), statement(2, given=True)], True),
        ([statement(1, given=True), statement(1, given=False)], False),
        ([statement(UNDATED, given=False), statement(1, given=True)], True),
        ([statement(1, given=True, purpose="newsletter")], False),
        ([statement(1, given=True, owner=1)], False),
    ],
)
def test_the_latest_statement_counts(statements, expected):
    assert latest(statements, "research", 2).tolist()[0] is expected


def test_of_two_statements_of_one_moment_the_objection_counts():
    both = [statement(1, given=True, purpose="objection"), statement(1, given=False, purpose="objection")]
    assert latest(both, "objection", 1).tolist() == [True]
