import pyarrow as pa
import pytest

from detectors.columns import classify, judge
from detectors.evidence.confidence import HEADER, VALUES, Standing, calibrated
from detectors.evidence.observation import observe
from detectors.findings import Finding

MAILS = [f"a{number}@example.be" for number in range(30)]


def test_a_stronger_finding_is_surer() -> None:
    stand = Standing("silent", "point", 50)
    weak, strong = (calibrated(Finding("label", "", strength, ()), stand).confidence for strength in (0.65, 0.95))
    assert 0 < weak < strong < 1


@pytest.mark.parametrize("header", HEADER)
@pytest.mark.parametrize("values", VALUES)
def test_every_standing_gives_a_probability(header: str, values: str) -> None:
    assert 0.5 < calibrated(Finding("email", "", 0.9, ()), Standing(header, values, 30)).confidence < 1


def test_what_is_unknown_claims_nothing() -> None:
    unknown = Finding("unknown", "", 0.3, ())
    assert calibrated(unknown, Standing("silent", "quiet", 10)) == unknown


@pytest.mark.parametrize(
    ("header", "stand"),
    [("e-mail", "agrees-decide"), ("field_7", "silent-decide"), ("telefoon", "contradicts-decide")],
)
def test_how_the_header_stands_to_the_finding(header: str, stand: str) -> None:
    judged = judge(header, observe(pa.array(MAILS)))
    assert judged.stand is not None
    assert judged.stand.name == stand


def test_the_runner_up_tells_why_it_was_not_taken() -> None:
    found = classify("Contact ID", observe(pa.array(MAILS)))
    assert found.runner_up is not None
    assert found.runner_up.category == "record_id"
    assert "contact id" in found.runner_up.why_not


def test_what_is_withheld_tells_what_it_would_have_been() -> None:
    found = classify("veld3", observe(pa.array(["Wubbolan", "Taavisk"] * 20)))
    assert found.category == "unknown"
    assert found.runner_up is not None
