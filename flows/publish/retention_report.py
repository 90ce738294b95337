"""``reports/retention.json`` and ``.html``: what is past its term, and what soon will be. Counts and days only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.publish.datapackage import as_json
from flows.publish.durable import write_atomically
from flows.publish.templating import render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from detectors.tables import FileReport
    from transforms.retention.classes import RetentionClass
    from transforms.retention.people_figures import MinorsFigures, PeopleFigures
    from transforms.retention.release_terms import ReleaseTerm
    from transforms.retention.table_figures import TableFigures
    from transforms.retention.window import Window


@dataclass(frozen=True)
class RetentionReport:
    """What is past its term on a day, in a workspace.

    Attributes:
        people: the patient files, one per person over all systems.
        minors: held without a parent's consent.
        unread: files, or rows of files, that could not be read and so not be judged.
        unused: names in veilig.yaml under ``retention: tables:`` that no table has.
    """

    clinic: str
    window: Window
    classes: Mapping[str, RetentionClass]
    tables: tuple[TableFigures, ...]
    people: PeopleFigures
    minors: MinorsFigures
    releases: tuple[ReleaseTerm, ...]
    unread: tuple[FileReport, ...]
    unused: tuple[str, ...]

    @property
    def anything_past(self) -> bool:
        """Whether there is something to delete."""
        rows = any(table.rows_past for table in self.tables)
        releases = any(each.past(self.window) for each in self.releases)
        return rows or releases or bool(self.people.past or self.minors.overdue)

    @property
    def exit_code(self) -> int:
        """16 something is past its term · 11 some input could not be read, so not be judged · 0 nothing is past."""
        if self.anything_past:
            return 16
        return 11 if self.unread else 0


def write_retention_report(report: RetentionReport, reports: Path) -> None:
    """Writes the report, each file replaced in one step."""
    plain = as_plain(report)
    reports.mkdir(parents=True, exist_ok=True)
    write_atomically(reports / "retention.html", render("retention.html.j2", retention=plain))
    write_atomically(reports / "retention.json", as_json(plain))


def as_plain(report: RetentionReport) -> dict[str, Any]:
    """The report as JSON values; dates in ISO form."""
    window = report.window
    return {
        "clinic": report.clinic,
        "as_of": window.as_of.isoformat(),
        "until": window.until.isoformat(),
        "anything_past": report.anything_past,
        "classes": {name: _class(each) for name, each in report.classes.items()},
        "patient_files": _plain(report.people),
        "minors_without_consent": _plain(report.minors),
        "tables": [_table(table) for table in report.tables],
        "releases": [
            {**_plain(each), "past": each.past(window), "soon": each.soon(window)} for each in report.releases
        ],
        "not_judged": [
            {"file": file.file, "reason": file.reason, "quarantined": dict(sorted(file.quarantined.items()))}
            for file in report.unread
        ],
        "unused_settings": list(report.unused),
    }


def _class(each: RetentionClass) -> dict[str, str]:
    return {"title": each.title, "rule": each.rule, "source": each.source}


def _table(table: TableFigures) -> dict[str, Any]:
    return {**_plain(table), "class": table.class_name or None, "rows_past": table.rows_past}


def _plain(figures: object) -> dict[str, Any]:
    return {name: _value(value) for name, value in vars(figures).items() if name != "class_name"}


def _value(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return dict(sorted(value.items())) if isinstance(value, dict) else value
