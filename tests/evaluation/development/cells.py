"""How the cells of each category are written: a maker is drawn once per column, since a system keeps to one layout."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stdnum.iso7064 import mod_97_10
from stdnum.luhn import calc_check_digit

from tests.evaluation.development.vocabulary import all_words, words

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

    from tests.evaluation.development.people import Person

    Cell = Callable[["Row"], str]
    Maker = Callable[["Column"], Cell]


@dataclass(frozen=True)
class Row:
    """What the cells of one row share."""

    place: int
    patient: Person
    provider: Person
    relative: Person
    day: dt.date
    dice: random.Random


@dataclass(frozen=True)
class Column:
    """What the cells of one column share: the dice that choose its layout, half and language of its words."""

    dice: random.Random
    half: str
    language: str

    def of(self, *layouts: str) -> str:
        """One of the layouts."""
        return self.dice.choice(layouts)


DATES = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d/%m/%y", "%m/%d/%Y", "words", "%d%m%Y")
CLOCKS = ("", "", " %H:%M", " %H:%M:%S")


def written(day: dt.datetime, layout: str, language: str) -> str:
    """A date as systems and people write it."""
    if layout == "words":
        return f"{day.day} {all_words(f'months_{language}')[day.month - 1]} {day.year}"
    return day.strftime(layout)


def _name(column: Column, who: str) -> Cell:
    layout = column.of("{g} {f}", "{f} {g}", "{f}, {g}", "{F} {g}", "{g} {f}")
    title = "Dr. " if who == "provider" and column.dice.random() < 0.4 else ""

    def cell(row: Row) -> str:
        one: Person = getattr(row, who)
        return title + layout.format(g=one.given, f=one.family, F=one.family.upper())

    return cell


def _part(column: Column, who: str, part: str) -> Cell:
    change = column.dice.choice((str, str, str, str.upper, str.lower))
    return lambda row: change(getattr(getattr(row, who), part))


def _from(name: str) -> Maker:
    """Words of a list, some more often than others."""

    def make(column: Column) -> Cell:
        some = words(name, column.half)
        weights = [1 / (1 + place % 7) for place in range(len(some))]
        change = column.dice.choice((str, str, str, str.upper, str.capitalize)) if name not in _AS_THEY_ARE else str
        return lambda row: change(row.dice.choices(some, weights)[0])

    return make


_AS_THEY_ARE = frozenset({"atc", "icd", "loinc", "unit", "gender_code", "country_code", "language_code", "dose"})


def _one_of(*makers: Maker) -> Maker:
    return lambda column: column.dice.choice(makers)(column)


def _list_of(maker: Maker) -> Maker:
    """Several answers in one cell, as forms write them."""

    def make(column: Column) -> Cell:
        cell, between = maker(column), column.of(", ", "; ", "|", " / ")
        return lambda row: between.join(dict.fromkeys(cell(row) for _ in range(row.dice.randint(1, 3))))

    return make


def _national_number(column: Column) -> Cell:
    layout = column.of(
        "{0}.{1}.{2}-{3}.{4}", "{0}{1}{2}{3}{4}", "{0}{1}{2}-{3}-{4}", "{0}{1}{2} {3} {4}", "lost", "lost.0"
    )

    def cell(row: Row) -> str:
        number = row.patient.number
        if layout.startswith("lost"):
            return str(int(number)) + layout[4:]
        return layout.format(number[:2], number[2:4], number[4:6], number[6:9], number[9:])

    return cell


def _phone(column: Column) -> Cell:
    layout = column.of("0{0}/{1}.{2}.{3}", "+32(0){0}/{1}.{2}.{3}", "0{0}-{1}{2}{3}", "+316{1}{2}{3}4",
                       "tel 0{0} {1} {2} {3}", "0{0} {1} {2} {3}", "+32 {0} {1} {2} {3}", "0{0}{1}{2}{3}",
                       "+32{0}{1}{2}{3}", "{0}{1}{2}{3}", "32{0}{1}{2}{3}.0", "0032 {0} {1} {2} {3}")  # fmt: skip

    def cell(row: Row) -> str:
        digits = row.patient.mobile
        return layout.format(digits[:3], digits[3:5], digits[5:7], digits[7:])

    return cell


def _provider_number(column: Column) -> Cell:
    layout = column.of("{0}-{1}-{2}-{3}", "{0}{1}{2}{3}", "{0}/{1}/{2}/{3}", "{0}.{1}.{2}.{3}")

    def cell(row: Row) -> str:
        first = f"1{int(row.provider.number[4:9]):05}"
        return layout.format(
            first[0], first[1:], f"{97 - int(first) % 97:02}", f"{int(row.provider.number[:3]) % 900 + 1:03}"
        )

    return cell


def _address(column: Column) -> Cell:
    layout = column.of(
        "{s} {h}", "{s}, {h}", "{s} {h}", "{s} {h} - {p} {m}", "{s} {h}{b}", "{h}, {s}", "{s} {h}, {p} {m}", "{s}"
    )
    box = column.of(" bus 3", " bte 12", "/2", "b")

    def cell(row: Row) -> str:
        one = row.patient
        with_box = box if row.dice.random() < 0.3 else ""
        return layout.format(s=one.street, h=one.house, b=with_box, p=one.postal_code, m=one.place)

    return cell


def _birth_date(column: Column) -> Cell:
    layout = column.of(*DATES)
    return lambda row: written(dt.datetime.combine(row.patient.born, dt.time()), layout, column.language)


def _event_date(column: Column) -> Cell:
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


def _age(column: Column) -> Cell:
    unit = (
        {"nl": " jaar", "fr": " ans", "de": " Jahre", "en": " years"}[column.language]
        if column.dice.random() < 0.3
        else ""
    )
    return lambda row: f"{2026 - row.patient.born.year}{unit}"


def _iban(column: Column) -> Cell:
    spaced = column.dice.random() < 0.5

    def cell(row: Row) -> str:
        first = f"{int(row.patient.number) % 10**10:010}"
        account = f"{first}{int(first) % 97 or 97:02}"
        number = f"BE{mod_97_10.calc_check_digits(account + 'BE')}{account}"
        return " ".join(number[start : start + 4] for start in range(0, 16, 4)) if spaced else number

    return cell


def _card(column: Column) -> Cell:
    sign = column.of(" ", "", "-")

    def cell(row: Row) -> str:
        first = f"4{int(row.patient.number) * 7919 % 10**14:014}"
        number = first + calc_check_digit(first)
        return sign.join(number[start : start + 4] for start in range(0, 16, 4))

    return cell


def _reference(column: Column) -> Cell:
    layout = column.of("+++{0}/{1}/{2}+++", "{0}/{1}/{2}", "***{0}/{1}/{2}***", "{0}{1}{2}")

    def cell(row: Row) -> str:
        first = f"{row.dice.randint(0, 10**10 - 1):010}"
        number = f"{first}{int(first) % 97 or 97:02}"
        return layout.format(number[:3], number[3:7], number[7:])

    return cell


def _bsn(row: Row) -> str:
    digits = [int(digit) for digit in f"{int(row.patient.number) * 31 % 10**8:08}"]
    last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    return _bsn_of([*digits[:-1], (digits[-1] + 1) % 10]) if last == 10 else _bsn_of(digits)


def _bsn_of(digits: list[int]) -> str:
    last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    return "".join(map(str, (*digits, last % 10)))


def _nir(row: Row) -> str:
    born = row.patient.born
    first = f"{1 + int(row.patient.number[8]) % 2}{born:%y%m}75{int(row.patient.number[3:9]) % 10**6:06}"
    return f"{first}{97 - int(first) % 97:02}"


def _foreign_id(column: Column) -> Cell:
    return column.dice.choice((_bsn, _nir, _nhs, _kvnr))


def _nhs(row: Row) -> str:
    first = f"{int(row.patient.number) * 17 % 10**9:09}"
    check = 11 - sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
    if check == 10:
        return "943 476 5919"
    number = f"{first}{check % 11}"
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def _kvnr(row: Row) -> str:
    return f"{'ABCDEHKMRSTW'[int(row.patient.number) % 12]}{int(row.patient.number) * 7 % 10**9:09}"


def _document(column: Column) -> Cell:
    def card(row: Row) -> str:
        first = f"59{int(row.patient.number) % 10**8:08}"
        return f"{first[:3]}-{first[3:]}-{int(first) % 97 or 97:02}"

    def passport(row: Row) -> str:
        return f"E{'HIJKLM'[int(row.patient.number) % 6]}{int(row.patient.number) % 10**6:06}"

    def residence(row: Row) -> str:
        return f"B{int(row.patient.number) * 3 % 10**9:09}"

    return column.dice.choice((card, card, passport, residence))


def _company(column: Column) -> Cell:
    layout = column.of("{0}.{1}.{2}", "BE {0}.{1}.{2}", "BE{0}{1}{2}", "{0}{1}{2}")

    def cell(row: Row) -> str:
        first = f"0{4 + int(row.patient.number[1]) % 4}{int(row.patient.number[3:9]):06}"
        number = f"{first}{97 - int(first) % 97:02}"
        return layout.format(number[:4], number[4:7], number[7:])

    return cell


def _plate(column: Column) -> Cell:
    between = column.of("-", "-", " ")
    letters = "ABCDEFGHJKLMNPRSTVWXYZ"

    def cell(row: Row) -> str:
        dice = row.dice
        return between.join((dice.choice("12"), "".join(dice.choices(letters, k=3)), f"{dice.randint(0, 999):03}"))

    return cell


def _insurance_number(column: Column) -> Cell:
    layout = column.of("{0:013}", "{0:07}-{1:02}", "{0:010}", "AB{0:08}")
    return lambda row: layout.format(int(row.patient.number) * 13 % 10**7 + 10**6, int(row.patient.number) % 97)


def _lab_value(column: Column) -> Cell:
    sign, low = column.of(",", "."), column.of("< ", "<", ">")
    size = column.dice.choice((1, 10, 100))
    unit = f" {column.dice.choice(words('unit', column.half))}" if column.dice.random() < 0.25 else ""

    def cell(row: Row) -> str:
        figure = f"{row.dice.lognormvariate(1, 0.8) * size:.{row.dice.choice((1, 1, 2))}f}".replace(".", sign)
        return (low + figure if row.dice.random() < 0.08 else figure) + unit

    return cell


def _text(name: str) -> Maker:
    """Sentences; some hold who wrote them or whom they are about."""

    def make(column: Column) -> Cell:
        some = words(name, column.half)

        def cell(row: Row) -> str:
            sentences = " ".join(row.dice.sample(some, row.dice.randint(1, 3)))
            if row.dice.random() < 0.15:
                sentences += (
                    f" {row.patient.given} {row.patient.family}, 0{row.patient.mobile[:3]} {row.patient.mobile[3:]}"
                )
            return sentences

        return cell

    return make


def _ip(column: Column) -> Cell:
    if column.dice.random() < 0.2:
        return lambda row: (
            f"2a02:a03f:{row.dice.randrange(65536):x}:{row.dice.randrange(65536):x}::{row.dice.randrange(99):x}"
        )
    return lambda row: ".".join(str(row.dice.randint(1, 250)) for _ in range(4))


def _mac(column: Column) -> Cell:
    sign = column.of(":", "-")
    return lambda row: sign.join(f"{row.dice.randrange(256):02x}" for _ in range(6))


def _agent(column: Column) -> Cell:
    some = all_words(column.of("user_agent", "user_agent", "browser"))
    return lambda row: row.dice.choice(some).format(row.dice.randint(90, 140))


def _url(column: Column) -> Cell:
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


def _cookie(column: Column) -> Cell:
    layout = column.of("GA1.2.{0}.{1}", "{0}.{1}", "GA1.1.{0}.{1}", "fb.1.{1}123.{0}")
    return lambda row: layout.format(row.dice.randint(10**8, 10**9), row.dice.randint(1_690_000_000, 1_790_000_000))


def _handle(column: Column) -> Cell:
    some, at = words("handle", column.half), column.of("", "@", "", "live:.cid.")

    def cell(row: Row) -> str:
        first = row.dice.choice((row.dice.choice(some), row.patient.given.lower().replace("-", "")))
        return f"{at}{first}{row.dice.choice(('_', '.', ''))}{row.dice.randint(1, 9999)}"

    return cell


def _file(name: str) -> Maker:
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


def _secret(column: Column) -> Cell:
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


def _record_id(column: Column) -> Cell:
    layout = column.of("P{0:06}", "{0}", "{0:08}", "PAT-{0}", "2024-{0:05}", "uuid", "hex", "{0}.0")
    start, step = column.dice.randint(10_000, 80_000), column.dice.randint(1, 9)

    def cell(row: Row) -> str:
        number = start + step * (int(row.patient.number) % 9973)
        if layout == "uuid":
            digits = f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128:032x}"
            return "-".join((digits[:8], digits[8:12], "4" + digits[13:16], "a" + digits[17:20], digits[20:]))
        return f"{number * 0x9E3779B97F4A7C15 % 2**96:024x}" if layout == "hex" else layout.format(number)

    return cell


def _amount(column: Column) -> Cell:
    layout = column.of("{0:.2f}", "€ {0:.2f}", "{0:.2f} EUR", "{0:.2f}", "-{0:.2f}")
    comma = column.dice.random() < 0.6

    def cell(row: Row) -> str:
        text = layout.format(row.dice.choice((1, 10, 100)) * row.dice.randint(100, 9900) / 100)
        return text.replace(".", ",") if comma else text

    return cell


def _number(column: Column) -> Cell:
    most, decimal = column.dice.choice((4, 9, 60)), ".0" if column.dice.random() < 0.15 else ""
    return lambda row: f"{int(row.dice.triangular(0, most, 1))}{decimal}"


def _duration(column: Column) -> Cell:
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


def _answers(column: Column) -> Cell:
    options = column.dice.choice(words("flag", column.half)).split(",")
    return lambda row: row.dice.choice(options)


def _label(column: Column) -> Cell:
    return _from(column.of("status", "priority", "channel", "service", "color"))(column)


def _country(column: Column) -> Cell:
    some = words(column.of("country", "country", "country_code"), column.half)
    return lambda row: row.dice.choices(some, [30, *[1] * (len(some) - 1)])[0]


MAKERS: Mapping[str, Maker] = {
    "person_name/full": lambda column: _name(column, "patient"),
    "person_name/given": lambda column: _part(column, "patient", "given"),
    "person_name/family": lambda column: _part(column, "patient", "family"),
    "former_name": lambda column: _part(column, "patient", "former"),
    "family_member_name": lambda column: _name(column, "relative"),
    "provider_name": lambda column: _name(column, "provider"),
    "provider_number": _provider_number,
    "email": lambda _: lambda row: row.patient.mail,
    "phone": _phone,
    "street_address": _address,
    "postal_code": lambda column: (
        (lambda row: f"{row.patient.postal_code} {row.patient.place}")
        if column.dice.random() < 0.15
        else (lambda row: row.patient.postal_code)
    ),
    "municipality": lambda column: _part(column, "patient", "place"),
    "country": _country,
    "nationality": _from("nationality"),
    "language": _one_of(_from("language_word"), _from("language_code")),
    "gender_at_birth": _one_of(
        _from("gender_code"), lambda column: lambda row: words("gender_word", column.half)[row.place % 2]
    ),
    "gender_identity": _from("gender_word"),
    "sex_registered": _from("gender_code"),
    "pronouns": _from("pronouns"),
    "salutation": _from("salutation"),
    "birth_date": _birth_date,
    "age": _age,
    "iban": _iban,
    "payment_card": _card,
    "payment_reference": _reference,
    "national_number": _national_number,
    "foreign_id": _foreign_id,
    "document_number": _document,
    "company_number": _company,
    "licence_plate": _plate,
    "profession": _from("profession"),
    "organisation": _from("organisation"),
    "diet": _one_of(_from("diet"), _list_of(_from("diet"))),
    "medical_condition": _one_of(_from("condition"), _from("icd"), _list_of(_from("condition"))),
    "medication": _one_of(_from("medication"), _from("atc"), _from("dose")),
    "procedure": _one_of(_from("procedure"), _list_of(_from("procedure"))),
    "lab_test": _one_of(_from("lab_test"), _from("loinc")),
    "lab_value": _one_of(_lab_value, _lab_value, _from("unit")),
    "clinical_note": _text("note"),
    "free_text": _text("text"),
    "insurance_number": _insurance_number,
    "insurer": _from("insurer"),
    "ip_address": _ip,
    "mac_address": _mac,
    "user_agent": _agent,
    "url": _url,
    "cookie_id": _cookie,
    "online_account": _handle,
    "recording": _file("recording"),
    "file_name": _file("file_name"),
    "cv": _file("cv"),
    "secret": _secret,
    "record_id": _record_id,
    "event_date": _event_date,
    "amount": _amount,
    "number": _number,
    "duration": _duration,
    "flag": _answers,
    "label": _label,
    "consent": _answers,
    "empty": lambda _: lambda _row: "",
}
"""Category, or category/role → what makes its cells."""
