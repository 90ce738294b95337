"""A category with its evidence: for a column in the data map, for a span in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

NAME_CATEGORIES = ("former_name", "family_member_name", "provider_name", "person_name")
"""Kinds of names, the most telling first: a former name stays one, whichever other layer knows its bearer."""


@dataclass(frozen=True)
class RunnerUp:
    """What a column was nearly taken for.

    Attributes:
        strength: 0 to 1, how much spoke for it.
        why_not: one sentence, free of values.
    """

    category: str
    strength: float
    why_not: str


@dataclass(frozen=True)
class Finding:
    """What a column is.

    Attributes:
        category: a name of the taxonomy; ``unknown`` when the evidence does not reach.
        role: which part of the category the column holds, where that matters downstream:
            ``person_name`` and its kin → ``full``, ``given``, ``family``;
            ``record_id`` → the kind of record (``patient``, ``ticket``, ``contact``, ...), equal in every table of the
            system that refers to it; ``subject``-bearing kinds are listed in ``transforms/subjects``;
            ``consent`` → the purpose (``research``, ``newsletter``, ``objection``, ``do_not_contact``, ``parental``)
            or ``unsubscribed``, whose yes is a no to the newsletter.
        confidence: 0 to 1, the probability that the category is right.
        evidence: short sentences for ``veilig explain``; header words, counts and shares, never a value.
        runner_up: what came next, if anything did.
    """

    category: str
    role: str
    confidence: float
    evidence: tuple[str, ...]
    runner_up: RunnerUp | None = None


class Span(NamedTuple):
    """A piece of a text and what it is; offsets count characters. A tuple, since a note has dozens of candidates."""

    start: int
    end: int
    category: str
    score: float
    recognizer: str
