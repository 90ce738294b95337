"""What the vault keeps besides people: rulings on pairs, epochs of domains, approvals, the end of the audit log."""

import datetime as dt

import pytest

from detectors.errors import UsageError
from transforms.subjects.vault.approvals import approvals, approve, ask, pending
from transforms.subjects.vault.audit_head import head, set_head
from transforms.subjects.vault.domains import epoch_of, pin
from transforms.subjects.vault.rulings import Ruling, Verdict, rule, rulings

DAY = dt.date(2026, 1, 31)


def test_the_latest_ruling_on_a_pair_counts(vault):
    with vault.transaction() as connection:
        rule(connection, 5, 2, Verdict.SAME, DAY)
        rule(connection, 1, 9, Verdict.SAME, DAY)
        rule(connection, 2, 5, Verdict.DIFFERENT, DAY + dt.timedelta(days=1))
        assert rulings(connection) == [
            Ruling(1, 9, Verdict.SAME, DAY),
            Ruling(2, 5, Verdict.DIFFERENT, DAY + dt.timedelta(days=1)),
        ]


def test_nobody_is_compared_with_themselves(vault):
    with vault.transaction() as connection, pytest.raises(UsageError):
        rule(connection, 5, 5, Verdict.SAME, DAY)


def test_a_domain_is_pinned_to_one_epoch(vault):
    with vault.transaction() as connection:
        assert epoch_of(connection, "study") is None
        pin(connection, "study", 1, DAY)
        pin(connection, "other", 2, DAY)
        pin(connection, "study", 3, DAY)
        assert (epoch_of(connection, "study"), epoch_of(connection, "other")) == (3, 2)


def test_a_second_person_approves_once(vault):
    with vault.transaction() as connection:
        asked = ask(connection, "reidentify", "research v1 sabc", "adverse-event", "an", DAY)
        assert pending(connection) == [asked]
        with pytest.raises(UsageError, match="themselves"):
            approve(connection, asked.id, "an")
        approved = approve(connection, asked.id, "bea")
        assert (approved.asked_by, approved.approved_by) == ("an", "bea")
        assert pending(connection) == []
        assert approvals(connection) == [approved]
        with pytest.raises(UsageError, match="Nothing waits"):
            approve(connection, asked.id, "bea")


def test_the_end_of_the_audit_log_moves_on(vault):
    with vault.transaction() as connection:
        assert head(connection) is None
        set_head(connection, 1, b"a" * 32)
        set_head(connection, 2, b"b" * 32)
        assert head(connection) == (2, b"b" * 32)
