"""Pronouns that a person goes by: ``zij/haar``, ``die/hen``, ``iel/iel``, ``they/them``; or one behind its label.

>>> compact("Die / Hen"), is_valid("she/her"), is_valid("en/of")
('die/hen', True, False)
"""

from __future__ import annotations

import re2
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer
from detectors.recognizers.verbs import accepts

_DUTCH = r"hij|hem|zijn|zij|ze|haar|die|hen|hun|diens|dee|dem|dij|dijr|vij|vijn|vem|xij|zhij|zhaar|nij|nijn"
_FRENCH = r"il|lui|elle|ielle|iel|yel|ille|ul|ael|aels|al|ol|olle|em|éal|ellui|elleux|eux|ils|elles|iels"
_GERMAN = r"er|ihm|ihn|sein|sie|ihr|dey|denen|deren|dessen|xier|xiem|xien|xies|sier|siem|sien|hen|hens|em|nin|per|keine"
_ENGLISH = (
    r"he|him|his|she|hers|her|theirs|their|them|they|xe|xem|xyr|ze|hir|zie|zir|zim|ey|eir|em|fae|faer|faers|ae|aer"
    r"|ve|ver|vis|thon|it|its|any|all|none|co|cos|ne|nem|nir|per|pers"
)
_ONE = f"(?:{_DUTCH}|{_FRENCH}|{_GERMAN}|{_ENGLISH})"
_SET = rf"(?i:\b{_ONE}\s?/\s?{_ONE}(?:\s?/\s?{_ONE}){{0,3}}\b)"
_IN_BRACKETS = rf"[(\[](?P<value>(?i:{_ONE}(?:, ?| ?& ?| ?\+ ?| - |-){_ONE}(?:(?:, ?|-){_ONE}){{0,2}}))[)\]]"
_LABEL = r"(?i:\bvoornaamwoord(?:en)?|\bvnw|\bpronoms?|\bpronomen|\bpronouns?|\baanspreekvorm|\baanspreking)"
_JOINED = r"\s?(?:[/,&]|en|et|und|and|of|ou|oder|or)\s?"


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
        Pattern(rf"{_LABEL}\s?[:=]\s?(?P<value>(?i:{_ONE}(?:{_JOINED}{_ONE}){{0,3}}))\b", score=0.85),
        Pattern(_IN_BRACKETS, score=0.7),
        Pattern(rf"(?i:{_ONE}(?:{_JOINED}{_ONE}){{0,3}})", score=0.0),
    ),
    context=(
        *("voornaamwoord", "voornaamwoorden", "voornaamwoorden zijn", "vnw", "aanspreekvorm", "gebruikt", "pronom"),
        *("pronoms", "pronoms sont", "utilise", "pronomen", "pronomen sind", "pronoun", "pronouns", "pronouns are"),
        *("goes by", "uses", "aangesproken met"),
    ),
    context_score=0.7,
    window=14,
    near="/:=()[]",
    reach=45,
    compact=compact,
)
