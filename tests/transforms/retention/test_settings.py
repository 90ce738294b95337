import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from detectors.errors import ConfigurationError
from flows.config import load_config
from transforms.retention.classes import shipped
from transforms.retention.settings import RetentionSettings, retention_mistakes

PAGE = Path(__file__).parents[3] / "docs" / "retention.md"


@pytest.fixture
def settings(tmp_path: Path):
    """Loads a veilig.yaml with this under ``retention:``."""

    def load(*lines: str):
        path = tmp_path / "veilig.yaml"
        path.write_text("\n".join(["clinic: Clinic", "retention:", *(f"  {line}" for line in lines)]), encoding="utf-8")
        return load_config(path).retention

    return load


def test_a_clinic_changes_terms_tables_and_the_ends_of_studies(settings):
    found = settings(
        "classes: {patient_file: {term: 40 years, extra: 1 year}}",
        "tables: {hr.*: applicants, crm.visits: {class: patient_file, date: seen_on}}",
        "studies: {hormones: 2030-12-31}",
    )
    assert found.resolved()["patient_file"].ends(dt.date(2000, 1, 1)) == dt.date(2041, 1, 1)
    assert found.tables["hr.*"].class_name == "applicants"
    assert found.tables["crm.visits"].date == "seen_on"
    assert found.studies["hormones"] == dt.date(2030, 12, 31)
    assert found.resolved()["wifi"].rule == "1 year after the line of the log"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["classes:", "  patientfile: {term: 30 years}"], r"line 4: .*Did you mean `patient_file`"),
        (["classes:", "  wifi:", "    terms: 2 years"], r"line 5: .*Did you mean `term`"),
        (["classes:", "  wifi:", "    term: two years"], r"line 5: a period is"),
        (["tables:", "  hr.cvs: applicant"], r"line 4: .*Did you mean `applicants`"),
        (["studies: {hormones: soon}"], r"line 3"),
        (["tables:", "  a.b: {class: research, study: hormons}", "studies: {hormones: 2030-12-31}"],
         r"line 4: .*Did you mean `hormones`"),
        (["financial_year_ends: 31/12"], r"line 3"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(settings, lines, told):
    with pytest.raises(ConfigurationError, match=told):
        settings(*lines)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("patient_file: {term: 29 years}", "30 years at least"),
        ("patient_file: {term: 50 years, extra: 1 year}", "50 years at most"),
        ("administration: {term: 6 years}", "7 years at least"),
        ("camera: {extra: 1 year}", "1 month at most"),
    ],
)
def test_terms_outside_the_law_are_refused(settings, changed, told):
    with pytest.raises(ConfigurationError, match=rf"line 4: .*{told}"):
        settings("classes:", f"  {changed}")


@pytest.mark.parametrize("changed", ["patient_file: {term: 50 years}", "patient_file: {term: 49 years, extra: 1 year}"])
def test_the_longest_lawful_terms_are_taken(settings, changed):
    assert settings("classes:", f"  {changed}").resolved()["patient_file"].ends(dt.date(2000, 5, 1)).year == 2050


def test_the_example_in_the_page_is_valid():
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found = RetentionSettings.model_validate(yaml.safe_load(example)["retention"])
    assert not list(retention_mistakes(found))
    assert found.resolved()["patient_file"].rule == "40 years after the last contact with the person"


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_page_tells_the_terms_as_they_are(name):
    assert f"| `{name}` | {shipped()[name].term} |" in PAGE.read_text(encoding="utf-8")
