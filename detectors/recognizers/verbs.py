"""What follows from ``validate``, one of the verbs of python-stdnum that every identifier has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdnum.exceptions import ValidationError

from detectors.recognizer import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable


def accepts(validate: Callable[[str], str], text: str) -> bool:
    """Whether ``validate`` returns."""
    try:
        return bool(validate(text))
    except ValidationError:
        return False


def judge(validate: Callable[[str], str], candidate: str) -> Verdict:
    """VALID when ``validate`` returns, else MALFORMED: the shape held, or there would be no candidate."""
    return Verdict.VALID if accepts(validate, candidate) else Verdict.MALFORMED
