"""What a column is beside others that it would not be, or not surely be, by itself."""

import pyarrow as pa
import pytest

from detectors.columns import map_table
from detectors.decisions import Decisions
from detectors.evidence.agreements import Agreement, sum_of
from detectors.evidence.observed_table import ObservedTable, observe_table
from detectors.tables import CrawledTable, Declared

GIVEN = ["Jeroen", "Annelies", "Fatoumata", "Guillaume", "Katrijn", "Yusuf", "Mathilde", "Torsten", "Oumaima", "Benoît"]
FAMILY = ["Kpadonuo", "Fabeckt", "Nzimbwa", "Bouvrieu", "Wastiolle", "Abegglund", "Lonnevies", "Rutsaarde", "Mbuyumbi",
          "Zwijsola"]  # fmt: skip
"""In no list."""
MAILS = [f"{given[0]}.{family}@mail.example".lower() for given, family in zip(GIVEN, FAMILY, strict=True)]
NUMBERS = ["85.07.30-033.28", "90.01.15-002.87", "04.02.29-001.32", "06.07.05-002.52", "92.06.14-017.82"]
BIRTHS = ["30/07/1985", "15/01/1990", "29/02/2004", "05/07/2006", "14/06/1992"]
RECENT = ["30/07/2021", "15/01/2022", "28/02/2021", "05/07/2022", "14/06/2021"]


def judged(columns: dict[str, list[str]], **options: object) -> dict[str, tuple[str, str]]:
    """Header → category and role, judged with neighbours."""
    seen = observe_table(pa.RecordBatch.from_pydict(columns))
    table = CrawledTable("x", "x.table7", tuple(columns), (), **options)  # type: ignore[arg-type]
    mapped = map_table(table, seen.columns, Decisions(), seen.agreements)
    return {column.name: (column.finding.category, column.finding.role) for column in mapped.columns}


def test_words_that_come_back_in_the_mail_address_are_names() -> None:
    found = judged({"c1": MAILS, "c2": FAMILY})
    assert found["c2"][0] == "person_name"
    assert judged({"c2": FAMILY})["c2"][0] == "unknown"


def test_a_date_that_the_national_number_begins_with_is_a_birth_date() -> None:
    found = judged({"a": NUMBERS * 2, "b": BIRTHS * 2, "datum": RECENT * 2})
    assert found["b"][0] == "birth_date"
    assert found["datum"][0] == "event_date"


def test_the_birth_date_is_found_under_a_header_that_says_date() -> None:
    """Two births only: their years do not spread, but they agree with the numbers."""
    found = judged({"niss": NUMBERS[2:4] * 5, "date": BIRTHS[2:4] * 5})
    assert found["date"][0] == "birth_date"


def test_rare_words_beside_first_names_are_family_names() -> None:
    names = ["Vandeplassche", "Heynderycx", *FAMILY[:8]]
    assert judged({"X1": GIVEN, "X2": names})["X2"] == ("person_name", "family")


def test_naam_stays_the_family_name_where_it_agrees_with_the_mail_address() -> None:
    found = judged({"voornaam": GIVEN, "naam": FAMILY, "e-mail": MAILS})
    assert found["naam"] == ("person_name", "family")


def test_decimal_numbers_beside_a_laboratory_test_are_its_values() -> None:
    tests = ["testosteron", "oestradiol", "LH", "FSH", "prolactine"] * 4
    values = [f"{number},{number % 7}{number % 10}" for number in range(20)]
    assert judged({"v1": tests, "v2": values})["v2"][0] == "lab_value"
    assert judged({"v2": values})["v2"][0] != "lab_value"


def test_few_full_names_beside_many_are_those_who_give_care() -> None:
    doctors = ["Els Maes", "Tom Peeters", "Sofie Claes", "Jan Wouters", "An De Smet"]
    patients = [
        f"{given} {family}" for given in GIVEN[:6] for family in ("Mertens", "Claes", "Dubois", "Thys", "Renard")
    ]
    found = judged({"k1": patients, "k2": [doctors[number % 5] for number in range(30)]})
    assert (found["k1"][0], found["k2"][0]) == ("person_name", "provider_name")


def test_neighbours_do_not_change_what_the_profile_declares() -> None:
    found = judged({"a": NUMBERS, "b": BIRTHS}, declared={"b": Declared("event_date")})
    assert found["b"][0] == "event_date"


def test_neighbours_never_make_a_direct_identifier_harmless() -> None:
    found = judged({"test": ["LH", "FSH"] * 10, "k": [f"P{number:06}" for number in range(20)]})
    assert found["k"][0] == "record_id"


def test_agreements_of_batches_add_up() -> None:
    batch = pa.RecordBatch.from_pydict({"a": NUMBERS, "b": BIRTHS})
    one = observe_table(batch)
    both = one + observe_table(batch) + ObservedTable()
    assert both.agreements["a", "b"] == Agreement(10, 10)
    assert both.columns["a"].rows == 10
    assert sum_of([]) == {}


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_small_batches_are_compared_too(rows: int) -> None:
    batch = pa.RecordBatch.from_pydict({"a": NUMBERS, "b": BIRTHS}).slice(0, rows)
    agreement = observe_table(batch).agreements.get(("a", "b"), Agreement())
    assert agreement == Agreement(rows, rows)


def test_no_value_is_kept_of_what_was_compared() -> None:
    seen = observe_table(pa.RecordBatch.from_pydict({"a": MAILS, "b": FAMILY}))
    assert not any(value in repr(seen) for value in (*MAILS, *FAMILY))
