"""The tables that were written down one by one are in their notation."""

from detectors.taxonomy import BY_NAME
from tests.evaluation.development.exported import exported


def test_every_table_has_columns_of_categories_that_exist() -> None:
    tables = list(exported())
    assert len(tables) >= 80
    assert len({table.name for table in tables}) == len(tables)
    for table in tables:
        headers = [column.header for column in table.columns]
        assert len(set(headers)) == len(headers), table.name
        assert {column.category for column in table.columns} <= set(BY_NAME)
        assert all(10 <= len(column.cells) <= 200 for column in table.columns), table.name
