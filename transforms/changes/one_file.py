"""One file per person: whose file was opened again under another name or number has two, and that would show.

The file that was opened first speaks for its person, in its latest copy: everybody has a first file, and it was filled
in as everybody's is. One merged of both would have fewer empty cells, the second one a date of opening too late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.people import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]


def surplus_files(subjects: npt.NDArray[np.int32], files: npt.NDArray[np.int64]) -> Mask:
    """Which rows of a table of persons say something of a person again.

    Args:
        subjects: int32, subject index of each row, in the order of the exports.
        files: a number per row, equal for copies of one file.

    >>> surplus_files(np.array([0, 1, 0, 0], np.int32), np.array([7, 8, 9, 7])).tolist()
    [True, False, True, False]
    """
    known = subjects != NOBODY
    owners, first = np.unique(subjects[known], return_index=True)
    opened_first = files[known][first]
    speaks = np.zeros(len(subjects), dtype=bool)
    speaks[known] = files[known] == opened_first[np.searchsorted(owners, subjects[known])]
    surplus: Mask = known & ~_last_of_each(subjects, speaks)
    return surplus


def surplus_lines(subjects: npt.NDArray[np.int32], left: Mask) -> Mask:
    """Which rows of a list of somebody's addresses or numbers come after the first; rows that are not ``left`` do not.

    >>> surplus_lines(np.array([0, 0, 1], np.int32), np.array([False, True, True])).tolist()
    [False, False, False]
    """
    places = np.flatnonzero(left & (subjects != NOBODY))
    _, first = np.unique(subjects[places], return_index=True)
    surplus = np.zeros(len(subjects), dtype=bool)
    surplus[places] = True
    surplus[places[first]] = False
    return surplus


def _last_of_each(subjects: npt.NDArray[np.int32], among: Mask) -> Mask:
    places = np.flatnonzero(among)[::-1]
    _, last = np.unique(subjects[places], return_index=True)
    found = np.zeros(len(subjects), dtype=bool)
    found[places[last]] = True
    return found
