"""Reads the committed exports the way their systems' manuals describe them."""

import csv
import io
import json
from pathlib import Path

from openpyxl import load_workbook

EXPORTS = Path(__file__).parents[2] / "sample_data" / "exports"
TRUTH = Path(__file__).parents[2] / "sample_data" / "truth"


def ehr(table):
    text = (EXPORTS / "ehr" / f"{table}.csv").read_bytes().decode("cp1252")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def comma(path, encoding="utf-8"):
    text = (EXPORTS / path).read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def load(path):
    return json.loads((EXPORTS / path).read_text("utf-8"))


def ticket_list():
    return comma(next(path.relative_to(EXPORTS) for path in (EXPORTS / "freshdesk").glob("*.csv")))


def sheets(path):
    return {sheet.title: (sheet.sheet_state, list(sheet.values)) for sheet in load_workbook(EXPORTS / path)}


def intake_table():
    return comma("jotform/intake_2018-2024.csv", "utf-8-sig")


def submissions():
    return load("jotform/intake_submissions.json")["content"]


def answers(submission):
    return {question["name"]: question.get("answer") for question in submission["answers"].values()}


def people():
    return [json.loads(line) for line in (TRUTH / "people.jsonl").read_text("utf-8").splitlines()]


def rows_of(person, table):
    """(file, data row from 1) of a person's records in a table."""
    return [(r["file"], row) for r in person["records"] if r["table"] == table for row in r["rows"]]
