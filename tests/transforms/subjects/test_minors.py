"""Minors whose data are held without a parent's consent: who, since when, and by when they must be gone."""

import datetime as dt

import numpy as np
import pytest

from tests.transforms.subjects.consent.conftest import KIM, LOU, Clinic, patients
from transforms.subjects.minors import MinorWithoutConsent, held_since, minors_without_consent

PARENTAL = {"parental_consent": "consent/parental", "parental_consent_date": "event_date/dmy"}


@pytest.fixture
def clinic(tmp_path) -> Clinic:
    return Clinic(tmp_path / "private")


def listed(clinic: Clinic, said: str, as_of: dt.date, on: str = "") -> list[MinorWithoutConsent]:
    """One run over Kim's and Lou's records, and who is listed then."""
    links = clinic.link(patients((*KIM, said, on), (*LOU, "", ""), **PARENTAL), as_of=as_of)
    vault = clinic.vault()
    with vault.transaction() as connection:
        since = held_since(vault, connection, links.ids)
    vault.close()
    return list(minors_without_consent(links.people, as_of, since))


def dates(found: list[MinorWithoutConsent]) -> list[tuple[str, str, bool]]:
    return [(str(one.since), str(one.due), one.overdue) for one in found]


def test_data_of_a_minor_without_parental_consent_are_deleted_within_a_month(clinic):
    assert dates(listed(clinic, "", dt.date(2026, 1, 31))) == [("2026-01-31", "2026-02-28", False)]


def test_the_month_counts_from_the_first_run_that_met_the_minor(clinic):
    listed(clinic, "", dt.date(2026, 1, 10))
    assert dates(listed(clinic, "nee", dt.date(2026, 2, 10))) == [("2026-01-10", "2026-02-10", False)]
    assert dates(listed(clinic, "", dt.date(2026, 2, 11))) == [("2026-01-10", "2026-02-10", True)]


def test_with_parental_consent_there_is_no_deadline(clinic):
    assert listed(clinic, "ja", dt.date(2026, 1, 31), "01/01/2020") == []


def test_a_consent_that_comes_later_ends_the_deadline(clinic):
    listed(clinic, "", dt.date(2026, 1, 10))
    assert listed(clinic, "ja", dt.date(2026, 2, 1), "01/02/2026") == []


def test_the_month_counts_from_the_withdrawal(clinic):
    listed(clinic, "ja", dt.date(2025, 6, 1), "01/01/2020")
    found = listed(clinic, "nee", dt.date(2026, 1, 31), "20/01/2026")
    assert dates(found) == [("2026-01-20", "2026-02-20", False)]


def test_a_withdrawal_that_nobody_dated_counts_from_the_run_that_read_it(clinic):
    links = clinic.link(patients((*KIM, "ja"), parental_consent="consent/parental"), as_of=dt.date(2025, 6, 1))
    assert len(links.ids) == 1
    found = listed(clinic, "nee", dt.date(2026, 1, 31))
    assert dates(found) == [("2026-01-31", "2026-02-28", False)]


def test_a_refusal_from_the_start_is_no_withdrawal(clinic):
    found = listed(clinic, "nee", dt.date(2026, 1, 31), "01/01/2020")
    assert dates(found) == [("2026-01-31", "2026-02-28", False)]


def test_turning_eighteen_ends_the_deadline(clinic):
    (kim,) = listed(clinic, "", dt.date(2030, 6, 4))
    assert kim.adult_on == dt.date(2030, 6, 5)
    assert listed(clinic, "", dt.date(2030, 6, 5)) == []


def test_a_run_of_an_earlier_date_moves_no_deadline(clinic):
    listed(clinic, "", dt.date(2026, 1, 10))
    listed(clinic, "", dt.date(2025, 1, 10))
    assert dates(listed(clinic, "", dt.date(2026, 1, 11))) == [("2026-01-10", "2026-02-10", False)]


def test_who_is_of_unknown_age_has_no_deadline(clinic):
    links = clinic.link(patients((*KIM[:3], "", KIM[4])))
    unknown = np.full(len(links.ids), np.datetime64("NaT"), dtype="datetime64[D]")
    assert minors_without_consent(links.people, dt.date(2026, 1, 31), unknown) == ()


def test_what_is_noted_of_minors_is_no_consent(clinic):
    links = clinic.link(patients(KIM))
    assert links.people.consents == {}
