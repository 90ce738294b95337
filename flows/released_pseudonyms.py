"""Where pseudonyms stand in a published version: beside which subjects."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.datapackage import FILE
from transforms.plan import SUBJECT_ID
from transforms.treatments.pseudonym import OF_NO_SUBJECT

NO_SUBJECT = ""
"""In place of a subject's pseudonym, beside that of a care provider, who is nobody's record."""


def seen_in(version: Path, pseudonyms: Collection[str]) -> Mapping[str, set[str]]:
    """Of those pseudonyms that stand in a version, the pseudonyms of the subjects in whose rows they do.

    Args:
        version: folder of a published version; one that is gone holds nothing.
        pseudonyms: of subjects or of records.
    """
    wanted = pa.array(sorted(pseudonyms), pa.string())
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path, providers in _tables(version):
        for pseudonym, subject in _in_table(path, providers, wanted):
            found[pseudonym].add(subject)
    return found


def subjects_in(version: Path) -> pa.Array:
    """The pseudonyms of all subjects of a published version, each once."""
    found = pa.array([], pa.string())
    for path, _ in _tables(version):
        if SUBJECT_ID in pq.read_schema(path).names:
            rows = pq.read_table(path, columns=[SUBJECT_ID]).column(SUBJECT_ID)
            found = pc.unique(pa.chunked_array([found, *rows.chunks])).drop_null()
    return found


def _tables(version: Path) -> Iterator[tuple[Path, set[str]]]:
    """The data files of a version, and which of their columns are about care providers."""
    if (version / FILE).is_file():
        for table in json.loads((version / FILE).read_text(encoding="utf-8"))["resources"]:
            if table["format"] == "parquet":
                fields = table["schema"]["fields"]
                yield (
                    version / table["path"],
                    {field["name"] for field in fields if field.get("category") in OF_NO_SUBJECT},
                )


def _in_table(path: Path, providers: set[str], wanted: pa.Array) -> Iterator[tuple[str, str]]:
    with pq.ParquetFile(path) as file:
        texts = [column.name for column in file.schema_arrow if pa.types.is_string(column.type)]
        if SUBJECT_ID not in texts:
            return
        for rows in file.iter_batches(columns=texts):
            subjects = rows.column(SUBJECT_ID)
            for name, column in zip(rows.schema.names, rows.columns, strict=True):
                here = pc.is_in(column, value_set=wanted)
                found = column.filter(here).to_pylist()
                beside = [NO_SUBJECT] * len(found) if name in providers else subjects.filter(here).to_pylist()
                yield from zip(found, beside, strict=True)
