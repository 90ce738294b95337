import pytest
from presidio_analyzer import Pattern, PatternRecognizer

from detectors.presidio import VeiligRecognizer, analyzer, registry, to_presidio
from detectors.recognizers.registry import RECOGNIZERS
from detectors.text import find_spans

TEXT = (
    "Patiënte Sofie Van den Berghe (RR 85.07.30-033.28), Kerkstraat 12, 2018 Antwerpen, gezien door dr. Peeters op"
    " 12/03/2021. GSM 0475 12 34 56, sofie@uza.be. Ziekte van Parkinson, F64.0, Progynova."
)


@pytest.fixture(scope="module")
def engine():
    return analyzer(["nl", "en"])


def test_presidio_finds_the_same_spans(engine):
    results = sorted((found.start, found.end, found.entity_type, found.score) for found in engine.analyze(TEXT, "nl"))
    assert results == [(span.start, span.end, span.category.upper(), span.score) for span in find_spans(TEXT)]


def test_only_the_entities_asked_for_are_returned(engine):
    results = engine.analyze(TEXT, "en", entities=["NATIONAL_NUMBER"])
    assert [(TEXT[found.start : found.end], found.entity_type) for found in results] == [
        ("85.07.30-033.28", "NATIONAL_NUMBER")
    ]


def test_every_registry_entry_has_its_adapter_in_order():
    adapters = registry(["nl"])
    assert [adapter.name for adapter in adapters] == [recognizer.name for recognizer in RECOGNIZERS]
    assert all(
        adapter.supported_entities == [recognizer.category.upper()]
        for adapter, recognizer in zip(adapters, RECOGNIZERS, strict=True)
    )


def test_an_adapter_scores_context_like_the_scanner():
    phone = next(recognizer for recognizer in RECOGNIZERS if recognizer.name == "phone")
    [found] = to_presidio(phone, "fr").analyze("Tél:03 123 45 67", [])
    assert found.score > 0.5


def test_own_recognizers_of_a_user_keep_their_context_words(engine):
    own = PatternRecognizer("LOCKER", patterns=[Pattern("locker", r"\d{3}", 0.3)], context=["kastje"], name="locker")
    own.supported_language = "nl"
    [found] = [
        result
        for result in engine.analyze("kastje nummer 123", "nl", ad_hoc_recognizers=[own])
        if result.entity_type == "LOCKER"
    ]
    assert found.score > 0.3


def test_the_whole_recognizer_needs_no_artifacts():
    assert VeiligRecognizer("fr").analyze("née le 3 mars 1990", ["BIRTH_DATE"])[0].entity_type == "BIRTH_DATE"
