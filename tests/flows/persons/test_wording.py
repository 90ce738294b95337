"""The words of all languages say the same things."""

import pytest

from detectors.taxonomy import BY_NAME
from flows.persons.wording import LANGUAGES, wording
from transforms.retention.classes import shipped


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_term_and_right_has_words(language: str) -> None:
    words, english = wording(language), wording("en")
    assert (words.model_extra or {}).keys() == (english.model_extra or {}).keys()
    assert words.files.keys() == english.files.keys()
    assert len(words.rights) == len(english.rights)
    assert words.terms.keys() == shipped().keys()
    assert words.systems.keys() == english.systems.keys()


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_category_has_words(language: str) -> None:
    assert wording(language).categories.keys() == BY_NAME.keys()
