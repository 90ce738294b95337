"""Texts that name their subject in two ways: by a former name beside the present one, by two numbers, two addresses.

Each becomes a placeholder, but the sentence that had both still says that one took the other's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from detectors.recognizers.cleaning import signs_of
from transforms.changes.telling import left_of

if TYPE_CHECKING:
    from detectors.findings import Span

Words = frozenset[str]

_NUMBERS = ("national_number", "email")
_PARTS = 2
_NAMES = ("person_name", "former_name")


@dataclass(frozen=True)
class Names:
    """What a subject is and was called, as folded words.

    Attributes:
        sides: pairs of words that replaced each other, such as (sofie, jan).
    """

    sides: tuple[tuple[Words, Words], ...]

    @classmethod
    def of(cls, names: Iterable[tuple[str, Words]]) -> Names:
        """From the kind and words of every name of a subject.

        >>> known = [("person_name", {"sofie", "peeters"}), ("person_name", {"jan", "peeters"})]
        >>> [sorted(map(sorted, pair)) for pair in Names.of((kind, frozenset(name)) for kind, name in known).sides]
        [[['jan'], ['sofie']]]
        """
        listed = [(kind, words) for kind, words in names if kind in _NAMES and words]
        former = frozenset[str]().union(*(words for kind, words in listed if kind == "former_name"))
        present = frozenset[str]().union(*(words for _, words in listed)) - former
        sides = {(former, present)} if former and present else set()
        full = sorted({words for _, words in listed if len(words) > 1}, key=sorted)
        sides |= {(one - other, other - one) for one, other in combinations(full, 2) if one & other}
        # Kept apart, given name and family name are two words: of three, some took each other's place.
        single = sorted({words for _, words in listed if len(words) == 1}, key=sorted)
        sides |= set(combinations(single, 2)) if len(single) > _PARTS else set()
        return cls(tuple(sorted((pair for pair in sides if all(pair)), key=lambda pair: [*map(sorted, pair)])))

    def both(self, mentions: Sequence[Words]) -> bool:
        """Whether some mention is of one side only, and another of the other."""
        return any(
            any(words & one and not words & other for words in mentions)
            and any(words & other and not words & one for words in mentions)
            for one, other in self.sides
        )


def untold_spans(
    text: str, spans: Sequence[Span], names: Names, words: Sequence[Words]
) -> tuple[str, list[Span]] | None:
    """The text and its spans without the sentences that name the subject, if it is named in two ways.

    Args:
        text: as written.
        spans: sorted, without overlaps, those of numbers with their kind.
        names: of the text's subject.
        words: of each span that is one of the subject's names; none for other spans.

    Returns:
        None where too little would be left.
    """
    telling = [span for span, name in zip(spans, words, strict=True) if name] if names.both(words) else []
    telling += _told_apart(text, spans)
    if not telling:
        return text, list(spans)
    places = left_of(text, [(span.start, span.end) for span in telling])
    return None if places is None else ("".join(text[start:end] for start, end in places), [*_moved(spans, places)])


def _told_apart(text: str, spans: Sequence[Span]) -> list[Span]:
    """The national numbers, or mail addresses, of a text that has different ones."""
    found: list[Span] = []
    for kind in _NUMBERS:
        mine = [span for span in spans if span.category == kind]
        if len({signs_of(text[span.start : span.end]) for span in mine}) > 1:
            found += mine
    return found


def _moved(spans: Sequence[Span], places: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The spans in the places that are left, as they lie once the places are joined."""
    shorter = 0
    for start, end in places:
        for span in spans:
            if start <= span.start and span.end <= end:
                yield span._replace(start=span.start - start + shorter, end=span.end - start + shorter)
        shorter += end - start
