"""From a research release nobody can tell who changed first name, mail address, national number or registered sex.

A clinic in which change was drawn by lot is released as always; a classifier that is told the truth of four fifths of
the people must do no better than chance on the others. ``python -m tests.evaluation.changed`` does it with more people,
and for each thing that the systems make of a change by itself.
"""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.changed.clinic import Clinic

pytest.importorskip("sklearn")
pytestmark = pytest.mark.prefect

CHANCE = 0.55
FOUND_OUT = 0.8
PATIENTS = 2000


@pytest.fixture(scope="module")
def clinic():
    return Clinic(seed=11, patients=PATIENTS)


@pytest.fixture(scope="module")
def released(clinic, migrated, tmp_path_factory):
    from tests.changed.releasing import release

    return release(clinic, tmp_path_factory.mktemp("changed"), migrated)


@pytest.fixture(scope="module")
def seen(released):
    from tests.changed.attack import seen_of_people

    return seen_of_people(released.tables)


def test_every_patient_is_one_person_in_the_release(clinic, released):
    """Whoever stood there twice, under both names, could be told by it."""
    in_release = set(released.tables["subjects"]["subject_id"])
    assert in_release <= set(released.people)
    patients = [one for name in in_release for one in released.people[name] if one]
    assert len(patients) == len(set(patients))
    assert len(patients) > 0.97 * len(clinic.patients)


@pytest.mark.parametrize("renumbered", [False, True])
def test_a_classifier_does_not_tell_who_changed(released, seen, renumbered):
    from tests.changed.attack import attack

    found = attack(seen, released.who(renumbered=renumbered))
    assert found.best <= CHANCE, found


def test_single_rows_tell_nothing_either(released):
    from tests.changed.attack import attack, seen_of_rows

    for name in ("ehr_notes", "ehr_lab_results", "ehr_appointments", "freshdesk_tickets"):
        found = attack(seen_of_rows(released.tables[name]), released.who())
        assert found.auc["together"] <= CHANCE, (name, found)


def test_the_same_classifier_finds_out_who_changed_where_a_release_leaks(released):
    """What the exports themselves show, a date of the last change and a second file, is found at once."""
    from tests.changed.attack import attack, seen_of_people

    who = released.who()
    found = attack(seen_of_people({**released.tables, "ehr_patients": leaking(released)}), who)
    assert found.best > FOUND_OUT, found


def leaking(released):
    """The patients with the date on which the record was last changed, and a row per file."""
    table, dice = released.tables["ehr_patients"], np.random.default_rng(0)
    changed = {name: one for name, own in released.people.items() for one in own if one and one.has_changed}
    later = [
        created + dt.timedelta(days=int(dice.integers(30, 900) if name in changed else dice.integers(0, 400)))
        for name, created in zip(table["subject_id"], table["created_at"], strict=True)
    ]
    twice = table["subject_id"].map(lambda name: name in changed and changed[name].reopened)
    return pd.concat([table.assign(updated_at=later), table[twice]], ignore_index=True).sort_values("subject_id")
