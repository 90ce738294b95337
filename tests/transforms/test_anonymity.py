import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.anonymity import Ladder, Sensitive, anonymise, group_sizes

PEOPLE = st.lists(
    st.tuples(st.integers(1950, 2005), st.sampled_from("abc"), st.sampled_from("xy")), min_size=1, max_size=80
)


def ladders(people):
    years, places, genders = (list(column) for column in zip(*people, strict=True))
    top = pa.array(["all"] * len(people))
    return [
        Ladder(
            "birth_year",
            ("year", "band10", "all"),
            (pa.array([str(year) for year in years]), pa.array([str(year // 10) for year in years]), top),
        ),
        Ladder("province", ("province", "all"), (pa.array(places), top)),
        Ladder("gender_at_birth", ("value", "all"), (pa.array(genders), top)),
    ]


@settings(deadline=None, max_examples=60)
@given(people=PEOPLE, k=st.integers(2, 6))
def test_whoever_is_released_shares_everything_with_at_least_k_people(people, k):
    found = anonymise(ladders(people), k)
    stay = pa.array(~found.withheld)
    sizes = group_sizes([column.filter(stay) for column in found.columns.values()])
    assert (sizes >= k).all()
    assert found.k == (sizes.min() if len(sizes) else 0)
    assert sum(size * number for size, number in found.sizes.items()) == len(sizes)


def test_nothing_is_lost_when_k_holds_already():
    found = anonymise(ladders([(1980, "a", "x")] * 5 + [(1990, "b", "y")] * 5), 5)
    assert found.chosen == {"birth_year": "year", "province": "province", "gender_at_birth": "value"}
    assert (found.k, found.loss, found.prosecutor_max, found.prosecutor_average) == (5, 0.0, 0.2, 0.2)


def test_few_are_hidden_to_spare_the_others():
    crowd = [(1980, "a", "x")] * 300 + [(1990, "b", "y")] * 300
    odd = [(1951, "c", "x"), (1962, "c", "y"), (1973, "c", "x"), (1984, "b", "y"), (1995, "a", "y")]
    found = anonymise(ladders(crowd + odd), 5, max_suppressed=0.05)
    assert found.chosen["birth_year"] == "year"
    assert found.hidden.tolist() == [False] * 600 + [True] * 5
    assert set(found.columns["birth_year"].to_pylist()[600:]) == {"*"}


def test_hidden_people_who_are_too_few_leave_altogether():
    found = anonymise(ladders([(1980, "a", "x")] * 300 + [(1951, "c", "y")] * 2), 5)
    assert found.withheld.tolist() == [False] * 300 + [True] * 2
    assert not found.hidden.any()


def test_a_group_in_which_all_share_a_diagnosis_is_not_diverse():
    people = [(1980, "a", "x")] * 10 + [(1990, "a", "x")] * 10
    same = Sensitive("medical_condition", 2, np.arange(20), np.array([0] * 10 + [1, 2] * 5))
    found = anonymise(ladders(people), 5, sensitive=[same], max_suppressed=0)
    assert found.chosen["birth_year"] != "year"
    assert found.l["medical_condition"] >= 2


def test_a_group_in_which_nobody_has_a_diagnosis_discloses_none():
    people = [(1980, "a", "x")] * 10 + [(1990, "a", "x")] * 10
    some = Sensitive("medical_condition", 2, np.arange(10), np.array([1, 2] * 5))
    assert anonymise(ladders(people), 5, sensitive=[some]).chosen["birth_year"] == "year"


def test_one_with_a_diagnosis_among_many_without_is_not_given_away():
    one = Sensitive("medical_condition", 2, np.array([3]), np.array([0]))
    found = anonymise(ladders([(1980, "a", "x")] * 10), 5, sensitive=[one])
    assert found.l == {"medical_condition": 2}
    assert not found.hidden.any()


def test_fewer_people_than_k_cannot_be_released():
    found = anonymise(ladders([(1980, "a", "x")] * 4), 5)
    assert found.withheld.all()
    assert (found.k, found.prosecutor_max) == (0, 0.0)


def test_the_person_is_the_unit_and_unknown_is_a_value():
    assert group_sizes([pa.array(["a", None, None, "a"]), pa.array(["x", "x", "x", None])]).tolist() == [1, 2, 2, 1]
