import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from presidio_analyzer import AnalyzerEngineProvider, Pattern, PatternRecognizer
from presidio_anonymizer import AnonymizerEngine

from detectors.presidio import CONFIGURATION, IdentifierRecognizer, VeiligRecognizer, analyzer, registry, to_presidio
from detectors.recognizers.registry import RECOGNIZERS
from detectors.text import find_spans

ROOT = Path(__file__).parents[2]
TEXT = (
    "Patiënte Sofie Van den Berghe (RR 85.07.30-033.28), Kerkstraat 12, 2018 Antwerpen, gezien door dr. Peeters op"
    " 12/03/2021. GSM 0475 12 34 56, sofie@uza.be. Ziekte van Parkinson, F64.0, Progynova."
)
TEXTS = {
    "nl": [
        TEXT,
        "Haar moeder Els belde: ze komt dinsdag niet.",
        "Vroeger heette zij Tom Claes, nu Lena Claes.",
        "Geboren op 3 maart 1990 te Leuven.",
        "Rekening BE68 5390 0754 7034, mededeling +++090/9337/55493+++.",
        "dag dokter, ik ben noor de smet en mijn gsm is 0475/12.34.56",
        "Verwijzer: dr. K. Janssens (RIZIV 1-23456-78-901).",
        "Estradiol 92 pg/mL, testosteron 18 ng/dL.",
        "Woont Grote Markt 1 bus 3, 9000 Gent.",
        "Geen klachten, controle over drie maanden.",
    ],
    "fr": [
        "Patiente: Élodie Lambert, née le 3 mai 1991 à Liège.",
        "Sa mère Fatima téléphone demain.",
        "Mme Delcroix a été vue par le Dr Dupont le 12/03/2021.",
        "NISS 85.07.30-033.28, tél. 0475 12 34 56",
        "Rue de la Loi 16 bte 3, 1000 Bruxelles",
        "Anciennement Thomas Lambert.",
        "Compte BE68 5390 0754 7034",
        "Bonjour, c'est Amina El Amrani, elodie@example.be",
        "Taux de testostérone 0,4 ng/mL",
        "Pas de plainte, contrôle dans trois mois.",
    ],
    "de": [
        "Patientin Anna Schmitz, geboren am 3. Mai 1991 in Eupen.",
        "Ihre Mutter Petra ruft morgen an.",
        "Überwiesen von Dr. Müller am 12.03.2021.",
        "Nationalregisternummer 85.07.30-033.28",
        "Klosterstraße 12, 4700 Eupen",
        "Früher hieß sie Stefan Schmitz.",
        "Konto BE68 5390 0754 7034",
        "Tel. 087 12 34 56, anna@example.be",
        "Östradiol 92 pg/mL",
        "Keine Beschwerden, Kontrolle in drei Monaten.",
    ],
    "en": [
        "Patient Emma Brown, born 3 May 1991 in Ghent.",
        "Her mother Grace will call tomorrow.",
        "Referred by Dr Smith on 12 March 2021.",
        "National number 85.07.30-033.28",
        "12 Church Street, 2018 Antwerp",
        "Formerly known as Peter Brown.",
        "Account BE68 5390 0754 7034",
        "Hi, this is Aisha Khan, aisha@example.org, +32 475 12 34 56",
        "Visit from 203.0.113.7, Mozilla/5.0",
        "No complaints, follow-up in three months.",
    ],
}
PAIRS = [(language, text) for language, texts in TEXTS.items() for text in texts]


@pytest.fixture(scope="module")
def engine():
    return analyzer(["nl", "en"])


@pytest.fixture(scope="module")
def stock():
    """As somebody makes it who knows Presidio only."""
    return AnalyzerEngineProvider(analyzer_engine_conf_file=CONFIGURATION).create_engine()


@pytest.mark.parametrize(("language", "text"), PAIRS)
def test_the_file_makes_a_stock_presidio_find_the_same(stock, language: str, text: str) -> None:
    found = sorted((one.start, one.end, one.entity_type) for one in stock.analyze(text, language=language))
    assert found == [(span.start, span.end, span.category.upper()) for span in find_spans(text)]


def test_what_the_file_finds_is_there_to_be_anonymized(stock) -> None:
    text = "Haar moeder Els, RR 85.07.30-033.28."
    made = AnonymizerEngine().anonymize(text, stock.analyze(text, language="nl")).text
    assert made == "Haar moeder <FAMILY_MEMBER_NAME>, RR <NATIONAL_NUMBER>."


def test_examples_of_the_page_run(tmp_path: Path) -> None:
    """Each as a program of its own, in an empty folder, without a way to any hub."""
    examples = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "presidio.md").read_text("utf-8"), re.DOTALL)
    assert len(examples) == 3
    for example in examples:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "HTTPS_PROXY": "http://127.0.0.1:9"}
        command = [sys.executable, "-c", example]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_presidio_finds_the_same_spans(engine):
    results = sorted((found.start, found.end, found.entity_type, found.score) for found in engine.analyze(TEXT, "nl"))
    assert results == [(span.start, span.end, span.category.upper(), span.score) for span in find_spans(TEXT)]


def test_only_the_entities_asked_for_are_returned(engine):
    results = engine.analyze(TEXT, "en", entities=["NATIONAL_NUMBER"])
    assert [(TEXT[found.start : found.end], found.entity_type) for found in results] == [
        ("85.07.30-033.28", "NATIONAL_NUMBER")
    ]


def test_only_the_entities_it_is_made_for_are_returned():
    recognizer = VeiligRecognizer("nl", ["EMAIL"])
    assert {found.entity_type for found in recognizer.analyze(TEXT, [])} == {"EMAIL"}


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


def test_an_identifier_that_does_not_exist_is_told():
    with pytest.raises(ValueError, match="registry"):
        IdentifierRecognizer("national_nummer")


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
