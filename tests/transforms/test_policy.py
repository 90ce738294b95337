import json

import pytest

from detectors.errors import ConfigurationError
from detectors.taxonomy import BY_NAME
from transforms.policy import SHIPPED, Policy, load_policy, policy_schema
from transforms.safety import refusal

HEAD = "release: r\naudience: academic\npurpose: science\ndomain: d\ntables: [ehr.notes]\n"
CUBES = "release: m\naudience: marketing\npurpose: counts\ndomain: d\ntables:\n"


@pytest.fixture
def write(tmp_path):
    def write_policy(text):
        path = tmp_path / "policies" / "research.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_policy


@pytest.mark.parametrize("name", ["research", "marketing"])
def test_a_shipped_policy_rules_on_every_category(name):
    policy = load_policy(SHIPPED / f"{name}.yaml")
    assert set(policy.treat) == set(BY_NAME)


@pytest.mark.parametrize(
    ("category", "research", "marketing"),
    [
        ("person_name", "drop", "drop"),
        ("former_name", "drop", "drop"),
        ("national_number", "drop", "drop"),
        ("postal_code", "generalise: province", "generalise: region"),
        ("language", "keep", "keep"),
        ("gender_at_birth", "keep", "keep"),
        ("gender_identity", "keep", "keep"),
        ("sex_registered", "drop", "drop"),
        ("birth_date", "generalise: year", "generalise: band10"),
        ("profession", "generalise: isco", "drop"),
        ("diet", "keep", "drop"),
        ("clinical_note", "redact", "drop"),
        ("procedure", "keep", "generalise: procedure_group"),
        ("insurance_number", "drop", "drop"),
        ("insurer", "keep", "drop"),
        ("ip_address", "drop", "drop"),
        ("cv", "withhold", "withhold"),
        ("record_id", "pseudonym", "drop"),
        ("provider_name", "pseudonym", "drop"),
        ("event_date", "shift", "generalise: month"),
        ("label", "keep", "keep"),
        ("secret", "withhold", "withhold"),
        ("unknown", "withhold", "withhold"),
    ],
)
def test_the_shipped_policies_follow_the_design(category, research, marketing):
    assert str(load_policy(SHIPPED / "research.yaml").treat[category]) == research
    assert str(load_policy(SHIPPED / "marketing.yaml").treat[category]) == marketing


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("treat:\n  birthdate: drop\n", "line 7: `birthdate` is not a category. Did you mean `birth_date`?"),
        ("treat:\n  email: dorp\n", "line 7: `dorp` is not a treatment. Did you mean `drop`?"),
        ("treatments: {}\n", "line 6: `treatments` is not a key here. Did you mean `treat`?"),
        (
            "treat:\n  event_date: {generalise: mnth}\n",
            "line 7: `generalise` does not know the level `mnth`. Did you mean `month`?",
        ),
        ("protect: {k: five}\n", "line 6: `protect.k`: input should be a valid integer"),
        ("protect: {k: 1}\n", "line 6: `protect.k`: input should be greater than or equal to 2."),
        ("subjects: {minor: exclude}\n", "line 6: `minor` is not a key here. Did you mean `minors`?"),
        (
            "protect: {quasi_identifiers: [provence]}\n",
            "line 6: `provence` is not a column of the table `subjects`. Did you mean `province`?",
        ),
        ("treat: {email: [keep\n", "line 7: this is not valid YAML"),
        ("domain: e\n", "line 6: `domain` is written twice."),
        (
            "treat:\n  national_number: keep\n",
            "line 7: `national_number` cannot be treated by `keep`. Instead of `keep` try `pseudonym`, `drop` or",
        ),
        (
            "treat:\n  postal_code: keep\n",
            "line 7: `postal_code` cannot be treated by `keep`. Instead of `keep` try `generalise: province`",
        ),
        ("treat:\n  cv: pseudonym\n", "line 7: `cv` cannot be treated by `pseudonym`. Instead of `pseudonym` try"),
        ("columns:\n  ehr.notes.x: {treatment: keep, raeson: y}\n", "line 7: `raeson` is not a key here."),
    ],
)
def test_a_mistake_is_shown_with_its_line_and_what_was_meant(write, lines, message):
    with pytest.raises(ConfigurationError) as raised:
        load_policy(write(HEAD + lines))
    assert str(raised.value).startswith(f"policies/research.yaml, {message}")


