import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.languages import LANGUAGES, UNKNOWN, language_of, languages_of, training
from detectors.languages.evidence import WEIGHTS
from detectors.languages.parts import parts_of, parts_of_each

SHORT = {
    "nl": [
        "Geen klachten meer",
        "mama mee op consult",
        "is verhuisd",
        "bloedafname over 3 maanden",
        "stem zakt al wat",
    ],
    "fr": ["Pas de plainte", "vient avec sa mère", "a déménagé", "prise de sang dans 3 mois", "la voix devient grave"],
    "de": ["Keine Beschwerden", "Mutter dabei", "ist umgezogen", "Blutabnahme in 3 Monaten", "die Stimme wird tiefer"],
    "en": ["No complaints", "came with her mother", "has moved house", "blood test in 3 months", "voice is dropping"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_words_are_enough(language: str) -> None:
    assert languages_of(SHORT[language]) == [language] * len(SHORT[language])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12/03/2021",
        "0475 12 34 56",
        "F64.0",
        "Пациентка пришла на приём",
        "患者来了",
        "Quiero cambiar la cita, gracias",
    ],
)
def test_what_is_in_none_of_the_four_is_not_guessed(text: str) -> None:
    """A wrong language would send the text to a model that cannot read it."""
    assert language_of(text) == UNKNOWN


def test_case_and_missing_accents_do_not_matter() -> None:
    assert language_of("PATIENTE VUE EN CONSULTATION, SATISFAITE") == language_of("patiente très satisfaite") == "fr"


def test_many_at_once_are_told_like_one_by_one() -> None:
    texts = [text for some in SHORT.values() for text in some] + ["", "12345"]
    assert languages_of(texts) == [language_of(text) for text in texts]
    assert parts_of_each(texts) == [parts_of(text) for text in texts]


def test_a_note_that_changes_language_is_told_apart() -> None:
    note = (
        "Consult 12/03. Stem zakt, geen acne, verder zo.\n"
        "Lettre du Dr Lambert: la patiente dort mal depuis le début du traitement. Elle a déménagé.\n"
        "Bitte den Bericht auch an die Hausärztin schicken."
    )
    assert [(part.language, note[part.start :][:7]) for part in parts_of(note)] == [
        ("nl", "Consult"),
        ("fr", "Lettre "),
        ("de", "Bitte d"),
    ]


def test_a_borrowed_word_or_a_number_does_not_change_the_language() -> None:
    note = "Gestart met Progynova. Follow-up: 3 maanden. Rendez-vous verzet. FSH 4,2. Belt zelf terug."
    assert [part.language for part in parts_of(note)] == ["nl"]


@given(st.text(max_size=80))
def test_parts_are_the_whole_text(text: str) -> None:
    parts = parts_of(text)
    assert "".join(text[part.start : part.end] for part in parts) == text


def test_the_weights_are_those_that_the_frames_make(tmp_path, monkeypatch) -> None:
    """Who changes what is counted must make the file anew, or the two drift apart."""
    monkeypatch.setattr(training, "WEIGHTS", tmp_path / "weights.npz")
    training.main()
    with np.load(WEIGHTS) as shipped, np.load(tmp_path / "weights.npz") as made:
        assert made["spelling"].shape == shipped["spelling"].shape
        assert np.corrcoef(made["spelling"].ravel(), shipped["spelling"].ravel())[0, 1] > 0.9
