r"""Texts with slots for names: ``frames_<language>.txt``, separated by lines of three hyphens.

A slot is ``<role pattern>``. Roles: ``p`` anybody, ``c`` who acts in a profession, ``f`` relative, friend or contact,
``o`` former name; a digit behind it makes all slots of the frame with that digit the same person. In the pattern ``G``
is a given name, ``F`` a family name, ``I`` an initial with its full stop, ``J`` one without, ``N`` a short form, ``K``
an abbreviation of a person; in lower case where the name is; ``!`` behind it for capitals; all else stands as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("nl", "fr", "de", "en")
ROLES = "pcfo"
_SLOT = re.compile(r"<([pcfo])([1-9]?) ([^<>\n]*[GFIJNKgfinjk][^<>\n]*)>")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Slot:
    """Where a name stands.

    Attributes:
        role: one of ``ROLES``.
        person: digit of the person within the frame; empty for somebody new.
        pattern: how the name is written.
    """

    role: str
    person: str
    pattern: str


@dataclass(frozen=True)
class Frame:
    """A text in pieces: plain text and slots in turn.

    Attributes:
        number: its place among all frames.
        language: of the text.
        pieces: in their order.
    """

    number: int
    language: str
    pieces: tuple[str | Slot, ...]


def parse(text: str) -> tuple[str | Slot, ...]:
    """The pieces of a frame.

    >>> parse("Sms van <p1 G F>.")
    ('Sms van ', Slot(role='p', person='1', pattern='G F'), '.')
    """
    pieces: list[str | Slot] = []
    position = 0
    for match in _SLOT.finditer(text):
        pieces += [text[position : match.start()], Slot(*match.groups())]
        position = match.end()
    return tuple([*pieces, text[position:]])


def all_frames() -> list[Frame]:
    """The frames of the four languages."""
    texts = [(language, text) for language in LANGUAGES for text in _texts(language)]
    return [Frame(number, language, parse(text)) for number, (language, text) in enumerate(texts)]


def _texts(language: str) -> list[str]:
    written = (_FOLDER / f"frames_{language}.txt").read_text("utf-8")
    return [text.strip("\n") for text in re.split(r"^---\s*$", written, flags=re.MULTILINE) if text.strip()]
