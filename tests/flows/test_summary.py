import datetime as dt
from pathlib import Path

import pytest

from detectors.data_map import DataMap
from detectors.tables import FileReport
from flows.account import Account, ReleaseAccount, exit_code
from flows.publish.accounting import FileCounts, PolicyCounts
from flows.summary import show

BROKEN = FileReport("a.xlsx", "keap", "", "", 9, "", {}, {"truncated": 1}, "truncated")
COUNTS = PolicyCounts("research", (FileCounts("a.csv", "ehr", 3, 2, {"no-consent": 1}),))


def account(*statuses: str, files: tuple[FileReport, ...] = (), code: int = 13, refusal: str = "") -> Account:
    releases = tuple(
        ReleaseAccount(
            "research", "academic", status, COUNTS, refusal=refusal, refusal_code=code if status == "refused" else 0
        )
        for status in statuses
    )
    return Account(
        "Clinic",
        dt.date(2026, 1, 31),
        files,
        DataMap(()),
        Path("reports"),
        subjects=5,
        suggestions=1,
        releases=releases,
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (account(), 0),
        (account("published", "nothing new"), 0),
        (account("nothing new", "nothing new"), 15),
        (account("nothing new", files=(BROKEN,)), 11),
        (account("published", "refused", files=(BROKEN,)), 13),
        (account("refused", code=10), 10),
    ],
)
def test_the_exit_code_tells_the_most_urgent(told: Account, code: int) -> None:
    """A script learns from the code alone what to do next."""
    assert exit_code(told) == code


def test_a_refusal_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """However narrow the terminal and whatever brackets it has: the reason is what the user needs."""
    reason = "research: the gate refused the release: " + "k-anonymity of [birth_year] " * 8
    show(account("refused", refusal=reason))
    assert reason.strip() in capsys.readouterr().out
