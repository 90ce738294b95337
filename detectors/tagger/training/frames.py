r"""Texts with slots for names: ``texts/frames_<language>*.txt``, separated by lines of three hyphens.

A slot is ``<role pattern>``. Roles: ``p`` anybody, ``c`` who acts in a profession, ``f`` relative, friend or contact,
``o`` former name; a digit behind it makes all slots of the frame with that digit the same person. In the pattern ``G``
is a given name, ``F`` a family name, ``I`` an initial with its full stop, ``J`` one without, ``N`` a short form, ``K``
an abbreviation of a person; in lower case where the name is; ``!`` behind it for capitals; all else stands as it is.

In ``marked_<language>*.txt`` other personal data are marked too, as ``[kind:text]``; in the others only names are. What
stands behind the language tells what kind of texts a file holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("nl", "fr", "de", "en")
ROLES = "pcfo"
_PIECE = re.compile(r"<([pcfo])([1-9]?) ([^<>\n]*[GFIJNKgfinjk][^<>\n]*)>|\[([a-z]{1,5}):([^\[\]]+)\]")
_NAMES_ONLY, _MARKED = _KINDS = ("frames", "marked")
_FOLDER = Path(__file__).parent / "texts"


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
class Mark:
    """Personal data that is no name.

    Attributes:
        kind: one of ``KINDS``.
        text: as written.
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Frame:
    """A text in pieces.

    Attributes:
        number: its place among all frames.
        language: of the text.
        is_marked: whether all personal data are marked, not only names.
        pieces: in their order.
    """

    number: int
    language: str
    is_marked: bool
    pieces: tuple[str | Slot | Mark, ...]


def parse(text: str) -> tuple[str | Slot | Mark, ...]:
    """The pieces of a frame.

    >>> parse("Sms van <p1 G F>, dossier [rec:12/881].")
    ('Sms van ', Slot(role='p', person='1', pattern='G F'), ', dossier ', Mark(kind='rec', text='12/881'), '.')
    """
    pieces: list[str | Slot | Mark] = []
    position = 0
    for match in _PIECE.finditer(text):
        role, person, pattern, kind, marked = match.groups()
        pieces += [text[position : match.start()], Mark(kind, marked) if kind else Slot(role, person, pattern)]
        position = match.end()
    return (*pieces, text[position:])


def all_frames() -> list[Frame]:
    """The frames of the four languages, those with names marked and those with everything marked."""
    texts = [(language, kind, text) for kind in _KINDS for language in LANGUAGES for text in _texts(language, kind)]
    return [
        Frame(number, language, kind == _MARKED, parse(text)) for number, (language, kind, text) in enumerate(texts)
    ]


def _texts(language: str, kind: str) -> list[str]:
    """The frames of one language, file by file."""
    files = sorted(_FOLDER.glob(f"{kind}_{language}*.txt"))
    written = "\n---\n".join(file.read_text("utf-8") for file in files)
    return [text.strip("\n") for text in re.split(r"^---\s*$", written, flags=re.MULTILINE) if text.strip()]
