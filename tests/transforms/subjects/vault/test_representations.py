"""What holds a name or a secret does not show it where a program prints it: in a log, a debugger, a failing test."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from transforms.people import People
from transforms.subjects.vault.corrections import Correction
from transforms.subjects.vault.profiles import Names
from transforms.subjects.vault.subject_parts import SubjectPart
from transforms.subjects.vault.subjects import StoredSubjects

SECRET = np.full((1, 16), 171, dtype=np.uint8)
NAMES = Names(np.array([0], dtype=np.int32), pa.array(["Lou Maes"]))
NOTHING, NO_FLAG = np.zeros((1, 2), dtype=np.uint32), np.zeros(1, dtype=bool)
TABLE = pa.table({"value": ["Lou Maes"]})


@pytest.mark.parametrize(
    "holder",
    [
        Correction(1, "person_name", "Lou Maes", dt.date(2026, 1, 31)),
        NAMES,
        SubjectPart(0, SECRET, NOTHING, {}, NAMES),
        StoredSubjects(SECRET, NOTHING, np.zeros(1, dtype=np.int64), NO_FLAG, NO_FLAG, NO_FLAG),
        People(SECRET, TABLE, {}, NO_FLAG, NO_FLAG, TABLE),
    ],
)
def test_neither_a_name_nor_a_secret_is_shown(holder):
    shown = repr(holder)
    assert "Lou" not in shown
    assert "171" not in shown
