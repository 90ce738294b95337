"""``reports/run.json`` and ``run.html``: what became of every row of every file, under every policy.

They also say which lists, models and weights names were found with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.publish.accounting import PolicyCounts, refuse_unaccounted
from flows.publish.datapackage import as_json
from flows.publish.durable import write_atomically
from flows.publish.report import counts_as_plain
from flows.publish.templating import render

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from detectors.tables import FileReport


def write_run_report(
    policies: Iterable[PolicyCounts],
    files: Iterable[FileReport],
    reports: Path,
    *,
    as_of: dt.date,
    name_sources: Mapping[str, Any],
) -> None:
    """Writes the accounts of a run, each file replaced in one step.

    Args:
        policies: the counts under each policy, over the same files.
        files: what the crawl says of each file.
        reports: the workspace's folder of reports.
        as_of: the run's reference date.
        name_sources: what names were found with (flows.name_sources).

    Raises:
        ContractBroken: the rows of a file do not add up.
    """
    counts = tuple(policies)
    for policy in counts:
        refuse_unaccounted(policy)
    plain = run_report(counts, files, as_of=as_of, name_sources=name_sources)
    reports.mkdir(parents=True, exist_ok=True)
    write_atomically(reports / "run.html", render("run.html.j2", run=plain))
    write_atomically(reports / "run.json", as_json(plain))


def run_report(
    policies: Iterable[PolicyCounts],
    files: Iterable[FileReport],
    *,
    as_of: dt.date,
    name_sources: Mapping[str, Any],
) -> dict[str, Any]:
    """The accounts as JSON values."""
    return {
        "as_of": as_of.isoformat(),
        "files": [_file(file) for file in files],
        "names": dict(name_sources),
        "policies": {policy.policy: counts_as_plain(policy) for policy in policies},
    }


def _file(file: FileReport) -> dict[str, Any]:
    return {
        "file": file.file,
        "system": file.system,
        "format": file.format,
        "tables": dict(file.tables),
        "quarantined": dict(sorted(file.quarantined.items())),
        "reason": file.reason,
        "note": file.note,
    }
