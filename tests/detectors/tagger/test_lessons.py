from random import Random

import numpy as np

from detectors.tagger.membership import WordSet
from detectors.tagger.net import CLASSES
from detectors.tagger.sets import SETS
from detectors.tagger.training.filling import Filled
from detectors.tagger.training.fitting import NO_NAME
from detectors.tagger.training.frames import Frame, parse
from detectors.tagger.training.lessons import Lessons, counts_of, examples_of, frequent_of
from detectors.tagger.words import Lexicon

LEXICON = Lexicon(tuple(WordSet.of(["maison"]) for _ in SETS), {})
LISTS = {language: ["maison", "huis"] for language in ("nl", "fr", "de", "en", "de_noun")}


def labels_of(*texts: Filled) -> list[int]:
    return examples_of(texts, LEXICON).labels.tolist()


def test_a_word_is_of_the_class_of_the_mark_it_stands_in():
    filled = Filled("Mail van An De Wit, kok.", ((9, 18, "c"), (20, 23, "job")), is_marked=True)
    assert [CLASSES[label] for label in labels_of(filled)] == ["none"] * 2 + ["provider_name"] * 3 + ["profession"]


def test_where_only_names_are_marked_the_other_words_may_be_anything_else():
    filled = Filled("An is kok", ((0, 2, "p"),), is_marked=False)
    assert labels_of(filled, Filled("kok", (), is_marked=True)) == [1, NO_NAME, NO_NAME, 0]


def test_a_pass_has_each_note_once_and_some_of_the_other_texts():
    text = parse("tel. 12 " * 20)
    frames = [Frame("notes_nl", "nl", True, 1.0, text)] * 300 + [Frame("frames_nl", "nl", False, 0.25, text)] * 100
    lessons, draws = Lessons(frames, LEXICON, LISTS), Random(1)
    batches = list(lessons.drawn(lessons.filler(draws), draws))
    labels = np.concatenate([batch.labels for batch in batches])
    assert len(batches) > 1
    assert (labels == 0).sum() == 300 * 40
    assert 0 < (labels == NO_NAME).sum() < 100 * 40


def test_words_of_several_frames_outside_of_slots_are_frequent():
    frames = [Frame("marked_nl", "nl", True, 1.0, parse(text)) for text in ("Dag <p G>, kom", "dag dag", "kom op")]
    assert list(frequent_of(counts_of(frames))) == ["dag", "kom"]
