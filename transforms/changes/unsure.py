"""Who may be somebody else in the release: a form under a former name that nothing surely links to its patient.

Alone it would stand beside the patients as one who never had a file, and tell that someone changed. It waits until the
pair is judged (``veilig subject review``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt


def perhaps_others(
    pairs: Iterable[tuple[int, int]], ids: npt.NDArray[np.int64], have_file: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which subjects wait: of a suggested pair the one without a file; the one met later where neither has any.

    Where both have a file they are left: twins are suggested too.

    Args:
        pairs: of the vault's ids that may be one person.
        ids: int64 ascending, of each subject.
        have_file: whether each subject has a row in a table of persons.

    >>> pairs = [(4, 7), (4, 9), (9, 12)]
    >>> perhaps_others(pairs, np.array([4, 7, 9, 12]), np.array([True, True, False, False])).tolist()
    [False, False, True, True]
    """
    waits = np.zeros(len(ids), dtype=bool)
    for pair in pairs:
        one, other = sorted(int(place) for place in np.searchsorted(ids, pair))
        if other < len(ids) and (ids[one], ids[other]) == tuple(sorted(pair)) and not have_file[[one, other]].all():
            waits[one if have_file[other] else other] = True
    return waits
