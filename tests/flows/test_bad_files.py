"""Files as they arrive on a bad day: each has its line in the report, the rest is done, the exit code is 11."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import AS_OF, ROOT, UNREADABLE, veilig

pytestmark = pytest.mark.prefect

SAMPLE = ROOT / "sample_data" / "exports"
READ = ("header_only.csv", "wrong_encoding.csv")


def spoil(exports: Path, outside: Path) -> dict[str, str]:
    """Writes the bad files; gives the reason that each must have in the report."""
    exports.mkdir(parents=True)
    (exports / "ehr").mkdir()
    shutil.copy(SAMPLE / "ehr" / "patients.csv", exports / "ehr")
    workbook = (SAMPLE / "freshdesk" / "tickets_2025-06.xlsx").read_bytes()
    (exports / "truncated.xlsx").write_bytes(workbook[: len(workbook) // 2])
    (exports / "empty.csv").write_bytes(b"")
    (exports / "header_only.csv").write_text("naam;e-mail;gsm\n", encoding="utf-8")
    (exports / "wrong_encoding.csv").write_bytes("naam;stad\nZoë;Liège\nAndré;Mechelen\n".encode("utf-16-le"))
    (exports / "binary.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(4096))
    with (exports / "one_line.csv").open("wb") as line:
        line.write(b"a;b\n")
        for _ in range(200):
            line.write(b"x" * (1 << 20))
    with zipfile.ZipFile(exports / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            bomb.writestr(name, "<Types/>")
        for sheet in range(12):
            bomb.writestr(f"xl/worksheets/sheet{sheet}.xml", bytes(100 << 20))
    outside.write_text("naam;e-mail\nJan Peeters;jan@example.org\n", encoding="utf-8")
    (exports / "link.csv").symlink_to(outside)
    return {
        "truncated.xlsx": "truncated",
        "empty.csv": "empty",
        "binary.csv": "",
        "one_line.csv": "line-too-long",
        "bomb.xlsx": "zip-bomb",
        "link.csv": "outside-exports",
    }


def test_every_bad_file_has_its_line_and_the_rest_is_done(make_workspace: Callable[..., Path], tmp_path: Path) -> None:
    reasons = spoil(tmp_path / "exports", tmp_path / "outside.csv")
    workspace = make_workspace(tmp_path / "ws", tmp_path / "exports")
    done = veilig("discover", "--workspace", workspace, "--as-of", AS_OF)
    assert done.code == UNREADABLE, done.err
    assert "Traceback" not in done.err
    files = {file["file"]: file for file in json.loads((workspace / "reports" / "run.json").read_text())["files"]}
    for name, reason in reasons.items():
        assert files[name]["quarantined"], name
        assert not reason or reason in files[name]["quarantined"], files[name]
        assert name in done.out
    for name in READ:
        assert not files[name]["quarantined"], files[name]
    assert files["ehr/patients.csv"]["tables"] == {"ehr.patients": 300}
    assert files["link.csv"]["tables"] == {}


def test_no_exports_at_all_are_no_release(make_workspace: Callable[..., Path], tmp_path: Path) -> None:
    """A share that is not mounted must not replace a release by an empty one."""
    (tmp_path / "exports").mkdir()
    workspace = make_workspace(tmp_path / "ws", tmp_path / "exports")
    done = veilig("run", "--workspace", workspace, "--as-of", AS_OF)
    assert done.code == UNREADABLE
    assert "Is the share mounted?" in done.err
    assert not list((workspace / "datasets").iterdir())


def test_exports_without_people_are_no_release(make_workspace: Callable[..., Path], tmp_path: Path) -> None:
    """Tables that no policy names are withheld; a release without a table does not appear."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "stock.csv").write_text("kleur;aantal\nrood;3\nblauw;4\n", encoding="utf-8")
    workspace = make_workspace(tmp_path / "ws", tmp_path / "exports")
    done = veilig("run", "--workspace", workspace, "--as-of", AS_OF)
    assert done.code == 0, done.err
    assert "withheld: table-not-in-policy" in done.out
    assert not list((workspace / "datasets").iterdir())
