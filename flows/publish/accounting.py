"""Every row that was read is released, withheld or in quarantine: the counts, and the proof that they add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detectors.errors import ContractBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class FileCounts:
    """What became of the rows of one export file under one policy.

    Attributes:
        file: printable label of the file.
        read: rows the file holds, over all its tables; a file that could not be read at all counts as one row.
        released: rows that left.
        withheld: reason code → rows that stayed inside.
        quarantined: reason code → rows that could not be read.
    """

    file: str
    system: str
    read: int
    released: int
    withheld: Mapping[str, int] = field(default_factory=dict)
    quarantined: Mapping[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """Rows that were read and never accounted for; negative when some were counted twice.

        >>> FileCounts("a.csv", "ehr", 10, 7, {"no-consent": 2}, {"ragged": 1}).missing
        0
        """
        return self.read - self.released - sum(self.withheld.values()) - sum(self.quarantined.values())


@dataclass(frozen=True)
class PolicyCounts:
    """What became of all rows under one policy.

    Attributes:
        cells: (table, column, reason code) → cells of released rows that stayed inside.
    """

    policy: str
    files: tuple[FileCounts, ...]
    cells: Mapping[tuple[str, str, str], int] = field(default_factory=dict)

    @property
    def totals(self) -> FileCounts:
        """The sum over the files."""
        return FileCounts(
            file="",
            system="",
            read=sum(file.read for file in self.files),
            released=sum(file.released for file in self.files),
            withheld=_sum(file.withheld for file in self.files),
            quarantined=_sum(file.quarantined for file in self.files),
        )


def refuse_unaccounted(counts: PolicyCounts) -> None:
    """Checks that nothing was lost in silence.

    Raises:
        ContractBroken: rows of a file are in no count, or in two.
    """
    for file in counts.files:
        if file.missing:
            accounted = file.read - file.missing
            raise ContractBroken(
                f"{counts.policy}: {file.file}: {file.read} rows were read and {accounted} accounted for.",
                hint="This is a defect of the program: please report it with the file's format.",
            )


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items()))
