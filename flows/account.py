"""The account of a run: what was read, found, linked, withheld and released. Counts and names of files only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detectors.data_map import DataMap
    from detectors.tables import FileReport
    from flows.publish.accounting import PolicyCounts


@dataclass(frozen=True)
class ReleaseAccount:
    """What became of one release.

    Attributes:
        status: ``published``, ``nothing new`` (that version stands there already), ``empty`` (no row could
            leave), ``refused`` or ``dry-run``.
        counts: rows and cells, per file; None when it was refused before anything was counted.
        refusal: why it was refused, free of values; by the gate, or because policy and data map do not fit.
        refusal_code: the exit code that says which.
        columns: table → column → treatment in words, of what the release would hold.
    """

    policy: str
    audience: str
    status: str
    counts: PolicyCounts | None = None
    version: str = ""
    path: Path | None = None
    refusal: str = ""
    refusal_code: int = 0
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Account:
    """What one run did.

    Attributes:
        subjects: people that the records belong to; None when nothing was linked.
        suggestions: pairs of subjects that may be one person, for review.
        suggestions_left_out: weaker pairs that the run found beyond those.
        unfinished: requests for erasure that were interrupted half way.
    """

    clinic: str
    as_of: dt.date
    files: tuple[FileReport, ...]
    data_map: DataMap
    reports: Path
    subjects: int | None = None
    suggestions: int = 0
    suggestions_left_out: int = 0
    unfinished: tuple[int, ...] = ()
    releases: tuple[ReleaseAccount, ...] = ()

    @property
    def unreadable(self) -> tuple[FileReport, ...]:
        """Files of which some or all could not be read."""
        return tuple(file for file in self.files if file.reason or file.quarantined)


def exit_code(account: Account) -> int:
    """The exit code that says how a run went: the most urgent of what happened.

    13 a gate refused · 12 contract broken · 10 policy does not fit · 11 some input could not be read · 15 every release
    was already there · 0 done
    """
    statuses = [release.status for release in account.releases]
    if "refused" in statuses:
        return max(release.refusal_code for release in account.releases)
    if account.unreadable:
        return 11
    return 15 if statuses and set(statuses) == {"nothing new"} else 0


def as_dict(account: Account) -> dict[str, Any]:
    """The account for ``--json``."""
    return {
        "clinic": account.clinic,
        "as_of": account.as_of.isoformat(),
        "files": len(account.files),
        "unreadable": {file.file: file.reason or "rows" for file in account.unreadable},
        "tables": len(account.data_map.tables),
        "rows": sum(table.rows for table in account.data_map.tables),
        "subjects": account.subjects,
        "suggestions": account.suggestions,
        "suggestions_left_out": account.suggestions_left_out,
        "unfinished_erasures": list(account.unfinished),
        "reports": str(account.reports),
        "releases": [_release_as_dict(release) for release in account.releases],
    }


def _release_as_dict(release: ReleaseAccount) -> dict[str, Any]:
    return {
        "release": release.policy,
        "status": release.status,
        "version": release.version,
        "path": str(release.path) if release.path else None,
        "rows": _rows_as_dict(release.counts) if release.counts else None,
        "refusal": release.refusal,
        "columns": {table: dict(columns) for table, columns in release.columns.items()},
    }


def _rows_as_dict(counts: PolicyCounts) -> dict[str, Any]:
    totals = counts.totals
    return {
        "read": totals.read,
        "released": totals.released,
        "withheld": dict(totals.withheld),
        "quarantined": dict(totals.quarantined),
    }
