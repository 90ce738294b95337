import pickle
import random
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.names.known import KnownPeople
from detectors.names.known.forms import deletions, sound
from detectors.names.known.gluing import hashes
from detectors.names.known.keys import Keys
from detectors.names.typing_errors import is_one_error_apart
from detectors.text import find_spans, find_spans_in, find_spans_of


def pieces(text: str, *known: str) -> list[str]:
    return [text[span.start : span.end] for span in find_spans(text, known=known) if span.recognizer == "known_people"]


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("jansens belde", "Bart Janssens", ["jansens"]),
        ("vandnebossche kwam", "Vandenbossche", ["vandnebossche"]),
        ("Peeters' broer", "Peeters", ["Peeters"]),
        ("met VAN DEN BERGHE erbij", "Van den Berghe", ["VAN DEN BERGHE"]),
        ("tel 0475123456 werkt", "0475/12.34.56", ["0475123456"]),
        ("kwam te vroeg", "An Vroeg", []),
        ("de start van de kuur", "Stark", []),
        # inflected
        ("jans moeder", "Jan Zwart", ["jan"]),
        ("Sofie's broer", "Sofie Zwart", ["Sofie"]),
        ("de sofies", "Sofie Zwart", ["sofie"]),
        ("Maximilians Mutter", "Maximilian Roth", ["Maximilian"]),
        ("l'amie d'Anaïs et l’Anais", "Anaïs Petitjean", ["Anaïs", "Anais"]),
        # one word or several, hyphen or space
        ("mevr vandenberghe", "Karel Van den Berghe", ["vandenberghe"]),
        ("mevr van den berghe", "Karel Vandenberghe", ["van den berghe"]),
        ("Annesophie en Anne Sophie", "Anne-Sophie Zwart", ["Annesophie", "Anne Sophie"]),
        ("dhondt belde, d'hondt ook", "Els D'Hondt", ["dhondt", "d'hondt"]),
        ("el amrani, elamrani", "Samira El Amrani", ["el amrani", "elamrani"]),
        # letters lost or spelt out
        ("Mueller und Muller", "Jana Müller", ["Mueller", "Muller"]),
        ("Müller", "Jana Mueller", ["Müller"]),
        ("Strasser", "Ute Straßer", ["Strasser"]),
        ("Lukasz i Łukasz", "Łukasz Wójcik", ["Lukasz", "Łukasz"]),
        ("Muhammed en mohamad", "Mohamed Alaoui", ["Muhammed", "mohamad"]),
        ("Youssouf", "Yusuf Demir", ["Youssouf"]),
        # short and pet forms
        ("Jef belt", "Jozef Zwart", ["Jef"]),
        ("Lies belt", "Elisabeth Zwart", ["Lies"]),
        ("Char belt", "Charlotte Zwart", ["Char"]),
        ("Stefke en stefje", "Stef Zwart", ["Stefke", "stefje"]),
        ("Mo was te laat", "Mohamed Alaoui", ["Mo"]),
        ("Alex est venu", "Alexandre Petitjean", ["Alex"]),
        # initials
        ("gezien met KVDM", "Kaat Van De Meersche", ["KVDM"]),
        ("gezien met VDMK", "Kaat Van De Meersche", ["VDMK"]),
        ("J. Zwartjes en Zwartjes J.", "Jan Zwartjes", ["J. Zwartjes", "Zwartjes J."]),
        ("LH en FSH gedaald", "Lies Haan", []),
        # accounts
        ("oude account sofiep85 werkt niet", "sofiep85@mail.example", ["sofiep85"]),
        ("sofie_p en @sofie_p", "Sofie Peeters", ["sofie_p", "@sofie_p"]),
        ("speeters en sofiepeeters", "Sofie Peeters", ["speeters", "sofiepeeters"]),
        # numbers in other layouts
        ("+32 (0)475/12.34.56", "0475123456", ["+32 (0)475/12.34.56"]),
        ("0032475123456", "+32 475 12 34 56", ["0032475123456"]),
        ("dossier pat 00123", "PAT-00123", ["pat 00123"]),
        ("woont kerkstr. 4", "Kerkstraat 4", ["kerkstr. 4"]),
        ("14 av. Louise", "av. Louise", ["av. Louise"]),
        # words that are names too
        ("Geen roos op de wang, de mark staat er.", "Roos Mark", []),
        ("rien de plus", "Rien Zwart", []),
        ("mark belt af", "Mark Zwartjes", ["mark"]),
    ],
)
def test_the_subject_is_found_however_written(text: str, known: str, found: list[str]):
    assert pieces(text, known) == found


CLINIC = KnownPeople.of(
    [
        (0, "person_name", "Sofie Zwartjens"),
        (0, "former_name", "Tom Zwartjens"),
        (0, "family_member_name", "Ria Bollekens"),
        (0, "provider_name", "Imke Vanoverbeke"),
        (1, "person_name", "Mark"),
        (1, "family_name", "Blomme"),
        (1, "phone", "0475 12 34 56"),
        (1, "street_address", "Kerkstraat 14"),
        (1, "record_id", "4711"),
        (1, "email", "mark.blomme@mail.example"),
        (2, "person_name", "Roos De Smet"),
        (2, "national_number", "85.07.30-033.28"),
        (3, "person_name", "Jolien Verstraetens"),
    ]
)


