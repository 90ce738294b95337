"""Why a column is what it is, in words, and what a person rules on it."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from detectors.columns import map_table
from detectors.data_map import DataMap
from detectors.decisions import Decisions, load_decisions
from detectors.errors import ConfigurationError, UsageError
from detectors.evidence.observed_table import observe_table
from detectors.tables import CrawledTable
from flows.auditing import entries
from flows.explain import decide_column, explain_column
from flows.publish.data_map_report import data_map_report
from flows.workspace import Workspace, open_workspace
from tests.conftest import veilig

COLUMNS = {
    "Contact ID": [f"an{number}@example.be" for number in range(12)],
    "status": ["open", "gesloten", "nieuw"] * 4,
    "veld3": ["Wubbolan", "Taavisk"] * 6,
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with the data map of one small table."""
    veilig("init", "Clinic", "--workspace", tmp_path)
    opened = open_workspace(tmp_path)
    seen = observe_table(pa.RecordBatch.from_pydict(COLUMNS))
    table = CrawledTable("desk", "desk.tickets", tuple(COLUMNS), ())
    mapped = map_table(table, seen.columns, load_decisions(opened.decisions), seen.agreements)
    opened.reports.mkdir(parents=True, exist_ok=True)
    report = json.dumps(data_map_report(DataMap((mapped,)), {}))
    (opened.reports / "data-map.json").write_text(report, encoding="utf-8")
    return opened


def test_evidence_and_what_came_next_are_told_in_words(workspace: Workspace) -> None:
    told = "\n".join(explain_column(workspace, "desk.tickets.Contact ID"))
    assert "email (e-mail address), confidence 0.9" in told
    assert "because 100% of the values are e-mail addresses" in told
    assert "although the header claims number of a record" in told
    assert "rather than record_id (number of a record)" in told


def test_what_is_withheld_tells_what_was_too_little(workspace: Workspace) -> None:
    told = "\n".join(explain_column(workspace, "desk.tickets.veld3"))
    assert "unknown" in told
    assert "too little to act on" in told


@pytest.mark.parametrize("column", ["desk.tickets.Contact ID", "desk.tickets.veld3"])
def test_no_value_of_a_person_is_printed(workspace: Workspace, column: str) -> None:
    told = "\n".join(explain_column(workspace, column))
    assert not any(
        value in told for values in COLUMNS.values() for value in values if value[0].isupper() or "@" in value
    )


def test_a_ruling_is_written_and_followed(workspace: Workspace) -> None:
    said = decide_column(workspace, "desk.tickets.veld3", "provider_name", role="given", reason="first names of agents")
    assert "desk.tickets.veld3 is provider_name" in said
    ruled = load_decisions(workspace.decisions).by_column["desk.tickets.veld3"]
    assert (ruled.category, ruled.role, ruled.reason) == ("provider_name", "given", "first names of agents")
    seen = observe_table(pa.RecordBatch.from_pydict(COLUMNS))
    table = CrawledTable("desk", "desk.tickets", tuple(COLUMNS), ())
    column = map_table(table, seen.columns, load_decisions(workspace.decisions)).column("veld3")
    assert column is not None
    assert column.decided
    assert [(one.action, one.details["column"]) for one in entries(workspace)] == [
        ("decision.made", "desk.tickets.veld3")
    ]
    assert column.finding.category == "provider_name"


def test_a_ruling_on_what_is_not_there_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError):
        decide_column(workspace, "desk.tickets.veld4", "label", role="", reason="typed wrongly")
    with pytest.raises(ConfigurationError):
        decide_column(workspace, "desk.tickets.veld3", "lable", role="", reason="typed wrongly")
    assert load_decisions(workspace.decisions) == Decisions()
