"""Sentences as they stand in exports, under all recognizers: identifiers are found whole, the rest stays readable."""

import re
from pathlib import Path

import pytest
import yaml

from detectors.findings import Span
from detectors.overlaps import resolve
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scanning.scan import compile_scanner, scan
from detectors.taxonomy import BY_NAME, is_direct

SCANNER = compile_scanner(RECOGNIZERS)
FOLDER = Path(__file__).parent / "sentences"
MARK = re.compile(r"\[\[(.+?)(?:\|(\w+))?\]\]", re.DOTALL)
HARMLESS = "harmless"


def read(file: Path) -> list[tuple[str, str]]:
    return [
        (category, sentence)
        for category, sentences in yaml.safe_load(file.read_text("utf-8")).items()
        for sentence in sentences
    ]


MARKED = [pair for file in sorted(FOLDER.glob("*.yaml")) if file.stem != HARMLESS for pair in read(file)]
PLAIN = [sentence for _, sentence in read(FOLDER / f"{HARMLESS}.yaml")]


def spans_in(text: str) -> list[Span]:
    return resolve(scan(text, SCANNER))


def unmarked(sentence: str, category: str) -> tuple[str, list[tuple[str, str]]]:
    wanted = [(match[1], match[2] or category) for match in MARK.finditer(sentence)]
    return MARK.sub(r"\1", sentence), wanted


@pytest.mark.parametrize(("category", "sentence"), MARKED)
def test_an_identifier_in_a_sentence_is_found_whole(category: str, sentence: str):
    text, wanted = unmarked(sentence, category)
    found = [(text[span.start : span.end], span.category) for span in spans_in(text)]
    assert [pair for pair in found if pair in wanted] == wanted


@pytest.mark.parametrize("sentence", PLAIN)
def test_what_points_at_nobody_stays(sentence: str):
    found = {span.category: sentence[span.start : span.end] for span in spans_in(sentence)}
    assert not [category for category in found if is_direct(category) or BY_NAME[category].kind == "X"], found


def test_every_sentence_marks_something_of_a_category_that_exists():
    marked = [unmarked(sentence, category)[1] for category, sentence in MARKED]
    assert all(marked)
    assert {category for pieces in marked for _, category in pieces} <= set(BY_NAME)
