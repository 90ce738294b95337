"""Cells as systems hold them, one maker per category; corpus/source/cells.json was written for this alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.evaluation.check_digits import complete
from tests.evaluation.compile_notes import CORPUS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Maker = Callable[[random.Random, str], str]

CELLS: dict[str, Any] = json.loads((CORPUS / "source" / "cells.json").read_text(encoding="utf-8"))
CAPITALS = "ABCDEFGHJKLMNPRSTVWXYZ"
SECRET_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789_-"


def shaped(category: str, *shapes: str) -> Maker:
    """A maker of one of these shapes: `#` is a digit, `%` a capital, `§` a check digit of the category."""

    def make(rng: random.Random, _language: str) -> str:
        while True:
            shape = rng.choice(shapes)
            try:
                return complete(category, "".join(_drawn(sign, rng) for sign in shape))
            except ValueError:  # some numbers have no check digit: draw again
                continue

    return make


def _drawn(sign: str, rng: random.Random) -> str:
    return {"#": str(rng.randint(0, 9)), "%": rng.choice(CAPITALS)}.get(sign, sign)


def one_of(*cells: str) -> Maker:
    """A maker that takes one of these."""
    return lambda rng, _: rng.choice(cells)


def word(category: str) -> Maker:
    """A maker that takes one of the words of a category in the language."""
    return lambda rng, language: rng.choice(CELLS["words"][category][language])


def sentence(category: str) -> Maker:
    """A maker that puts one or two sentences together, sometimes with a name."""

    def make(rng: random.Random, language: str) -> str:
        chosen = rng.sample(CELLS["sentences"][category][language], rng.randint(1, 2))
        return " ".join((*chosen, rng.choice(("", "", given(rng, language))))).strip()

    return make


def between(low: int, high: int, form: str = "{}") -> Maker:
    """A maker of whole numbers."""
    return lambda rng, _: form.format(rng.randint(low, high))


def given(rng: random.Random, _language: str) -> str:
    """A first name."""
    return str(rng.choice(CELLS["given"]))


def family(rng: random.Random, _language: str) -> str:
    """A surname, in capitals one time out of six."""
    name = str(rng.choice(CELLS["family"]))
    return name.upper() if rng.random() < 1 / 6 else name


def full(rng: random.Random, language: str) -> str:
    """First name and surname, in one of three orders."""
    first, last = given(rng, language), family(rng, language)
    return rng.choice((f"{first} {last}", f"{last} {first}", f"{last}, {first}"))


def provider(rng: random.Random, language: str) -> str:
    """A caregiver, mostly with a title."""
    return rng.choice(("dr. ", "Dr ", "Prof. ", "")) + full(rng, language)


def email(rng: random.Random, language: str) -> str:
    """An address made of the name, or of nothing."""
    last = rng.choice(CELLS["family"]).replace("'", "").replace(" ", "")
    who = rng.choice((f"{given(rng, language)}.{last}", f"wolkje{rng.randint(10, 99)}"))
    return who.lower() + rng.choice(("@mail.example", "@telenet.be", "@gmail.com", "@uni.example"))


def street(rng: random.Random, language: str) -> str:
    """Street and number, sometimes a box; in French sometimes the number first."""
    name, number = rng.choice(CELLS["streets"][language]), str(rng.randint(1, 320))
    box = {"nl": " bus ", "fr": " bte ", "de": " Bfk ", "en": " box "}[language]
    written = f"{number}, {name}" if language == "fr" and rng.choice((True, False)) else f"{name} {number}"
    return written + rng.choice((f"{box}{rng.randint(1, 40)}", "", "", ""))


def day(first: int, last: int) -> Maker:
    """A maker of days between two years, in the language's order and separator; English exports write ISO."""

    def make(rng: random.Random, language: str) -> str:
        year, month, in_month = rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)
        if language == "en":
            return f"{year}-{month:02d}-{in_month:02d}"
        return f"{in_month:02d}/{month:02d}/{year}".replace("/", "." if language == "de" else "/")

    return make


def event(rng: random.Random, language: str) -> str:
    """A day of the last years, half of them with a time."""
    time = f" {rng.randint(8, 18):02d}:{rng.choice((0, 15, 30)):02d}"
    return day(2021, 2025)(rng, language) + rng.choice(("", time))


def national(rng: random.Random, _language: str) -> str:
    """A valid national or BIS number in one of three forms."""
    year, month, in_month = rng.randint(45, 99), rng.randint(1, 12) + rng.choice((0, 0, 0, 40)), rng.randint(1, 28)
    form = rng.choice(("{:02d}.{:02d}.{:02d}-{:03d}.§§", "{:02d}{:02d}{:02d}{:03d}§§", "{:02d}{:02d}{:02d}-{:03d}-§§"))
    return complete("national_number", form.format(year, month, in_month, rng.randint(1, 990)))


