"""The accounts of a policy: what became of every row of every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.publish.accounting import FileCounts, PolicyCounts

if TYPE_CHECKING:
    from detectors.tables import FileReport


@dataclass(frozen=True)
class RowCounts:
    """What became of the rows of one table in one file."""

    table: str
    file: str
    released: int
    withheld: Mapping[str, int]


def policy_counts(
    policy: str,
    files: Iterable[FileReport],
    counts: Sequence[RowCounts],
    cells: Mapping[tuple[str, str, str], int] | None = None,
) -> PolicyCounts:
    """The accounts over all files.

    Rows of a table that the policy does not name are withheld as such. All else must be in ``counts``: what is missing
    there stays missing, so that ``refuse_unaccounted`` finds it.
    """
    return PolicyCounts(policy, tuple(_file_counts(file, counts) for file in files), cells or {})


def _file_counts(file: FileReport, counts: Sequence[RowCounts]) -> FileCounts:
    mine = [count for count in counts if count.file == file.file]
    covered = {count.table for count in mine}
    withheld: Counter[str] = Counter()
    for count in mine:
        withheld.update(count.withheld)
    not_named = sum(rows for table, rows in file.tables.items() if table not in covered)
    if not_named:
        withheld["table-not-in-policy"] += not_named
    return FileCounts(
        file=file.file,
        system=file.system,
        read=sum(file.tables.values()) + sum(file.quarantined.values()),
        released=sum(count.released for count in mine),
        withheld=dict(sorted(withheld.items())),
        quarantined=dict(file.quarantined),
    )
