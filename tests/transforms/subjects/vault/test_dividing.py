"""Mergers, splits and erasures in any order: old pseudonyms stay attributable, the erased stay erased."""

import datetime as dt
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detectors.errors import UsageError
from transforms.subjects.consent import Statements
from transforms.subjects.evidence import Trait
from transforms.subjects.vault.register import ReleaseEntry, entries_with, members_of, register
from transforms.subjects.vault.rulings import Ruling, Verdict, rulings
from transforms.subjects.vault.subject_parts import SUBJECTS_IN_PART, names_of

DAY = dt.date(2026, 2, 1)
PEOPLE = 5
RELEASE = ReleaseEntry("research", "v1", "study", 1, "2026-01-31", 9, PEOPLE, "ab")


def lookup(number):
    return bytes([number]) * 16


def add_lookups(vault, connection, run, owners):
    """Each owner's mail address, with the look-up of the owner's number, and a phone that all share."""
    lookups = np.frombuffer(b"".join(map(lookup, owners)), dtype=np.uint8).reshape(-1, 16)
    vault.add_identifiers(connection, "email", "ehr.patients", lookups, np.array(owners), run)
    shared = np.frombuffer(lookup(200) * len(owners), dtype=np.uint8).reshape(-1, 16)
    vault.add_identifiers(connection, "phone", "ehr.patients", shared, np.array(owners), run)


@pytest.fixture
def fill(add_people):
    def fill(vault, connection, people=PEOPLE):
        run = add_people(vault, connection, people)
        add_lookups(vault, connection, run, list(range(1, people + 1)))
        register(vault, connection, RELEASE, np.arange(1, people + 1))
        return run

    return fill


class Model:
    """What the vault should tell."""

    def __init__(self):
        self.secrets = {one: bytes([one]) * 16 for one in range(1, PEOPLE + 1)}
        self.into, self.erased = {}, set()
        self.owner = {number: number for number in self.secrets}

    def root(self, one):
        while one in self.into:
            one = self.into[one]
        return one

    def family(self, one):
        return {other for other in self.secrets if self.root(other) == self.root(one)}

    def merge(self, one, other):
        if self.root(one) != self.root(other):
            self.into[self.root(one)] = self.root(other)

    def erase(self, one):
        self.erased |= self.family(one)
        self.secrets |= dict.fromkeys(self.family(one), bytes(16))

    def split(self, number, heir, secret):
        """The mail address of that number leaves."""
        if self.owner[number] in self.erased:
            self.erased.add(heir)
        self.secrets[heir], self.owner[number] = secret, heir

    def can_give(self, one):
        """Whether it has a mail address and something besides: those who were there from the start have a phone."""
        return self.mails(one) and (len(self.mails(one)) > 1 or min(self.family(one)) <= PEOPLE)

    def mails(self, one):
        return [number for number, owner in self.owner.items() if owner in self.family(one)]


def play(vault, connection, model, step, one, other):
    """Take a step in both, and check what the step itself says."""
    known = sorted(model.secrets)
    one, other = known[one % len(known)], known[other % len(known)]
    if step == "merge":
        vault.merge(connection, [(one, other)])
        model.merge(one, other)
    elif step == "erase":
        vault.erase(connection, one)
        model.erase(one)
    elif step == "unmerge" and one in model.into:
        vault.unmerge(connection, one, DAY)
        apart = sorted((one, model.root(one)))
        del model.into[one]
        assert Ruling(*apart, Verdict.DIFFERENT, DAY) in rulings(connection)
    elif step == "split" and model.can_give(one):
        number = model.mails(one)[0]
        old = vault.current_id(connection, one)
        heir = vault.split(connection, one, {"email": [lookup(number)]}, DAY)
        assert heir not in model.secrets
        model.split(number, heir, vault.load_subjects(connection).secrets[heir - 1].tobytes())
        assert Ruling(old, heir, Verdict.DIFFERENT, DAY) in rulings(connection)


def check(vault, connection, model):
    stored = vault.load_subjects(connection)
    assert {place + 1: secret.tobytes() for place, secret in enumerate(stored.secrets)} == model.secrets
    assert {int(place) + 1 for place in np.flatnonzero(stored.erased)} == model.erased
    assert stored.restricted[stored.erased].all()
    assert [secret.any() for secret in stored.secrets] == (~stored.erased).tolist()
    for one in model.secrets:
        assert vault.current_id(connection, one) == model.root(one)
        assert entries_with(vault, connection, [one]) == [RELEASE]
    for number, owner in model.owner.items():
        assert vault.subjects_with(connection, "email", lookup(number)) == [model.root(owner)]
    names = defaultdict(set)
    _, spelled = vault.load_profiles(connection)
    for place, name in zip(spelled.owners.tolist(), spelled.values.to_pylist(), strict=True):
        names[place + 1].add(name)
    assert not names.keys() & model.erased


STEPS = st.tuples(
    st.sampled_from(["merge", "merge", "split", "unmerge", "erase"]), st.integers(0, 9), st.integers(0, 9)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=10))
