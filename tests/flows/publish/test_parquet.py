from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detectors.errors import ContractBroken
from flows.publish import parquet
from flows.publish.contract import contract_of
from flows.publish.parquet import write_parquet
from tests.flows.publish.small_release import stage, subjects, table_of, visits

if TYPE_CHECKING:
    from pathlib import Path

    from flows.publish.release_content import ReleaseContent, ReleaseTable


def written(table: ReleaseTable, folder: Path) -> bytes:
    folder.mkdir(parents=True, exist_ok=True)
    write_parquet(table, folder / "out.parquet", folder)
    return (folder / "out.parquet").read_bytes()


def shuffled(table: pa.Table, seed: int) -> pa.Table:
    return table.take(np.random.default_rng(seed).permutation(len(table)))


def test_the_same_rows_in_any_order_and_any_parts_give_the_same_bytes(tmp_path: Path) -> None:
    rows = visits()
    one = written(table_of(tmp_path / "a", "visits", rows), tmp_path / "a")
    mixed = shuffled(rows, 1)
    other = written(table_of(tmp_path / "b", "visits", mixed[:17], mixed[17:17], mixed[17:]), tmp_path / "b")
    assert one == other


def test_buckets_change_neither_order_nor_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = visits(400)
    rows = rows.set_column(0, "subject_id", pa.array([*rows["subject_id"].to_pylist()[:-3], None, "é", "\U0010fffe"]))
    whole = written(table_of(tmp_path / "a", "visits", rows), tmp_path / "a")
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 100)
    one = written(table_of(tmp_path / "b", "visits", rows), tmp_path / "b")
    other = written(table_of(tmp_path / "c", "visits", shuffled(rows, 2)), tmp_path / "c")
    assert one == other
    assert pq.read_table(pa.BufferReader(one)).equals(pq.read_table(pa.BufferReader(whole)))
    assert not list((tmp_path / "b").glob("bucket-*"))


def test_dictionaries_undeclared_columns_and_metadata_stay_behind(tmp_path: Path) -> None:
    rows = visits()
    leaky = rows.slice(3, 5).set_column(2, "diagnosis", rows["diagnosis"].dictionary_encode().slice(3, 5))
    leaky = leaky.append_column("last_name", pa.array(["Quackelbeen"] * 5)).replace_schema_metadata({"pandas": "{}"})
    table = replace(table_of(tmp_path, "visits", rows), parts=stage(tmp_path, "leaky", leaky))
    content = written(table, tmp_path)
    file = pq.ParquetFile(pa.BufferReader(content))
    assert file.schema_arrow.names == rows.schema.names
    assert file.schema_arrow.field("diagnosis").type == pa.string()
    assert set(file.metadata.metadata) == {b"ARROW:schema"}
    assert b"Quackelbeen" not in content


def test_an_ipc_file_is_read_like_a_stream(tmp_path: Path) -> None:
    rows = subjects()
    with pa.OSFile(str(tmp_path / "part.arrow"), "wb") as sink, pa.ipc.new_file(sink, rows.schema) as writer:
        writer.write_table(rows)
    table = table_of(tmp_path, "subjects", rows)
    from_file = replace(table, parts=(tmp_path / "part.arrow",))
    assert written(from_file, tmp_path / "a") == written(table, tmp_path / "b")


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    table = replace(table_of(tmp_path, "subjects", subjects()), parts=())
    assert pq.read_schema(pa.BufferReader(written(table, tmp_path))).names == table.schema.names


def test_a_part_that_does_not_fit_is_refused_without_its_values(tmp_path: Path) -> None:
    table = table_of(tmp_path, "subjects", subjects())
    wrong = pa.table({"subject_id": ["s"], "birth_year": ["Quackelbeen"], "province": ["x"]})
    with pytest.raises(ContractBroken, match=r"subjects\.birth_year") as refused:
        written(replace(table, parts=stage(tmp_path, "wrong", wrong)), tmp_path)
    assert "Quackelbeen" not in str(refused.value)
    with pytest.raises(ContractBroken, match="province"):
        written(replace(table, parts=stage(tmp_path, "short", wrong.drop(["province"]))), tmp_path)


@pytest.mark.parametrize(
    "field",
    [
        pa.field("n", pa.int64()),
        pa.field("Nom", pa.string()),
        pa.field("n" * 33, pa.string()),
        pa.field("né", pa.string()),
    ],
)
def test_names_and_types_that_a_reader_cannot_take_are_refused(release: ReleaseContent, field: pa.Field) -> None:
    table = replace(release.tables[0], schema=pa.schema([field]))
    with pytest.raises(ContractBroken):
        contract_of(replace(release, tables=(table,)))
