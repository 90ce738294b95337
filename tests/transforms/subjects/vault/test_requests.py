"""The register of patients' requests."""

import datetime as dt
from dataclasses import replace

import pytest

from detectors.errors import UsageError
from transforms.subjects.vault.requests import StoredRequest, add_request, change_request, requests

DAY, DUE = dt.date(2026, 1, 31), dt.date(2026, 3, 2)


def test_requests_come_back_by_number(vault):
    with vault.transaction() as connection:
        one = add_request(vault, connection, "erasure", (7, 9), DAY, DUE)
        other = add_request(vault, connection, "access", (), DAY, DUE)
        assert requests(vault, connection) == [one, other]
    assert one == StoredRequest(1, "erasure", (7, 9), DAY, DUE, None, "open", None)
    assert other.id == 2


def test_what_became_of_a_request_is_kept(vault):
    with vault.transaction() as connection:
        before = add_request(vault, connection, "erasure", (7,), DAY, DUE)
        after = replace(before, extended=DUE, state="done", closed=dt.date(2026, 4, 1), subjects=(7, 8))
        change_request(vault, connection, after)
        assert requests(vault, connection) == [after]


def test_a_request_that_is_not_there_cannot_change(vault):
    with vault.transaction() as connection, pytest.raises(UsageError, match="no request 3"):
        change_request(vault, connection, StoredRequest(3, "erasure", (7,), DAY, DUE, None, "open", None))
