import datetime as dt
import json

import pytest

from detectors.tables import FileReport
from flows.publish.retention_report import RetentionReport, write_retention_report
from transforms.retention.classes import shipped
from transforms.retention.people_figures import PeopleFigures, minors_figures
from transforms.retention.release_terms import ReleaseTerm
from transforms.retention.table_figures import TableFigures
from transforms.retention.window import Window

WINDOW = Window.of(dt.date(2026, 3, 1), 30)
UNREAD = FileReport("a.csv", "x", "", "", 0, "", {}, {"ragged": 2})
TABLE = TableFigures("x", "x.y", "camera", "its name says `camera`", "30 days after the recording", 1, 5)
UNKNOWN = TableFigures("x", "x.z", "", "nothing tells", "", 1, 5, undated=5)
LATE = TableFigures("x", "x.y", "camera", "", "30 days", 1, 5, {"a.csv": 2}, past_since=dt.date(2026, 2, 1))


def report_of(*, tables=(), past=0, due=(), releases=(), unread=()):
    people = PeopleFigures(10, past, 0, 0, None)
    minors = minors_figures(due, WINDOW)
    return RetentionReport("Clinic", WINDOW, shipped(), tables, people, minors, releases, unread, ())


def release(ends):
    return ReleaseTerm("research", "v1", "study", 5, ends and dt.date(2006, 1, 1), ends)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"tables": (TABLE, UNKNOWN)}, 0),
        ({"unread": (UNREAD,)}, 11),
        ({"tables": (LATE,), "unread": (UNREAD,)}, 16),
        ({"past": 1}, 16),
        ({"releases": (release(dt.date(2026, 2, 28)),)}, 16),
        ({"releases": (release(dt.date(2026, 3, 1)), release(None))}, 0),
        ({"due": [dt.date(2026, 2, 28)]}, 16),
        ({"due": [dt.date(2026, 3, 1)]}, 0),
    ],
)
def test_the_exit_code_says_whether_something_is_past(given, code):
    assert report_of(**given).exit_code == code


def test_the_month_of_a_minor_ends_on_its_last_day():
    found = minors_figures([dt.date(2026, 3, 1), dt.date(2026, 2, 28), dt.date(2026, 3, 31)], WINDOW)
    assert (found.held, found.overdue, found.soon, found.first_due) == (3, 1, 1, dt.date(2026, 2, 28))


def test_page_and_json_tell_the_same(tmp_path):
    made = report_of(tables=(LATE, UNKNOWN), past=1, releases=(release(None),), unread=(UNREAD,))
    write_retention_report(made, tmp_path / "reports")
    plain = json.loads((tmp_path / "reports" / "retention.json").read_text(encoding="utf-8"))
    page = (tmp_path / "reports" / "retention.html").read_text(encoding="utf-8")
    assert [table["rows_past"] for table in plain["tables"]] == [2, 0]
    assert plain["tables"][1]["class"] is None
    for words in ("2026-02-01", "not known", "not told", "2 ragged", "Act of 22 April 2019"):
        assert words in page
    assert "Nothing that could be judged is past its term" not in page


def test_a_page_of_nothing_says_so(tmp_path):
    write_retention_report(report_of(), tmp_path)
    assert "Nothing that could be judged is past its term" in (tmp_path / "retention.html").read_text(encoding="utf-8")
