from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detectors.errors import ContractBroken, GateRefused
from flows.publish import publication
from flows.publish.accounting import FileCounts, PolicyCounts
from flows.publish.checksums import write_checksums
from flows.publish.figures import figure_tables
from flows.publish.publication import Status, check, publish
from flows.publish.verify import verify
from tests.flows.publish.small_release import CANARIES, figures, marketing, research
from transforms.known_identifiers import KnownIdentifiers, digests

if TYPE_CHECKING:
    from flows.publish.release_content import ReleaseContent

ROOT = Path(__file__).parents[3]
EXPECTED = {
    "data/subjects.parquet", "data/visits.parquet", "codebook.csv", "datapackage.json", "checksums.sha256",
    "report.html", "report.json", "README.md", "read.py", "read.R",
}  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def published(release: ReleaseContent, tmp_path: Path, known: KnownIdentifiers) -> Path:
    return publish(release, tmp_path / "datasets", tmp_path / "work", known).path


def test_a_release_has_everything_and_latest_names_it(published: Path) -> None:
    assert tree(published).keys() == EXPECTED
    assert re.fullmatch(r"2026-03-01-[0-9a-f]{8}", published.name)
    assert (published.parent / "latest").read_text() == f"{published.name}\n"


def test_checksums_are_what_sha256sum_takes(published: Path) -> None:
    outcome = subprocess.run(
        ["sha256sum", "--strict", "-c", "checksums.sha256"], cwd=published, capture_output=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr


def test_the_same_content_is_the_same_version_byte_for_byte(
    published: Path, tmp_path: Path, known: KnownIdentifiers
) -> None:
    again = publish(research(tmp_path / "elsewhere"), tmp_path / "other", tmp_path / "work2", known)
    assert again.status is Status.PUBLISHED
    assert tree(again.path) == tree(published)
    third = publish(research(tmp_path / "elsewhere"), tmp_path / "other", tmp_path / "work2", known)
    assert (third.status, third.path) == (Status.NOTHING_NEW, again.path)
    assert not list((tmp_path / "work2").iterdir())


def test_other_accounts_are_another_version(release: ReleaseContent, published: Path, tmp_path: Path) -> None:
    file = replace(release.accounting.files[0], read=166, withheld={"no-consent": 4})
    changed = replace(release, accounting=replace(release.accounting, files=(file,)))
    other = publish(changed, tmp_path / "datasets", tmp_path / "work", None)
    assert other.version != published.name
    assert (published.parent / "latest").read_text() == f"{other.version}\n"
    assert published.is_dir()


def test_a_damaged_version_and_leftovers_are_replaced(
    release: ReleaseContent, published: Path, tmp_path: Path, known: KnownIdentifiers
) -> None:
    (published / "codebook.csv").write_text("damaged")
    (published.parent / ".2026-03-01-00000000.partial").mkdir()
    (published.parent / ".latest.partial").write_text("half")
    again = publish(release, tmp_path / "datasets", tmp_path / "work", known)
    assert again.status is Status.PUBLISHED
    verify(published, known)
    assert sorted(path.name for path in published.parent.iterdir()) == [published.name, "latest"]


def test_a_release_moves_to_another_file_system_whole(
    release: ReleaseContent, published: Path, tmp_path: Path, known: KnownIdentifiers, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if "work" in self.parts:
            raise OSError(18, "Invalid cross-device link")
        return original(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    moved = publish(release, tmp_path / "far", tmp_path / "work", known)
    assert tree(moved.path) == tree(published)
    assert sorted(path.name for path in moved.path.parent.iterdir()) == [moved.version, "latest"]


def test_rows_that_do_not_add_up_are_not_published(release: ReleaseContent, tmp_path: Path) -> None:
    file = replace(release.accounting.files[0], released=1)
    with pytest.raises(ContractBroken):
        publish(
            replace(release, accounting=replace(release.accounting, files=(file,))),
            tmp_path / "d",
            tmp_path / "w",
            None,
        )


def test_a_dry_run_tells_what_the_gate_finds_and_leaves_nothing(
    release: ReleaseContent, tmp_path: Path, known: KnownIdentifiers
) -> None:
    assert check(release, tmp_path / "work", known).passed
    assert not list((tmp_path / "work").iterdir())


def test_the_codebook_lists_every_variable_and_those_that_stayed_inside(published: Path) -> None:
    with (published / "codebook.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    for name in ("subjects", "visits"):
        described = [line["variable"] for line in lines if line["table"] == name and line["status"] == "released"]
        assert described == pq.read_schema(published / "data" / f"{name}.parquet").names
    assert {line["why"] for line in lines if line["variable"] == "last_name"} == {"direct"}


def test_the_codebook_runs_no_formula(release: ReleaseContent, tmp_path: Path) -> None:
    table = release.tables[0]
    trap = replace(table.variables[1], label='=HYPERLINK("x")')
    content = replace(release, tables=(replace(table, variables=(table.variables[0], trap)), release.tables[1]))
    folder = publish(content, tmp_path / "d", tmp_path / "w", None).path
    assert "'=HYPERLINK" in (folder / "codebook.csv").read_text(encoding="utf-8")


def test_the_manifest_describes_files_by_size_hash_and_column(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in package["resources"]:
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"])
        assert resource["bytes"] == (published / resource["path"]).stat().st_size
    fields = {field["name"]: field["type"] for field in package["resources"][1]["schema"]["fields"]}
    assert fields == {
        "subject_id": "string", "visited_at": "datetime", "diagnosis": "string", "value": "number", "note": "string"
    }  # fmt: skip


def test_the_reading_script_runs_and_notices_a_change(published: Path) -> None:
    script = [sys.executable, str(published / "read.py")]
    told = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert told == "subjects: 40 rows, 3 columns\nvisits: 120 rows, 5 columns\n"
    (published / "README.md").write_text("changed")
    changed = subprocess.run(script, capture_output=True, text=True, check=False)
    assert changed.returncode == 1
    assert "README.md" in changed.stderr


def test_reports_explain_load_nothing_from_elsewhere_and_hold_no_canary(published: Path) -> None:
    page = (published / "report.html").read_text(encoding="utf-8")
    assert "did not consent to this purpose" in page
    assert "known identifier" in page
    assert not re.search(r"<(script|link|img|iframe|object)|@import|url\(|https?://|\bsrc=", page)
    for text in (path.read_text(encoding="utf-8") for path in published.glob("*.*")):
        assert not any(canary in text for canary in CANARIES.values())


def test_an_extract_is_never_called_anonymous(published: Path) -> None:
    for name in ("README.md", "report.html", "read.py", "read.R", "datapackage.json"):
        assert "anonymous" not in (published / name).read_text(encoding="utf-8").lower()
    assert "pseudonymised" in (published / "README.md").read_text(encoding="utf-8")


def test_a_page_escapes_what_an_export_named(release: ReleaseContent, tmp_path: Path) -> None:
    file = replace(release.accounting.files[0], file="ehr/<script>alert(1)</script>.csv")
    content = replace(release, accounting=replace(release.accounting, files=(file,)))
    page = (publish(content, tmp_path / "d", tmp_path / "w", None).path / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page


def test_marketing_gets_a_spreadsheet_and_a_page_of_figures(tmp_path: Path, known: KnownIdentifiers) -> None:
    folder = publish(marketing(tmp_path, figures()), tmp_path / "d", tmp_path / "w", known).path
    twin = (folder / "csv" / "by_service.csv").read_bytes()
    assert twin.startswith(b"\xef\xbb\xbfservice;measure;value;status\n")
    assert b"\nb;rows;;[c]\n" in twin
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "1\u202f250" in page
    assert "[c]" in page
    verify(folder, known)


def test_no_count_of_rows_behind_hidden_figures_leaves(tmp_path: Path) -> None:
    one = marketing(tmp_path, figures())
    other = replace(
        one, accounting=PolicyCounts("marketing", (FileCounts("ehr/a.csv", "ehr", 21, 15, {"small-cell": 6}),))
    )
    first, second = (publish(content, tmp_path / "d", tmp_path / "w", None) for content in (one, other))
    assert (second.status, second.version) == (Status.NOTHING_NEW, first.version)
    assert json.loads((first.path / "report.json").read_text(encoding="utf-8"))["rows"] is None


def test_a_release_without_tables_is_published_and_says_so(release: ReleaseContent, tmp_path: Path) -> None:
    folder = publish(replace(release, tables=(), protection=None), tmp_path / "d", tmp_path / "w", None).path
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["tables"] == []
    verify(folder, None)


def test_a_page_shows_the_lines_that_have_a_figure(tmp_path: Path) -> None:
    content = marketing(tmp_path, figures())
    publish(content, tmp_path / "d", tmp_path / "w", None)
    data = next((tmp_path / "d" / "marketing").glob("2026*/data"))
    (table,) = figure_tables(content.tables, data)
    assert table.lines == ((("a",), ("1\u202f250", "15")),)
    assert table.left_out == 2


class TestVerify:
    def test_what_was_published_is_in_order(self, published: Path, known: KnownIdentifiers) -> None:
        assert verify(published, known).passed
        assert verify(published, None).passed

    @pytest.mark.parametrize("name", ["data/visits.parquet", "README.md", "checksums.sha256", "report.json"])
    def test_a_missing_file_breaks_the_contract(self, published: Path, name: str) -> None:
        (published / name).unlink()
        with pytest.raises(ContractBroken, match=re.escape(name)):
            verify(published, None)

    def test_an_added_file_breaks_the_contract(self, published: Path) -> None:
        (published / "data" / "more.parquet").write_bytes(b"")
        with pytest.raises(ContractBroken, match=r"more\.parquet"):
            verify(published, None)

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("codebook.csv", "diagnosis", "diagnose"),
            ("datapackage.json", '"name": "diagnosis"', '"name": "diagnose"'),
            ("datapackage.json", '"hash": "sha256:', '"hash": "sha256:0'),
            ("datapackage.json", "{", ""),
            ("report.json", '"contract"', '"promise"'),
        ],
    )
    def test_descriptions_that_fit_no_more_break_the_contract(
        self, published: Path, name: str, old: str, new: str
    ) -> None:
        path = published / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        write_checksums(published)
        with pytest.raises(ContractBroken):
            verify(published, None)

    def test_an_identifier_that_became_known_later_is_found(self, published: Path) -> None:
        later = KnownIdentifiers(digests("email", pa.array(["controle.7.alles.goed"]), bytes(16)), bytes(16))
        with pytest.raises(GateRefused, match=r"visits\.note"):
            verify(published, later)


_PUBLISH = """
from pathlib import Path
from tests.flows.publish.small_release import research
from flows.publish.publication import publish
folder = Path({folder!r})
content = research(folder / "parts", people=20_000)
print("ready", flush=True)
publish(content, folder / "datasets", folder / "work", None)
"""


class Stopped(BaseException):
    """As when the machine stops: nothing of the program catches it."""


@pytest.mark.parametrize(
    "step",
    ["write_parquet", "write_codebook", "write_datapackage", "write_checksums", "move_folder", "write_atomically"],
)
@pytest.mark.parametrize("done", [False, True])
def test_stopped_before_or_after_a_step_nothing_half_is_seen(
    release: ReleaseContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, *, done: bool
) -> None:
    whole = tree(publish(release, tmp_path / "whole", tmp_path / "work", None).path)
    original = getattr(publication, step)

    def stop(*arguments: object, **named: object) -> None:
        if done:
            original(*arguments, **named)
        raise Stopped

    monkeypatch.setattr(publication, step, stop)
    with pytest.raises(Stopped):
        publish(release, tmp_path / "datasets", tmp_path / "work", None)
    monkeypatch.undo()
    for version in (tmp_path / "datasets" / "research").glob("2026*"):
        assert tree(version) == whole
    again = publish(release, tmp_path / "datasets", tmp_path / "work", None)
    assert again.status is (Status.NOTHING_NEW if (step, done) == ("write_atomically", True) else Status.PUBLISHED)
    assert tree(again.path) == whole
    assert sorted(path.name for path in again.path.parent.iterdir()) == [again.version, "latest"]


def test_killed_at_any_moment_it_leaves_no_half_release_and_the_next_run_succeeds(tmp_path: Path) -> None:
    """The moments are spread over the whole of publishing: while sorting, checking, writing and moving."""
    code = _PUBLISH.format(folder=str(tmp_path))
    versions = tmp_path / "datasets" / "research"
    duration = _run(code)
    version = (versions / "latest").read_text().strip()
    whole = tree(versions / version)
    for share in (0.2, 0.5, 0.8):
        shutil.rmtree(versions, ignore_errors=True)
        _run(code, kill_after=share * duration)
        assert not versions.exists() or {path.name for path in versions.glob("[!.]*")} <= {version, "latest"}
        assert not (versions / version).exists() or tree(versions / version) == whole
    _run(code)
    assert tree(versions / version) == whole
    assert sorted(path.name for path in versions.iterdir()) == [version, "latest"]


def _run(code: str, kill_after: float | None = None) -> float:
    """Seconds that publishing took, from the moment the process was ready."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        start = time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            process.send_signal(signal.SIGKILL)
        process.wait()
        assert process.returncode in ((0,) if kill_after is None else (0, -signal.SIGKILL))
        return time.monotonic() - start
