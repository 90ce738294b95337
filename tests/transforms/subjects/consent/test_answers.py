import numpy as np
import pyarrow as pa
import pytest

from transforms.subjects.consent.answers import choices, read_answers, read_choices

YES = ["ja", "Oui", "yes", "J", "1", "true", "X", "Ik ga akkoord met het onderzoek", "J'accepte", "DOUBLE_OPT_IN"]
NO = [
    "nee",
    "Non",
    "Nein",
    "no",
    "0",
    "false",
    "ik ga niet akkoord",
    "je n'accepte pas",
    "Ich stimme nicht zu",
    "opt-out",
    "geweigerd",
]
SILENT = [None, "", "  ", "?", "onbekend", "inconnu", "n/a", "[]"]


@pytest.mark.parametrize(("texts", "expected"), [(YES, True), (NO, False)])
def test_answers_in_four_languages_and_ticked_boxes(texts, expected):
    rows, given = read_answers(pa.array(texts))
    assert rows.tolist() == list(range(len(texts)))
    assert [text for text, yes in zip(texts, given, strict=True) if yes is not np.bool_(expected)] == []


def test_silence_states_nothing():
    assert read_answers(pa.array(SILENT, pa.string()))[0].tolist() == []


@pytest.mark.parametrize(
    "text",
    [
        "Ik ga akkoord dat mijn gepseudonimiseerde gegevens gebruikt worden voor wetenschappelijk onderzoek.",
        "Ik ga akkoord dat mijn gegevens, niet tot mij herleidbaar, gebruikt worden",
        "J'accepte que mes données, jamais nominatives, soient utilisées",
        "Ich bin einverstanden, dass meine Daten (nicht namentlich) verwendet werden",
        "I agree that my data are used for research, never for marketing",
        "Type option 1",
        "☑",
        "X",
        "Gelezen en goedgekeurd",
    ],
)
def test_a_ticked_box_exports_its_own_text(text):
    assert choices(text, "research") == {"research": True}


@pytest.mark.parametrize(
    "text",
    [
        "Ik ga niet akkoord dat mijn gegevens gebruikt worden",
        "Akkoord: nee",
        "Ja, maar niet voor wetenschappelijk onderzoek",
        "Ik ga akkoord, behalve voor onderzoek: daar wil ik niet aan meewerken",
        "Je ne souhaite pas participer",
        "Ich möchte nicht teilnehmen",
        "I do not agree",
        "I don't agree",
        "Ik trek mijn toestemming in",
        "☐ Ik ga akkoord",
    ],
)
def test_a_sentence_that_denies_is_no(text):
    assert choices(text, "research") == {"research": False}


KEAP = {
    True: ["UnengagedMarketable", "SingleOptIn", "DoubleOptin", "Confirmed", "true"],
    False: ["UnengagedNonMarketable", "NonMarketable", "Lockdown", "Bounce", "HardBounce", "Manual", "Admin", "System",
            "ListUnsubscribe", "Feedback", "Spam", "Invalid", "Deactivated", "false"],
}  # fmt: skip


@pytest.mark.parametrize(("allowed", "status"), [(allowed, one) for allowed, all_ in KEAP.items() for one in all_])
def test_a_status_of_keap_says_whether_mail_may_go_there(allowed, status):
    """REST v1 writes ``HardBounce``, v2 ``HARD_BOUNCE``, and what people copy from the screen has blanks."""
    words = "".join(f"_{letter}" if letter.isupper() else letter for letter in status).strip("_")
    for text in (status, words.upper(), words.replace("_", " ").title()):
        assert choices(text, "newsletter") == {"newsletter": allowed}, text


@pytest.mark.parametrize(
    ("status", "allowed"), [("subscribed", True), ("unsubscribed", False), ("cleaned", False), ("pending", False)]
)
def test_a_status_of_mailchimp_says_whether_mail_may_go_there(status, allowed):
    assert choices(status, "newsletter") == {"newsletter": allowed}


def test_several_boxes_of_a_cell_are_about_what_each_names():
    cells = pa.array(
        [
            "Ik ga akkoord met wetenschappelijk onderzoek\nIk wil de nieuwsbrief ontvangen",
            "Recherche scientifique|Infolettre",
            "Newsletter",
            "Algemene voorwaarden",
            "Ik wens geen nieuwsbrief; wissenschaftliche Forschung",
            "",
        ]
    )
    found = {
        purpose: dict(zip(rows.tolist(), given.tolist(), strict=True))
        for purpose, rows, given in read_choices(cells, "")
    }
    assert found == {
        "research": {0: True, 1: True, 4: True},
        "newsletter": {0: True, 1: True, 2: True, 4: False},
    }


def test_of_two_boxes_on_one_purpose_the_more_careful_counts():
    assert choices("Ik wil de nieuwsbrief\nIk wil geen nieuwsbrief", "newsletter") == {"newsletter": False}
    assert choices("Geen bezwaar\nBezwaar tegen onderzoek", "objection") == {"objection": True}


def test_a_sentence_on_two_purposes_that_denies_one_agrees_to_neither():
    assert choices("I agree to the use for research, never for marketing", "") == {
        "research": False,
        "newsletter": False,
    }


def test_an_examination_is_no_research():
    assert choices("Ik geef toestemming voor een lichamelijk onderzoek", "") == {}


@pytest.mark.parametrize(
    ("text", "purpose", "restricts"),
    [
        ("ja", "do_not_contact", True),
        ("Gelieve mij niet meer te bellen", "do_not_contact", True),
        ("Ne plus me contacter", "do_not_contact", True),
        ("nee", "do_not_contact", False),
        ("nein", "objection", False),
        ("Ik wil niet dat mijn gegevens gebruikt worden", "objection", True),
        ("Geen bezwaar", "objection", False),
        ("Aucune opposition", "objection", False),
        ("Kein Widerspruch", "objection", False),
        ("No objection", "objection", False),
    ],
)
def test_a_restriction_is_denied_only_by_a_plain_no(text, purpose, restricts):
    assert choices(text, purpose) == {purpose: restricts}
