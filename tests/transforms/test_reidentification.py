"""The way back from a pseudonym: for living subjects, under the key of their release, and for nobody else."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from transforms.keys import Keyring
from transforms.pseudonyms import subject_pseudonyms
from transforms.reidentification import NOBODY_NOW, subjects_behind
from transforms.subjects.vault import StoredSubjects

KEYRING = Keyring(1, 1, {1: bytes(range(7, 39)), 2: bytes(range(9, 41))})
STUDY = KEYRING.domain("study", 1)


def stored(count, merged=None, erased=()):
    secrets = np.random.default_rng(5).integers(0, 256, (count, 16), dtype=np.uint8)
    into, gone = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
    for subject, other in (merged or {}).items():
        into[subject - 1] = other
    for subject in erased:
        gone[subject - 1], secrets[subject - 1] = True, 0
    nothing = np.zeros(count, dtype=bool)
    return StoredSubjects(secrets, np.zeros((count, 2), np.uint32), into, gone, nothing, gone)


@given(st.integers(1, 40), st.data())
def test_every_living_subject_is_found_by_its_pseudonym(count, data):
    subjects = stored(count)
    order = data.draw(st.permutations(range(count)))
    pseudonyms = subject_pseudonyms(STUDY, subjects.secrets).take(pa.array(order))
    assert subjects_behind(STUDY, subjects, pseudonyms).tolist() == [place + 1 for place in order]


def test_what_was_released_before_a_merger_leads_to_the_subject_of_today():
    before = stored(4)
    pseudonyms = subject_pseudonyms(STUDY, before.secrets)
    assert subjects_behind(STUDY, stored(4, merged={2: 3, 3: 1}), pseudonyms).tolist() == [1, 1, 1, 4]


def test_of_an_erased_subject_nothing_is_left():
    before = stored(3)
    pseudonyms = subject_pseudonyms(STUDY, before.secrets)
    after = stored(3, erased=[2])
    assert subjects_behind(STUDY, after, pseudonyms).tolist() == [1, NOBODY_NOW, 3]
    zeros = subject_pseudonyms(STUDY, after.secrets[1:2])
    assert subjects_behind(STUDY, after, zeros).tolist() == [NOBODY_NOW]


def test_other_domains_and_epochs_do_not_resolve():
    subjects = stored(2)
    pseudonyms = subject_pseudonyms(STUDY, subjects.secrets)
    for other in (KEYRING.domain("study", 2), KEYRING.domain("studies", 1)):
        assert not subjects_behind(other, subjects, pseudonyms).any()


def test_an_empty_vault_and_no_question_are_fine():
    assert not subjects_behind(STUDY, stored(0), pa.array(["saaaaaaaaaaaaaaaa"])).any()
    assert len(subjects_behind(STUDY, stored(2), pa.array([], pa.string()))) == 0
