"""The history of identifiers: in which tables, from which run to which."""

import datetime as dt

import numpy as np
import pytest

from transforms.subjects.vault import SeenIdentifier
from transforms.subjects.vault.identifiers import add_identifiers, identifiers_from, last_runs
from transforms.subjects.vault.keeping import Keeper
from transforms.subjects.vault.packing import ROWS_IN_PART

DAYS = [dt.date(2026, month, 28) for month in (1, 2, 3)]
MAIL, OLD_MAIL = (np.full(16, number, dtype=np.uint8) for number in (1, 2))


@pytest.fixture
def two(vault, add_people):
    """Two people, met on the first day."""
    with vault.transaction() as connection:
        add_people(vault, connection, 2, DAYS[0])
    return vault


def meet(vault, day, *seen):
    """A run on a day that sees (look-up, id, table) triples of mail addresses."""
    with vault.transaction() as connection:
        stored = vault.load_subjects(connection)
        place_of = np.arange(len(stored))
        for place, into in enumerate(stored.merged_into):
            place_of[place] = into - 1 if into else place
        run = vault.start_run(connection, day)
        keeper = Keeper(vault, connection, run, stored, np.unique(place_of), place_of)
        lookups, ids, sources = zip(*seen, strict=True)
        owners = keeper.index_of[np.array(ids) - 1]
        keeper.keep_identifiers("email", owners, np.stack(lookups), np.array(sources, dtype=object))


def history(vault, subject):
    with vault.transaction() as connection:
        return [(one.source, one.first_seen, one.last_seen) for one in vault.identifiers_of(connection, subject)]


def test_first_and_last_seen_are_kept_per_table(two):
    meet(two, DAYS[0], (MAIL, 1, "ehr.patients"), (OLD_MAIL, 1, "ehr.patients"))
    meet(two, DAYS[1], (MAIL, 1, "ehr.patients"), (MAIL, 1, "keap.contacts"), (MAIL, 2, "keap.contacts"))
    meet(two, DAYS[2], (MAIL, 1, "keap.contacts"), (MAIL, 1, "keap.contacts"))
    january, february, march = map(str, DAYS)
    assert history(two, 1) == [
        ("ehr.patients", january, january),
        ("ehr.patients", january, february),
        ("keap.contacts", february, march),
    ]
    assert history(two, 2) == [("keap.contacts", february, february)]


def test_a_run_of_an_earlier_date_moves_the_first_one_back(two):
    meet(two, DAYS[1], (MAIL, 1, "ehr.patients"))
    meet(two, DAYS[0], (MAIL, 1, "ehr.patients"))
    assert history(two, 1) == [("ehr.patients", str(DAYS[0]), str(DAYS[1]))]


def test_an_identifier_in_several_tables_points_at_its_subject_once(two):
    meet(two, DAYS[0], (MAIL, 1, "ehr.patients"), (MAIL, 1, "keap.contacts"), (MAIL, 2, "keap.contacts"))
    with two.transaction() as connection:
        known = two.load_identifiers(connection, "email")
        assert sorted(known.subject_ids.tolist()) == [1, 2]
        assert two.subjects_with(connection, "email", MAIL.tobytes()) == [1, 2]


def test_what_a_merged_subject_had_is_not_learnt_again(two):
    """So that it goes back with the subject when the merger is taken back."""
    meet(two, DAYS[0], (MAIL, 1, "ehr.patients"), (OLD_MAIL, 2, "ehr.patients"))
    with two.transaction() as connection:
        two.merge(connection, [(2, 1)])
    meet(two, DAYS[1], (MAIL, 1, "ehr.patients"), (OLD_MAIL, 1, "ehr.patients"))
    both = [("ehr.patients", str(DAYS[0]), str(DAYS[1]))] * 2
    assert history(two, 1) == both
    with two.transaction() as connection:
        two.unmerge(connection, 2, DAYS[2])
        assert two.subjects_with(connection, "email", MAIL.tobytes()) == [1]
        assert two.subjects_with(connection, "email", OLD_MAIL.tobytes()) == [2]
    assert history(two, 1) == history(two, 2) == both[:1]


def test_of_an_erased_subject_nothing_new_is_kept(two):
    meet(two, DAYS[0], (MAIL, 1, "ehr.patients"))
    with two.transaction() as connection:
        two.erase(connection, 1)
    meet(two, DAYS[1], (MAIL, 1, "ehr.patients"), (OLD_MAIL, 1, "ehr.patients"), (OLD_MAIL, 2, "ehr.patients"))
    assert history(two, 1) == [("ehr.patients", str(DAYS[0]), str(DAYS[0]))]
    assert len(history(two, 2)) == 1


def test_more_look_ups_than_a_part_holds_are_found(two):
    count = ROWS_IN_PART + 10
    lookups = np.random.default_rng(1).integers(0, 256, (count, 16), dtype=np.uint8)
    lookups = lookups[np.lexsort(lookups.T[::-1])]
    with two.transaction() as connection:
        add_identifiers(two, connection, "email", "ehr.patients", lookups, np.arange(count) % 2 + 1, 1)
        parts = list(identifiers_from(two, connection, "email", "ehr.patients"))
        assert [len(last_runs(two, connection, part)) for part in parts] == [ROWS_IN_PART, 10]
        for place in (0, 1, ROWS_IN_PART - 1, ROWS_IN_PART, count - 1):
            assert two.subjects_with(connection, "email", lookups[place].tobytes()) == [place % 2 + 1]


def test_a_seen_identifier_does_not_tell_which():
    assert set(SeenIdentifier.__dataclass_fields__) == {"kind", "source", "first_seen", "last_seen"}