def found(text: str, subject: int = -1) -> list[str]:
    [spans] = find_spans_of([text], [subject], CLINIC)
    return [text[span.start : span.end] for span in spans if span.recognizer == "known_people"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zag Mark Blomme", ["Mark Blomme"]),
        ("zag mark blomme", ["mark blomme"]),
        ("zag BLOMME, Mark", ["BLOMME, Mark"]),
        ("de plaats markeren, mark the site", []),
        ("roos op de wang", []),
        ("Roos De Smet kwam", ["Roos De Smet"]),
        ("een smet op de huid", []),
        ("woont Kerkstraat 14", ["Kerkstraat 14"]),
        ("verdwaald in de kerkstraat", []),
        ("leuko 4711", []),
        ("bel +32 475 12 34 56", ["+32 475 12 34 56"]),
    ],
)
def test_of_others_only_what_points_at_one_person(text: str, expected: list[str]):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("zie attest_VanHoecke_borstoperatie.pdf.", "attest_VanHoecke_borstoperatie.pdf"),
        ("insta leo.trans.bxl volgen", "leo.trans.bxl"),
        ("mail sofie punt vanhoecke apenstaart telenet punt be", "sofie punt vanhoecke apenstaart telenet punt be"),
    ],
)
def test_what_a_known_name_is_a_part_of_goes_with_it(text: str, whole: str):
    [span] = find_spans(text, known=["Sofie VanHoecke", "Leo Maes"])
    assert text[span.start : span.end] == whole


def test_a_password_of_two_known_names_leaves_neither():
    text = "wachtwoord: VanHoecke;Leo Maes belt"
    spans = find_spans(text, known=["Sofie VanHoecke", "Leo Maes"])
    assert "".join(text[span.start : span.end] for span in spans).replace(";", "") == "VanHoeckeLeo Maes"


def test_a_record_number_is_its_subjects_only():
    assert found("leuko 4711", subject=1) == ["4711"]


def test_a_mistyped_full_name_of_another_is_found_and_one_mistyped_word_is_not():
    assert found("belde naar jolien verstaetens") == ["jolien verstaetens"]
    assert found("blome in de vaas") == []


def test_relatives_and_care_providers_are_called_what_they_are():
    text = "ria en imke kwamen met sofie"
    [spans] = find_spans_of([text], [0], CLINIC)
    assert [(text[span.start : span.end], span.category) for span in spans] == [
        ("ria", "family_member_name"),
        ("imke", "provider_name"),
        ("sofie", "person_name"),
    ]


def test_a_former_name_is_found_as_any_name():
    assert found("tom heette ze toen", subject=0) == ["tom"]


def test_people_go_to_other_processes_and_are_shown_nowhere():
    again = pickle.loads(pickle.dumps(CLINIC))  # noqa: S301 just made
    assert find_spans_of(["sofie"], [0], again) == find_spans_of(["sofie"], [0], CLINIC)
    for shown in (repr(again), repr(again.names), repr(again.values), repr(again.names.exact)):
        assert "zwartjens" not in shown.lower()


def test_each_text_of_a_batch_has_its_own_people():
    texts = ["linde bloeit", "linde bloeit", "jasmijn belt"]
    spans = find_spans_in(texts, known_of=[["Linde Zwart"], [], ["Jasmijn Zwart"]])
    names = [[text[span.start : span.end] for span in here] for text, here in zip(texts, spans, strict=True)]
    assert names[0] == ["linde"]
    assert names[1] == []
    assert names[2] == ["jasmijn"]


def test_people_of_all_texts_and_of_one_add_up():
    [spans] = find_spans_in(["jolien en kobe"], known=["Jolien"], known_of=[["Kobe"]])
    assert len(spans) == 2


def test_people_must_be_given_for_every_text():
    with pytest.raises(ValueError, match="argument"):
        find_spans_in(["een", "twee"], known_of=[["Jolien"]])


words = st.text(alphabet="abc", min_size=1, max_size=8)


@given(words, st.integers(0, 8), st.sampled_from("abc"))
def test_a_letter_more_is_one_error(word: str, place: int, letter: str):
    assert is_one_error_apart(word, word[:place] + letter + word[place:])


@given(words, words)
def test_errors_count_the_same_both_ways(one: str, other: str):
    assert is_one_error_apart(one, other) == is_one_error_apart(other, one)


@given(words, words)
def test_words_one_error_apart_share_a_deletion(one: str, other: str):
    if is_one_error_apart(one, other):
        assert deletions(one) & deletions(other)


@given(st.lists(st.text(max_size=9), min_size=2, max_size=5))
def test_the_hash_of_glued_words_is_that_of_the_whole(parts: list[str]):
    read = hashes(parts)
    glued = read[:1]
    for place in range(1, len(parts)):
        glued = glued + read[place : place + 1]
    assert glued.value[0] == hashes(["".join(parts)]).value[0]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=30), st.lists(st.integers(0, 25), max_size=20)
)
def test_keys_tell_all_that_a_hash_stands_for(pairs: list[tuple[int, int]], asked: list[int]):
    keys = Keys.of(np.array([key for key, _ in pairs], np.uint64), np.array([thing for _, thing in pairs], np.int64))
    places, things = keys.find(np.array(asked, np.uint64))
    told = sorted(zip(places.tolist(), things.tolist(), strict=True))
    assert told == sorted(
        (place, thing) for place, key in enumerate(asked) for thing in {b for a, b in pairs if a == key}
    )


@pytest.mark.parametrize(
    ("one", "other"), [("jan", "jos"), ("maes", "claes"), ("nora", "nina"), ("peeters", "pauwels")]
)
def test_different_names_sound_different(one: str, other: str):
    assert sound(one) != sound(other)


def test_a_file_written_in_letters_takes_no_more_memory_than_other_text():
    letters = "".join(random.Random(4).choices("abcdefghijklmnopqrstuvwxyz", k=20_000))
    find_spans("sofie")
    tracemalloc.start()
    assert "sofie" in pieces(f"{letters}\n\nVandaag belde sofie.", "Sofie Maes")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000
