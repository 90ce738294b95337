"""The account of a run on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from detectors.taxonomy import category
from flows.numbers import several

if TYPE_CHECKING:
    from flows.account import Account, ReleaseAccount
    from flows.publish.accounting import FileCounts

STATUS = {
    "published": "published",
    "nothing new": "this version stands there already",
    "empty": "no row could leave: nothing was published",
    "refused": "REFUSED: nothing was published",
    "dry-run": "dry run: nothing was written",
}


def show(account: Account) -> None:
    """Prints what was read, found, linked, withheld and released, and where to look."""
    console = Console(highlight=False, soft_wrap=True)
    tables = account.data_map.tables
    console.print(f"[bold]{account.clinic}[/bold], as of {account.as_of}")
    read = (several(len(tables), "table"), several(sum(table.rows for table in tables), "row"))
    console.print(f"Read      {several(len(account.files), 'file')}: {', '.join(read)}")
    for file in account.unreadable:
        console.print(f"          set aside: {_set_aside(file.file, file.reason, file.quarantined)}")
    console.print(f"Found     {_found(account)}")
    if account.subjects is not None:
        console.print(f"Linked    {several(account.subjects, 'subject')}{_to_review(account)}")
    for request in account.unfinished:
        console.print(f"Erasure   of request {request} was interrupted: veilig subject erase --request {request}")
    for release in account.releases:
        _show_release(console, release)
    console.print(f"Look at   {account.reports / 'data-map.html'}")
    for release in account.releases:
        if release.path:
            console.print(f"          {release.path / 'report.html'}")


def _to_review(account: Account) -> str:
    more = f" and {several(account.suggestions_left_out, 'weaker one')}" if account.suggestions_left_out else ""
    return f"; {several(account.suggestions, 'pair')} to review{more}" if account.suggestions else ""


def _set_aside(file: str, reason: str, quarantined: Mapping[str, int]) -> str:
    rows = ", ".join(f"{reason} ({_n(count)})" for reason, count in sorted(quarantined.items()))
    return f"{file}: {rows or reason}"


def _found(account: Account) -> str:
    kinds = Counter(
        category(column.finding.category).kind[0] for table in account.data_map.tables for column in table.columns
    )
    names = (
        ("D", "direct identifier"),
        ("Q", "quasi-identifier"),
        ("S", "special category", "special categories"),
        ("T", "free text", "free text"),
    )
    listed = ", ".join(several(kinds[letter], *name) for letter, *name in names)
    return f"{several(sum(kinds.values()), 'column')}: {listed}, {kinds['-']} not recognised"


def _show_release(console: Console, release: ReleaseAccount) -> None:
    console.print(f"Released  [bold]{release.policy}[/bold] {release.version} ({STATUS[release.status]})")
    for line in release.refusal.splitlines():
        console.print(f"          {line}", markup=False)
    if release.counts:
        console.print(_rows(release.counts.totals))
    for name, columns in release.columns.items():
        console.print(f"          {name}: {', '.join(f'{column} ({done})' for column, done in columns.items())}")


def _rows(totals: FileCounts) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 10))
    table.add_row(_n(totals.read), "rows read")
    table.add_row(_n(totals.released), "released")
    for word, counts in (("withheld", totals.withheld), ("quarantined", totals.quarantined)):
        for reason, count in sorted(counts.items(), key=lambda item: -item[1]):
            table.add_row(_n(count), f"{word}: {reason}")
    return table


def _n(count: int) -> str:
    return f"{count:,}"
