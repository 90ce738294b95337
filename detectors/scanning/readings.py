"""What a recognizer reads in a candidate: which parts of it are identifiers, and what their arithmetic says.

Notes repeat themselves (dates, telephone numbers of the clinic), so each distinct candidate is read once in a scan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detectors.recognizer import Recognizer, Verdict


class Readings(dict[str, tuple[tuple[int, int, "Verdict"], ...]]):
    """Candidate → start, end and verdict of each identifier in it; what is not there yet is read when asked for.

    >>> from detectors.recognizers import bsn
    >>> Readings(bsn.RECOGNIZER)["111222333"]
    ((0, 9, <Verdict.VALID: 'valid'>),)
    """

    def __init__(self, recognizer: Recognizer) -> None:
        super().__init__()
        self._recognizer = recognizer

    def __missing__(self, candidate: str) -> tuple[tuple[int, int, Verdict], ...]:
        check = self._recognizer.check
        read = tuple((start, end, check(candidate[start:end])) for start, end in self._located(candidate))
        self[candidate] = read
        return read

    def _located(self, candidate: str) -> Iterable[tuple[int, int]]:
        locate = self._recognizer.locate
        return ((0, len(candidate)),) if locate is None else locate(candidate)
