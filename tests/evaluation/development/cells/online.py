"""What visitors, devices and accounts leave behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluation.development.vocabulary import all_words, words

if TYPE_CHECKING:
    from tests.evaluation.development.cells.row import Cell, Column, Maker, Row


def ip(column: Column) -> Cell:
    if column.dice.random() < 0.2:
        return lambda row: (
            f"2a02:a03f:{row.dice.randrange(65536):x}:{row.dice.randrange(65536):x}::{row.dice.randrange(99):x}"
        )
    return lambda row: ".".join(str(row.dice.randint(1, 250)) for _ in range(4))


def mac(column: Column) -> Cell:
    sign = column.of(":", "-")
    return lambda row: sign.join(f"{row.dice.randrange(256):02x}" for _ in range(6))


def agent(column: Column) -> Cell:
    some = all_words(column.of("user_agent", "user_agent", "browser"))
    return lambda row: row.dice.choice(some).format(row.dice.randint(90, 140))


def url(column: Column) -> Cell:
    site = column.of("https://www.kliniek.example", "https://clinique.example", "")

    def cell(row: Row) -> str:
        page = row.dice.choice(("/nl/afspraak", "/fr/rendez-vous", "/nl/prijzen", "/blog/hormonen", "/"))
        query = (
            f"?name={row.patient.given}&email={row.patient.mail}"
            if row.dice.random() < 0.1
            else f"?utm={row.place % 9}"
        )
        return f"{site}{page}{query}"

    return cell


def cookie(column: Column) -> Cell:
    layout = column.of("GA1.2.{0}.{1}", "{0}.{1}", "GA1.1.{0}.{1}", "fb.1.{1}123.{0}")
    return lambda row: layout.format(row.dice.randint(10**8, 10**9), row.dice.randint(1_690_000_000, 1_790_000_000))


def handle(column: Column) -> Cell:
    some, at = words("handle", column.half), column.of("", "@", "", "live:.cid.")

    def cell(row: Row) -> str:
        first = row.dice.choice((row.dice.choice(some), row.patient.given.lower().replace("-", "")))
        return f"{at}{first}{row.dice.choice(('_', '.', ''))}{row.dice.randint(1, 9999)}"

    return cell


def file(name: str) -> Maker:
    ends = {"recording": ("mp4", "mp3", "m4a"), "file_name": ("pdf", "jpg", "docx", "png"), "cv": ("pdf", "docx")}[name]
    starts = {
        "recording": ("consult", "opname", "call"),
        "file_name": ("attest", "foto", "ordonnance", "scan"),
        "cv": ("CV", "cv", "Lebenslauf"),
    }[name]

    def make(column: Column) -> Cell:
        folder = column.of("", "", "https://files.example/u/")

        def cell(row: Row) -> str:
            whose = row.patient.family.replace(" ", "_")
            return f"{folder}{row.dice.choice(starts)}_{whose}_{row.place}.{row.dice.choice(ends)}"

        return cell

    return make


def secret(column: Column) -> Cell:
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./"

    def bcrypt(row: Row) -> str:
        return "$2y$10$" + "".join(row.dice.choices(signs, k=53))

    def sha(row: Row) -> str:
        return f"{row.dice.getrandbits(256):064x}"

    def link(row: Row) -> str:
        return f"https://book.example/cancel?token={row.dice.getrandbits(64):016x}"

    def token(row: Row) -> str:
        claims, signature = ("".join(row.dice.choices(signs[:62], k=length)) for length in (40, 22))
        return f"eyJhbGciOiJIUzI1NiJ9.{claims}.{signature}"

    return column.dice.choice((bcrypt, sha, link, token))
