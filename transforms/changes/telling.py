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
    from collections.abc import Iterator

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


def _rest(text: str | None) -> str | None:
    """The text without the sentences that tell and those beside them in the same line."""
    rest = "".join(_kept(text or "")).strip()
    return rest if len(rest.split()) >= LEAST * len((text or "").split()) else None


def _kept(text: str) -> Iterator[str]:
    sentences = [found for found in re2.findall(_SENTENCE, text) if found]
    telling = [re2.search(wordings(), sentence) is not None for sentence in sentences]
    for place, sentence in enumerate(sentences):
        before = place > 0 and telling[place - 1] and not sentences[place - 1].endswith("\n")
        after = place + 1 < len(sentences) and telling[place + 1] and not sentence.endswith("\n")
        if not (telling[place] or before or after):
            yield sentence
