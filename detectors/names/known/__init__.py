"""People known beforehand: the names and other identifiers that the clinic's tables hold.

Structured sources tell who the subject of a note is and who else is a patient, a relative, a care provider. The
subject's own names are found however they are written, with a typing error too; of everybody else only what points at
one person: a full name, a rare family name, an address, a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.names.known.names_in_notes import known_names
from detectors.names.known.people import NOBODY, KnownPeople
from detectors.names.known.values_in_notes import known_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt

    from detectors.findings import Span
    from detectors.notes import Notes
    from detectors.words import Words

__all__ = ["NOBODY", "KnownPeople", "known_identifiers"]


def known_identifiers(
    notes: Notes, words: Words, people: KnownPeople, subjects: npt.NDArray[np.int64]
) -> Iterator[Span]:
    """Every place where a known person is named.

    Args:
        notes: what is read.
        words: its words.
        people: whom to look for.
        subjects: whose each note is; -1 where nobody knows.

    >>> import numpy as np
    >>> from detectors.notes import join
    >>> from detectors.words import words_of
    >>> notes = join(["zus Élodie", "Vandnebossche kwam"])
    >>> people = KnownPeople.of([(0, "", "Élodie"), (1, "", "Jan Vandenbossche")])
    >>> found = known_identifiers(notes, words_of(notes), people, np.array([0, 1]))
    >>> [(span.start, span.end, span.category) for span in found]
    [(5, 11, 'person_name'), (15, 28, 'person_name')]
    """
    if len(words.start):
        yield from known_names(notes, words, people.names, subjects)
        yield from known_values(notes, words, people.values, subjects)