@pytest.mark.parametrize("rounding", [0, 1, 2])
def test_figures_are_rounded_so_that_totals_give_nothing_away(write, rounding):
    with pytest.raises(ConfigurationError, match=r"line 6: exact totals could give hidden figures away"):
        load_policy(write(f"{HEAD}round: {rounding}\n"))


def test_all_mistakes_are_listed_at_once_in_the_order_of_the_file(write):
    with pytest.raises(ConfigurationError) as raised:
        load_policy(write("release: r\naudience: acadmic\ndomain: d\ntables: [a]\ntreat: {emial: drop}\n"))
    assert str(raised.value).splitlines() == [
        "policies/research.yaml, line 1: `purpose` is missing.",
        "policies/research.yaml, line 2: `audience`: input should be 'academic', 'marketing' or 'media'.",
        "policies/research.yaml, line 5: `emial` is not a category. Did you mean `email`?",
    ]


@pytest.mark.parametrize(
    ("cube", "message"),
    [
        ("  c: {from: a.b, by: [{mnth: x}]}\n", "line 6: `mnth` is not a grain. Did you mean `month`?"),
        ("  c: {from: a.b, by: [{subject: ageband}]}\n", "line 6: `ageband` is not known of subjects. Did you mean"),
        ("  c:\n    from: a.b\n    bye: [x]\n", "line 6: `by` is missing."),
        ("  c: {from: a.b, by: [x, x]}\n", "line 6: `c` counts by `x` twice."),
    ],
)
def test_a_mistake_in_a_cube_is_shown_with_its_line(write, cube, message):
    with pytest.raises(ConfigurationError) as raised:
        load_policy(write(CUBES + cube))
    assert str(raised.value).startswith(f"policies/research.yaml, {message}")


def test_a_policy_for_marketing_cannot_hand_out_tables(write):
    with pytest.raises(ConfigurationError, match="holds counts only"):
        load_policy(write(HEAD.replace("academic", "marketing")))


def test_the_example_of_the_design_is_valid_and_closed_by_default(write):
    policy = load_policy(
        write("""
release: research
audience: academic
purpose: scientific-research
domain: study-2026-hormones
subjects: {consent: [research], minors: exclude, objection: exclude, expired: exclude}
tables: ["ehr.*", "jotform.intake", "freshdesk.tickets"]
treat:
  birth_date: {generalise: year}
  event_date: shift
  clinical_note: redact
  unknown: withhold
columns:
  ehr.patients.blood_group: keep   # an exception, by column, with its reason
protect: {k: 5, quasi_identifiers: [birth_year, province, gender_at_birth], l: {medical_condition: 2}}
""")
    )
    assert str(policy.treatment_of("email")) == "drop"
    assert str(policy.treatment_of("secret")) == "withhold"
    assert str(policy.columns["ehr.patients.blood_group"].treatment) == "keep"


def test_no_shipped_treatment_is_unsafe_for_its_category():
    for name in ("research", "marketing"):
        policy = load_policy(SHIPPED / f"{name}.yaml")
        assert not [category for category in BY_NAME if refusal(category, str(policy.treatment_of(category)))]


def test_the_schema_for_editors_knows_keys_categories_and_treatments():
    schema = policy_schema()
    text = json.dumps(schema)
    assert schema["additionalProperties"] is False
    assert {"from", "gender_identity", "generalise", "procedure_group"} <= set(text.split('"'))


def test_a_policy_cannot_be_changed_after_it_was_checked(write):
    policy = load_policy(write(HEAD))
    assert isinstance(policy, Policy)
    with pytest.raises(ValueError, match="frozen"):
        policy.domain = "other"
