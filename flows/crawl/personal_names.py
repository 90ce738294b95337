"""Whether the name of a file, a sheet or a column is somebody's: names are printed in every report.

``labels.seems_personal`` knows e-mail addresses and long numbers by their shape. This asks the detectors as well, who
know people's names and every other identifier. A header is no sentence, and its words are capitalised for no reason, so
that more is asked of a name here: ``Unit Price`` holds a listed family name and is none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detectors.taxonomy import is_direct
from flows.crawl.labels import Predicate, seems_personal
from flows.crawl.profile import fold, known_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from detectors.findings import Span
    from flows.crawl.profile import Known

    _Spans = Mapping[str, list[Span]]
    """Text → what is found in it."""

_NAMES = {"person_name", "former_name", "family_member_name", "provider_name"}
_OF_NOBODY = {"url"}  # a site; what a person left in an address is found by itself
_READS_SENTENCES = {"tagger_of_terms"}  # goes by the words around, and those of a header are no sentence
_LEAST, _SURE = 0.6, 0.8
_JOINTS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_QUESTIONS = {
    "nl": "aan bij bent dan dat die dit door een geen heb hebt heeft het hoe is je jouw kan met mijn naar of om op"
    " sinds tot u uit uw van voor waar waarom wanneer wat welk welke werd wie wil wilt wordt zijn zo de den der",
    "fr": "au aux avec avez ce cette comment dans des du en est et etes la le les leur mon ou par pour quand que quel"
    " quelle qui sa son sont sur un une vos votre vous",
    "de": "als am auf bei bin das dem den der die durch ein eine fur haben hat ihr ihre im ist mit nach oder seit sie"
    " sind und vom von vor wann was welche wer wie wo zu zum zur",
    "en": "and any are as at by can did do does for from have how if in many not of the to was what when where which"
    " who with you your",
}
_FUNCTION_WORDS = frozenset(word for words in _WORDS_OF_QUESTIONS.values() for word in words.split())


_answers: dict[str, bool] = {}
"""Name → whether it points at a person; the same names come back with every file."""

_MOST_ANSWERS = 1 << 16


def points_at_a_person(name: str) -> bool:
    """Whether a name holds a direct identifier; names of columns that a profile knows never do.

    >>> points_at_a_person("Jan Peeters"), points_at_a_person("brief_peeters_jan"), points_at_a_person("Kerkstraat 12")
    (True, True, True)
    >>> points_at_a_person("Naam van uw huisarts?"), points_at_a_person("Unit Price"), points_at_a_person("Jan 2024")
    (False, False, False)
    """
    return _point_at_people([name])[0]


def of_each(names: Sequence[str], personal: Predicate) -> list[bool]:
    """What a predicate says of each name; the detectors read all of them at once, which one by one takes far longer.

    >>> of_each(["Jan Peeters", "Unit Price"], points_at_a_person)
    [True, False]
    """
    return _point_at_people(names) if personal is points_at_a_person else list(map(personal, names))


def forget() -> None:
    """Forgets all answers: the lists of names or the models have changed."""
    _answers.clear()


def _point_at_people(names: Sequence[str]) -> list[bool]:
    new = [name for name in dict.fromkeys(names) if name not in _answers]
    answers = dict(zip(new, _judged(new), strict=True))
    told = [answers[name] if name in answers else _answers[name] for name in names]
    if len(_answers) + len(answers) > _MOST_ANSWERS:
        _answers.clear()
    _answers.update(answers)
    return told


def _judged(names: Sequence[str]) -> list[bool]:
    from detectors.text import find_spans_in  # loads the name lists

    read = [name for name in names if fold(name) not in _known_columns() and not seems_personal(name)]
    texts = list(dict.fromkeys(text for name in read for text in (name, _words_of(name), _in_capitals(name))))
    spans = dict(zip(texts, find_spans_in(texts), strict=True)) if texts else {}
    found = {name for name in read if _finds_identifier(name, spans) or _finds_name(name, spans)}
    return [name in found or (seems_personal(name) and fold(name) not in _known_columns()) for name in names]


def lists_people(row: Sequence[str], personal: Predicate) -> bool:
    """Whether a row that might be a header is rather one of data: its cells say who, more than what stands below them.

    >>> lists_people(["Jan Peeters", "Gent", "leraar"], points_at_a_person)
    True
    >>> lists_people(["Naam", "Telefoon", "Opgevolgd door dr. Peeters"], points_at_a_person)
    False
    """
    filled = [cell for cell in row if cell.strip()]
    told = dict(zip(filled, of_each(filled, personal), strict=True))
    people = [told.get(cell, False) for cell in row]
    return any(people) and sum(people) >= sum(
        _names_a_column(cell) for cell, person in zip(row, people, strict=True) if not person
    )


def _finds_identifier(name: str, spans: _Spans) -> bool:
    return any(_is_identifier(name, span) for span in spans[name])


def _finds_name(name: str, spans: _Spans) -> bool:
    """``JanPeeters`` and ``brief_peeters_jan`` are names once they are cut into words, and these have capitals.

    Where the capitals are ours they say nothing, so that every word must be listed, and one word alone is no name in
    what may be a question.
    """
    words = _words_of(name)
    fewest = 1 if len(_telling(words)) == len(words.split()) else 2
    return any(map(any, _names_in(words, _LEAST, spans))) or any(
        len(listed) >= fewest and all(listed) for listed in _names_in(_in_capitals(name), _SURE, spans)
    )


def _words_of(name: str) -> str:
    """The words that a name is made of: ``brief peeters jan``."""
    return " ".join(_JOINTS.split(name)).strip()


def _telling(words: str) -> list[str]:
    return [word for word in words.split() if word.lower() not in _FUNCTION_WORDS]


def _in_capitals(name: str) -> str:
    """The same with capitals, without words of questions: ``Brief Peeters Jan``."""
    return " ".join(word.title() for word in _telling(_words_of(name)))


def _names_in(words: str, least: float, spans: _Spans) -> Iterator[list[bool]]:
    """For each name, which of its words a list has."""
    for span in spans[words]:
        if span.category in _NAMES and span.score >= least and _is_identifier(words, span):
            yield [_is_only_a_name(word) for word in _folded_words(words[span.start : span.end])]


def _is_identifier(text: str, span: Span) -> bool:
    if span.category in _OF_NOBODY or span.recognizer in _READS_SENTENCES:
        return False
    if span.score < _LEAST or not is_direct(span.category):
        return False
    return span.category not in _NAMES or _is_name_of_somebody(text, span)


def _is_name_of_somebody(text: str, span: Span) -> bool:
    """Whether a name is surely one: else no question may stand around it, and no word of a header inside it.

    One word alone is never sure: a question may name a colleague whom everybody knows.
    """
    words = _folded_words(text[span.start : span.end])
    if span.score >= _SURE and len(words) > 1:
        return not all(map(_names_a_column, words))
    around = _folded_words(text[: span.start] + " " + text[span.end :])
    return (
        _FUNCTION_WORDS.isdisjoint(around) and not any(map(_names_a_column, words)) and any(map(_is_only_a_name, words))
    )


def _is_only_a_name(word: str) -> bool:
    from detectors.dates import MONTH_OF  # loads RE2 programs
    from detectors.names.lexicon import NAMES_BY_THEMSELVES  # loads the name lists

    return word in NAMES_BY_THEMSELVES and word not in MONTH_OF


def _names_a_column(text: str) -> bool:
    from detectors.evidence.headers import read_header  # loads word lists

    return bool(read_header(text))


def _folded_words(text: str) -> list[str]:
    from detectors.folding import fold as folded  # its tables are not needed before

    return _WORD.findall(folded(text))


@cache
def _known_columns() -> frozenset[str]:
    return frozenset(name for known in known_tables() for name in _columns_of(known))


def _columns_of(known: Known) -> Iterator[str]:
    yield from (*known.columns, *known.same_as, *known.by_content, *known.children)
    for child in known.children.values():
        yield from _columns_of(child)
