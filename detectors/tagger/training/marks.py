"""Personal data other than names, drawn anew for each filling: another one of its kind, or one of another shape."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from detectors.lexicons.places import NAMES as PLACES
from detectors.tagger.training.frames import ROLES, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from detectors.tagger.training.frames import Frame

_EXCHANGED = 0.5
"""How often another mark of its kind is put in a mark's place."""

_FROM_A_LIST = 0.3
"""How often that is a municipality from the list, or a word of the dictionary for a password."""

_LONGER, _SHORTER, _OTHER_SIGNS = 0.12, 0.12, 0.1
_SIGNS = ("-", "/", ".", " ", "")
_CODES = frozenset("rec ins doc pn nn fid plate acc key ck tel iban card zip".split())  # noqa: SIM905
"""Kinds whose letters and digits say nothing; the words of the others do."""

_SAME_EVERYWHERE = _CODES | {"mail", "url", "ip", "mac", "file"}
_OF_RECORDS = ("rec", "ins", "doc", "ck")
_NUMBER = re.compile(r"(?<![\w@.,/+-])(?=[\w./-]*[0-9]{3})[\w./-]{5,}(?![\w@%€])")
_DISGUISED = 0.15
"""How often a number that is nobody's looks like somebody's: what is around must tell."""


class Marks:
    """The marks of all frames, to draw from."""

    def __init__(self, random: Random, dictionaries: Mapping[str, Sequence[str]], frames: Sequence[Frame]) -> None:
        self._random = random
        self._dictionaries = dictionaries
        self._places = sorted(PLACES)
        known: dict[tuple[str, str], set[str]] = {}
        for frame in frames:
            for mark in (piece for piece in frame.pieces if isinstance(piece, Mark)):
                known.setdefault(_key(mark.kind, frame.language), set()).add(mark.text)
        self._known = {key: sorted(texts) for key, texts in known.items()}

    def drawn(self, mark: Mark, language: str) -> str:
        """The text of a mark, or another in its place; names stay, which are marked where only the text tells them."""
        text = mark.text
        if mark.kind not in ROLES and self._random.random() < _EXCHANGED:
            text = self._other(mark.kind, language)
        return self._reshaped(text) if mark.kind in _CODES else text

    def _other(self, kind: str, language: str) -> str:
        if kind in ("m", "key") and self._random.random() < _FROM_A_LIST:
            return self._random.choice(self._places if kind == "m" else self._dictionaries[language])
        return self._random.choice(self._known[_key(kind, language)])

    def disguised(self, text: str) -> str:
        """A text without personal data, some of its numbers exchanged for such as records have."""
        return _NUMBER.sub(self._number, text)

    def _number(self, match: re.Match[str]) -> str:
        if self._random.random() > _DISGUISED:
            return match[0]
        if self._random.random() < _FROM_A_LIST:
            return "".join(self._random.choices(string.digits, k=self._random.randint(4, 13)))
        return self._reshaped(self._random.choice(self._known.get((self._random.choice(_OF_RECORDS), ""), [match[0]])))

    def _reshaped(self, text: str) -> str:
        """Other letters and digits, at times one more or less, or other signs between them."""
        if not any(sign.isdigit() for sign in text):
            return text
        written = "".join(map(self._letter, text))
        if self._random.random() < _OTHER_SIGNS:
            written = re.sub("[-/. ]", self._random.choice(_SIGNS), written)
        return written

    def _letter(self, sign: str) -> str:
        if "0" <= sign <= "9":
            chance = self._random.random() * 4
            digits = 2 if chance < _LONGER else int(chance < 4 - _SHORTER)
            return "".join(self._random.choices(string.digits, k=digits))
        return self._random.choice(string.ascii_uppercase) if "A" <= sign <= "Z" else sign


def _key(kind: str, language: str) -> tuple[str, str]:
    """By what marks are kept: those in words apart for each language."""
    return kind, "" if kind in _SAME_EVERYWHERE else language
