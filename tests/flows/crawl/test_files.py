from __future__ import annotations

import os
from pathlib import Path

from flows.crawl.crawl import crawl
from flows.crawl.files import list_files

TABLE = "id;naam\n1;Maes\n"


def test_files_are_listed_by_path_whatever_the_disk_says(exports):
    for name in ("b/2.csv", "a/1.csv", "z.csv", "a/0.csv"):
        (exports / name).parent.mkdir(exist_ok=True)
        (exports / name).write_text(TABLE)
    assert [file.label for file in list_files(exports)] == ["a/0.csv", "a/1.csv", "b/2.csv", "z.csv"]
    assert [file.system for file in list_files(exports)] == ["a", "a", "b", "unsorted"]


def test_hidden_and_lock_files_are_listed_and_not_read(exports, work):
    for name in (".DS_Store", "~$list.xlsx", "list.csv.part"):
        (exports / name).write_text(TABLE)
    found = crawl(exports, work)
    assert not found.tables
    assert len(found.files) == 3
    assert all(report.note and not report.reason for report in found.files)


def test_links_out_of_the_folder_are_not_followed(exports, work, tmp_path):
    (tmp_path / "secret.csv").write_text(TABLE)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.csv").write_text(TABLE)
    (exports / "a.csv").symlink_to(tmp_path / "secret.csv")
    (exports / "b").symlink_to(tmp_path / "elsewhere")
    (exports / "c.csv").symlink_to(tmp_path / "nothing")
    (exports / "d.csv").symlink_to(exports / "d.csv")
    reasons = {report.file: report.reason for report in crawl(exports, work).files}
    assert reasons == {
        "a.csv": "outside-exports",
        "b": "outside-exports",
        "c.csv": "broken-link",
        "d.csv": "broken-link",
    }


def test_pipes_are_not_opened(exports, work):
    os.mkfifo(exports / "pipe.csv")
    (report,) = crawl(exports, work).files
    assert report.reason == "not-a-file"


def test_files_that_may_not_be_read_are_reported(exports, work, monkeypatch):
    (exports / "list.csv").write_text(TABLE)
    monkeypatch.setattr(os, "access", lambda *_: False)
    (report,) = crawl(exports, work).files
    assert report.reason == "not-permitted"


def test_personal_names_of_files_are_never_printed(exports, work):
    for name in ("maes/80110629818.csv", "jan.maes@example.be.csv", "85.07.30-033.28/list.csv"):
        (exports / name).parent.mkdir(exist_ok=True)
        (exports / name).write_text(TABLE)
    found = crawl(exports, work)
    shown = repr([(report.file, report.system, report.tables) for report in found.files]) + repr(found.tables)
    assert "8011062" not in shown
    assert "jan" not in shown
    assert "85.07" not in shown
    assert len({report.file for report in found.files}) == 3


def test_files_of_one_content_have_labels_of_their_own(exports):
    (exports / "a@example.be.csv").write_text(TABLE)
    (exports / "b@example.be.csv").write_text(TABLE)
    assert len({file.label for file in list_files(exports)}) == 2


def test_a_caller_can_say_what_is_personal(exports):
    (exports / "Maes.csv").write_text(TABLE)
    (file,) = list_files(exports, personal=lambda name: "Maes" in name)
    assert "Maes" not in file.label


def test_names_that_vendors_give_are_printed(exports):
    (exports / "80000512345_tickets-March-04-2024-09_15.csv").write_text(TABLE)
    (file,) = list_files(exports)
    assert file.label == "80000512345_tickets-March-04-2024-09_15.csv"


def test_names_that_are_no_text_are_not_printed(exports):
    Path(os.fsdecode(os.fsencode(exports) + b"/caf\xe9.csv")).write_text(TABLE)
    (file,) = list_files(exports)
    assert file.label.startswith("file-")
