"""What follows from ``validate``, one of the verbs of python-stdnum that every identifier has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdnum.exceptions import InvalidFormat, ValidationError

from detectors.recognizer import Verdict

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


def accepts(validate: Callable[[str], str], text: str) -> bool:
    """Whether ``validate`` returns."""
    try:
        return bool(validate(text))
    except ValidationError:
        return False


def judge(validate: Callable[[str], str], *, otherwise: Verdict = Verdict.MALFORMED) -> Callable[[str], Verdict]:
    """The check of a recognizer: VALID when ``validate`` returns.

    Args:
        validate: of the identifier.
        otherwise: MALFORMED where a mistyped one is one too; NO where what fails is something else.
    """

    def check(candidate: str) -> Verdict:
        return Verdict.VALID if accepts(validate, candidate) else otherwise

    return check


def whole(text: str, shape: re.Pattern[str]) -> str:
    """The text, when all of it but blanks around has a shape.

    Args:
        text: as written.
        shape: compiled, by ``re`` or ``re2``.

    Raises:
        stdnum.exceptions.ValidationError: it has another shape; without the value.
    """
    if not shape.fullmatch(text.strip()):
        raise InvalidFormat
    return text


def with_digits(number: str, *, fewest: int, longest: int, shortest: int = 1) -> str:
    """The number of which nothing is known but its label, when it looks like one.

    Args:
        number: compact.
        fewest: digits it has at least.
        longest: signs it has at most.
        shortest: signs it has at least.

    Raises:
        stdnum.exceptions.ValidationError: it rather is a word or a sentence; without the value.
    """
    if not shortest <= len(number) <= longest or sum(map(str.isdigit, number)) < fewest:
        raise InvalidFormat
    return number
