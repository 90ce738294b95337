"""Dates, ages and durations as systems and people write them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.evaluation.development.vocabulary import all_words

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Row


DATES = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d/%m/%y", "%m/%d/%Y", "words", "%d%m%Y")


CLOCKS = ("", "", " %H:%M", " %H:%M:%S")


def written(day: dt.datetime, layout: str, language: str) -> str:
    """A date as systems and people write it."""
    if layout == "words":
        return f"{day.day} {all_words(f'months_{language}')[day.month - 1]} {day.year}"
    return day.strftime(layout)


def birth_date(column: Column) -> Cell:
    layout = column.of(*DATES)
    return lambda row: written(dt.datetime.combine(row.patient.born, dt.time()), layout, column.language)


def event_date(column: Column) -> Cell:
    layout = column.of(*DATES, "%Y-%m-%dT%H:%M:%SZ", "epoch")
    clock = column.dice.choice(CLOCKS) if layout in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y") else ""

    def cell(row: Row) -> str:
        when = dt.datetime.combine(
            row.day, dt.time(row.dice.randint(7, 19), row.dice.choice((0, 15, 30, 42)), row.dice.randint(0, 59))
        )
        if layout == "epoch":
            return str(int(when.replace(tzinfo=dt.UTC).timestamp()))
        return written(when, layout + clock, column.language)

    return cell


def age(column: Column) -> Cell:
    unit = (
        {"nl": " jaar", "fr": " ans", "de": " Jahre", "en": " years"}[column.language]
        if column.dice.random() < 0.3
        else ""
    )
    return lambda row: f"{2026 - row.patient.born.year}{unit}"


def duration(column: Column) -> Cell:
    layout = column.of(
        "{h}:{m:02}:00",
        "{t} min",
        "{h}u{m:02}",
        "{h} dagen",
        "{h}h{m:02}",
        "{t} {u}",
        "PT{h}H{m}M",
        "{h:02}:{m:02}:{s:02}",
    )
    unit = {"nl": "minuten", "fr": "minutes", "de": "Minuten", "en": "minutes"}[column.language]

    def cell(row: Row) -> str:
        dice, minutes = row.dice, row.dice.choice((15, 20, 30, 45, 60, 90))
        return layout.format(h=dice.randint(0, 70), m=dice.randrange(60), s=dice.randrange(60), t=minutes, u=unit)

    return cell
