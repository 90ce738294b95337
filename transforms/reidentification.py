"""Whose pseudonym is it: the way back from a release, for whoever has keyring and vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.pseudonyms import subject_pseudonyms

if TYPE_CHECKING:
    from transforms.keys import DomainKey
    from transforms.subjects.vault import StoredSubjects

Integers = npt.NDArray[np.int64]
NOBODY_NOW = 0
"""In place of a subject's number: no secret of today gives the pseudonym."""


def subjects_behind(domain: DomainKey, stored: StoredSubjects, pseudonyms: pa.Array) -> Integers:
    """The number of the subject behind each pseudonym, or ``NOBODY_NOW``.

    The pseudonyms of all living secrets are made anew and looked up. A subject that turned out to be another one keeps
    its secret, so what was released of it before resolves to the other one; of an erased one nothing is left.

    Args:
        domain: key of the release's domain, of the epoch that it was released with.
        stored: all subjects of the vault.
        pseudonyms: strings.
    """
    alive = np.flatnonzero(~stored.erased)
    made = subject_pseudonyms(domain, stored.secrets[alive])
    place = pc.index_in(pseudonyms, value_set=made).fill_null(-1).to_numpy(zero_copy_only=False)
    found = np.append(alive + 1, NOBODY_NOW)[place]
    return np.where(found == NOBODY_NOW, NOBODY_NOW, _today(found, stored))


def _today(subjects: Integers, stored: StoredSubjects) -> Integers:
    """What each subject turned out to be."""
    into = np.concatenate([[0], stored.merged_into])
    while (moved := into[subjects] != 0).any():
        subjects = np.where(moved, into[subjects], subjects)
    return subjects
