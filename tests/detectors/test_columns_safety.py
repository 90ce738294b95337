"""Headers that lie about people: whatever they claim, names and numbers never pass as they are."""

import random

import pyarrow as pa
import pytest

from detectors.columns import classify
from detectors.evidence.observation import observe
from detectors.evidence.value_claims import told_by_values
from detectors.taxonomy import BY_NAME
from tests.evaluation.development.cells.makers import MAKERS
from tests.evaluation.development.cells.row import Column
from tests.evaluation.development.layouts import Layout
from tests.evaluation.development.rows import rows_of
from tests.evaluation.development.vocabulary import category_of

HARMLESS = ("status", "type", "amount", "bedrag", "flag", "actief", "count", "aantal", "score", "prioriteit", "kanaal",
            "label", "montant", "statut", "duur", "currency", "x", "field_7")  # fmt: skip
DIRECT = sorted(wanted for wanted in MAKERS if BY_NAME[category_of(wanted)].kind[0] in "DX")


def cells_of(wanted: str, seed: int) -> list[str]:
    dice = random.Random(f"{wanted} {seed}")
    rows = list(rows_of(Layout("x", (wanted,)), "a", dice))
    cell = MAKERS[wanted](Column(dice, "a", "nl"))
    return [cell(row) for row in rows]


@pytest.mark.parametrize("wanted", DIRECT)
@pytest.mark.parametrize("seed", range(4))
def test_a_lying_header_lets_no_direct_identifier_pass(wanted: str, seed: int) -> None:
    seen = observe(pa.array(cells_of(wanted, seed)))
    passed = [header for header in HARMLESS if BY_NAME[classify(header, seen).category].kind == "A"]
    assert not passed


@pytest.mark.parametrize(
    ("header", "category"),
    [("status", "person_name"), ("amount", "national_number"), ("flag", "phone"), ("count", "iban"),
     ("label", "email"), ("score", "payment_card")],
)  # fmt: skip
def test_values_that_speak_for_themselves_win_over_the_header(header: str, category: str) -> None:
    wanted = "person_name/full" if category == "person_name" else category
    assert classify(header, observe(pa.array(cells_of(wanted, 1)))).category == category


@pytest.mark.parametrize("digits", [2, 3, 4, 5])
def test_digits_of_accounts_under_a_count_are_keys(digits: int) -> None:
    """The digits of an account without its letters pass no check, and still are all as long as each other."""
    cells = [f"{number * 7919 % 10**14:014}" + "0" * (digits - 2) for number in range(1, 40)]
    assert BY_NAME[classify("count", observe(pa.array(cells))).category].kind != "A"


def test_rare_names_that_no_list_has_stay_inside() -> None:
    """Told by their shape, or left unknown: a name that nobody listed must not pass as a label."""
    names = ["Kjetil Vandeplassche", "Wubbo Ackerknecht", "Thandiwe Mbuyamba", "Taavi Abegglen", "Oyvind Kpadonou",
             "Zuzka Trzebiatowski", "Siebren Fabeck", "Tsehay Nzambi", "Ondine Wastiau"]  # fmt: skip
    for header in ("field_3", "status", "type"):
        assert BY_NAME[classify(header, observe(pa.array(names))).category].kind != "A"


def test_few_agents_who_come_again_and_again_are_no_labels() -> None:
    agents = ["Wubbo Zwijsen", "Thandiwe Kpadonou", "Taavi Fabeck"] * 30
    assert BY_NAME[classify("veld3", observe(pa.array(agents))).category].kind != "A"


def test_words_for_nothing_hide_nothing() -> None:
    cells = ["n.v.t."] * 60 + ["an@example.be", "jo@example.org", "els@example.be"]
    assert classify("type", observe(pa.array(cells))).category == "email"


def test_every_reading_of_the_values_is_told_strongest_first() -> None:
    told = told_by_values(observe(pa.array(["Gent", "Brugge", "Leuven", "Namur"] * 5)), "")
    assert told[0].category == "municipality"
    assert [one.confidence for one in told] == sorted((one.confidence for one in told), reverse=True)
