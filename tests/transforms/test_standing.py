import datetime as dt

import numpy as np
import pytest

from flows.publish.reasons import IN_WORDS
from transforms.policy import SubjectRules
from transforms.standing import REASONS, standing

BORN = [dt.date(1980, 1, 1), dt.date(2008, 1, 1), dt.date(2008, 1, 2), None]


def reasons(clinic, rules, **given):
    people = clinic.people(BORN, **given)
    return [REASONS[number] for number in standing(people, SubjectRules(**rules), clinic.as_of)]


def test_one_comes_of_age_on_the_eighteenth_birthday(clinic):
    assert reasons(clinic, {"minors": "exclude"}) == ["", "", "minor", "age-unknown"]


def test_parents_can_consent_for_a_minor_but_not_for_an_unknown_age(clinic):
    consents = {"parental": np.array([False, False, True, True])}
    assert reasons(clinic, {"minors": "with-parental-consent"}, consents=consents) == ["", "", "", "age-unknown"]


def test_without_a_statement_there_is_no_consent(clinic):
    assert reasons(clinic, {"consent": ["research"], "minors": "include"}, consents={}) == ["no-consent"] * 4


@pytest.mark.parametrize("rule", ["exclude", "include"])
def test_objections_count_unless_the_policy_says_otherwise_and_restrictions_always(clinic, rule):
    found = reasons(
        clinic,
        {"minors": "include", "objection": rule},
        objected=[True, False, False, False],
        restricted=[False, True, False, False],
    )
    assert found == ["objection" if rule == "exclude" else "", "restricted", "", ""]


def test_do_not_contact_keeps_out_where_the_policy_says_so(clinic):
    consents = {"do_not_contact": np.array([True, False, False, False])}
    found = {
        rule: reasons(clinic, {"minors": "include", "do_not_contact": rule}, consents=consents)[0]
        for rule in ("exclude", "include")
    }
    assert found == {"exclude": "do-not-contact", "include": ""}


def test_the_first_reason_is_told(clinic):
    everything = np.array([True, True, True, True])
    found = reasons(
        clinic,
        {"consent": ["research"]},
        consents={"do_not_contact": np.array([False, True, True, True]), "research": ~everything},
        objected=[False, False, True, True],
        restricted=[False, False, False, True],
    )
    assert found == ["no-consent", "do-not-contact", "objection", "restricted"]


def test_every_reason_is_told_in_words():
    assert [reason for reason in REASONS[1:] if reason not in IN_WORDS] == []


def test_an_expired_subject_stays_out(clinic):
    people = clinic.people(BORN)
    expired = np.array([True, False, False, False])
    found = standing(people, SubjectRules(minors="include"), clinic.as_of, expired=expired)
    assert [REASONS[number] for number in found] == ["expired", "", "", ""]
