"""The evaluation of linkage: that its people are what its page says, that it counts right, and that linkage holds."""

from collections import Counter
from pathlib import Path

import pytest

from tests.evaluation.linkage import exports, ours, scorer
from tests.evaluation.linkage.households import make_people
from tests.evaluation.linkage.scorer import Truth


def row(number: int, person: int, **more) -> Truth:
    nothing = frozenset()
    about = {"household": "", "changed": nothing, "ties": nothing, "oddities": nothing, "refers": False}
    return Truth(("a.csv", number), person, **(about | more))


def test_pairs_are_counted_once_and_a_row_of_nobody_is_on_its_own():
    truth = [row(1, 7), row(2, 7), row(3, 7), row(4, 8)]
    pairs = scorer.score(truth, {("a.csv", 1): 1, ("a.csv", 2): 1, ("a.csv", 4): 1})
    assert (pairs.right, pairs.joined, pairs.true) == (1, 3, 3)
    assert (pairs.precision, pairs.recall) == (1 / 3, 1 / 3)


def test_pairs_with_an_unusual_row_are_those_that_such_a_row_is_part_of():
    truth = [row(1, 7), row(2, 7), row(3, 7, oddities=frozenset({"capitals"}))]
    found = scorer.recall_by_kind(truth, {("a.csv", 1): 1, ("a.csv", 2): 1})
    assert (found["row: capitals"].right, found["row: capitals"].true) == (0, 2)


def test_wrong_pairs_tell_what_binds_the_people():
    home = {"household": "home 1", "ties": frozenset({"family"})}
    truth = [row(1, 7, **home), row(2, 8, **home), row(3, 9)]
    subjects = {("a.csv", number): 1 for number in (1, 2, 3)}
    assert scorer.wrong_pairs(truth, subjects) == {"family": 1, "strangers": 2}


def test_a_fifth_changed_first_name_and_a_tenth_the_number():
    people = make_people(4, 6000)
    changed = Counter(what for person in people for what in person.changed)
    assert 0.18 < changed["first name"] / len(people) < 0.22
    assert 0.085 < changed["number"] / len(people) < 0.115
    renumbered = [person.number.values for person in people if "number" in person.changed]
    assert all(len({int(number[8]) % 2 for number in numbers}) == 2 for numbers in renumbered)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return exports.write(tmp_path_factory.mktemp("made"), 6, 1000)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_equal_seeds_give_equal_exports_and_other_seeds_others(made, tmp_path):
    again = exports.write(tmp_path / "again", 6, 1000)
    assert contents(again.exports) == contents(made.exports)
    assert contents(exports.write(tmp_path / "other", 7, 1000).exports) != contents(made.exports)


def test_a_thousand_people_are_told_apart_and_found_again(made, tmp_path):
    """A guard on few people, of whom one in twenty lives in an institution; figures are those of the page."""
    truth = scorer.evidence_rows(scorer.read_truth(made.rows))
    pairs = scorer.score(truth, ours.link(made.exports, tmp_path / "private").subjects)
    assert pairs.precision >= 0.997
    assert pairs.recall >= 0.97
