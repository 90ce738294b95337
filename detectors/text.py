"""A note → the spans of personal data in it."""

from __future__ import annotations

from collections.abc import Sequence

from detectors.findings import Span
from detectors.overlaps import resolve
from detectors.recognizers.registry import RECOGNIZERS
from detectors.scan import scan


def find_spans(text: str, *, language: str | None = None, known: Sequence[str] = ()) -> list[Span]:
    """The personal data in a text, sorted, without overlaps; offsets count characters.

    Args:
        text: as written.
        language: ``nl``, ``fr``, ``de`` or ``en``; guessed when absent.
        known: clear identifiers of the people in this text.

    >>> [(span.start, span.end, span.category) for span in find_spans("RR 85.07.30-033.28, sofie@uza.be")]
    [(3, 18, 'national_number'), (20, 32, 'email')]
    """
    return resolve(scan(text, RECOGNIZERS))


def find_spans_in(texts: Sequence[str], *, language: str | None = None, known: Sequence[str] = ()) -> list[list[Span]]:
    """The same for many texts; identical ones are looked at once."""
    found = {text: find_spans(text, language=language, known=known) for text in dict.fromkeys(texts)}
    return [found[text] for text in texts]