def test_secrets_stay_and_the_erased_stay_erased_over_mergers_and_splits(vault, fill, steps):
    with vault.engine.connect() as connection:
        begun = connection.begin()
        vault.look_at_epoch(connection)
        fill(vault, connection)
        model = Model()
        for step in steps:
            play(vault, connection, model, *step)
            check(vault, connection, model)
        begun.rollback()


def test_a_split_gives_a_fresh_secret_and_keeps_the_old_one(vault, fill):
    with vault.transaction() as connection:
        run = fill(vault, connection, 2)
        heir = vault.split(connection, 1, {"email": [lookup(1)]}, DAY)
        stored = vault.load_subjects(connection)
        assert heir == 3
        assert stored.secrets[0].tobytes() == bytes([1]) * 16
        assert stored.secrets[2].tobytes() not in (bytes(16), bytes([1]) * 16)
        assert stored.met[2].tolist() == [run, run]
        assert [one.kind for one in vault.identifiers_of(connection, 1)] == ["phone"]
        assert [one.kind for one in vault.identifiers_of(connection, heir)] == ["email"]
        assert names_of(vault, connection, [heir]) == names_of(vault, connection, [1]) == ["name 1"]


def test_the_releases_that_held_a_subject_hold_whoever_is_split_off(vault, fill):
    with vault.transaction() as connection:
        fill(vault, connection)
        heir = vault.split(connection, 1, {"email": [lookup(1)]}, DAY)
        assert members_of(vault, connection, "research", "v1").tolist() == [1, 2, 3, 4, 5, heir]


def test_a_split_in_a_full_part_begins_the_next_one(vault, add_people):
    with vault.transaction() as connection:
        run = add_people(vault, connection, SUBJECTS_IN_PART)
        add_lookups(vault, connection, run, [7, 8])
        heir = vault.split(connection, 7, {"email": [lookup(7)]}, DAY)
        assert heir == SUBJECTS_IN_PART + 1
        assert names_of(vault, connection, [heir]) == ["name 7"]
        assert len(vault.load_subjects(connection)) == heir


@pytest.mark.parametrize(
    "lookups",
    [{}, {"email": []}, {"email": [lookup(2)]}, {"phone": [lookup(1)]}, {"email": [lookup(1)], "phone": [lookup(200)]}],
    ids=["nothing", "none", "another's", "of no kind", "all of it"],
)
def test_what_cannot_be_split_off_changes_nothing(vault, fill, lookups):
    with vault.transaction() as connection:
        fill(vault, connection)

    def try_it():
        with vault.transaction() as connection:
            vault.split(connection, 1, lookups, DAY)

    with pytest.raises(UsageError):
        try_it()
    with vault.transaction() as connection:
        check(vault, connection, Model())
        assert rulings(connection) == []


def test_who_was_not_merged_cannot_be_unmerged(vault, fill):
    with vault.transaction() as connection:
        fill(vault, connection)
        with pytest.raises(UsageError, match="not merged"):
            vault.unmerge(connection, 1, DAY)


def test_both_sides_lose_traits_and_permissions_and_keep_names_and_refusals(vault, fill):
    said = Statements("research", "ehr.patients", np.array([1, 2]), np.array([5, 6]), np.array([True, False]))
    objected = Statements("objection", "ehr.patients", np.array([1, 3]), np.array([5, 6]), np.array([True, True]))
    with vault.transaction() as connection:
        run = fill(vault, connection)
        vault.merge(connection, [(2, 1)])
        vault.restrict(connection, 1, on=True)
        vault.add_statements(connection, said, run)
        vault.add_statements(connection, objected, run)
        vault.unmerge(connection, 2, DAY)
        facts, _ = vault.load_profiles(connection)
        left = {one.purpose: (one.owners.tolist(), one.given.tolist()) for one in vault.load_statements(connection)}
        assert facts[Trait.BIRTH][0].tolist() == [2, 3, 4]
        assert left == {"research": ([2], [False]), "objection": ([1, 3], [True, True])}
        assert vault.load_subjects(connection).restricted.tolist()[:3] == [True, True, False]
        assert sorted(names_of(vault, connection, [2])) == ["name 1", "name 2"]


def test_a_merger_that_would_go_in_circles_is_none(vault, fill):
    with vault.transaction() as connection:
        fill(vault, connection)
        vault.merge(connection, [(1, 2), (2, 3), (3, 1), (4, 4)])
        assert [vault.current_id(connection, one) for one in (1, 2, 3, 4)] == [3, 3, 3, 4]


def test_erasing_one_of_two_merged_subjects_erases_both(vault, fill):
    with vault.transaction() as connection:
        fill(vault, connection)
        vault.merge(connection, [(2, 1)])
        vault.erase(connection, 2)
        assert vault.load_subjects(connection).erased.tolist() == [True, True, False, False, False]


def test_who_joins_an_erased_subject_is_withheld(vault, fill):
    with vault.transaction() as connection:
        fill(vault, connection)
        vault.erase(connection, 2)
        vault.merge(connection, [(2, 1)])
        stored = vault.load_subjects(connection)
        assert stored.restricted.tolist() == [True, True, False, False, False]
        assert stored.erased.tolist() == [False, True, False, False, False]
