"""Texts that tell that somebody changed name, number, mail address or registered sex.

A former name becomes a placeholder as any name does; the words around it (``formerly known as``) would still tell. What
tells is left out together with the sentences beside it, without a mark: a mark would tell as well. Of a text that is
mostly about the change nothing stays. What the words do not say openly, no list finds: see docs/changed-people.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import re2

from transforms.changes.words import in_words, wordings
from transforms.wordings import on_distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 0.5
"""Share of the words that must be left for the rest of a text to stay."""

_SENTENCE = re2.compile(r"[^.!?\n]*(?:[.!?]+[^\s.!?][^.!?\n]*)*[.!?]*[^\S\n]*\n?")


def tells(texts: pa.Array) -> pa.Array:
    """Which texts tell of a change; null is no text.

    >>> tells(pa.array(["Naamswijziging ontvangen.", "Ancien prénom : Luc", "Controle hormonen.", None])).to_pylist()
    [True, True, False, False]
    """
    return pc.match_substring_regex(texts, wordings()).fill_null(False)  # noqa: FBT003


def name_tells(name: str) -> bool:
    """Whether the name of a column or table tells that what it holds is about changes.

    >>> name_tells("naam_gewijzigd"), name_tells("ehr.name_changes"), name_tells("first_name")
    (True, True, False)
    """
    return re2.search(wordings(), in_words(name)) is not None


def untold(texts: pa.Array) -> pa.Array:
    """The texts without what tells; null where too little would be left, and where there was no text.

    >>> untold(pa.array(["Labo ok. Slaapt goed. Weegt 80 kg. Eet goed. Vroeger bekend als Jan."])).to_pylist()
    ['Labo ok. Slaapt goed. Weegt 80 kg.']
    """
    telling = tells(texts)
    if not pc.any(telling).as_py():
        return texts
    return pc.if_else(telling, on_distinct(pc.if_else(telling, texts, None), _rest), texts)


def left_of(text: str, telling: Sequence[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """The stretches of a text that are left without some places: their sentences go, and those beside in the same line.

    None where less than half of the words would be left.
    """
    sentences = [found.span() for found in re2.finditer(_SENTENCE, text) if found[0]]
    tells = [any(start < end_of and start_of < end for start_of, end_of in telling) for start, end in sentences]
    left = [sentences[place] for place in range(len(sentences)) if not _goes(text, sentences, tells, place)]
    words = sum(len(text[start:end].split()) for start, end in left)
    return left if words >= LEAST * len(text.split()) else None


def _goes(text: str, sentences: Sequence[tuple[int, int]], tells: Sequence[bool], place: int) -> bool:
    before = place > 0 and tells[place - 1] and not text[: sentences[place][0]].endswith("\n")
    after = place + 1 < len(tells) and tells[place + 1] and not text[: sentences[place][1]].endswith("\n")
    return tells[place] or before or after


def _rest(text: str | None) -> str | None:
    left = left_of(text or "", [found.span(1) for found in re2.finditer(wordings(), text or "")])
    return None if left is None else "".join((text or "")[start:end] for start, end in left).strip()
