"""Pronouns that a person goes by: ``zij/haar``, ``die/hen``, ``iel/iel``, ``they/them``; or one behind its label.

>>> compact("Die / Hen"), is_valid("she/her"), is_valid("en/of")
('die/hen', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_DUTCH = r"hij|hem|zijn|zij|ze|haar|die|hen|hun|diens"
_FRENCH = r"il|lui|elle|iel|ielle|ul|al|ol"
_GERMAN = r"er|ihm|ihn|sie|ihr|dey|deren|xier|xien|hen|keine"
_ENGLISH = r"he|him|his|she|her|hers|they|them|their|theirs|xe|xem|ze|zir|it|its|any"
_ONE = f"(?:{_DUTCH}|{_FRENCH}|{_GERMAN}|{_ENGLISH})"
_SET = rf"(?i:\b{_ONE}\s?/\s?{_ONE}(?:\s?/\s?{_ONE}){{0,3}}\b)"
_LABEL = r"(?i:\bvoornaamwoord(?:en)?|\bpronoms?|\bpronomen|\bpronouns?|\baanspreekvorm)"


def compact(text: str) -> str:
    """Lower case, without spaces."""
    return "".join(text.split()).lower()


def validate(text: str) -> str:
    """The compact set.

    Raises:
        stdnum.exceptions.ValidationError: these are no pronouns.
    """
    if not re2.fullmatch(_SET, text.strip()):
        raise InvalidFormat
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether the text is a set of pronouns."""
    return accepts(validate, text)


RECOGNIZER = Recognizer(
    name="pronouns",
    category="pronouns",
    patterns=(
        Pattern(_SET, score=0.7),
        Pattern(rf"{_LABEL}\s?[:=]\s?(?P<value>(?i:{_ONE}(?:\s?[/,]\s?{_ONE}){{0,3}}))\b", score=0.85),
    ),
    near="/:=",
    reach=45,
    compact=compact,
)
