"""How well personal data in notes was found: pure functions from documents to figures.

What counts is whether something is covered, not what it is called: a name redacted as an address is still gone. All
figures are sums over documents divided by each other, so that intervals come from drawing documents with replacement.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from detectors.taxonomy import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy.typing as npt

DRAWS = 1000
SEED = 20260101
NAMES = ("person_name", "former_name", "family_member_name", "provider_name")
EQUIVALENT = dict.fromkeys(NAMES, "name")
"""Who somebody is to the patient is not always in the text: for being called right, a name is a name."""


@dataclass(frozen=True, order=True)
class Marked:
    """A stretch of text, [start, end) in characters, with a category.

    A name may carry where it comes from, a number of which kind and how it is written (`origin`).
    """

    start: int
    end: int
    category: str
    origin: str = ""


@dataclass(frozen=True)
class Document:
    """A note with what is in it and what a system found."""

    language: str
    kind: str
    text: str
    gold: tuple[Marked, ...]
    found: tuple[Marked, ...]


@dataclass(frozen=True)
class Figure:
    """A share with its 95 % interval; all three are NaN where there was nothing to find."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Counts:
    """What one document adds to the sums. Characters are letters and digits: nobody is named by a comma."""

    direct: int = 0
    direct_touched: int = 0
    direct_exact: int = 0
    quasi: int = 0
    quasi_touched: int = 0
    found: int = 0
    found_right: int = 0
    found_exact: int = 0
    direct_characters: int = 0
    direct_characters_covered: int = 0
    other_characters: int = 0
    other_characters_covered: int = 0
    documents_with_direct: int = 0
    documents_without_leak: int = 0
    empty_documents: int = 0
    empty_documents_hit: int = 0


FIELDS = tuple(Counts.__dataclass_fields__)


def is_direct(category: str) -> bool:
    """Class D or X, and dates of birth; ages, event dates, places and jobs are quasi-identifiers.

    >>> is_direct("email"), is_direct("birth_date"), is_direct("event_date")
    (True, True, False)
    """
    return category == "birth_date" or BY_NAME[category].kind[0] in "DX"


def touches(one: Marked, other: Marked) -> bool:
    """Whether they share a character."""
    return one.start < other.end and other.start < one.end


def is_exact(one: Marked, other: Marked) -> bool:
    """Whether they are the same characters."""
    return (one.start, one.end) == (other.start, other.end)


def count(document: Document) -> Counts:
    """The sums of one document.

    What was found and touches quasi-identifiers only is neither right nor wrong here.
    """
    direct = [span for span in document.gold if is_direct(span.category)]
    quasi = [span for span in document.gold if not is_direct(span.category)]
    right = [span for span in document.found if _any(touches, span, direct)]
    judged = [span for span in document.found if _any(touches, span, direct) or not _any(touches, span, quasi)]
    exact = sum(_any(is_exact, span, document.found) for span in direct)
    characters = _characters(document, direct, quasi)
    return Counts(
        direct=len(direct),
        direct_touched=sum(_any(touches, span, document.found) for span in direct),
        direct_exact=exact,
        quasi=len(quasi),
        quasi_touched=sum(_any(touches, span, document.found) for span in quasi),
        found=len(judged),
        found_right=len(right),
        found_exact=exact,
        **characters,
        documents_with_direct=bool(direct),
        documents_without_leak=bool(direct)
        and characters["direct_characters"] == characters["direct_characters_covered"],
        empty_documents=not document.gold,
        empty_documents_hit=not document.gold and bool(document.found),
    )


def _any(test: Callable[[Marked, Marked], bool], span: Marked, others: Iterable[Marked]) -> bool:
    return any(test(span, other) for other in others)


def _characters(document: Document, direct: Sequence[Marked], quasi: Sequence[Marked]) -> dict[str, int]:
    written = np.fromiter(map(str.isalnum, document.text), dtype=bool, count=len(document.text))
    covered = _mask(document.found, len(written))
    personal = _mask(direct, len(written))
    other = written & ~personal & ~_mask(quasi, len(written))
    return {
        "direct_characters": int((written & personal).sum()),
        "direct_characters_covered": int((written & personal & covered).sum()),
        "other_characters": int(other.sum()),
        "other_characters_covered": int((other & covered).sum()),
    }


