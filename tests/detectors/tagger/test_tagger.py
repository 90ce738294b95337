import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.notes import join
from detectors.tagger import judged, tagged
from detectors.tagger.membership import WordSet, hashes_of
from detectors.tagger.sets import WEIGHTS
from detectors.tagger.training.frames import Slot, all_frames, apart, parse
from detectors.text import find_spans_in
from detectors.words import words_of

TEXTS = (
    "Sms van Xandrine: komt later.",
    "oproep gemist van mehmet ozdemir, belt terug",
    "Redon 10 x2, Vicryl 3.0, verband droog.",
    "DOSSIER BESPROKEN MET TANJA VERSTUYFT",
    "Merci de rappeler Maëlys Quoirin avant midi",
    "Mit freundlichen Grüßen\nWiebke Oltmanns",
    "",
    "Ticket opened by Oluwaseun Adeyinka, ref chart 77120-B",
)


def names(text: str) -> list[str]:
    notes = join([text])
    words = words_of(notes)
    return [notes.text[span.start : span.end] for span in tagged(notes, words, judged(notes, words))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXTS[0], "Xandrine"),
        (TEXTS[1], "mehmet ozdemir"),
        (TEXTS[3], "TANJA VERSTUYFT"),
        (TEXTS[4], "Maëlys Quoirin"),
        (TEXTS[5], "Wiebke Oltmanns"),
        (TEXTS[7], "Oluwaseun Adeyinka"),
    ],
)
def test_names_that_no_list_has_are_found_in_any_case(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text", [TEXTS[2], "Blutdruckmessung und Wundkontrolle unauffällig.", "le pansement est sec, la douleur diminue"]
)
def test_texts_of_care_hold_no_names(text: str) -> None:
    assert names(text) == []


@given(st.permutations(TEXTS))
@settings(max_examples=10, deadline=None)
def test_a_text_reads_the_same_alone_and_among_others(texts: list[str]) -> None:
    alone = [find_spans_in([text])[0] for text in texts]
    assert find_spans_in(texts) == alone


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1), min_size=1, max_size=30))
def test_a_word_of_a_set_is_always_found_in_it(words: list[str]) -> None:
    assert WordSet.of(words).contains(hashes_of(words)).all()


def test_a_set_seldom_holds_other_words() -> None:
    held = WordSet.of([f"in{number}" for number in range(2000)])
    others = held.contains(hashes_of([f"out{number}" for number in range(2000)]))
    assert others.mean() < 0.02


def test_no_slot_or_mark_of_a_frame_is_left_as_text() -> None:
    plain = [piece for frame in all_frames() for piece in frame.pieces if isinstance(piece, str)]
    assert not [piece for piece in plain if any(f"<{role} " in piece for role in "pcfo")]
    assert sum(isinstance(piece, Slot) for frame in all_frames() for piece in frame.pieces) > 5000


def test_texts_to_measure_on_are_of_files_that_nothing_is_learnt_from() -> None:
    learnt, unseen = apart(all_frames())
    assert not {frame.file for frame in learnt} & {frame.file for frame in unseen}
    assert {frame.language for frame in unseen} == {"nl", "fr", "de", "en"}
    assert len(learnt) > 5 * len(unseen) > 1000


def test_a_slot_keeps_who_and_how() -> None:
    assert parse("<f2 G! f>")[1] == Slot("f", "2", "G! f")


def test_the_weights_are_those_of_these_frames() -> None:
    """The frequent words are taken from the frames: after a change of the frames, ``make train``."""
    from detectors.tagger.training.lessons import counts_of, frequent_of

    with np.load(WEIGHTS) as weights:
        assert str(weights["frequent"]).split() == list(frequent_of(counts_of(all_frames())))
