import errno
from pathlib import Path

import pytest

from flows import discover
from flows.boundary import Defect, Interrupted
from flows.crawl import crawl
from flows.crawl.files import list_files
from flows.discover import DiskFailed, read_export, settled


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "a.csv").write_text("naam;stad\nJan;Gent\nAn;Luik\n", encoding="utf-8")
    return tmp_path / "exports"


def fail(code: int):
    def survey(_path: Path) -> None:
        raise OSError(code, "failed")

    return survey


def test_a_share_that_failed_is_read_again(exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task fails in a way that is tried again; when it never works, the file has its line in the report."""
    (file,) = list_files(exports)
    monkeypatch.setattr(crawl, "survey", fail(errno.EIO))
    with pytest.raises(DiskFailed) as failed:
        read_export.fn(file, tmp_path / "work")
    assert settled(failed.value, file, tmp_path / "work").report.reason == "disk-error"
    monkeypatch.undo()
    assert settled(failed.value, file, tmp_path / "work").report.tables


def test_a_full_disk_stops_the_run(exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own disk is no fault of the export: going on without it would publish a release with a hole."""
    (file,) = list_files(exports)
    monkeypatch.setattr(crawl, "survey", fail(errno.ENOSPC))
    with pytest.raises(Interrupted, match="ENOSPC") as stopped:
        read_export.fn(file, tmp_path / "work")
    assert not isinstance(stopped.value, DiskFailed)
    with pytest.raises(Interrupted):
        settled(stopped.value, file, tmp_path / "work")


def test_a_defect_is_not_taken_for_a_bad_file(exports: Path, tmp_path: Path) -> None:
    (file,) = list_files(exports)
    with pytest.raises(Defect):
        settled(Defect("wrong"), file, tmp_path / "work")
    assert discover.read_export.retries == 2
