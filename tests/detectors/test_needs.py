import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.names.beside import BESIDE
from detectors.names.shapes import SHAPES
from detectors.notes import join
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scanning.grams import Grams
from detectors.scanning.needs import needs_of

PATTERNS = [
    (recognizer.name, pattern.regex) for recognizer in RECOGNIZERS + SHAPES + BESIDE for pattern in recognizer.patterns
]
IDS = [f"{name}-{number}" for number, (name, _) in enumerate(PATTERNS)]


def holds(regex: str, text: str) -> bool:
    """Whether the text has what the needs of a pattern say of all that it matches."""
    needs, notes = needs_of(regex), join([text])
    fits = needs.width is None or len(text) <= needs.width
    if needs.ranges is None:
        return fits
    places = Grams(notes).find(needs.ranges, len(notes.text))
    assert places is not None
    return fits and bool(((places >= notes.starts[0]) & (places < notes.ends[0])).any())


def for_python(regex: str) -> str:
    """The pattern in the dialect of the standard library."""
    spelt = re.sub(r"\\x\{([0-9a-fA-F]+)\}", lambda found: re.escape(chr(int(found[1], 16))), regex)
    return spelt.replace(r"\pL", r"[^\W\d_]")


@pytest.mark.parametrize(("name", "regex"), PATTERNS, ids=IDS)
def test_every_match_of_a_pattern_holds_what_it_needs(name: str, regex: str):
    @settings(max_examples=3, deadline=None)
    @given(st.from_regex(re.compile(for_python(regex), re.ASCII), fullmatch=True))
    def check(text: str) -> None:
        assert holds(regex, text.replace("\x00", " ").replace("\v", " ")), name

    check()


@pytest.mark.parametrize(
    ("regex", "texts"),
    [
        (r"ab(?:cd\d+)?", ["ab", "abcd7"]),
        (r"(?:ab+)?x", ["x", "abbx"]),
        (r"x(?:qz)*(?:wv)*", ["x", "xqz", "xwv", "xqzqzwv"]),
        (r"(?:tel|gsm)\.? ?\d{9}", ["tel. 031234567", "GSM031234567"]),
        (r"(?i)straße k", ["STRAẞE K", "STRAẞE \u212a"]),
        (r"\w+qy|\d+ ?jaar", ["éénqy", "12jaar", "7 jaar"]),
        (r"a{2,}b{0,9}z", ["aaz", "aaaabbz"]),
    ],
)
def test_what_may_be_left_out_is_not_needed(regex: str, texts: list[str]):
    assert all(holds(regex, text) for text in texts)


def test_a_text_without_what_a_pattern_needs_is_told():
    needs = needs_of(r"(?i)(?:wachtwoord|password)[: ]+\S+")
    assert needs.ranges is not None
    assert not len(Grams(join(["Zag haar vandaag op consult, tel 031234567"])).find(needs.ranges, 100))
    assert np.array_equal(Grams(join(["PASSWORD x"])).find(needs.ranges, 100) >= 1, [True])
