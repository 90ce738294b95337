import numpy as np

from detectors.notes import join
from detectors.tagger.membership import WordSet
from detectors.tagger.net import CLASSES
from detectors.tagger.padded import Padded
from detectors.tagger.sets import SETS
from detectors.tagger.training.fitting import Examples, begin
from detectors.tagger.training.measured import quality
from detectors.tagger.words import FIRST_WORD, Lexicon
from detectors.words import words_of

NAME, NUMBER = CLASSES.index("person_name"), CLASSES.index("record_id")


class _Judge:
    """Takes each word for a name by a chance that the test tells."""

    def __init__(self, chances):
        self._chances = np.array(chances)

    def probabilities(self, _seen, _text):
        likely = np.zeros((len(self._chances), len(CLASSES)))
        likely[:, 0], likely[:, NAME] = 1 - self._chances, self._chances
        return likely


def examples(labels):
    notes = join([" ".join(["woord"] * len(labels))])
    words = words_of(notes)
    lexicon = Lexicon(tuple(WordSet.of(["maison"]) for _ in SETS), {})
    return Examples(
        lexicon.see(words.vocabulary, words.told(lexicon.memberships)), Padded.of(notes, words), np.array(labels)
    )


def test_what_is_found_is_told_where_as_many_other_words_are_lost():
    nobody = np.linspace(0, 0.99, 200)
    labels, chances = [NAME, NAME, NAME, NAME, NUMBER, *[0] * 200], [1.0, 0.984, 0.2, 0.99, 0.5, *nobody]
    lines = quality(_Judge(chances), examples(labels))
    assert [line.split(":")[1].split(";")[0] for line in lines] == [" found 0.4000", " found 0.6000", " found 0.6000"]
    assert "names 0.7500, numbers 0.0000" in lines[1]


def test_a_network_is_measured_as_it_is():
    net = begin(np.random.default_rng(1), FIRST_WORD)
    assert len(quality(net, examples([NAME, 0, 0, NUMBER]))) == 3
