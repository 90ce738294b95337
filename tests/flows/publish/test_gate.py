from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detectors.errors import ContractBroken, GateRefused
from flows.publish import gate
from flows.publish.contract import Contract, contract_of, from_plain, to_plain
from flows.publish.parquet import write_parquet
from flows.publish.publication import publish
from flows.publish.release_content import Protection, ReleaseContent
from tests.flows.publish.small_release import figures, marketing, subjects, visits

if TYPE_CHECKING:
    from pathlib import Path

    from transforms.known_identifiers import KnownIdentifiers

Rewritten = Callable[[str, pa.Table], ReleaseContent]

WRITTEN = [
    "Mevr. Quackelbeen Zoe kwam langs",
    "zoë QUACKELBEEN",
    "rijksregister 930518 223 61",
    "93051822361",
    "bel 0475/12.34.56",
    "0032475123456",
    "mail: ZOE.QUACKELBEEN@EXAMPLE.BE",
    "be68539007547034",
    "539-0075470-34",
]


def failed(result: gate.GateResult) -> dict[str, dict[str, int]]:
    return {check.name: dict(check.found) for check in result.checks if not check.passed}


def checked(content: ReleaseContent, folder: Path, known: KnownIdentifiers | None) -> dict[str, dict[str, int]]:
    """The checks that fail, with what they found."""
    return failed(gate.check_tables(data_of(content, folder), contract_of(content), known))


def data_of(content: ReleaseContent, folder: Path) -> Path:
    data = folder / "data"
    data.mkdir()
    for table in content.tables:
        write_parquet(table, data / f"{table.name}.parquet", folder)
    return data


def planted(table: pa.Table, column: str, row: int, value: str) -> pa.Table:
    cells = table[column].to_pylist()
    cells[row] = value
    return table.set_column(table.schema.get_field_index(column), column, pa.array(cells, pa.string()))


def test_a_clean_release_passes(release: ReleaseContent, tmp_path: Path, known: KnownIdentifiers) -> None:
    assert checked(release, tmp_path, known) == {}


@pytest.mark.parametrize("column", ["diagnosis", "note"])
@pytest.mark.parametrize("value", WRITTEN)
def test_a_known_identifier_is_found_in_every_column_and_way_of_writing(
    rewritten: Rewritten, tmp_path: Path, known: KnownIdentifiers, column: str, value: str
) -> None:
    found = checked(rewritten("visits", planted(visits(), column, 77, value)), tmp_path, known)
    assert found["known-identifiers"] == {f"visits.{column}": 1}


def test_an_identifier_among_the_pseudonyms_fails_both_checks(
    rewritten: Rewritten, tmp_path: Path, known: KnownIdentifiers
) -> None:
    found = checked(rewritten("visits", planted(visits(), "subject_id", 5, "93.05.18-223.61")), tmp_path, known)
    assert found["pseudonyms"] == found["known-identifiers"] == {"visits.subject_id": 1}


def test_a_number_column_that_swallowed_an_identifier_is_found(
    rewritten: Rewritten, tmp_path: Path, known: KnownIdentifiers
) -> None:
    values = pa.array([93051822361.0, 12.5, None] * 40, pa.float64())
    table = visits().set_column(3, "value", values)
    assert checked(rewritten("visits", table), tmp_path, known)["known-identifiers"] == {"visits.value": 40}


def test_a_refusal_names_places_and_counts_and_publishes_nothing(
    rewritten: Rewritten, tmp_path: Path, known: KnownIdentifiers
) -> None:
    content = rewritten("visits", planted(visits(), "note", 3, "Zoë Quackelbeen"))
    with pytest.raises(GateRefused, match=r"visits\.note \(1\)") as refused:
        publish(content, tmp_path / "datasets", tmp_path / "work", known)
    assert "uackelbeen" not in str(refused.value).lower()
    assert refused.value.exit_code == 13
    assert not list((tmp_path / "datasets").rglob("*"))


@pytest.mark.parametrize("place", ["label", "note", "file"])
def test_texts_are_searched_too(release: ReleaseContent, tmp_path: Path, known: KnownIdentifiers, place: str) -> None:
    table = release.tables[0]
    variable = replace(table.variables[1], label="Zoë Quackelbeen")
    file = replace(release.accounting.files[0], file="ehr/quackelbeen_zoe.csv")
    content = {
        "label": replace(release, tables=(replace(table, variables=(table.variables[0], variable)), release.tables[1])),
        "note": replace(release, notes=("Vragen? Bel 0475 12 34 56.",)),
        "file": replace(release, accounting=replace(release.accounting, files=(file,))),
    }[place]
    with pytest.raises(GateRefused, match="texts"):
        publish(content, tmp_path / "datasets", tmp_path / "work", known)


