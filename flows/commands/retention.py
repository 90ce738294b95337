"""``veilig retention``: what is past its term, on the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import HERE, AsOfOption, ExportsOption, JsonOption, QuietOption, WorkspaceOption
from flows.commands.running import sign_of_life

if TYPE_CHECKING:
    from rich.console import Console

    from flows.publish.retention_report import RetentionReport
    from transforms.retention.table_figures import TableFigures


WIDTH_OF_FILES = 160
"""Characters of a line that goes to a file or another program, which has no width of its own."""


def retention(
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    within: Annotated[
        int, typer.Option("--within", min=0, max=3660, help="Days ahead in which ending terms are announced.")
    ] = 90,
    *,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """List what is past its term, per system and table.

    Exit code 16 if anything is; nothing is deleted.
    """
    from flows.prefect_settings import prepare_prefect
    from flows.workspace import open_workspace

    opened = open_workspace(workspace)
    prepare_prefect(opened.private)
    from flows.publish.retention_report import as_plain
    from flows.retention import retention as flow

    with sign_of_life(quiet=quiet):
        report: RetentionReport = flow(
            workspace=str(opened.root),
            exports=str(exports.resolve()) if exports else None,
            as_of=as_of.date() if as_of else None,
            within=within,
        )
    if as_json:
        typer.echo(json.dumps(as_plain(report), indent=2))
    elif not quiet:
        _show(report, str(opened.reports / "retention.html"))
    return report.exit_code


def _show(report: RetentionReport, page: str) -> None:
    from rich.console import Console

    console = Console(soft_wrap=True, highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_OF_FILES
    window = report.window
    console.print(f"[bold]{report.clinic}[/bold], as of {window.as_of}; announced until {window.until}")
    _show_people(console, report)
    _show_tables(console, report)
    _show_releases(console, report)
    for file in report.unread:
        console.print(f"Not judged  {file.file}: {file.reason or ', '.join(sorted(file.quarantined))}", markup=False)
    for name in report.unused:
        console.print(f"Fits no table: {name} (veilig.yaml, retention: tables:)", markup=False)
    console.print(f"Look at   {page}", markup=False)


def _show_people(console: Console, report: RetentionReport) -> None:
    people = report.people
    console.print(
        f"Patient files  {people.files:,}: {people.past:,} past their term, {people.soon:,} more until"
        f" {report.window.until}, {people.undated:,} without any dated contact"
    )
    minors = report.minors
    console.print(
        f"Minors without a parent's consent  {minors.held:,}: the month is over for {minors.overdue:,}"
        f"{f', the first ended or ends on {minors.first_due}' if minors.first_due else ''}"
    )


def _show_tables(console: Console, report: RetentionReport) -> None:
    from rich.table import Table

    shown = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("table", "class"):
        shown.add_column(heading, overflow="fold")
    for heading in ("rows", "past", "people", "since", "soon", "undated", "oldest"):
        shown.add_column(heading, justify="right", no_wrap=True)
    for table in report.tables:
        shown.add_row(table.table, table.class_name or "not known", *_figures(table))
    console.print(shown)


def _figures(table: TableFigures) -> tuple[str, ...]:
    counts = (table.rows, table.rows_past, table.subjects_past, table.soon, table.undated)
    rows, past, people, soon, undated = (f"{count:,}" for count in counts)
    return rows, past, people, str(table.past_since or ""), soon, undated, str(table.oldest or "")


def _show_releases(console: Console, report: RetentionReport) -> None:
    for each in report.releases:
        if each.ends is None:
            state = f"no end of the study `{each.domain}` under retention: studies: in veilig.yaml"
        else:
            state = f"{'PAST its term since' if each.past(report.window) else 'kept until'} {each.ends}"
        console.print(f"Release   {each.release} {each.version}: {state}", markup=False)
