"""Variants of categories: other forms, other registers, and columns in which two kinds of things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluation.development.cells import care, contact, disguised, moments, records, spoken
from tests.evaluation.development.cells.chosen import list_of, one_of, words_of
from tests.evaluation.development.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.evaluation.development.cells.row import Cell, Column, Maker, Row


def mixed(first: Maker, second: Maker) -> Maker:
    """Two kinds of things in one column."""

    def make(column: Column) -> Cell:
        one, other = first(column), second(column)
        share = column.dice.choice((0.5, 0.7, 0.85))
        return lambda row: one(row) if row.dice.random() < share else other(row)

    return make


def _mail(_: Column) -> Cell:
    return lambda row: row.patient.mail


def _full_name(column: Column) -> Cell:
    return contact.name(column, "patient")


def _count(column: Column) -> Cell:
    """A few, seldom many."""
    most = column.dice.choice((6, 40, 300))
    return lambda row: str(int(row.dice.paretovariate(1.1)) % most)


def _measure(column: Column) -> Cell:
    """Heights, weights, scores: whole numbers around a mean."""
    mean, spread = column.dice.choice(((172, 9), (74, 14), (55, 20)))
    return lambda row: str(max(1, round(row.dice.gauss(mean, spread))))


def _large(column: Column) -> Cell:
    """Sizes and views: numbers over several orders of magnitude."""
    mean = column.dice.choice((4, 7))
    return lambda row: str(int(row.dice.lognormvariate(mean, 2)))


def _whole_amount(_: Column) -> Cell:
    """Round sums without cents."""
    return lambda row: str(row.dice.choice((5, 10, 25, 50)) * row.dice.randint(1, 60))


def _minutes(_: Column) -> Cell:
    return lambda row: str(row.dice.choice((5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240)))


def _assigned(column: Column) -> Cell:
    some = words("assigned", column.half)
    pair = column.dice.choice([some[place : place + 2] for place in range(0, len(some) - 1, 2)])
    return lambda row: pair[int(row.patient.number[8]) % len(pair)]


def _consent(column: Column) -> Cell:
    if column.dice.random() < 0.5:
        return records.answers(column)
    some = words("consent_text", column.half)
    return lambda row: row.dice.choice(some)


def _some_named(column: Column) -> Cell:
    """Remarks of a word or two, some of which are somebody's name and number."""
    remark, name, phone = words_of("remark")(column), _full_name(column), contact.phone(column)

    def cell(row: Row) -> str:
        if row.dice.random() < 0.12:
            return f"{remark(row)} {name(row)} {phone(row)}"
        return remark(row)

    return cell


VARIED: Mapping[str, Maker] = {
    "record_id:running": disguised.running,
    "record_id:short": disguised.short,
    "record_id:code": one_of(disguised.codes, disguised.dashed, disguised.checked, disguised.long),
    "record_id:pseudonym": disguised.initialled,
    "record_id:article": disguised.of_things,
    "online_account:login": disguised.login,
    "online_account:staff": disguised.login_of_staff,
    "provider_name:initials": disguised.initials,
    "mac_address:wifi": disguised.address_of_device,
    "cookie_id:device": disguised.device,
    "phone:spoken": spoken.phone,
    "phone:mixed": mixed(contact.phone, _mail),
    "email:mixed": mixed(_mail, contact.phone),
    "person_name:mixed": mixed(_full_name, _mail),
    "event_date:words": spoken.date,
    "event_date:part": spoken.part_of_date,
    "event_date:short": mixed(moments.event_date, spoken.part_of_date),
    "age:words": spoken.age,
    "gender_at_birth:assigned": _assigned,
    "pronouns:many": words_of("pronouns_many"),
    "language:many": one_of(
        words_of("language_many"), list_of(words_of("language_many")), words_of("language_three"),
        words_of("language_full"),
    ),
    "nationality:many": words_of("nationality_many"),
    "organisation:many": words_of("organisation_many"),
    "profession:many": words_of("profession_many"),
    "lab_value:unit": words_of("unit_many"),
    "lab_value:range": words_of("range"),
    "lab_value:word": mixed(care.lab_value, words_of("result_word")),
    "free_text:ticket": care.text("ticket"),
    "free_text:review": care.text("review"),
    "free_text:remark": _some_named,
    "clinical_note:record": care.text("clinical"),
    "consent:text": _consent,
    "number:count": _count,
    "number:measure": _measure,
    "number:large": _large,
    "amount:whole": _whole_amount,
    "duration:minutes": _minutes,
    "label:visit": words_of("visit"),
    "label:department": words_of("department"),
    "label:room": words_of("room"),
    "label:goods": words_of("goods"),
    "label:payment_method": words_of("payment_method"),
    "label:reason": words_of("reason"),
    "label:heard": words_of("heard"),
    "label:marital": words_of("marital"),
    "label:education": words_of("education"),
    "label:web": one_of(words_of("device_kind"), words_of("medium"), words_of("event"), words_of("level")),
    "label:work": one_of(words_of("contract"), words_of("shift"), words_of("size")),
    "label:tags": list_of(words_of("tags")),
    "label:severity": one_of(words_of("severity"), words_of("anaesthesia")),
    "label:stage": words_of("stage"),
    "label:currency": words_of("currency"),
    "label:scale": words_of("answer_scale"),
}  # fmt: skip
"""Category and variant → what makes its cells."""
