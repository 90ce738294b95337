import pyarrow as pa

from detectors.columns import classify
from detectors.evidence.observation import observe

DUTCH = ["Zij komt volgende week terug voor controle.", "Hij slaapt slecht en belt morgen zelf terug."]
FRENCH = ["Elle revient la semaine prochaine pour un contrôle."]


def test_a_column_of_texts_tells_its_languages() -> None:
    seen = observe(pa.array([*DUTCH * 3, *FRENCH * 2])) + observe(pa.array(FRENCH * 2))
    assert seen.languages == {"fr": 4, "nl": 6}
    finding = classify("opmerking", seen)
    assert finding.category in {"free_text", "clinical_note"}
    assert "in nl 60 %, fr 40 %" in finding.evidence


def test_other_columns_have_no_language() -> None:
    seen = observe(pa.array(["jan@example.org", "an@example.be"]))
    assert not seen.languages
    assert not any(evidence.startswith("in nl") for evidence in classify("mail", seen).evidence)
