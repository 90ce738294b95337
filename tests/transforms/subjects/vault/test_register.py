"""The register of releases: what was published, whom it holds."""

import datetime as dt

import numpy as np
import pytest

from transforms.subjects.vault.register import (
    SUBJECTS_IN_PART,
    ReleaseEntry,
    entries,
    entries_with,
    members_of,
    register,
    withdraw,
)

FIRST = ReleaseEntry("research", "v1", "study", 1, "2026-01-31", 9, 3, "ab")
SECOND = ReleaseEntry("research", "v2", "study", 2, "2026-02-28", 12, 2, "cd")
FAR = 3 * SUBJECTS_IN_PART + 1


@pytest.fixture
def published(vault):
    with vault.transaction() as connection:
        register(vault, connection, SECOND, np.array([2, FAR]))
        register(vault, connection, FIRST, np.array([FAR, 1, SUBJECTS_IN_PART]))
    return vault


def test_releases_and_members_come_back(published):
    with published.transaction() as connection:
        assert entries(connection) == [FIRST, SECOND]
        assert members_of(published, connection, "research", "v1").tolist() == [1, SUBJECTS_IN_PART, FAR]
        assert members_of(published, connection, "research", "v3").tolist() == []


def test_the_releases_of_a_person_are_found_over_mergers(published):
    with published.transaction() as connection:
        assert entries_with(published, connection, [1]) == [FIRST]
        assert entries_with(published, connection, [FAR]) == entries_with(published, connection, [1, 2])
        assert entries_with(published, connection, [7]) == entries_with(published, connection, []) == []
        published.merge(connection, [(2, 7)])
        assert entries_with(published, connection, [7]) == [SECOND]


def test_a_withdrawn_release_stays_in_the_register(published):
    with published.transaction() as connection:
        withdraw(connection, "research", "v1", dt.date(2026, 3, 1))
        assert [one.withdrawn for one in entries(connection)] == ["2026-03-01", None]
        assert members_of(published, connection, "research", "v1").tolist() == [1, SUBJECTS_IN_PART, FAR]


def test_a_version_published_again_takes_the_place_of_the_first(published):
    with published.transaction() as connection:
        register(published, connection, FIRST, np.array([5]))
        assert entries(connection) == [FIRST, SECOND]
        assert members_of(published, connection, "research", "v1").tolist() == [5]
        assert entries_with(published, connection, [1]) == []


def test_a_release_may_hold_nobody(vault):
    with vault.transaction() as connection:
        register(vault, connection, FIRST, np.empty(0, np.int64))
        assert entries(connection) == [FIRST]
        assert members_of(vault, connection, "research", "v1").tolist() == []
