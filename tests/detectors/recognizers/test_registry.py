import doctest
import importlib
from pathlib import Path

import pytest
import re2
import yaml
from stdnum.exceptions import ValidationError

from detectors.overlaps import resolve
from detectors.recognizer import Recognizer
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scanning.scan import compile_scanner, scan
from detectors.taxonomy import BY_NAME

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
BY_RECOGNIZER = {recognizer.name: recognizer for recognizer in RECOGNIZERS}
SCANNERS = {recognizer.name: compile_scanner((recognizer,)) for recognizer in RECOGNIZERS}
FOUND = [(name, text, piece) for name, cases in CASES.items() for text, piece in cases["found"].items()]
NOTHING = [(name, text) for name, cases in CASES.items() for text in cases["nothing"]]
NASTY = (
    "1" * 3_000,
    "1 " * 2_000,
    "a." * 2_000,
    "a@" * 1_500,
    "9000 A " * 500,
    "rue " * 800,
    "(0475) " * 500,
    "é" * 3_000,
)


def module_of(recognizer: Recognizer):
    return importlib.import_module(f"detectors.recognizers.{recognizer.name}")


def pieces(name: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in resolve(scan(text, SCANNERS[name]))]


@pytest.mark.parametrize(("name", "text", "piece"), FOUND)
def test_finds_exactly_the_identifier(name: str, text: str, piece: str):
    assert pieces(name, text) == [piece]


@pytest.mark.parametrize(("name", "text"), NOTHING)
def test_leaves_near_misses_alone(name: str, text: str):
    assert pieces(name, text) == []


def test_every_recognizer_has_cases_and_near_misses():
    assert list(CASES) == [name for name in CASES if name in BY_RECOGNIZER]
    assert set(CASES) == set(BY_RECOGNIZER)
    assert all(len(cases["found"]) >= 5 and len(cases["nothing"]) >= 5 for cases in CASES.values())


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda recognizer: recognizer.name)
class TestContract:
    def test_is_named_after_its_module_and_a_category(self, recognizer: Recognizer):
        assert module_of(recognizer).RECOGNIZER is recognizer
        assert recognizer.category in BY_NAME

    def test_teaches_with_an_example(self, recognizer: Recognizer):
        module = module_of(recognizer)
        assert module.__doc__
        assert any(test.examples for test in doctest.DocTestFinder().find(module))

    def test_patterns_are_re2_and_have_scores_from_0_to_1(self, recognizer: Recognizer):
        options = re2.Options()
        options.max_mem = 512 << 20
        for pattern in recognizer.patterns:
            assert re2.compile(pattern.regex, options=options)
            assert 0 <= pattern.score <= 1
        assert all(pattern.score or recognizer.context for pattern in recognizer.patterns)

    def test_an_exception_never_holds_the_value(self, recognizer: Recognizer):
        value = "Zz-not-a-value"
        with pytest.raises(ValidationError) as caught:
            module_of(recognizer).validate(value)
        assert value not in f"{caught.value!r} {caught.value}"

    def test_compact_gives_equal_strings_for_its_own_result(self, recognizer: Recognizer):
        for text in CASES[recognizer.name]["found"].values():
            once = recognizer.compact(text)
            assert recognizer.compact(once) == once

    def test_long_adverse_texts_are_scanned_without_surprise(self, recognizer: Recognizer):
        for text in NASTY:
            assert all(text[span.start : span.end] for span in scan(text, SCANNERS[recognizer.name]))
