"""Files that their owner alone can use."""

import os

import pytest

from transforms.private_files import create_private, write_private


@pytest.mark.parametrize("write", [create_private, write_private])
def test_a_full_disk_leaves_no_half_of_what_is_private(tmp_path, monkeypatch, write):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "people.json", "Lou Peeters")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_replaced_by_a_new_one(tmp_path):
    write_private(tmp_path / "people.json", b"\xff\x00")
    with pytest.raises(FileExistsError):
        create_private(tmp_path / "people.json", "other")
    assert (tmp_path / "people.json").read_bytes() == b"\xff\x00"
    assert (tmp_path / "people.json").stat().st_mode & 0o777 == 0o600
