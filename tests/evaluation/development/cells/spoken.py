"""Numbers, dates and ages as people say and shorten them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluation.development.vocabulary import all_words

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Row


def phone(column: Column) -> Cell:
    """A telephone number digit by digit."""
    digits = all_words(f"digits_{column.language}")
    return lambda row: " ".join(digits[int(sign)] for sign in f"0{row.patient.mobile}")


def date(column: Column) -> Cell:
    """A day in words, with its year in figures or short."""
    months = all_words(f"months_{column.language}")
    layout = column.of("{w} {d} {m} {y}", "{d} {m3}. {y}", "{m} {d}, {y}", "{d}-{m3}-{y}", "{d}{th} {m} {y}")
    weekday = all_words(f"weekdays_{column.language}")

    def cell(row: Row) -> str:
        month = months[row.day.month - 1]
        return layout.format(
            w=weekday[row.day.weekday()], d=row.day.day, m=month, m3=month[:3], y=row.day.year,
            th={"nl": "e", "fr": "er", "de": ".", "en": "th"}[column.language],
        )  # fmt: skip

    return cell


def part_of_date(column: Column) -> Cell:
    """A month, a quarter or a season of a year."""
    months, seasons = all_words(f"months_{column.language}"), all_words(f"seasons_{column.language}")
    layout = column.of("{m} {y}", "{n:02}/{y}", "Q{q} {y}", "{s} {y}", "{y}-{n:02}", "{y}-Q{q}")
    return lambda row: layout.format(
        m=months[row.day.month - 1], n=row.day.month, q=(row.day.month + 2) // 3, y=row.day.year,
        s=seasons[row.day.month // 3 % 4],
    )  # fmt: skip


def age(column: Column) -> Cell:
    """An age with its unit, in words or as an adjective."""
    layout = {
        "nl": ("{a} jaar", "{a}j", "{a} jr", "{a} jaar oud", "{a}-jarige", "{t} jaar"),
        "fr": ("{a} ans", "{a}ans", "âgée de {a} ans", "{a} a", "{t} ans"),
        "de": ("{a} Jahre", "{a}J", "{a} Jahre alt", "{a}-jährig", "{t} Jahre"),
        "en": ("{a} years", "{a}y", "{a} yo", "{a} years old", "{a}-year-old", "{t} years"),
    }[column.language]
    chosen, tens = column.of(*layout), all_words(f"tens_{column.language}")

    def cell(row: Row) -> str:
        years = 2026 - row.patient.born.year
        return chosen.format(a=years, t=tens[min(years // 10, 8) - 2 if years >= 20 else 0])

    return cell
