"""Precision and recall over pairs of rows: which were put together, and which belong together."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

Place = tuple[str, int]
"""File and data row."""


@dataclass(frozen=True)
class Truth:
    """What is true of one row."""

    place: Place
    person: int
    household: str
    changed: frozenset[str]
    ties: frozenset[str]
    oddities: frozenset[str]
    refers: bool


@dataclass(frozen=True)
class Pairs:
    """Counts of pairs of rows: put together and rightly so, put together, belonging together."""

    right: int
    joined: int
    true: int

    @property
    def precision(self) -> float:
        """The share of joined pairs that belong together."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs that belong together that were joined."""
        return self.right / self.true if self.true else 1.0


def read_truth(rows: Path) -> list[Truth]:
    """The truth that ``exports.write`` wrote."""
    with rows.open(encoding="utf-8", newline="") as source:
        return [
            Truth(
                place=(line["file"], int(line["row"])),
                person=int(line["person"]),
                household=line["household"],
                changed=_listed(line["changed"]),
                ties=_listed(line["ties"]),
                oddities=_listed(line["oddities"]),
                refers=line["refers"] == "1",
            )
            for line in csv.DictReader(source)
        ]


def _listed(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


def evidence_rows(truth: Iterable[Truth]) -> list[Truth]:
    """The rows that tell who a person is; those that only hold a patient's number would flatter every system."""
    return [row for row in truth if not row.refers]


def score(truth: Iterable[Truth], subjects: Mapping[Place, int]) -> Pairs:
    """Over all pairs of rows. A row that was given to nobody is on its own."""
    persons, joined, both = Counter[int](), Counter[int](), Counter[tuple[int, int]]()
    for row in truth:
        persons[row.person] += 1
        if (subject := subjects.get(row.place)) is not None:
            joined[subject] += 1
            both[row.person, subject] += 1
    return Pairs(*(sum(count * (count - 1) // 2 for count in counts.values()) for counts in (both, joined, persons)))


def recall_by_kind(truth: Sequence[Truth], subjects: Mapping[Place, int]) -> dict[str, Pairs]:
    """Recall over the pairs of people to whom something happened, and over the pairs with an unusual row."""
    found: dict[str, Pairs] = {
        "nothing changed, nobody near": score([row for row in truth if not (row.changed | row.ties)], subjects)
    }
    for kind, of in (("changed", _changed), ("tied", _ties)):
        for name in sorted({name for row in truth for name in of(row)}):
            found[f"{kind}: {name}"] = score([row for row in truth if name in of(row)], subjects)
    both = [row for row in truth if {"first name", "number"} <= row.changed]
    found["changed: first name and number"] = score(both, subjects)
    for name in sorted({name for row in truth for name in row.oddities}):
        found[f"row: {name}"] = _with_oddity(truth, name, subjects)
    return found


def wrong_pairs(truth: Iterable[Truth], subjects: Mapping[Place, int]) -> dict[str, int]:
    """Pairs of rows of different people that were put together, by what binds the two."""
    members: dict[int, Counter[int]] = defaultdict(Counter)
    known: dict[int, Truth] = {}
    for row in truth:
        known[row.person] = row
        if (subject := subjects.get(row.place)) is not None:
            members[subject][row.person] += 1
    wrong: Counter[str] = Counter()
    for persons in members.values():
        for one, other in combinations(sorted(persons), 2):
            wrong[_relation(known[one], known[other])] += persons[one] * persons[other]
    return dict(sorted(wrong.items()))


def right_suggestions(
    truth: Iterable[Truth], subjects: Mapping[Place, int], suggested: Iterable[tuple[int, int, str]]
) -> dict[str, tuple[int, int]]:
    """By reason code: how many pairs were suggested, and how many of them are one person."""
    persons: dict[int, set[int]] = defaultdict(set)
    for row in truth:
        if (subject := subjects.get(row.place)) is not None:
            persons[subject].add(row.person)
    found: dict[str, tuple[int, int]] = {}
    for one, other, reason in suggested:
        made, right = found.get(reason, (0, 0))
        found[reason] = made + 1, right + bool(persons[one] & persons[other])
    return dict(sorted(found.items()))


def _changed(row: Truth) -> frozenset[str]:
    return row.changed


def _ties(row: Truth) -> frozenset[str]:
    return row.ties


def _with_oddity(truth: Sequence[Truth], oddity: str, subjects: Mapping[Place, int]) -> Pairs:
    """Pairs of which one row at least is odd in that way: those of everybody less those of the other rows."""
    concerned = {row.person for row in truth if oddity in row.oddities}
    everything = [row for row in truth if row.person in concerned]
    rest = score([row for row in everything if oddity not in row.oddities], subjects)
    whole = score(everything, subjects)
    return Pairs(whole.right - rest.right, whole.joined - rest.joined, whole.true - rest.true)


def _relation(one: Truth, other: Truth) -> str:
    if one.household and one.household == other.household:
        return " and ".join(sorted(one.ties & other.ties))
    return "namesakes born on one day" if "homonym" in one.ties & other.ties else "strangers"
