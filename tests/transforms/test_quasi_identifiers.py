import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from transforms.anonymity import group_sizes
from transforms.policy import SHIPPED, Policy, load_policy
from transforms.quasi_identifiers import subjects_table
from transforms.standing import REASONS


@pytest.fixture
def made(clinic):
    def make(count=40, policy=None, standing=None, sensitive=None, **given):
        people = clinic.people([dt.date(1980, 1, 1)] * count, **given)
        ruled = np.zeros(count, dtype=np.int8) if standing is None else np.array(standing, dtype=np.int8)
        policy = policy or load_policy(SHIPPED / "research.yaml")
        return subjects_table(policy, people, ruled, clinic.domain(), clinic.as_of, sensitive=sensitive)

    return make


def test_one_row_per_person_in_the_release_in_an_order_that_tells_nothing(made):
    subjects = made(40, standing=[0] * 30 + [3] * 10)
    assert subjects.table.num_rows == 30
    assert subjects.table["subject_id"].to_pylist() == sorted(subjects.table["subject_id"].to_pylist())


def test_wordings_of_four_languages_come_together_and_the_two_genders_stay_apart(made):
    subjects = made(
        20,
        gender_at_birth=["M", "homme", "man", "H"] * 5,
        gender_identity=["vrouw", "femme", "Frau", "woman"] * 5,
        language=["nl", "Nederlands", "néerlandais", "nl-BE"] * 5,
        postal_code=["9000", "B-9000", "9050", "8700"] * 5,
    )
    rows = {
        tuple(row[name] for name in ("gender_at_birth", "gender_identity", "language"))
        for row in subjects.table.to_pylist()
    }
    assert rows == {("male", "woman", "nl")}
    assert "sex_registered" not in subjects.table.column_names


def test_a_wording_that_is_not_known_does_not_leave(made):
    subjects = made(20, gender_identity=["vrouw"] * 10 + ["Sofie Peeters"] * 10)
    assert set(subjects.table["gender_identity"].to_pylist()) <= {"woman", None}


def test_people_abroad_show_their_country_only_where_many_live_there(made):
    subjects = made(
        60, country=["België"] * 40 + ["NL"] * 10 + ["FR"] * 5 + ["PT", "IT", "ES", "US", "BR"],
        postal_code=["9000"] * 40 + ["1012 AB"] * 10 + ["59000"] * 5 + ["1000"] * 5,
    )  # fmt: skip
    counts = {row["values"]: row["counts"] for row in subjects.table["province"].value_counts().to_pylist()}
    assert counts == {"East Flanders": 40, "NL": 10, "FR": 5, "abroad": 5}


def test_k_holds_over_every_column_that_leaves(made):
    rng = np.random.default_rng(3)
    subjects = made(
        300,
        postal_code=rng.choice(["9000", "1000", "4000", "2000"], 300).tolist(),
        gender_at_birth=rng.choice(["M", "V"], 300).tolist(),
        gender_identity=rng.choice(["man", "vrouw", "non-binair"], 300).tolist(),
        profession=rng.choice(["kapper", "arts", "piloot"], 300).tolist(),
    )
    columns = [subjects.table[name].combine_chunks() for name in subjects.table.column_names[1:]]
    assert group_sizes(columns).min() == subjects.anonymity.k >= 5


def test_those_who_stand_out_lose_a_cell_and_stay(made):
    subjects = made(102, gender_at_birth=["M"] * 100 + ["V"] * 2, language=["nl"] * 60 + ["fr"] * 42)
    assert subjects.table.num_rows == 102
    genders = subjects.table["gender_at_birth"].to_pylist()
    assert {each: genders.count(each) for each in genders} == {"male": 97, "*": 5}


def test_fewer_people_than_k_are_withheld_from_the_whole_release(made):
    subjects = made(4)
    assert subjects.table.num_rows == 0
    assert [REASONS[number] for number in subjects.standing] == ["k-anonymity"] * 4


def test_columns_that_the_policy_does_not_name_keep_what_can_be_kept(made):
    subjects = made(60, language=["nl"] * 40 + ["fr"] * 17 + ["de"] * 3, insurer=["CM"] * 30 + ["Helan"] * 30)
    languages = subjects.table["language"].to_pylist()
    assert {each: languages.count(each) for each in languages} == {"nl": 38, "fr": 17, "*": 5}
    assert subjects.anonymity.kept["insurer"] > 0.5


def test_a_category_that_the_policy_drops_has_no_column(made):
    dropped = {"language": "drop", "insurer": "drop"}
    policy = Policy(release="r", audience="academic", purpose="p", domain="d", tables=["a"], treat=dropped)
    assert not {"language", "insurer"} & set(made(policy=policy).table.column_names)


def test_an_insurer_is_only_named_where_many_have_it(made):
    subjects = made(20, insurer=["CM"] * 15 + ["via Sofie Peeters", "x", "y", "z", "w"])
    assert set(subjects.table["insurer"].to_pylist()) <= {"CM", "other", "*"}


def test_sensitive_values_of_people_outside_the_release_do_not_count(made):
    sensitive = {"medical_condition": pa.table({"value": ["a", "b"] * 20, "subject": pa.array(range(40), pa.int32())})}
    head = {"release": "r", "audience": "academic", "purpose": "p", "domain": "d", "tables": ["a"]}
    policy = Policy(**head, protect={"l": {"medical_condition": 2}})
    subjects = made(40, policy=policy, standing=[0] * 20 + [3] * 20, sensitive=sensitive)
    assert subjects.anonymity.l == {"medical_condition": 2}


def test_nobody_in_the_release_gives_an_empty_table(made):
    subjects = made(3, standing=[1, 1, 1])
    assert subjects.table.num_rows == 0
