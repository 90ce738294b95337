"""A small clinic with something of every class, on both sides of its term, as of 31 October 2026."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.conftest import AS_OF, UNREADABLE, veilig

pytestmark = pytest.mark.prefect

PAST = 16
PATIENTS = 14
GONE, BACK = 0, 1
"""Patients whose last visit was in 1990; the second one wrote to the help desk in 2024."""

VEILIG_YAML = """
retention:
  tables:
    studie.metingen: {class: research, study: oude-studie}
    hr.*: {class: applicants, date: ontvangen op}
    nergens.*: wifi
  studies: {oude-studie: 2006-10-30, research: 2006-10-30}
"""
ARCHIVE = """
release: archive
audience: academic
purpose: scientific-research
domain: archive
subjects: {consent: [research], minors: exclude, objection: exclude, expired: include}
tables: ["ehr.*", "boekhouding.*"]
"""


@dataclass(frozen=True)
class Kept:
    """The workspace, its first report as JSON, and its run report after the releases."""

    root: Path
    code: int
    report: dict[str, Any]
    run: dict[str, Any]
    text: str

    def table(self, name: str) -> dict[str, Any]:
        return next(table for table in self.report["tables"] if table["table"] == name)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, make_workspace: Any) -> Iterator[Kept]:
    """Releases are made first, so that the register holds one; then the terms are listed."""
    home = tmp_path_factory.mktemp("retention")
    export_everything(home / "exports")
    root = make_workspace(home / "ws", home / "exports")
    with (root / "veilig.yaml").open("a", encoding="utf-8") as settings:
        settings.write(VEILIG_YAML)
    research = (root / "policies" / "research.yaml").read_text(encoding="utf-8")
    tables = '["ehr.*", "boekhouding.*"]'
    changed = research.replace('["ehr.*", "jotform.*", "freshdesk.tickets", "freshdesk.conversations"]', tables)
    assert tables in changed
    (root / "policies" / "research.yaml").write_text(changed, encoding="utf-8")
    (root / "policies" / "archive.yaml").write_text(ARCHIVE, encoding="utf-8")
    ran = veilig("run", "--workspace", root, "--as-of", AS_OF)
    assert ran.code == UNREADABLE, ran.err + ran.out
    listed = veilig("retention", "--workspace", root, "--as-of", AS_OF, "--json")
    assert listed.out, listed.err
    run = json.loads((root / "reports" / "run.json").read_text(encoding="utf-8"))
    shown = veilig("retention", "--workspace", root, "--as-of", AS_OF, "--within", "0")
    yield Kept(root, listed.code, json.loads(listed.out), run, shown.out)
    shutil.rmtree(home)


def export_everything(exports: Path) -> None:
    numbers = range(PATIENTS)
    visits = [(f"A{number}", f"P{number}", _visited(number)) for number in numbers]
    _write(
        exports / "ehr" / "patients.csv",
        "patient_id;last_name;first_name;birth_date;gender_at_birth;country;language;email;research_consent;created_at",
        [
            (f"P{number}", _NAMES[number], "Sam", "12/03/1985", "vrouw", "België", "nl", _mail(number), "ja", day)
            for number, (*_, day) in zip(numbers, visits, strict=True)
        ],
    )
    _write(
        exports / "ehr" / "appointments.csv",
        "appointment_id;patient_id;starts_at;service",
        [(*visit, "intake") for visit in visits],
    )
    _write(
        exports / "freshdesk" / "tickets.csv",
        "Ticket ID;Subject;Status;Source;Type;Full name;requester.email;Created time;Last update time",
        [
            (
                "19100",
                "Vraag",
                "Open",
                "Email",
                "Question",
                f"Sam {_NAMES[BACK]}",
                _mail(BACK),
                "2024-05-01 10:00:00",
                "2024-05-02 10:00:00",
            )
        ],
    )
    days = [(2, "31/12/2018"), (3, "01/01/2019"), (4, "15/06/2026")]
    _write(
        exports / "boekhouding" / "facturen.csv",
        "factuurnummer;e-mail;IBAN;bedrag;factuurdatum",
        [(f"F{who}", _mail(who), "BE68539007547034", "125,50", day) for who, day in days],
    )
    _write(
        exports / "hr" / "sollicitanten.csv",
        "naam;e-mail;functie;ontvangen op;beschikbaar vanaf",
        [
            ("Jan Peeters", "jan@example.org", "verpleegkundige", "30/10/2024", "01/01/2027"),
            ("Els Maes", "els@example.org", "arts", "31/10/2024", "01/01/2027"),
        ],
    )
    _write(
        exports / "bewaking" / "camerabeelden.csv",
        "camera;opgenomen op;bestand",
        [("inkom", "30/09/2026 08:00", "a.mp4"), ("inkom", "01/10/2026 08:00", "b.mp4"), ("inkom", "", "c.mp4")],
    )
    _write(
        exports / "netwerk" / "wifi_logs.csv",
        "tijdstip;mac;ip",
        [
            ("2025-10-30 10:00:00", "3c:22:fb:10:20:30", "10.0.0.7"),
            ("2025-10-31 10:00:00", "3c:22:fb:10:20:31", "10.0.0.8"),
        ],
    )
    _write(
        exports / "lijsten" / "niet_contacteren.csv",
        "e-mail;ingeschreven op;reden",
        [("a@example.org", "30/10/2023", "verzoek"), ("b@example.org", "31/10/2023", "verzoek")],
    )
    _write(exports / "studie" / "metingen.csv", "meting;gemeten op", [("1", "01/02/2005"), ("2", "02/02/2005")])
    _write(exports / "varia" / "kleuren.csv", "kleur;aantal", [("rood", "1"), ("blauw", "2")])
    (exports / "varia" / "leeg.csv").write_bytes(b"")


_NAMES = (
    "Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens", "Wouters", "De Smet",
    "Dubois", "Lambert", "Dupont", "Hermans",
)  # fmt: skip


def _visited(number: int) -> str:
    return "05/06/1990" if number in (GONE, BACK) else f"{number + 1:02}/06/2025"


def _mail(number: int) -> str:
    return f"patient{number}@example.org"


def _write(path: Path, header: str, rows: Sequence[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *(";".join(row) for row in rows)]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "expected", "past", "since"),
    [
        ("ehr.appointments", "patient_file", 1, "2020-06-06"),
        ("ehr.patients", "patient_file", 1, "2020-06-06"),
        ("freshdesk.tickets", "patient_file", 0, None),
        ("boekhouding.facturen", "administration", 1, "2026-01-01"),
        ("hr.sollicitanten", "applicants", 1, "2026-10-31"),
        ("bewaking.camerabeelden", "camera", 1, "2026-10-31"),
        ("netwerk.wifi_logs", "wifi", 1, "2026-10-31"),
        ("lijsten.niet_contacteren", "do_not_contact", 1, "2026-10-31"),
        ("studie.metingen", "research", 2, "2026-10-31"),
        ("varia.kleuren", None, 0, None),
    ],
)
def test_every_class_is_listed_with_what_is_past(kept: Kept, table: str, expected: str, past: int, since: str) -> None:
    found = kept.table(table)
    assert (found["class"], found["rows_past"], found["past_since"]) == (expected, past, since)


def test_undated_rows_files_and_what_could_not_be_judged_are_listed_apart(kept: Kept) -> None:
    camera = kept.table("bewaking.camerabeelden")
    assert (camera["rows"], camera["undated"], camera["soon"]) == (3, 1, 1)
    assert camera["past"] == {"bewaking/camerabeelden.csv": 1}
    assert [file["file"] for file in kept.report["not_judged"]] == ["varia/leeg.csv"]
    assert kept.report["unused_settings"] == ["nergens.*"]


def test_a_late_ticket_keeps_the_whole_patient_file(kept: Kept) -> None:
    people = kept.report["patient_files"]
    assert (people["files"], people["past"], people["past_since"]) == (PATIENTS, 1, "2020-06-06")


def test_releases_are_listed_with_the_term_of_their_study(kept: Kept) -> None:
    ends = {release["release"]: (release["ends"], release["past"]) for release in kept.report["releases"]}
    assert ends == {"research": ("2026-10-30", True), "archive": (None, False)}


def test_something_past_its_term_is_told_by_the_exit_code(kept: Kept) -> None:
    assert kept.code == PAST
    assert "camera" in kept.text
    assert "announced until 2026-10-31" in kept.text


def test_reports_name_nobody(kept: Kept) -> None:
    for name in ("retention.json", "retention.html"):
        text = (kept.root / "reports" / name).read_text(encoding="utf-8").lower()
        for word in ("patient0", "peeters", "example.org", "be68", "3c:22", "12/03/1985"):
            assert word not in text


def test_an_extract_leaves_out_who_and_what_is_past(kept: Kept) -> None:
    files = {file["file"]: file for file in kept.run["policies"]["research"]["files"]}
    assert files["ehr/appointments.csv"]["withheld"] == {"expired": 1}
    assert files["ehr/patients.csv"]["withheld"] == {"expired": 1}
    assert files["boekhouding/facturen.csv"]["withheld"] == {"expired": 1}
    assert rows_of(kept, "research", "ehr_appointments") == PATIENTS - 1
    assert rows_of(kept, "research", "subjects") == PATIENTS - 1


def test_a_policy_that_includes_what_is_past_keeps_it(kept: Kept) -> None:
    assert kept.run["policies"]["archive"]["totals"]["withheld"].get("expired", 0) == 0
    assert rows_of(kept, "archive", "ehr_appointments") == PATIENTS
    assert rows_of(kept, "archive", "boekhouding_facturen") == 3


def test_figures_leave_out_who_is_past(kept: Kept) -> None:
    files = {file["file"]: file for file in kept.run["policies"]["marketing"]["files"]}
    assert files["ehr/appointments.csv"]["withheld"]["expired"] == 1


def test_rows_add_up_with_what_is_past(kept: Kept) -> None:
    for policy in kept.run["policies"].values():
        for file in policy["files"]:
            rest = sum(file["withheld"].values()) + sum(file["quarantined"].values())
            assert file["read"] == file["released"] + rest, file["file"]


def rows_of(kept: Kept, release: str, table: str) -> int:
    version = (kept.root / "datasets" / release / "latest").read_text(encoding="utf-8").strip()
    return int(pq.read_metadata(kept.root / "datasets" / release / version / "data" / f"{table}.parquet").num_rows)
