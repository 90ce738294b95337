"""The words of all languages say the same things."""

import pytest

from detectors.taxonomy import BY_NAME
from flows.persons.wording import LANGUAGES, wording
from flows.workspace import shipped_policies
from transforms.policy import load_policy
from transforms.retention.classes import shipped
from transforms.subjects.columns import LOOKED_UP
from transforms.subjects.consent.purposes import NEWSLETTER, PARENTAL, RESEARCH, RESTRICTING
from transforms.subjects.evidence import EXACT_ROW, FILE, FOREIGN_NUMBER
from transforms.subjects.requests import Right


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_term_and_right_has_words(language: str) -> None:
    words, english = wording(language), wording("en")
    assert (words.model_extra or {}).keys() == (english.model_extra or {}).keys()
    assert words.files.keys() == english.files.keys()
    assert len(words.rights) == len(english.rights)
    assert words.terms.keys() == shipped().keys()
    assert words.systems.keys() == english.systems.keys()
    assert words.requested.keys() == set(Right)
    assert words.purposes.keys() == english.purposes.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_agree_to_and_releases_are_for_has_words(language: str) -> None:
    """Of the policies that come with veilig; a clinic's own says it in its own words."""
    shipped_for = {load_policy(path).purpose for path in shipped_policies()}
    stated = {RESEARCH, NEWSLETTER, PARENTAL, *RESTRICTING}
    assert wording(language).purposes.keys() == shipped_for | stated
    assert wording(language).purpose("study of sleep") == "study of sleep"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_look_up_has_words(language: str) -> None:
    kinds = ["national", "email", "phone", FOREIGN_NUMBER, EXACT_ROW, f"{FILE}ehr:patient", *LOOKED_UP]
    assert all(map(wording(language).identifier, kinds))


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_category_has_words(language: str) -> None:
    assert wording(language).categories.keys() == BY_NAME.keys()
