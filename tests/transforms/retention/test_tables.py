from dataclasses import replace

import pytest

from flows.crawl.profile import known_tables, retention_of_systems
from transforms.retention.settings import RetentionSettings
from transforms.retention.tables import table_classes, unused_rules


@pytest.fixture
def class_of(clinic):
    """The class of a table with these columns, and why."""

    def find(name, settings=None, declared=None, of_systems=None, **columns):
        table = clinic.table(name, **columns)
        rules = RetentionSettings.model_validate(settings or {})
        return table_classes(clinic.data_map(table), declared or {}, of_systems or {}, rules)[name]

    return find


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("clinical_note", "patient_file"), ("medication", "patient_file"), ("cv", "applicants"),
        ("recording", "camera"), ("mac_address", "wifi"), ("ip_address", "wifi"), ("iban", "administration"),
        ("payment_reference", "administration"), ("amount", "administration"),
    ],
)  # fmt: skip
def test_columns_tell_the_class_of_an_unknown_system(class_of, category, expected):
    found = class_of("x.y", at="event_date:dmy", what=category)
    assert found.name == expected
    assert "`what`" in found.why


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hr.sollicitanten_2024", "applicants"), ("gebouw.camerabeelden", "camera"), ("it.wifi_logs", "wifi"),
        ("boekhouding.facturen", "administration"), ("lijsten.do_not_contact", "do_not_contact"),
        ("lijsten.niet-contacteren", "do_not_contact"), ("archief.patienten", "patient_file"),
    ],
)  # fmt: skip
def test_a_name_tells_the_class_before_the_columns(class_of, name, expected):
    assert class_of(name, what="label", mail="email").name == expected


def test_a_word_inside_another_tells_nothing(class_of):
    assert class_of("bloodbank.codasystem_wifiless", what="label").name == ""


def test_care_counts_before_money_since_what_is_lost_too_early_is_lost_for_good(class_of):
    assert class_of("x.y", bank="iban", what="procedure", file="recording").name == "patient_file"


@pytest.mark.parametrize("beside", ["person_name:full", "email", "phone"])
def test_a_form_with_the_address_of_a_device_is_no_wifi_log(class_of, beside):
    assert class_of("x.y", ip="ip_address", who=beside).name == ""


def test_an_unknown_class_is_said_to_be_unknown(class_of):
    found = class_of("x.y", what="label")
    assert (found.name, found.why != "") == ("", True)


def test_a_profile_counts_before_evidence_and_veilig_yaml_before_the_profile(class_of):
    given = {"declared": {"x.y": "patient_file"}, "bank": "iban"}
    assert class_of("x.y", **given).name == "patient_file"
    assert class_of("x.y", settings={"tables": {"x.*": "administration"}}, **given).name == "administration"


def test_the_first_name_in_veilig_yaml_that_fits_counts(class_of):
    assert class_of("x.y", settings={"tables": {"x.y": "wifi", "x.*": "camera"}}).name == "wifi"


def test_an_unknown_table_of_a_known_system_has_the_class_of_the_system(class_of):
    assert class_of("ehr.bills", of_systems=retention_of_systems(), bank="iban").name == "patient_file"


def test_a_list_inside_a_record_is_kept_as_long_as_the_record(clinic):
    record = clinic.table("crm.bills", bank="iban")
    lines = replace(clinic.table("crm.bills.lines", what="label"), parent="crm.bills")
    notes = replace(clinic.table("crm.bills.lines.notes", what="label"), parent="crm.bills.lines")
    found = table_classes(clinic.data_map(record, lines, notes), {}, {}, RetentionSettings())
    assert {each.name for each in found.values()} == {"administration"}
    assert "crm.bills" in found["crm.bills.lines.notes"].why


def test_tables_inside_each_other_in_a_circle_end(clinic):
    one = replace(clinic.table("a.one", what="label"), parent="a.two")
    two = replace(clinic.table("a.two", what="label"), parent="a.one")
    found = table_classes(clinic.data_map(one, two), {}, {}, RetentionSettings())
    assert [each.name for each in found.values()] == ["", ""]


def test_every_table_of_every_profile_has_a_class():
    assert [known.name for known in known_tables() if not known.retention] == []


def test_settings_that_fit_no_table_or_no_column_are_told(clinic):
    rules = RetentionSettings.model_validate(
        {"tables": {"hr.*": "applicants", "x.y": {"class": "wifi", "date": "att"}, "x.z": "wifi"}}
    )
    tables = clinic.data_map(clinic.table("x.y", at="event_date:dmy"), clinic.table("x.z"))
    assert unused_rules(tables, rules) == ("hr.*", "x.y, date: att")
