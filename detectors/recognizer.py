"""What every recognizer is made of: plain data that the scanner, the column classifier and Presidio all read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Verdict(Enum):
    """What the arithmetic of an identifier says about a candidate.

    ``VALID``: the check holds; certain without context, unless the check is weak.
    ``MALFORMED``: the shape holds and the check does not; protected where the context or the column says so, since a
    mistyped number still shows who it is about.
    ``NO``: not this kind of identifier, whatever the context.
    """

    VALID = "valid"
    MALFORMED = "malformed"
    NO = "no"


@dataclass(frozen=True)
class Pattern:
    """A regular expression in the RE2 dialect (no look-around, linear time) and how far to trust a bare match.

    Attributes:
        regex: matched against the text as written; when it has a group named ``value``, that group is the span.
        score: confidence of a match without context (and, where there is a check, with a VALID verdict).
        telling: the way it is written gives the kind away (``85.07.30-033.29``), so that a MALFORMED match counts
            without context too.
    """

    regex: str
    score: float
    telling: bool = False


def valid(_candidate: str) -> Verdict:
    """The check of a kind that has none: every match counts."""
    return Verdict.VALID


@dataclass(frozen=True)
class Recognizer:
    """One kind of identifier.

    Attributes:
        name: module name, shown as the source of a span.
        category: a name of the taxonomy.
        patterns: alternatives, strongest first.
        check: verdict on a matched candidate.
        context: words or phrases, lower case, all languages together, that make a match likelier when they stand
            within ``window`` characters before it (phrases are matched as whole words).
        context_score: confidence of a match with context; a MALFORMED one gets a little less, and is dropped without
            context.
        needs_context: a match without context does not count, even when VALID.
        window: characters before the match that are searched for context.
        glued: a match may follow a letter directly (``NISS85073003328``); it never touches a digit.
        joints: characters that, between a match and one more digit, make it a piece of something longer
            (``1.2.3.4`` in ``1.2.3.4.5``), which does not count.
        near: every match, its context left out, holds one of these signs (``0`` stands for any digit), and ends
            within ``reach`` bytes of them, so that the rest of a text need not be read; empty when no sign is certain.
        reach: see ``near``.
        locate: finds the identifiers inside a generous match, as offsets in it, for kinds whose end a regular
            expression cannot know (telephone numbers); None when the match is the identifier.
        compact: value → normal form, used for keyed look-ups: equal persons give equal strings.
    """

    name: str
    category: str
    patterns: tuple[Pattern, ...]
    check: Callable[[str], Verdict] = valid
    context: tuple[str, ...] = ()
    context_score: float = 0.85
    needs_context: bool = False
    window: int = 60
    glued: bool = False
    joints: str = ""
    near: str = ""
    reach: int = 32
    locate: Callable[[str], Iterable[tuple[int, int]]] | None = None
    compact: Callable[[str], str] = field(default=str.strip)
