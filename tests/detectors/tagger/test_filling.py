from random import Random

import pytest

from detectors.tagger.training.filling import Filler
from detectors.tagger.training.frames import Frame, parse
from detectors.tagger.training.typed import WAYS, changed, typed

DICTIONARIES = {language: ["maison", "huis"] for language in ("nl", "fr", "de", "en", "de_noun")}


def frame(text: str) -> Frame:
    return Frame("marked_nl", "nl", is_marked=True, share=1.0, pieces=parse(text))


FRAMES = [
    frame("dossier [rec:GA-2024/00718] van <p1 G F>, [job:lasser]"),
    frame("ticket [rec:88213], [job:kok], <p1 G> belt"),
]


def test_what_is_filled_in_stands_where_it_is_said_to():
    filler = Filler(Random(1), DICTIONARIES, {"dossier", "ticket", "van", "belt"}, FRAMES)
    for _ in range(200):
        filled = filler.fill(FRAMES[0])
        record, name, job = (filled.text[begin:end] for begin, end, _ in filled.places)
        assert [kind for _, _, kind in filled.places] == ["rec", "p", "job"]
        assert any(map(str.isdigit, record))
        assert name == name.strip() != ""
        assert job.lower() in ("lasser", "kok")


def test_a_name_that_is_another_word_stays_where_it_was_marked():
    frames = [frame("[p:Summer] rang"), frame("[p:Hope] rang")]
    filler = Filler(Random(4), DICTIONARIES, {"rang"}, frames)
    for _ in range(50):
        filled = filler.fill(frames[0])
        assert [filled.text[begin:end].lower() for begin, end, _ in filled.places] == ["summer"]


def test_marks_are_exchanged_and_numbers_take_other_shapes():
    filler = Filler(Random(2), DICTIONARIES, set(), FRAMES)
    texts = [filler.fill(FRAMES[0]) for _ in range(50)]
    records = {text.text[slice(*text.places[0][:2])] for text in texts}
    assert len(records) > 40
    assert {len(record) for record in records} > {5, 13}


@pytest.mark.parametrize("change", [change for _, change in WAYS])
def test_typing_keeps_every_character_in_its_place(change):
    text = "Straße İzmir, ŒUVRE: ﬁn!"
    assert len(changed(text, change)) == len(text)


def test_most_texts_stay_as_they_are():
    random = Random(3)
    kept = [typed("Élodie, bonjour!", random) == "Élodie, bonjour!" for _ in range(400)]
    assert 0.5 < sum(kept) / len(kept) < 0.8
