import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.subjects.consent.statements import UNDATED, Statements, last_stated


def statement(moment: int, *, given: bool, purpose: str = "research", owner: int = 0) -> Statements:
    return Statements(purpose, "ehr.patients", np.array([owner]), np.array([moment]), np.array([given]))


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
    assert last_stated(statements, "research", 2).given.tolist()[0] is expected


def test_of_two_statements_of_one_moment_the_objection_counts():
    both = [statement(1, given=True, purpose="objection"), statement(1, given=False, purpose="objection")]
    assert last_stated(both, "objection", 1).given.tolist() == [True]


MOMENTS = st.one_of(st.just(UNDATED), st.integers(0, 5))
SOURCES = st.sampled_from(["ehr.patients", "jotform.intake"])


@given(
    st.lists(st.tuples(SOURCES, st.integers(0, 2), MOMENTS, st.booleans()), max_size=12),
    st.sampled_from(["research", "objection"]),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_and_files_never_changes_what_counts(rows, purpose, random):
    shuffled = rows.copy()
    random.shuffle(shuffled)
    answers = []
    for order in (rows, shuffled):
        said = [
            Statements(purpose, source, np.array([owner]), np.array([moment]), np.array([yes]))
            for source, owner, moment, yes in order
        ]
        answers.append(last_stated(said, purpose, 3).given.tolist())
    assert answers[0] == answers[1]
