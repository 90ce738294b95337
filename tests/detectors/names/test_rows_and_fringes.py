"""Names that stand in a row with others, what is written around a name, and the initials of staff."""

import pytest

from detectors.findings import Span
from detectors.names.enumerations import in_a_row_of_names
from detectors.names.fringes import with_fringes
from detectors.notes import join
from detectors.text import find_spans

NAMES = {"person_name", "provider_name", "family_member_name", "former_name"}


def marked(text: str) -> tuple[str, list[Span]]:
    """The text without its angle brackets, and a name for each pair of them; offsets as in the joined note."""
    plain, spans = "", []
    for place, piece in enumerate(text.replace(">", "<").split("<")):
        if place % 2:
            spans.append(Span(len(plain) + 1, len(plain) + len(piece) + 1, "person_name", 0.8, "tagger"))
        plain += piece
    return plain, spans


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Groep: <Ella>, <Nour>, Jip, <Océane> en Can.", ["Jip", "Can"]),
        ("Kinderen <Lotte> (8), Fien (6) en <Stan> (3)", ["Fien"]),
        ("Ses enfants <Léo>, Prune et <Axel> vont bien", ["Prune"]),
        ("Anwesend: <Jana>, <Kim> und Falk kamen", ["Falk"]),
        ("Present: <Priya>, <Dean> and Joy spoke", ["Joy"]),
        ("brief <Ziani>, De Pauw, <Claes>", ["De Pauw"]),
        ("<Sofie>, Progynova, <Jan>", []),
        ("<Sofie>, Gent, <Jan>", []),
        ("<Sofie>, MRI, <Jan>", []),
        ("Dank, <Sofie>", []),
        ("<Sofie> en Maandag", []),
        ("<Jana>, <Kim> und Schmerzen im Bauch", []),
        ("Vandaag, <Sofie> en <Jan> gezien", []),
    ],
)
def test_what_stands_in_a_row_of_names_is_a_name(text: str, new: list[str]):
    plain, spans = marked(text)
    notes = join([plain])
    assert [notes.text[span.start : span.end] for span in in_a_row_of_names(notes, spans)] == new


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("J. v. d. <Berg> belt", "J. v. d. Berg"),
        ("T. von der <Heide> ruft an", "T. von der Heide"),
        ("Juna am 3.7., v. <Reth> am 12.6.", "v. Reth"),
        ("mail aan vd <Velde>", "vd Velde"),
        ("<benjamin>.l 13:50", "benjamin.l"),
        ("'t <Jampens> verwezen", "'t Jampens"),
        ("+ 45,00 EUR <de MAES ANN>", "MAES ANN"),
        ("45 EUR <Mevr. MAES ANN>", "MAES ANN"),
        ("MR <de WILDE JAN> belt", "de WILDE JAN"),
        ("brief De <Pauw>", "De Pauw"),
        ("Mathilde de <Wouters> d'Oplinter", "Wouters d'Oplinter"),
        ("chez M. <Dubois>", "Dubois"),
        ("kaarthouder M. <Goossens> (vader)", "M. Goossens"),
        ("De <Peeters> kwam", "Peeters"),
        ("De <Smet> kwam", "De Smet"),
        ("carte : DE <SMET KEVIN>", "DE SMET KEVIN"),
        ("VAN DEN <BERGHE JAN>", "VAN DEN BERGHE JAN"),
        ("en toen <Peeters>", "Peeters"),
        ("<Dre Delvigne> rappelle", "Delvigne"),
        ("Van: <M. Kozłowska>", "M. Kozłowska"),
        ("broer <Dré Vermeulen>", "Dré Vermeulen"),
        ("<Peeters>, <J.> belt", "Peeters, J."),
        ("<Silke> M., Sozialdienst", "Silke M."),
        ("Kartei „<Heinen>, M.“", "Heinen, M."),
        ("wegen des Termins, M. <König>", "M. König"),
    ],
)
def test_a_name_goes_on_in_what_is_written_around_it(text: str, whole: str):
    plain, spans = marked(text)
    notes = join([plain])
    [span] = with_fringes(notes, spans)
    assert notes.text[span.start : span.end] == whole


def test_a_word_made_as_adverbs_are_is_no_name_at_the_start_of_a_line():
    found = find_spans("Vu ce jour.\n\nCliniquement, TA 118/74, IMC 23.")
    assert not NAMES.intersection(span.category for span in found)


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Besproken met LV, akkoord om te starten.", ["LV"]),
        ("Vu par AB et KD en consultation.", ["AB", "KD"]),
        ("Gezien door AB/KD op de raadpleging.", ["AB/KD"]),
        ("Bloedname door TV, vlot verlopen.", ["TV"]),
        ("Dressing changed by KL.", ["KL"]),
        ("Rücksprache mit TM, weiter so.", ["TM"]),
        ("Ingevoerd door sdp.", ["sdp"]),
        ("Paraaf RVS.", ["RVS"]),
        ("Merci pour tout. L.", ["L."]),
        ("Tot morgen, J-P", ["J-P"]),
        ("Besproken met HA, akkoord.", []),
        ("Gezien op MDO door NKO.", []),
        ("Terugbetaald door CM.", []),
        ("Ingevoerd door het labo.", []),
        ("Zie bijlage IV", []),
    ],
)
def test_initials_count_where_only_people_act_or_sign(text: str, initials: list[str]):
    assert [text[span.start : span.end] for span in find_spans(text) if span.category in NAMES] == initials
