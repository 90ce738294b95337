import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import anonymity
from transforms.anonymity import Ladder, Sensitive, group_sizes

PEOPLE = st.lists(
    st.tuples(st.integers(1950, 2005), st.sampled_from("abc"), st.sampled_from("xy")), min_size=1, max_size=80
)


def ladders(people, declared=3):
    years, places, genders = (list(column) for column in zip(*people, strict=True))
    by_year = (pa.array([str(year) for year in years]), pa.array([str(year // 10) for year in years]))
    return [
        Ladder("birth_year", ("year", "band10"), by_year, declared=declared > 0),
        Ladder("province", ("province",), (pa.array(places),), declared=declared > 1),
        Ladder("gender_at_birth", ("value",), (pa.array(genders),), declared=declared > 2),
    ]


def lots_of(count):
    return np.random.default_rng(11).integers(0, 1 << 63, count).astype(np.uint64)


def anonymise(ladders, k, lots=None, **sensitive):
    lots = lots_of(len(ladders[0].columns[0])) if lots is None else lots
    return anonymity.anonymise(ladders, k, lots, **sensitive)


def shown(found, name):
    return found.columns[name].to_pylist()


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
    assert set(found.kept.values()) == {1.0}
    assert found.chosen == {"birth_year": "year", "province": "province", "gender_at_birth": "value"}
    assert (found.k, found.loss, found.prosecutor_max, found.prosecutor_average) == (5, 0.0, 0.2, 0.2)


@settings(deadline=None, max_examples=60)
@given(people=PEOPLE, k=st.integers(2, 6), declared=st.integers(0, 3), seed=st.integers(0, 9))
def test_what_a_person_shows_does_not_depend_on_the_order_of_the_people(people, k, declared, seed):
    order = np.random.default_rng(seed).permutation(len(people))
    found = anonymise(ladders(people, declared), k)
    shuffled = anonymise(ladders([people[at] for at in order], declared), k, lots_of(len(people))[order])
    for name, column in found.columns.items():
        assert column.take(pa.array(order)).equals(shuffled.columns[name])


@settings(deadline=None, max_examples=60)
@given(people=PEOPLE, k=st.integers(2, 6))
def test_a_cell_shows_its_value_at_the_chosen_step_or_is_hidden(people, k):
    found = anonymise(ladders(people), k)
    for ladder in ladders(people):
        values = ladder.columns[ladder.steps.index(found.chosen[ladder.name])].to_pylist()
        assert all(cell in (value, "*") for cell, value in zip(shown(found, ladder.name), values, strict=True))


@settings(deadline=None, max_examples=60)
@given(people=PEOPLE, k=st.integers(2, 6))
def test_an_undeclared_column_takes_nothing_from_those_before_it(people, k):
    two = anonymise(ladders(people, 2)[:2], k)
    three = anonymise(ladders(people, 2), k)
    assert all(shown(two, name) == shown(three, name) for name in two.columns)


VALUES = st.lists(st.tuples(st.integers(0, 79), st.integers(0, 3)), max_size=60, unique=True)


@settings(deadline=None, max_examples=80)
@given(people=PEOPLE, pairs=VALUES, least=st.integers(2, 3))
def test_every_group_in_which_anyone_has_a_diagnosis_has_several(people, pairs, least):
    having = [pair for pair in pairs if pair[0] < len(people)]
    of, values = (np.array([pair[part] for pair in having], dtype=np.int64) for part in (0, 1))
    found = anonymise(ladders(people), 3, sensitive=[Sensitive("medical_condition", least, of, values)])
    groups = dict.fromkeys(rows := list(zip(*(shown(found, name) for name in found.columns), strict=True)))
    for group in groups if not found.withheld.any() else ():
        inside = {person for person, row in enumerate(rows) if row == group}
        seen = {value for person, value in having if person in inside}
        none = len(inside - {person for person, _ in having}) > 0
        assert not seen or len(seen) + none >= least


def test_few_lose_a_cell_to_spare_the_others():
    crowd = [(1980, "a", "x")] * 300 + [(1990, "b", "y")] * 300
    odd = [(1990, "a", "x")] * 3 + [(1990, "a", "y")] * 4
    found = anonymise(ladders(crowd + odd), 5)
    assert found.chosen["birth_year"] == "year"
    assert found.hidden.tolist() == [False] * 600 + [True] * 7
    assert set(shown(found, "birth_year")[600:]) == {"1990"}
    assert set(shown(found, "province")[600:]) == {"a"}
    assert set(shown(found, "gender_at_birth")[600:]) == {"*"}
    assert found.kept == {"birth_year": 1.0, "province": 1.0, "gender_at_birth": 600 / 607}


def test_hidden_people_who_are_too_few_are_joined_by_some_of_the_most_common_value():
    found = anonymise(ladders([(1980, "a", "x")] * 300 + [(1980, "b", "x")] * 9 + [(1980, "c", "x")] * 2), 5)
    places = shown(found, "province")
    assert {place: places.count(place) for place in places} == {"a": 297, "b": 9, "*": 5}
    assert not found.withheld.any()


def test_where_no_value_can_spare_people_the_smallest_is_hidden_whole():
    found = anonymise(ladders([(1980, "a", "x")] * 6 + [(1980, "b", "x")] * 5 + [(1980, "c", "x")] * 2), 5)
    assert shown(found, "province") == ["a"] * 6 + ["*"] * 7


def test_who_joins_the_hidden_ones_is_drawn_by_lot():
    crowd = ladders([(1980, "a", "x")] * 20 + [(1980, "c", "x")] * 4)
    found = anonymise(crowd, 5, np.arange(24, dtype=np.uint64)[::-1].copy())
    assert shown(found, "province") != shown(anonymise(crowd, 5, np.arange(24, dtype=np.uint64)), "province")
    assert found.columns["province"].to_pylist().count("*") == 5


def test_a_group_in_which_all_share_a_diagnosis_is_not_diverse():
    people = [(1980, "a", "x")] * 10 + [(1990, "a", "x")] * 10
    same = Sensitive("medical_condition", 2, np.arange(20), np.array([0] * 10 + [1, 2] * 5))
    found = anonymise(ladders(people), 5, sensitive=[same])
    assert set(shown(found, "birth_year")[:10]) == {"*"}
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
    assert found.figures()["subjects"] == 0
    assert (found.k, found.prosecutor_max) == (0, 0.0)


def test_the_person_is_the_unit_and_unknown_is_a_value():
    assert group_sizes([pa.array(["a", None, None, "a"]), pa.array(["x", "x", "x", None])]).tolist() == [1, 2, 2, 1]