def test_a_column_name_can_be_an_identifier(tmp_path: Path, rewritten: Rewritten, known: KnownIdentifiers) -> None:
    names = ["subject_id", "visited_at", "diagnosis", "value", "quackelbeen_zoe"]
    found = checked(rewritten("visits", visits().rename_columns(names)), tmp_path, known)
    assert found["names"] == {"names": 1}


def test_groups_smaller_than_k_are_found_whatever_the_plan_said(rewritten: Rewritten, tmp_path: Path) -> None:
    rows = subjects()
    alone = rows.set_column(1, "birth_year", pa.array([1931, *rows["birth_year"].to_pylist()[1:]], pa.int32()))
    assert checked(rewritten("subjects", alone), tmp_path, None)["k-anonymity"] == {
        "subjects: groups smaller than 5": 1
    }


def test_a_group_whose_members_all_have_the_same_diagnosis_is_found(rewritten: Rewritten, tmp_path: Path) -> None:
    people = subjects()
    alike = {
        who for who, year, where in zip(*people.to_pydict().values(), strict=True) if (year, where) == (1980, None)
    }
    rows = visits()
    ids = rows["subject_id"].to_pylist()
    diagnoses = ["f64.0" if who in alike else old for who, old in zip(ids, rows["diagnosis"].to_pylist(), strict=True)]
    found = checked(rewritten("visits", rows.set_column(2, "diagnosis", pa.array(diagnoses))), tmp_path, None)
    assert list(found) == ["l-diversity"]
    assert list(found["l-diversity"].values()) == [1]


@pytest.mark.parametrize("store_schema", [True, False])
def test_a_dictionary_with_values_that_no_row_has_is_found(
    release: ReleaseContent, tmp_path: Path, known: KnownIdentifiers, *, store_schema: bool
) -> None:
    """Parquet keeps the whole dictionary of a filtered categorical column, whether its type shows or not."""
    data = data_of(release, tmp_path)
    rows = visits()
    whole = pa.array([*rows["diagnosis"].to_pylist(), "93051822361"]).dictionary_encode()
    pq.write_table(rows.set_column(2, "diagnosis", whole[:-1]), data / "visits.parquet", store_schema=store_schema)
    found = failed(gate.check_tables(data, contract_of(release), known))
    assert ("schema" if store_schema else "dictionaries") in found


def test_hidden_metadata_is_found(release: ReleaseContent, tmp_path: Path) -> None:
    data = data_of(release, tmp_path)
    subjects().to_pandas().to_parquet(data / "subjects.parquet")
    assert "metadata" in failed(gate.check_tables(data, contract_of(release), None))


def test_tables_and_columns_that_were_not_planned_are_found(release: ReleaseContent, tmp_path: Path) -> None:
    data = data_of(release, tmp_path)
    extra = subjects().append_column("province_code", pa.array(["x"] * 40))
    pq.write_table(extra, data / "subjects.parquet")
    (data / "visits.parquet").rename(data / "vIsits.parquet")
    found = failed(gate.check_tables(data, contract_of(release), None))
    assert found["schema"] == {"subjects.parquet": 1, "vIsits.parquet": 1, "visits.parquet": 1}


@pytest.mark.parametrize(
    "changed",
    [
        {"value": pa.array([1250, 5, None, None, 0], pa.int32())},
        {"value": pa.array([1250, 17, None, None, 0], pa.int32())},
        {"value": pa.array([1250, 15, 5, None, 0], pa.int32())},
        {"value": pa.array([1250, 15, None, None, 5], pa.int32())},
        {"value": pa.array([1250, None, None, None, 0], pa.int32())},
        {"status": ["shown", "", "[c]", "[c]", "zero"]},
    ],
)
def test_a_figure_that_breaks_the_rule_for_small_cells_is_found(tmp_path: Path, changed: dict[str, object]) -> None:
    assert checked(marketing(tmp_path, figures(**changed)), tmp_path, None) == {"small-cells": {"by_service": 1}}


def test_lawful_figures_pass(tmp_path: Path) -> None:
    assert checked(marketing(tmp_path, figures()), tmp_path, None) == {}


def test_a_contract_survives_its_journey_through_json(release: ReleaseContent, tmp_path: Path) -> None:
    for content in (release, marketing(tmp_path, figures())):
        contract = contract_of(content)
        assert from_plain(to_plain(contract)) == contract
    assert from_plain({"tables": [], "protection": None}) == Contract(())


def test_a_protected_table_that_is_absent_is_a_broken_contract(release: ReleaseContent, tmp_path: Path) -> None:
    content = replace(release, protection=Protection("subjects", 5, ("birth_year", "municipality")))
    with pytest.raises(ContractBroken, match="municipality"):
        checked(content, tmp_path, None)
