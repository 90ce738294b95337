"""The floor: the same CSV to Parquet with pyarrow alone, streaming, every cell as text."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq


def convert(source: Path, target: Path) -> int:
    """Converts and gives the number of rows."""
    names = source.open(encoding="cp1252").readline().strip().split(";")
    reader = pc.open_csv(
        source,
        read_options=pc.ReadOptions(encoding="cp1252", block_size=4 << 20),
        parse_options=pc.ParseOptions(delimiter=";", newlines_in_values=True),
        convert_options=pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
    )
    rows = 0
    with pq.ParquetWriter(target, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


if __name__ == "__main__":
    print(convert(Path(sys.argv[1]), Path(sys.argv[2])))
