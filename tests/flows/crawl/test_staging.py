import pyarrow as pa
import pytest

from detectors.tables import Part
from flows.crawl.staging import BATCH_ROWS, RANGE_ROWS, StagedTable, read_rows, row_ranges


@pytest.mark.parametrize("rows", [0, 1, BATCH_ROWS, RANGE_ROWS + 1, 3 * RANGE_ROWS - 1])
def test_every_row_is_in_one_range_and_every_range_has_a_batch(tmp_path, rows):
    staged = StagedTable(tmp_path / "1")
    for start in range(0, rows, 1000):
        numbers = pa.array(range(start + 1, min(start + 1000, rows) + 1))
        staged.add_batch(numbers, pa.record_batch({"a": numbers.cast(pa.string())}))
    part = Part("t", "f", tmp_path / "1", staged.close())
    assert part.rows == rows
    found = [[batch for _, batch in read_rows(part, range_)] for range_ in row_ranges(part)]
    assert all(found) or not rows
    assert [row for of_range in found for batch in of_range for row in batch.rows.to_pylist()] == [*range(1, rows + 1)]
