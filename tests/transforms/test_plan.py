import pytest

from detectors.errors import ConfigurationError
from transforms.plan import plan, treatments_by_policy
from transforms.policy import SHIPPED, Policy, load_policy

HEAD = {"release": "r", "audience": "academic", "purpose": "science", "domain": "d", "tables": ["ehr.*"]}


def planned(clinic, policy, table):
    (found,) = plan(policy, clinic.data_map(table), as_of=clinic.as_of)
    return {column.column: column for column in found.columns}


def test_every_column_gets_what_the_policy_says_of_its_category(clinic):
    table = clinic.table(
        "ehr.notes", note_id="record_id:note", at="event_date:dmy", note="clinical_note", mail="email", odd="unknown"
    )
    columns = planned(clinic, load_policy(SHIPPED / "research.yaml"), table)
    assert {name: column.treatment for name, column in columns.items()} == {
        "note_id": "pseudonym",
        "at": "shift",
        "note": "redact",
        "mail": "drop",
        "odd": "withhold",
    }
    assert [name for name, column in columns.items() if column.leaves] == ["note_id", "at", "note"]


def test_what_describes_a_person_leaves_through_the_table_subjects(clinic):
    table = clinic.table("ehr.patients", born="birth_date:dmy", zip="postal_code", mail="email", sex="sex_registered")
    columns = planned(clinic, load_policy(SHIPPED / "research.yaml"), table)
    assert columns["born"].reason == columns["zip"].reason == "moved to table subjects"
    assert not any(column.leaves for column in columns.values())


def test_the_number_of_a_person_is_replaced_by_the_one_pseudonym_of_the_person(clinic):
    table = clinic.table("ehr.patients", patient_id="record_id:patient", visit="record_id:appointment")
    columns = planned(clinic, load_policy(SHIPPED / "research.yaml"), table)
    assert (columns["patient_id"].treatment, columns["patient_id"].reason) == ("drop", "replaced by subject_id")
    assert columns["visit"].scope == "ehr:appointment"


def test_an_exception_rules_over_the_category_and_gives_its_reason(clinic):
    policy = Policy(**HEAD, columns={"ehr.patients.blood_group": {"treatment": "keep", "reason": "protocol 12"}})
    columns = planned(clinic, policy, clinic.table("ehr.patients", blood_group="unknown"))
    assert columns["blood_group"].treatment == "keep"
    assert "protocol 12" in columns["blood_group"].reason


@pytest.mark.parametrize(
    ("category", "treatment", "hint"),
    [
        ("national_number", "keep", "try `pseudonym`"),
        ("language", "keep", "through the table `subjects`"),
        ("birth_date", "shift", "through the table `subjects`"),
        ("clinical_note", "keep", "try `redact`"),
        ("secret", "pseudonym", "try `drop`"),
    ],
)
def test_an_unsafe_exception_is_refused_with_what_to_do_instead(clinic, category, treatment, hint):
    policy = Policy(**HEAD, columns={"ehr.notes.c": treatment})
    with pytest.raises(ConfigurationError, match=hint):
        planned(clinic, policy, clinic.table("ehr.notes", c=category))


def test_output_names_suit_r_stata_and_sql_and_are_unique(clinic):
    long = "a very long name that no statistics package would take " * 2
    names = ["Geboorte-datum", "geboorte datum", "2e contact", "Größe", "???", "subject_id", long, f"{long}!"]
    table = clinic.table("ehr.x", **dict.fromkeys(names, "label"))
    outputs = [column.output for column in planned(clinic, Policy(**HEAD), table).values()]
    assert len(set(outputs)) == len(outputs)
    assert "subject_id" not in outputs
    assert all(len(name) <= 32 and name.isascii() and name.islower() and name.isidentifier() for name in outputs)
    assert outputs[:3] == ["geboorte_datum", "geboorte_datum_2", "c_2e_contact"]


def test_the_data_map_tells_what_each_policy_does(clinic):
    table = clinic.table("ehr.appointments", starts_at="event_date:dmy", service="label", client="person_name")
    other = clinic.table("bank.lines", amount="amount")
    policies = [load_policy(SHIPPED / f"{name}.yaml") for name in ("research", "marketing")]
    shown = treatments_by_policy(policies, clinic.data_map(table, other))
    assert shown["ehr.appointments"]["starts_at"] == {
        "research": "shift",
        "marketing": "counted in appointments_by_service, appointments_by_region",
    }
    assert shown["ehr.appointments"]["client"] == {"research": "drop", "marketing": "drop"}
    assert shown["bank.lines"]["amount"]["research"] == "not in policy"