def foreign(rng: random.Random, language: str) -> str:
    """The number of the country whose language it is: BSN, NIR, KVNR or NHS number."""
    nir = tuple(
        f"{sex}{year}0{month}75######§§" for sex in "12" for year in (58, 67, 74, 88, 91) for month in (1, 5, 9)
    )
    shapes = {"nl": ("1#######§", "2#######§"), "fr": nir, "de": ("A########§", "T########§"), "en": ("4########§",)}
    return shaped("foreign_id", *shapes[language])(rng, language)


def url(rng: random.Random, language: str) -> str:
    """A page, one time out of three with what a visitor filled in."""
    query = rng.choice(("", "?utm_source=mail", f"?naam={given(rng, language)}&step=2"))
    return f"https://www.genderkliniek.example/{language}/{rng.choice(CELLS['pages'])}{query}"


def file_name(rng: random.Random, language: str) -> str:
    """An attachment, often named after its sender."""
    who = rng.choice((rng.choice(CELLS["family"]), given(rng, language), "scan", "IMG"))
    what, extension = rng.choice(("verslag", "attest", "foto", "brief")), rng.choice(("pdf", "jpg", "docx"))
    return f"{who}_{what}_{rng.randint(1, 99)}.{extension}"


def cv(rng: random.Random, language: str) -> str:
    """The name that applicants give to their papers."""
    return f"CV_{given(rng, language)}_{family(rng, language)}.pdf"


def handle(rng: random.Random, language: str) -> str:
    """An account on a social network."""
    return f"@{given(rng, language).lower()}{rng.choice(('_be', '.irl', ''))}{rng.randint(1, 99)}"


def amount(rng: random.Random, language: str) -> str:
    """Money with the decimal mark of the language."""
    number = f"{rng.randint(5, 900)}{_mark(language)}{rng.randint(0, 99):02d}"
    return rng.choice((number, f"€ {number}"))


def lab_value(rng: random.Random, language: str) -> str:
    """A measured value, sometimes below what can be measured."""
    return f"{rng.choice(('', '', '<'))}{rng.randint(0, 60)}{_mark(language)}{rng.randint(0, 9)}"


def _mark(language: str) -> str:
    return "." if language == "en" else ","


def device(rng: random.Random, _language: str) -> str:
    """A MAC address."""
    return ":".join(f"{rng.randint(0, 255):02X}" for _ in range(6))


def secret(rng: random.Random, _language: str) -> str:
    """A token of 32 letters."""
    return "".join(rng.choices(SECRET_LETTERS, k=32))


def duration(rng: random.Random, language: str) -> str:
    """A length of time in one of three forms."""
    makers = between(5, 90, "{} min"), between(10, 59, "00:{}:00"), between(10, 59, "1u{}")
    return rng.choice(makers)(rng, language)


MAKERS: dict[str, Maker] = {
    "person_name": full,
    "person_name/given": given,
    "person_name/family": family,
    "former_name": given,
    "family_member_name": full,
    "provider_name": provider,
    "provider_number": shaped("provider_number", "1-1####-§§-###", "1#####§§###", "4-3####-§§-401"),
    "email": email,
    "phone": shaped("phone", "0470 ## ## ##", "0486/##.##.##", "+3249#######", "02 527 ## ##", "09/233.##.##"),
    "street_address": street,
    "postal_code": one_of(*CELLS["postal_codes"]),
    "municipality": one_of(*CELLS["towns"]),
    "birth_date": day(1950, 2008),
    "age": between(13, 84),
    "iban": shaped("iban", "BE§§ 0012 #### ##§§", "BE§§7350######§§", "BE§§ 3630 #### ##§§"),
    "payment_card": shaped("payment_card", "4##############§", "5### #### #### ###§"),
    "payment_reference": shaped("payment_reference", "+++###/####/###§§+++"),
    "national_number": national,
    "foreign_id": foreign,
    "document_number": shaped("document_number", "591-#######-§§", "592-#######-§§"),
    "company_number": shaped("company_number", "04##.###.#§§", "BE06######§§"),
    "licence_plate": shaped("licence_plate", "1-%%%-###", "2-%%%-###"),
    "lab_value": lab_value,
    "insurance_number": shaped("insurance_number", "131/#######/##", "319/#######/##"),
    "ip_address": shaped("ip_address", "81.1##.2#.1##", "109.88.1##.#"),
    "mac_address": device,
    "user_agent": one_of(*CELLS["browsers"]),
    "url": url,
    "cookie_id": shaped("cookie_id", "GA1.2.#########.17########"),
    "online_account": handle,
    "recording": shaped("recording", "call_2024######.mp3", "call_2025######.wav"),
    "file_name": file_name,
    "cv": cv,
    "secret": secret,
    "record_id/patient": between(20_000, 89_999, "P{:07d}"),
    "record_id/ticket": between(40_000, 69_999),
    "event_date": event,
    "amount": amount,
    "number": between(0, 40),
    "duration": duration,
}
"""Category, or category/role → what makes one cell of it."""
MAKERS |= {category: word(category) for category in CELLS["words"]}
MAKERS |= {category: sentence(category) for category in CELLS["sentences"]}
