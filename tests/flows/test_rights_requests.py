"""Restriction, objection, and the terms of requests."""

import datetime as dt
import json
from contextlib import closing

import pytest
from typer.testing import CliRunner

from detectors.errors import UsageError
from flows.auditing import entries as audited
from flows.cli import app
from flows.commands.requesting import OVERDUE
from flows.rights import Desk as HandlingDesk
from tests.flows.desk import LOU, OTHER_SAM, SAM, SECOND, Desk
from transforms.keys import load_keyring

LOU_TYPED = ("lou@mail.example", "")


def at_risk(desk: Desk) -> tuple[list[bool], list[bool]]:
    """(restricted, objected) of everybody, as the next run's releases see them."""
    people = desk.link(SECOND, ehr=[LOU, SAM, OTHER_SAM]).people
    return people.restricted.tolist(), people.objected.tolist()


def test_right_to_restriction_takes_effect_in_the_next_run_and_can_be_lifted(desk: Desk) -> None:
    desk.ask("restrict", typed=LOU_TYPED)
    assert at_risk(desk)[0] == [True, False, False]
    desk.ask("restrict", "--lift", typed=LOU_TYPED)
    assert at_risk(desk)[0] == [False, False, False]


def test_right_to_restriction_is_lifted_for_all_that_a_person_turned_out_to_be(desk: Desk) -> None:
    """A restriction of either holds for both; lifting it must not leave half of it."""
    desk.ask("restrict", typed=("ehr: P3", ""))
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        vault.merge(connection, [(3, 2)])
    desk.ask("restrict", "--lift", typed=("ehr: P2", ""))
    assert desk.link(SECOND, ehr=[LOU, SAM, OTHER_SAM]).people.restricted.tolist() == [False, False]


def test_right_to_object_takes_effect_in_the_next_run_and_can_be_withdrawn(desk: Desk) -> None:
    desk.ask("object", typed=LOU_TYPED)
    assert at_risk(desk)[1] == [True, False, False]
    desk.ask("object", "--withdraw", typed=LOU_TYPED)
    assert at_risk(desk)[1] == [False, False, False]


@pytest.mark.parametrize("command", ["restrict", "object"])
def test_releases_that_still_hold_the_person_are_listed(desk: Desk, command: str) -> None:
    """Whoever received them must be told (GDPR art. 19)."""
    desk.publish(1, 2)
    desk.publish(2, 3, release="other-study")
    result = desk.ask(command, typed=LOU_TYPED)
    assert "research 2026-01-31-a1" in result.stdout
    assert "other-study" not in result.stdout


@pytest.mark.parametrize("command", [("restrict",), ("restrict", "--lift"), ("object",), ("object", "--withdraw")])
def test_of_the_erased_nothing_is_restricted_and_nothing_lifted(desk: Desk, command: tuple[str, ...]) -> None:
    with closing(desk.vault()) as vault, vault.transaction() as connection:
        vault.erase(connection, 1)
    result = desk.ask(*command, typed=LOU_TYPED)
    assert isinstance(result.exception, UsageError)
    assert "was erased" in str(result.exception)
    assert listed(desk) == []


def test_the_workspace_may_stand_before_the_command_too(desk: Desk) -> None:
    """Before ``add`` as behind it: another workspace, such as the folder of today, must not be taken instead."""
    root = str(desk.workspace.root)
    before = ["subject", "requests", "--workspace", root, "add", "access"]
    CliRunner().invoke(app, before, input="ehr: P1\n\n", standalone_mode=False, catch_exceptions=False)
    assert [request["right"] for request in listed(desk)] == ["access"]
    told = CliRunner().invoke(app, ["audit", "--workspace", root, "verify"], standalone_mode=False)
    assert "none missing" in told.stdout


def listed(desk: Desk, *options: str) -> list[dict]:
    return json.loads(desk.ask("requests", "--json", *options).stdout)


