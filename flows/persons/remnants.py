"""A last look, after an erasure, at what veilig has written for people to read: does anything in it name the person?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from flows.persons.own import Identities

_LINES_AT_ONCE = 1 << 14


def search(folders: Iterable[Path], known: Identities) -> tuple[int, tuple[str, ...]]:
    """How many files were searched, and the names of those that hold an identifier or the full name of the person.

    Databases and logs are searched as text too; Parquet files are not, which the gate searches before they are seen.
    """
    files = list(_files(folders))
    return len(files), tuple(path.name for path in files if _holds(path, known))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        paths = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        yield from (path for path in paths if path.is_file() and path.suffix != ".parquet")


def _holds(path: Path, known: Identities) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        while lines := list(islice(file, _LINES_AT_ONCE)):
            column = pa.array(lines, pa.string())
            if known.own.contains(column).any() or known.own_names.contains(column).any():
                return True
    return False
