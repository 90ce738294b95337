import re

import phonenumbers
from stdnum.be import nn

from tests.benchmarks import patients_csv


def made(path, rows, monkeypatch):
    monkeypatch.setattr(patients_csv, "CHUNK", 1000)
    patients_csv.write(path, rows)
    header, *lines = path.read_bytes().decode("cp1252").splitlines()
    return [dict(zip(header.split(";"), line.split(";"), strict=True)) for line in lines]


def test_rows_have_twenty_cells_valid_numbers_and_nobody_twice(tmp_path, monkeypatch):
    rows = made(tmp_path / "patients.csv", 2500, monkeypatch)
    assert {len(row) for row in rows} == {20}
    numbers = [re.sub(r"\D", "", row["national_number"]) for row in rows]
    assert all(nn.is_valid(number) for number in numbers)
    assert all(f"{nn.get_birth_date(n):%d/%m/%Y}" == row["birth_date"] for n, row in zip(numbers, rows, strict=True))
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(row["phone"], "BE")) for row in rows[:300])
    for unique in (numbers, *([row[c] for row in rows] for c in ("patient_id", "email", "phone"))):
        assert len(set(unique)) == len(rows)


def test_a_longer_table_starts_like_a_shorter_one(tmp_path, monkeypatch):
    longer = made(tmp_path / "longer.csv", 3000, monkeypatch)
    assert made(tmp_path / "shorter.csv", 1000, monkeypatch) == longer[:1000]
