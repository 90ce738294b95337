"""Numbers by record, on disk inside ``private/work`` until they are wanted: a million people have fifteen million.

They are keyed digests only; nothing here is clear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from pathlib import Path

Records = npt.NDArray[np.int32]
Digests = npt.NDArray[np.uint8]


class Spill:
    """Columns by name: of each value the record and a digest of the column's width.

    Args:
        work: folder for the files.
    """

    def __init__(self, work: Path) -> None:
        self._work = work
        self._widths: dict[str, int] = {}
        self._files: dict[str, tuple[BinaryIO, BinaryIO]] = {}

    def add(self, name: str, records: npt.NDArray[np.int64], digests: Digests) -> None:
        """Append to a column; ``digests`` is uint8 (n, width)."""
        if not len(records):
            return
        if name not in self._files:
            number = len(self._files)
            self._files[name] = self._open(f"{number}.records"), self._open(f"{number}.digests")
            self._widths[name] = digests.shape[1]
        rows, values = self._files[name]
        records.astype(np.int32).tofile(rows)
        np.ascontiguousarray(digests).tofile(values)

    def names(self) -> list[str]:
        """The columns that hold anything, sorted."""
        return sorted(self._files)

    def records(self, name: str) -> Records:
        """The records of a column."""
        return _read(self._files[name][0]).view(np.int32)

    def digests(self, name: str) -> Digests:
        """The digests of a column, uint8 (n, width)."""
        return _read(self._files[name][1]).reshape(-1, self._widths[name])

    def _open(self, name: str) -> BinaryIO:
        return (self._work / name).open("w+b")


def _read(file: BinaryIO) -> npt.NDArray[np.uint8]:
    file.flush()
    file.seek(0)
    content = np.fromfile(file, dtype=np.uint8)
    file.seek(0, 2)
    return content
