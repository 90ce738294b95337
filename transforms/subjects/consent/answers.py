"""What a cell answers: a word, a code of a mailing system, or the text of a box that was ticked.

A ticked box exports its own text, so whatever is no *no* is a yes. Codes of mail systems are among the words: an
address that bounced, complained or never confirmed may get no mail.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import re2

from transforms.subjects.consent.purposes import NEWSLETTER, RESTRICTING, UNSUBSCRIBED, named_in
from transforms.subjects.consent.words import opening, whole, within, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Rows = npt.NDArray[np.int64]

_SILENT = re2.compile(
    r"(?i)^\s*(?:\?+|[-–]+|n/?a|#n/a|null|none|nan|nvt|n\.v\.t\.|onbekend|unknown|inconnue?|unbekannt|array|\[\]|\{\})?\s*$"
)
_CROSSED = re2.compile(r"^\s*[☐✗✘❌⬜]")
_LINES = re.compile(r"[\n\r]+|(?<!\\)\||;")
"""What parts the boxes of a cell: lines in forms, ``|`` in the website's exports (``\\|`` stands inside a text)."""


def read_answers(cells: pa.Array, purpose: str = "") -> tuple[Rows, npt.NDArray[np.bool_]]:
    """Positions of the cells that state something, and whether it is a yes.

    >>> rows, given = read_answers(pa.array(["ja", "Neen", "", None, "Ik ga akkoord", "niet akkoord", "onbekend"]))
    >>> rows.tolist(), given.tolist()
    ([0, 1, 4, 5], [True, False, True, False])
    """
    encoded = cells.cast(pa.string()).dictionary_encode()
    texts = [text or "" for text in encoded.dictionary.to_pylist()]
    said = np.array([not is_silent(text) for text in texts], dtype=bool)
    yes = np.array([agrees(text, purpose) for text in texts], dtype=bool)
    return _spread(encoded, said, yes)


def read_choices(cells: pa.Array, purpose: str) -> Iterator[tuple[str, Rows, npt.NDArray[np.bool_]]]:
    r"""The same of cells in which several boxes may be ticked, per purpose that a box names.

    Args:
        cells: several answers of a cell stand on lines, or are parted by ``|`` or ``;``.
        purpose: what the question is about; ``""`` where only the boxes tell.

    >>> cells = pa.array(["Wetenschappelijk onderzoek\nIk wens geen nieuwsbrief", "Nieuwsbrief", "Voorwaarden"])
    >>> [(name, rows.tolist(), given.tolist()) for name, rows, given in read_choices(cells, "")]
    [('newsletter', [0, 1], [False, True]), ('research', [0], [True])]
    """
    encoded = cells.cast(pa.string()).dictionary_encode()
    answers = [choices(text or "", purpose) for text in encoded.dictionary.to_pylist()]
    for name in sorted({name for each in answers for name in each}):
        said = np.array([name in each for each in answers], dtype=bool)
        yes = np.array([each.get(name, False) for each in answers], dtype=bool)
        yield name, *_spread(encoded, said, yes)


def choices(text: str, purpose: str) -> dict[str, bool]:
    """What one cell states: purpose → yes or no; of two lines on one purpose the more careful.

    >>> choices("Ja", "research"), choices("Ik ga akkoord met onderzoek; Newsletter: no", "")
    ({'research': True}, {'research': True, 'newsletter': False})
    """
    lines = [line.strip() for line in _LINES.split(text) if not is_silent(line)]
    found: dict[str, bool] = {}
    for line in lines:
        spoken_of = _spoken_of(line, purpose, alone=len(lines) == 1)
        for name in spoken_of:
            yes = agrees(line, name) and (len(spoken_of) == 1 or not _denies(line))
            if name == UNSUBSCRIBED:
                name, yes = NEWSLETTER, False  # noqa: PLW2901 - unsubscribed is a no to the newsletter
            found[name] = more_careful(name, found.get(name, yes), yes)
    return found


def _spoken_of(line: str, purpose: str, *, alone: bool) -> tuple[str, ...]:
    """A single answer is about its question; of several each is about what it names, if it names anything."""
    if alone and purpose:
        return (purpose,)
    return named_in(line) or ((purpose,) if purpose else ())


def _denies(line: str) -> bool:
    return within("denies").search(words_of(line)) is not None


def more_careful(purpose: str, one: bool, other: bool) -> bool:  # noqa: FBT001 - two answers on one thing
    """Between two answers of one moment."""
    return one or other if purpose in RESTRICTING else one and other


def is_silent(text: str) -> bool:
    """Whether a cell states nothing."""
    return _SILENT.match(text) is not None


def agrees(text: str, purpose: str = "") -> bool:
    """Whether what a cell states is a yes.

    To a restriction a sentence that denies is one too (*Gelieve mij niet te bellen*), unless it denies the restriction.

    >>> agrees("Ik ga akkoord dat mijn gegevens niet-herleidbaar gebruikt worden")
    True
    >>> agrees("Ja, maar niet voor onderzoek"), agrees("HARD_BOUNCE")
    (False, False)
    >>> agrees("Ik wil niet gebeld worden", "do_not_contact"), agrees("Geen bezwaar", "objection")
    (True, False)
    """
    words = words_of(text)
    if whole("refused").match(words) or _CROSSED.match(text):
        return False
    if purpose in RESTRICTING:
        return within("unopposed").search(words) is None
    return within("denies").search(words) is None or _agrees_first(words)


def _agrees_first(words: str) -> bool:
    """A sentence that begins by agreeing, and neither makes an exception nor denies at once (*akkoord: nee*)."""
    agreement = opening("agrees").match(words)
    if agreement is None or within("excepts").search(words):
        return False
    return opening("denies").match(words[agreement.end() :]) is None


def _spread(
    encoded: pa.DictionaryArray, said: npt.NDArray[np.bool_], yes: npt.NDArray[np.bool_]
) -> tuple[Rows, npt.NDArray[np.bool_]]:
    """From distinct cells to the rows that hold them."""
    index = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(index >= 0)
    rows = rows[said[index[rows]]]
    return rows, yes[index[rows]]
