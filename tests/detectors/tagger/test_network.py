import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.notes import join
from detectors.tagger.membership import WordSet
from detectors.tagger.net import Net
from detectors.tagger.padded import Padded
from detectors.tagger.sets import SETS
from detectors.tagger.sums import sums_of_runs
from detectors.tagger.training.fitting import Examples, Left, begin, gradients_of
from detectors.tagger.words import FIRST_WORD, Lexicon
from detectors.words import words_of

TEXTS = ["Jan belt Jan: naam\nPiet 12-33", "", "jan komt niet, dossier 12/33, X. Y."]


def small_net(random: np.random.Generator) -> Net:
    net = begin(random, FIRST_WORD + 1)
    return Net(**{name: getattr(net, name).astype(np.float64) * 2 for name in Net.__dataclass_fields__})


def examples(random: np.random.Generator, texts: list[str]) -> Examples:
    notes = join(texts)
    words = words_of(notes)
    lexicon = Lexicon(tuple(WordSet.of(["maison"]) for _ in SETS), {"jan": 0})
    labels = random.integers(-1, 8, len(words.start))
    return Examples(lexicon.see(words.vocabulary, words.told(lexicon.memberships)), Padded.of(notes, words), labels)


@pytest.mark.parametrize("name", Net.__dataclass_fields__)
def test_gradients_tell_how_the_loss_changes(name: str) -> None:
    random = np.random.default_rng(1)
    net, asked = small_net(random), examples(random, TEXTS)
    left = Left.of(asked, random)
    assert_slope(net, name, asked, left)


def assert_slope(net: Net, name: str, asked: Examples, left: Left) -> None:
    """The loss changes with the weights as the gradients tell."""
    told = gradients_of(net, asked, left)[1][name]
    place, step = int(np.abs(told).argmax()), 1e-3
    weights = getattr(net, name)
    weights.flat[place] += step
    above = gradients_of(net, asked, left)[0]
    weights.flat[place] -= 2 * step
    below = gradients_of(net, asked, left)[0]
    assert told.flat[place] == pytest.approx((above - below) / step / 2, rel=1e-2)


def test_no_note_is_seen_from_another() -> None:
    random = np.random.default_rng(2)
    net = small_net(random)
    alone, among = (examples(random, texts) for texts in (TEXTS[2:], TEXTS))
    likely = [net.probabilities(one.seen, one.text) for one in (alone, among)]
    assert np.allclose(likely[0], likely[1][-len(likely[0]) :], atol=1e-5)


@given(st.lists(st.integers(1, 120), min_size=1, max_size=20))
def test_sums_of_runs_are_those_of_numpy(lengths: list[int]) -> None:
    rows = np.random.default_rng(3).normal(size=(sum(lengths), 2)).astype(np.float32)
    starts = np.cumsum([0, *lengths[:-1]])
    assert np.allclose(sums_of_runs(rows, starts), np.add.reduceat(rows, starts), atol=1e-3)
