import datetime as dt
import json
from html.parser import HTMLParser

import pytest

from detectors.data_map import DataMap, MappedColumn, MappedTable
from detectors.errors import ConfigurationError
from detectors.findings import Finding
from flows.publish.data_map_report import compare, data_map_report, write_data_map

AS_OF = dt.date(2026, 11, 22)


def column(name, category, *, decided=False, confidence=0.9, evidence=("the header says “x”",), role=""):
    return MappedColumn(name, Finding(category, role, confidence, evidence), decided)


def table(name, *columns, rows=300, parent=""):
    return MappedTable(name.split(".")[0], name, parent, (f"{name}.csv",), rows, columns, identifies="id")


MAP = DataMap(
    (
        table(
            "ehr.patients",
            column("id", "record_id", role="patient"),
            column("national_number", "national_number"),
            column("gender_identity", "gender_identity"),
            column("<field> & co", "unknown", confidence=0.2, evidence=("too little",)),
        ),
        table("ehr.notes", column("note", "clinical_note", decided=True), rows=12345),
    )
)
TREATMENTS = {"ehr.patients": {"national_number": {"research": "drop"}, "id": {"research": "pseudonym"}}}


def written(folder, data_map=MAP, treatments=TREATMENTS):
    write_data_map(data_map, treatments, folder, clinic="Kliniek Voorbeeld", as_of=AS_OF)
    page = (folder / "data-map.html").read_text(encoding="utf-8")
    return json.loads((folder / "data-map.json").read_text(encoding="utf-8")), page


def test_the_json_has_the_shape_that_scripts_rely_on(tmp_path):
    plain, _ = written(tmp_path)
    first = plain["tables"][0]
    assert {"system", "table", "files", "rows", "columns"} <= first.keys()
    assert first["columns"][1] == {
        "name": "national_number",
        "category": "national_number",
        "class": "D",
        "confidence": 0.9,
        "evidence": ["the header says “x”"],
        "runner_up": None,
        "decided": False,
        "treatments": {"research": "drop"},
        "label": "national or BIS number",
        "role": "",
        "law": "GDPR art. 87; Act of 8 August 1983, national register",
    }


class Links(HTMLParser):
    """Collects what a page loads, and where its links lead."""

    def __init__(self):
        super().__init__()
        self.tags, self.outside, self.targets, self.ids = set(), [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.add(value)
            if name in ("src", "href") and not value.startswith("#"):
                self.outside.append(value)
            elif name == "href":
                self.targets.append(value.removeprefix("#"))


def test_the_page_needs_nothing_from_outside_and_no_script(tmp_path):
    _, page = written(tmp_path)
    links = Links()
    links.feed(page)
    assert not links.outside
    assert "script" not in links.tags
    assert "url(" not in page
    assert set(links.targets) <= links.ids


def test_the_page_escapes_names_that_come_from_exports(tmp_path):
    _, page = written(tmp_path)
    assert "<field>" not in page
    assert "&lt;field&gt; &amp; co" in page


def test_the_page_tells_what_is_undecided_and_what_was_decided(tmp_path):
    _, page = written(tmp_path)
    assert "To be decided" in page
    assert "too little" in page
    assert ">decided<" in page
    assert "12\u202f345" in page


def test_the_first_data_map_says_that_it_is_the_first(tmp_path):
    _, page = written(tmp_path)
    assert "first data map" in page


def test_new_gone_and_reclassified_columns_are_told_apart(tmp_path):
    written(tmp_path)
    later = DataMap(
        (table("ehr.patients", column("id", "record_id"), column("national_number", "phone"), column("x", "label")),)
    )
    _, page = written(tmp_path, later)
    assert "was national or BIS number, is now telephone number" in page
    assert '<span class="new">new</span>' in page
    changes = compare(data_map_report(later, {}), data_map_report(MAP, {}))
    assert changes.new == {"ehr.patients.x"}
    assert "ehr.notes.note" in changes.gone


def test_writing_twice_gives_the_same_bytes_of_json(tmp_path):
    written(tmp_path)
    first = (tmp_path / "data-map.json").read_bytes()
    _, page = written(tmp_path)
    assert (tmp_path / "data-map.json").read_bytes() == first
    assert "Nothing changed." in page


def test_something_else_under_that_name_is_not_overwritten_in_silence(tmp_path):
    (tmp_path / "data-map.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="not a data map"):
        written(tmp_path)


def test_an_empty_data_map_is_still_a_page(tmp_path):
    plain, page = written(tmp_path, DataMap(()), {})
    assert plain == {"tables": []}
    assert "</html>" in page