def test_a_right_that_is_used_is_kept_as_a_request_until_the_person_is_answered(desk: Desk) -> None:
    desk.ask("restrict", typed=LOU_TYPED)
    desk.ask("restrict", typed=LOU_TYPED)
    (request,) = listed(desk)
    assert (request["right"], request["subjects"], request["state"]) == ("restriction", [1], "open")
    assert 28 <= request["days_left"] <= 36
    desk.ask("requests", "close", "1")
    assert listed(desk) == []
    assert listed(desk, "--all")[0]["state"] == "done"


def test_an_overdue_request_is_told_by_the_exit_code(desk: Desk) -> None:
    assert desk.ask("requests").return_value == 0
    long_ago = (dt.datetime.now(tz=dt.UTC).date() - dt.timedelta(days=60)).isoformat()
    desk.ask("requests", "add", "access", "--received", long_ago, typed=LOU_TYPED)
    result = desk.ask("requests")
    assert result.return_value == OVERDUE
    assert "OVERDUE" in result.stdout
    desk.ask("requests", "close", "1", "--as", "refused")
    assert desk.ask("requests").return_value == 0


def test_a_term_is_extended_once_and_only_when_the_person_was_told_in_time(desk: Desk) -> None:
    ago = dt.datetime.now(tz=dt.UTC).date() - dt.timedelta(days=60)
    desk.ask("requests", "add", "erasure", "--received", ago.isoformat(), typed=LOU_TYPED)
    late = desk.ask("requests", "extend", "1")
    assert isinstance(late.exception, UsageError)
    told = (ago + dt.timedelta(days=20)).isoformat()
    assert "is due on" in desk.ask("requests", "extend", "1", "--told", told).stdout
    assert listed(desk)[0]["extended"] == told
    assert listed(desk)[0]["days_left"] > 20
    assert isinstance(desk.ask("requests", "extend", "1", "--told", told).exception, UsageError)


def test_days_that_lie_ahead_and_requests_that_do_not_exist_are_refused(desk: Desk) -> None:
    ahead = (dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=3)).isoformat()
    assert isinstance(desk.ask("object", "--received", ahead, typed=LOU_TYPED).exception, UsageError)
    for command in (("extend", "7"), ("close", "7")):
        assert isinstance(desk.ask("requests", *command).exception, UsageError)
    assert listed(desk, "--all") == []


def test_every_right_writes_one_entry_in_the_audit_log_and_no_identifier(desk: Desk) -> None:
    desk.ask("restrict", typed=LOU_TYPED)
    desk.ask("object", typed=LOU_TYPED)
    desk.ask("requests", "close", "1")
    entries = list(audited(desk.workspace))
    done = [entry.action for entry in entries if entry.action != "subject.find"]
    assert done == ["request.restricted", "request.objected", "request.closed"]
    text = desk.workspace.audit.read_text(encoding="utf-8")
    assert "lou" not in text.lower()
    assert [entry.details["request"] for entry in entries if "request" in entry.details] == [1, 2, 1]


def test_a_desk_shows_no_key(desk: Desk) -> None:
    """It may end up in a traceback."""
    keyring = load_keyring(desk.workspace.keyring)
    with closing(desk.vault()) as vault:
        shown = repr(HandlingDesk(desk.workspace, keyring, vault, SECOND))
    assert keyring.vault_key("lookup").hex() not in shown
    assert "_roots" not in shown


def test_another_day_of_receipt_is_refused_for_an_open_request(desk: Desk) -> None:
    """Taken without a word, an earlier day would leave the later term in force."""
    assert desk.ask("requests", "add", "access", "--received", "2026-01-10", typed=LOU_TYPED).exit_code == 0
    assert desk.ask("requests", "add", "access", "--received", "2026-01-10", typed=LOU_TYPED).exit_code == 0
    earlier = desk.ask("requests", "add", "access", "--received", "2026-01-05", typed=LOU_TYPED).exception
    assert isinstance(earlier, UsageError)
    assert "received on 2026-01-10" in str(earlier)
