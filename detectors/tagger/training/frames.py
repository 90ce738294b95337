r"""Texts with slots for names: ``texts/<kind>_<language>*.txt``, separated by lines of three hyphens.

A slot is ``<role pattern>``. Roles: ``p`` anybody, ``c`` who acts in a profession, ``f`` relative, friend or contact,
``o`` former name; a digit behind it makes all slots of the frame with that digit the same person. In the pattern ``G``
is a given name, ``F`` a family name, ``I`` an initial with its full stop, ``J`` one without, ``N`` a short form, ``K``
an abbreviation of a person; in lower case where the name is; ``!`` behind it for capitals; all else stands as it is.

In ``frames_*.txt`` only names are marked; in ``marked_*.txt`` other personal data are too, as ``[kind:text]``; and in
``notes_*.txt``, which are whole notes of all sorts as a clinic holds them, and are learnt from most often. A name that
is another word too is marked as well, with its role as its kind, where no other name would make sense (``[p:Summer]
rang``). What stands behind the language tells what kind of texts a file holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("nl", "fr", "de", "en")
ROLES = "pcfo"
_PIECE = re.compile(r"<([pcfo])([1-9]?) ([^<>\n]*[GFIJNKgfinjk][^<>\n]*)>|\[([a-z]{1,5}):([^\[\]]+)\]")
_NAMES_ONLY = "frames"
_SHARES = {_NAMES_ONLY: 0.25, "marked": 0.5, "notes": 1.0}
"""In how many of the passes a text of each kind is read; what looks like the notes of a clinic teaches most."""

_TENTH = 10
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
        file: where it is kept: one writer's texts of one kind.
        language: of the text.
        is_marked: whether all personal data are marked, not only names.
        share: in how many of the passes it is read.
        pieces: in their order.
    """

    file: str
    language: str
    is_marked: bool
    share: float
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
    """The frames of the four languages, of all kinds."""
    return [
        Frame(file.stem, language, kind != _NAMES_ONLY, share, parse(text.strip("\n")))
        for kind, share in _SHARES.items()
        for language in LANGUAGES
        for file in sorted(_FOLDER.glob(f"{kind}_{language}*.txt"))
        for text in re.split(r"^---\s*$", file.read_text("utf-8"), flags=re.MULTILINE)
        if text.strip()
    ]


def apart(frames: Sequence[Frame]) -> tuple[list[Frame], list[Frame]]:
    """The frames to learn from, and those of every tenth file with everything marked, to measure on.

    Frames of one file are alike: those that are left out one by one tell too well of the network.
    """
    files = sorted({frame.file for frame in frames if frame.is_marked})[_TENTH - 1 :: _TENTH]
    return [frame for frame in frames if frame.file not in files], [frame for frame in frames if frame.file in files]
