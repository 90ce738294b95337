"""From the private folder to where the user asked for the copy; or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detectors.errors import UsageError
from flows.boundary import Interrupted
from flows.persons.handover import FOLDER, OFFICER, hand_over, officer_page, refuse_target, waiting_place

if TYPE_CHECKING:
    from pathlib import Path

    from tests.flows.persons.small_clinic import SmallClinic


@pytest.fixture
def waiting(small_clinic: SmallClinic) -> Path:
    """An export of request 7 that waits to be fetched."""
    place = waiting_place(small_clinic.workspace, 7)
    (place / FOLDER).mkdir(parents=True)
    (place / FOLDER / "index.html").write_text("all of it", encoding="utf-8")
    (place / OFFICER).write_text("places", encoding="utf-8")
    return place


def test_right_of_access_hands_over_the_folder_and_keeps_none(
    small_clinic: SmallClinic, waiting: Path, tmp_path: Path
) -> None:
    hand_over(small_clinic.workspace, 7, tmp_path / "copy")
    assert (tmp_path / "copy" / "index.html").read_text(encoding="utf-8") == "all of it"
    assert officer_page(tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    assert not waiting.exists()


def test_a_copy_that_cannot_be_written_is_told_and_lies_nowhere(
    small_clinic: SmallClinic, waiting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full: neither half a copy, nor the page beside it, nor what waited in the private folder."""

    def full(_source: Path, target: Path) -> None:
        (target.parent / ".copy.partial").mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("flows.persons.handover.move_folder", full)
    with pytest.raises(Interrupted, match="could not be written to copy"):
        hand_over(small_clinic.workspace, 7, tmp_path / "copy")
    assert not waiting.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_nobody_may_write_in_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UsageError, match="Nothing can be written"):
        refuse_target(tmp_path / "copy")
    with pytest.raises(UsageError, match="no folder away"):
        refuse_target(tmp_path / "away" / "copy")
