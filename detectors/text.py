"""A note → the spans of personal data in it.

Layers, from the surest: identifiers by their shape and arithmetic, codes and terms of care, names behind labels, titles
and kinship, people known beforehand, names by the lists, and further mentions of every name. Where spans overlap, the
strongest stays whole. Notes are read many at a time: each layer walks once over all of them, joined.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from detectors.ages import with_ages
from detectors.births import with_births
from detectors.collection import uncollected
from detectors.context import Context
from detectors.escapes import Plain, plain
from detectors.findings import Span
from detectors.goods import without_goods
from detectors.models import model_names
from detectors.names.beside import BESIDE
from detectors.names.cues import announced_names
from detectors.names.enumerations import in_a_row_of_names
from detectors.names.extents import reaching
from detectors.names.fringes import with_fringes
from detectors.names.gazetteer import listed_names, lower_case_names
from detectors.names.joining import joined_names, with_initials, with_places
from detectors.names.known import NOBODY, KnownPeople, known_identifiers
from detectors.names.login_names import LOGIN_NAMES, logins_of_names
from detectors.names.organisations import organisations
from detectors.names.propagation import repeated
from detectors.names.shapes import SHAPES
from detectors.names.signing import signing_names
from detectors.names.stops import without_stops
from detectors.notes import Notes, join
from detectors.overlaps import resolve
from detectors.placeholders import without_placeholders
from detectors.public_days import without_public_days
from detectors.recognizers.registry import RECOGNIZERS
from detectors.remainders import remainders
from detectors.scanning.scan import Scanner, compile_scanner, scan_notes
from detectors.tagger import judged, names_of, tagged
from detectors.tagger.doubts import are_named, doubts_of, undoubted
from detectors.tagger.evident import evident
from detectors.terms import terms
from detectors.word_shapes import word_shapes
from detectors.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHARACTERS_AT_ONCE = 1 << 19
"""Characters that are joined and read in one pass; more need more memory and are no faster."""

_Asked = tuple[str, int]
"""A text and whose it is."""


@cache
def _scanner() -> Scanner:
    return compile_scanner(RECOGNIZERS + SHAPES + BESIDE + LOGIN_NAMES)


def find_spans(text: str, *, language: str | None = None, known: Sequence[str] = ()) -> list[Span]:
    """The personal data in a text, sorted, without overlaps; offsets count characters.

    Args:
        text: as written.
        language: ``nl``, ``fr``, ``de`` or ``en``; chooses among the clinic's models where these differ by language
            (``detectors.models``), and is told from the text when absent. All other layers read all four.
        known: clear identifiers of the people in this text.

    >>> [(span.start, span.end, span.category) for span in find_spans("RR 85.07.30-033.28, sofie@uza.be")]
    [(3, 18, 'national_number'), (20, 32, 'email')]
    >>> [(span.start, span.end, span.category) for span in find_spans("Haar moeder Els zag dr. Peeters.")]
    [(12, 15, 'family_member_name'), (24, 31, 'provider_name')]
    """
    return find_spans_in([text], language=language, known=known)[0]


def find_spans_in(
    texts: Sequence[str],
    *,
    language: str | None = None,
    known: Sequence[str] = (),
    known_of: Sequence[Sequence[str]] | None = None,
) -> list[list[Span]]:
    """The same for many texts, an order of magnitude faster than one by one; identical ones are looked at once.

    Args:
        texts: as written.
        language: as in ``find_spans``.
        known: clear identifiers of people who may be in any of the texts.
        known_of: for each text, clear identifiers of the people in that text.

    Raises:
        ValueError: ``known_of`` is not as long as ``texts``.

    >>> list(map(len, find_spans_in(["roos", "roos"], known_of=[["Roos"], []])))
    [1, 0]
    """
    own: Sequence[Sequence[str]] = [()] * len(texts) if known_of is None else known_of
    asked = [(*known, *more) for _, more in zip(texts, own, strict=True)]
    groups = {group: place for place, group in enumerate(dict.fromkeys(asked))}
    known_values = [(place, "", value) for group, place in groups.items() for value in group]
    people = KnownPeople.of(known_values) if known_values else NOBODY
    return find_spans_of(texts, [groups[group] for group in asked], people, language=language, strangers=False)


def find_spans_of(
    texts: Sequence[str],
    subjects: Sequence[int],
    people: KnownPeople,
    *,
    language: str | None = None,
    strangers: bool = True,
) -> list[list[Span]]:
    """The same where the clinic's tables tell who everybody is.

    Args:
        texts: as written.
        subjects: for each text, whose it is, as in ``people``; -1 where nobody knows.
        people: everybody whom the clinic knows.
        language: as in ``find_spans``.
        strangers: whether people other than the subject of a text are looked for in it too.

    Raises:
        ValueError: ``subjects`` is not as long as ``texts``.

    >>> people = KnownPeople.of([(0, "person_name", "Jo Zwart"), (1, "person_name", "An Vrolixs")])
    >>> [[(span.start, span.end) for span in spans] for spans in find_spans_of(["Jo, an vrolixs"], [0], people)]
    [[(0, 2), (4, 14)]]
    """
    asked = list(zip(texts, subjects, strict=True))
    distinct = list(dict.fromkeys(asked))
    read = partial(
        _read, people=people if strangers else people.to_subjects(), language=language, scanner=_scanner().anew()
    )
    with uncollected():
        spans = [found for portion in _portions(distinct) for found in read(portion)]
        found = dict(zip(distinct, spans, strict=True))
        return [list(found[pair]) for pair in asked]


def _portions(asked: list[_Asked]) -> Iterator[list[_Asked]]:
    """The texts in their order, as many at once as are read in one pass."""
    portion: list[_Asked] = []
    size = 0
    for pair in asked:
        portion.append(pair)
        size += len(pair[0])
        if size >= _CHARACTERS_AT_ONCE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _read(portion: list[_Asked], *, people: KnownPeople, language: str | None, scanner: Scanner) -> list[list[Span]]:
    """The spans of each text."""
    plains = [plain(text) for text, _ in portion]
    texts = [text.text for text in plains]
    notes = join(texts)
    words = words_of(notes)
    context = Context(notes, words)
    likely = judged(notes, words)
    trusted = [
        *model_names(notes, texts, language),
        *known_identifiers(notes, words, people, np.array([subject for _, subject in portion], np.int64)),
    ]
    doubts = doubts_of(words, likely, are_named(words, trusted))
    others = (
        *scan_notes(notes, context, scanner),
        *announced_names(notes, words, context),
        *organisations(notes, words, context),
        *terms(notes.text, notes.folded),
        *word_shapes(words),
        *listed_names(notes, words),
        *lower_case_names(words),
        *signing_names(notes),
        *logins_of_names(notes, words),
    )
    told = list(evident(notes.text, tagged(notes, words, likely)))
    candidates = [*undoubted(words, doubts, others), *told, *trusted]
    believed = with_initials(notes.text, without_stops(notes, words, context, candidates))
    joined = joined_names(believed)
    first = with_fringes(notes, reaching(notes, words, names_of(likely), resolve(joined)))
    again = undoubted(words, doubts, repeated(notes, words, first))
    row = undoubted(words, doubts, in_a_row_of_names(notes, first))
    left = with_fringes(notes, resolve(evident(notes.text, remainders(words, told, joined, first))))
    spans = with_places(notes.text, resolve(joined_names([*first, *left, *row, *again])))
    somebodys = list(without_goods(notes, list(without_placeholders(notes, spans, trusted))))
    born = with_ages(notes, with_births(notes, somebodys))
    of_each = _by_note(notes, list(without_public_days(notes, born)))
    return [_as_written(text, found) for text, found in zip(plains, of_each, strict=True)]


def _by_note(notes: Notes, spans: list[Span]) -> list[list[Span]]:
    """The spans, which are sorted, of each note, with offsets in it."""
    if not spans:
        return [[] for _ in notes.starts]
    starts, ends, *rest = zip(*spans, strict=True)
    start = np.array(starts, np.int64)
    shift = notes.starts[notes.note_of(start)]
    places = ((np.array(column, np.int64) - shift).tolist() for column in (starts, ends))
    moved = list(map(Span, *places, *rest))
    bounds = [*np.searchsorted(start, notes.starts).tolist(), len(moved)]
    return [moved[first:behind] for first, behind in pairwise(bounds)]


def _as_written(text: Plain, spans: list[Span]) -> list[Span]:
    """The spans where they stand in the text as written; an escape of which both have a part is the first one's."""
    if not text.escapes:
        return spans
    placed, behind = list[Span](), 0
    for span in spans:
        start, end = text.place(span.start, span.end)
        if end > behind:
            placed.append(span._replace(start=max(start, behind), end=end))
            behind = end
    return placed
