"""Review: pairs that may be one person, ruled on by the data protection officer, and subjects taken apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detectors.errors import UsageError
from flows.boundary import sealed
from flows.rights import opened_desk
from transforms.subjects.review import Evidence, Pair, evidence, is_open, pairs, settle
from transforms.subjects.vault.rulings import Verdict

if TYPE_CHECKING:
    import sqlalchemy as sa

    from flows.consult import Consulted
    from flows.rights import Desk
    from transforms.subjects.search import Search
    from transforms.subjects.stated import Stated

Values = dict[int, list[tuple[str, str]]]
"""Subject → what the exports say of it: kind and value."""


@sealed
def list_pairs(root: Path, *, everything: bool = False) -> list[tuple[Pair, Evidence]]:
    """Pairs to review, with what they rest on; ``everything`` lists those that were ruled on or joined too."""
    with opened_desk(root) as desk, desk.vault.transaction() as connection:
        listed = [pair for pair in pairs(desk.vault, connection) if everything or is_open(connection, pair)]
        known = evidence(desk.vault, connection, listed)
    return [(pair, known[pair.number]) for pair in listed]


@sealed
def rule_on(root: Path, number: int, verdict: Verdict) -> Pair:
    """Accepts or rejects a pair. A later ruling takes the place of an earlier one.

    Raises:
        UsageError: there is no pair of that number.
    """
    with opened_desk(root) as desk:
        with desk.vault.transaction() as connection:
            pair = settle(desk.vault, connection, number, verdict, desk.today)
        desk.note(f"review.{verdict}", pair=number, one=pair.one, other=pair.other)
    return pair


@sealed
def split(root: Path, subject: int, lines: Sequence[str]) -> int:
    """Makes some identifiers of a subject those of a new one, and gives its number.

    Args:
        root: folder of the workspace.
        subject: number in the vault.
        lines: what belongs to somebody else: file numbers, and addresses or numbers that go with them.

    Raises:
        UsageError: a line holds nothing of the subject's, or nothing would be left of it.
    """
    from transforms.subjects.search import Search
    from transforms.subjects.stated import read_lines

    with opened_desk(root) as desk:
        with desk.vault.transaction() as connection:
            search = Search(desk.vault, connection, desk.today)
            lookups: defaultdict[str, list[bytes]] = defaultdict(list)
            for line in read_lines(lines):
                for kind, digest in _own(desk, connection, search, subject, line):
                    lookups[kind].append(digest)
            other = desk.vault.split(connection, subject, lookups, desk.today)
        moved = sum(map(len, lookups.values()))
        desk.note("subject.split", subject=subject, other=other, identifiers=moved)
    return other


def _own(
    desk: Desk, connection: sa.Connection, search: Search, subject: int, line: tuple[Stated, ...]
) -> Iterator[tuple[str, bytes]]:
    """The subject's look-ups that a line names."""
    found = False
    for kind, digest in search.digests(line):
        if subject in desk.vault.subjects_with(connection, kind, digest):
            found = True
            yield kind, digest
    if not found:
        raise UsageError(
            f"Line {line[0].line} of what belongs to somebody else is no identifier of subject {subject}.",
            hint="Name a file number as `system/table id`, an address or a number that the subject has.",
        )


def values_of(root: Path, exports: Path | None, as_of: dt.date | None, subjects: Collection[int]) -> Values:
    """What the exports say of some subjects, for the eyes of the key holder."""
    from flows.consult import consult

    found: Values = {}
    consult(root, exports, as_of, lambda consulted: found.update(clear_values(consulted, subjects)))
    return found


def clear_values(consulted: Consulted, subjects: Collection[int]) -> Values:
    """Names, addresses and numbers of some subjects, and what tells homonyms apart."""
    people, found = consulted.links.people, Values()
    owners = people.known.column("subject").to_numpy()
    for subject in sorted(subjects):
        index = int(np.searchsorted(consulted.links.ids, subject))
        if index == len(people) or consulted.links.ids[index] != subject:
            found[subject] = []
            continue
        start, end = np.searchsorted(owners, [index, index + 1]).tolist()
        known = people.known.slice(start, end - start)
        pairs_of = zip(known.column("kind").to_pylist(), known.column("value").to_pylist(), strict=True)
        told = people.attributes.slice(index, 1).to_pylist()[0].items()
        found[subject] = [*dict.fromkeys(pairs_of), *((kind, str(value)) for kind, value in told if value is not None)]
    return found
