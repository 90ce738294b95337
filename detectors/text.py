"""A note → the spans of personal data in it.

Layers, from the surest: identifiers by their shape and arithmetic, codes and terms of care, names behind labels, titles
and kinship, people known beforehand, names by the lists, and further mentions of every name. Where spans overlap, the
strongest stays whole.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detectors.folding import fold
from detectors.names.cues import CUES
from detectors.names.gazetteer import listed_names, lower_case_names
from detectors.names.joining import joined_names
from detectors.names.known import known_identifiers
from detectors.names.propagation import repeated
from detectors.overlaps import resolve
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scan import Scanner, compile_scanner, scan
from detectors.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detectors.findings import Span


@cache
def _scanner() -> Scanner:
    return compile_scanner(RECOGNIZERS + CUES)


def find_spans(text: str, *, language: str | None = None, known: Sequence[str] = ()) -> list[Span]:
    """The personal data in a text, sorted, without overlaps; offsets count characters.

    Args:
        text: as written.
        language: ``nl``, ``fr``, ``de`` or ``en``; all layers read all four, so it may be absent.
        known: clear identifiers of the people in this text.

    >>> [(span.start, span.end, span.category) for span in find_spans("RR 85.07.30-033.28, sofie@uza.be")]
    [(3, 18, 'national_number'), (20, 32, 'email')]
    >>> [(span.start, span.end, span.category) for span in find_spans("Haar moeder Els zag dr. Peeters.")]
    [(12, 15, 'family_member_name'), (24, 31, 'provider_name')]
    """
    del language  # every layer reads the four languages at once: notes mix them
    text = _encodable(text)
    folded = fold(text)
    candidates = [*scan(text, _scanner()), *terms(text, folded), *listed_names(text), *lower_case_names(folded)]
    if known:
        candidates += known_identifiers(text, folded, known)
    if not candidates:
        return []
    first = resolve(joined_names(candidates))
    return resolve([*first, *repeated(folded, first)])


def _encodable(text: str) -> str:
    """The text with a question mark for each half of a broken character pair; as long as it was."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


def find_spans_in(texts: Sequence[str], *, language: str | None = None, known: Sequence[str] = ()) -> list[list[Span]]:
    """The same for many texts about the same people; identical ones are looked at once."""
    found = {text: find_spans(text, language=language, known=known) for text in dict.fromkeys(texts)}
    return [found[text] for text in texts]
