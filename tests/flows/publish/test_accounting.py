from __future__ import annotations

import pytest

from detectors.errors import ContractBroken
from flows.publish.accounting import FileCounts, PolicyCounts, refuse_unaccounted


def test_totals_add_the_files_reason_by_reason() -> None:
    files = (
        FileCounts("a.csv", "ehr", 10, 6, {"minor": 2, "no-consent": 1}, {"ragged-row": 1}),
        FileCounts("b.csv", "ehr", 4, 3, {"minor": 1}),
    )
    totals = PolicyCounts("research", files).totals
    assert (totals.read, totals.released) == (14, 9)
    assert totals.withheld == {"minor": 3, "no-consent": 1}
    assert totals.quarantined == {"ragged-row": 1}
    refuse_unaccounted(PolicyCounts("research", files))


@pytest.mark.parametrize("released", [6, 8])
def test_a_row_that_is_lost_or_counted_twice_is_a_defect(released: int) -> None:
    counts = PolicyCounts("research", (FileCounts("a.csv", "ehr", 10, released, {"minor": 3}),))
    with pytest.raises(ContractBroken, match=r"a\.csv"):
        refuse_unaccounted(counts)
