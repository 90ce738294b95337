import pytest

from detectors.errors import UnreadableInput, VeiligError
from flows.boundary import Defect, Interrupted, sealed

SECRET = "Jolien Canary"


def raised(error: Exception) -> VeiligError:
    @sealed
    def task() -> None:
        raise error

    with pytest.raises(VeiligError) as caught:
        task()
    return caught.value


@pytest.mark.parametrize("error", [ValueError(SECRET), KeyError(SECRET), OSError(5, "gone", f"/exports/{SECRET}.csv")])
def test_no_exception_brings_a_value_out(error: Exception) -> None:
    """Prefect stores the message and pickles the exception: neither may hold what the code was looking at."""
    import pickle

    safe = raised(error)
    assert SECRET not in str(safe)
    assert SECRET.encode() not in pickle.dumps(safe)
    assert safe.__suppress_context__


def test_our_own_errors_cross_as_they_are() -> None:
    safe = raised(UnreadableInput("truncated", "tickets.xlsx ends in the middle."))
    assert isinstance(safe, UnreadableInput)
    assert safe.reason == "truncated"


def test_a_disk_that_stalls_can_be_tried_again() -> None:
    assert isinstance(raised(OSError(5, "I/O error")), Interrupted)
    assert isinstance(raised(ValueError(SECRET)), Defect)
    assert "test_boundary.py:" in str(raised(ValueError(SECRET)))