def _mask(spans: Iterable[Marked], length: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(length, dtype=bool)
    for span in spans:
        mask[span.start : span.end] = True
    return mask


def figures(documents: Sequence[Document]) -> dict[str, Figure]:
    """Every measure over these documents with its interval (percentiles of 1000 draws of documents, fixed seed)."""
    counts = np.array([[getattr(one, field) for field in FIELDS] for one in map(count, documents)], dtype=np.float64)
    draws = np.random.default_rng(SEED).integers(0, len(counts), size=(DRAWS, len(counts)))
    drawn = [_measures(counts[rows].sum(axis=0)) for rows in draws]
    return {
        name: _interval(value, np.array([one[name] for one in drawn]))
        for name, value in _measures(counts.sum(axis=0)).items()
    }


def _interval(value: float, drawn: npt.NDArray[np.float64]) -> Figure:
    known = drawn[~np.isnan(drawn)]
    if not known.size:
        return Figure(value, np.nan, np.nan)
    low, high = np.percentile(known, [2.5, 97.5])
    return Figure(value, float(low), float(high))


def _measures(totals: npt.NDArray[np.float64]) -> dict[str, float]:
    of = dict(zip(FIELDS, totals.tolist(), strict=True))
    recall = share(of["direct_touched"], of["direct"])
    precision = share(of["found_right"], of["found"])
    exact_recall = share(of["direct_exact"], of["direct"])
    exact_precision = share(of["found_exact"], of["found"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": harmonic(precision, recall),
        "exact_precision": exact_precision,
        "exact_recall": exact_recall,
        "exact_f1": harmonic(exact_precision, exact_recall),
        "character_recall": share(of["direct_characters_covered"], of["direct_characters"]),
        "documents_without_leak": share(of["documents_without_leak"], of["documents_with_direct"]),
        "over_redaction": share(of["other_characters_covered"], of["other_characters"]),
        "hard_negatives_hit": share(of["empty_documents_hit"], of["empty_documents"]),
        "quasi_recall": share(of["quasi_touched"], of["quasi"]),
    }


def share(part: float, whole: float) -> float:
    """Their quotient; NaN of nothing."""
    return part / whole if whole else float("nan")


def harmonic(one: float, other: float) -> float:
    """The harmonic mean: F1 of precision and recall; zero if both are.

    >>> harmonic(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * one * other / (one + other) if one + other else 0.0


def by_language(documents: Sequence[Document]) -> dict[str, dict[str, Figure]]:
    """The figures of each language apart."""
    return {name: figures(group) for name, group in sorted(_grouped(documents, lambda one: one.language).items())}


def _grouped(documents: Iterable[Document], key: Callable[[Document], str]) -> Mapping[str, list[Document]]:
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        groups[key(document)].append(document)
    return groups


def by_category(documents: Iterable[Document]) -> dict[str, dict[str, Any]]:
    """Per category in the corpus: how many, which share was touched, which wholly covered, which called right."""
    return _recall_per(documents, lambda span: span.category)


def by_origin(documents: Iterable[Document]) -> dict[str, dict[str, Any]]:
    """The same for what has an origin: names by the language that they come from, numbers by kind and layout."""
    return _recall_per(documents, lambda span: span.origin)


def _recall_per(documents: Iterable[Document], key: Callable[[Marked], str]) -> dict[str, dict[str, Any]]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for document in documents:
        covered = _mask(document.found, len(document.text))
        for span in document.gold:
            touching = [found for found in document.found if touches(span, found)]
            letters = [at for at in range(span.start, span.end) if document.text[at].isalnum()]
            called = any(_alike(span.category, found.category) for found in touching)
            marks = (True, bool(touching), bool(covered[letters].all()), called)
            sums[key(span)] = [total + mark for total, mark in zip(sums[key(span)], marks, strict=True)]
    return {
        name: {"spans": n, "touched": touched / n, "covered": covered / n, "called": called / n}
        for name, (n, touched, covered, called) in sorted(sums.items())
        if name
    }


def _alike(one: str, other: str) -> bool:
    return EQUIVALENT.get(one, one) == EQUIVALENT.get(other, other)
