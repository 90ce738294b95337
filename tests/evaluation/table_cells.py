"""What stands in one cell of a composed table: makers by what a blueprint calls them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.evaluation.check_digits import complete
from tests.evaluation.column_values import secret, shaped
from tests.evaluation.table_people import WORDS, Person, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    Maker = Callable[["Row", random.Random], str]

DATE_FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y")
TIME_FORMS = ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M")
HOUR_FORMS = ("%H:%M", "%H:%M:%S", "%Hu%M")
NATIONAL_FORMS = ("{}.{}.{}-{:03d}.§§", "{}{}{}{:03d}§§", "{}{}{}-{:03d}-§§", "{}{}{} {:03d} §§")
BOXES = {"nl": " bus ", "fr": " bte ", "de": " Bfk ", "en": " box "}
SAME_STYLE = 0.85
"""A system writes a column in one way; people who type into it do not always."""


@dataclass(frozen=True)
class Row:
    """One row before it is written, for one column.

    Attributes:
        number: counted from 1.
        moment: when what the row tells of took place.
        style: which of the ways of writing this column takes.
    """

    number: int
    patient: Person
    relative: Person
    provider: Person
    moment: datetime
    language: str
    style: int

    def form(self, forms: tuple[str, ...], rng: random.Random) -> str:
        """The form of the column, sometimes another."""
        return forms[self.style % len(forms)] if rng.random() < SAME_STYLE else rng.choice(forms)


def _word(key: str) -> Maker:
    return lambda row, rng: str(rng.choice(WORDS["words"][key][row.language]))


def _own_word(key: str) -> Maker:
    """A word that stays with the person."""
    return lambda row, _: str(row.patient.own(key).choice(WORDS["words"][key][row.language]))


def _own_number(category: str, *shapes: str, of_relative: bool = False) -> Maker:
    """A number that stays with the person."""

    def make(row: Row, _: random.Random) -> str:
        who = row.relative if of_relative else row.patient
        return shaped(category, shapes[row.style % len(shapes)])(who.own(category), row.language)

    return make


def _number(category: str, *shapes: str) -> Maker:
    return lambda row, rng: shaped(category, shapes[row.style % len(shapes)])(rng, row.language)


def _sentences(key: str) -> Maker:
    """One or two sentences, in which those of the row may be named, but in a third of the columns are not."""

    def make(row: Row, rng: random.Random) -> str:
        language = row.language if rng.random() < 0.9 else rng.choice(tuple(BOXES))
        some = [one for one in WORDS["sentences"][key][language] if row.style % 3 or "{" not in one]
        return " ".join(_filled(one, row, rng) for one in rng.sample(some, 1 if ":" in key else rng.randint(1, 2)))

    return make


def _filled(sentence: str, row: Row, rng: random.Random) -> str:
    return sentence.format(
        given=row.patient.given,
        family=row.patient.family,
        full=f"{row.patient.given} {row.patient.family}",
        former=row.patient.former,
        relative=row.relative.given,
        salutation=rng.choice(("Herr", "Frau")),
        age=age(row, rng),
        provider=f"dr. {row.provider.family}",
        phone=MAKERS["phone"](row, rng),
        email=email(row, rng),
    )


def _full(someone: Person, row: Row, rng: random.Random) -> str:
    form = row.form(("{0} {1}", "{1} {0}", "{1}, {0}", "{2} {0}"), rng)
    return form.format(someone.given, someone.family, someone.family.upper())


def name(row: Row, rng: random.Random) -> str:
    """Both names of the patient."""
    return _full(row.patient, row, rng)


def provider(row: Row, rng: random.Random) -> str:
    """Whoever treats, with or without a title."""
    return row.form(("", "dr. ", "", "Dr. ", "prof. "), rng) + _full(row.provider, row, rng)


def provider_number(row: Row, _: random.Random) -> str:
    """The number of whoever treats, one form per column."""
    shape = ("1-#####-§§-###", "1#####§§###", "1-#####-§§ ###")[row.style % 3]
    return shaped("provider_number", shape)(row.provider.own("number"), row.language)


def email(row: Row, _: random.Random) -> str:
    """Made of the name, and always the same."""
    who, rng = row.patient, row.patient.own("email")
    given, family = plain(who.given), plain(who.family)
    local = rng.choice(
        (f"{given}.{family}", f"{given[0]}{family}", f"{family}.{given}", f"{given}{who.born.year % 100:02d}")
    )
    return f"{local}@{rng.choice(('gmail.com', 'hotmail.com', 'telenet.be', 'skynet.be', 'post.example'))}"


def street(row: Row, _: random.Random) -> str:
    """Street, number, sometimes a box."""
    rng = row.patient.own("street")
    box = f"{BOXES[row.language]}{rng.randint(1, 25)}" if rng.random() < 0.2 else ""
    return f"{row.patient.place[2]} {rng.randint(1, 240)}{box}"


def birth_date(row: Row, rng: random.Random) -> str:
    """In one form per column."""
    return row.patient.born.strftime(row.form(DATE_FORMS, rng))


def national(row: Row, rng: random.Random) -> str:
    """Begins with the day of birth."""
    born = row.patient.born
    form = row.form(NATIONAL_FORMS, rng)
    sequence = row.patient.own("national").randint(1, 997)
    return complete("national_number", form.format(*born.strftime("%y %m %d").split(), sequence))


def foreign(row: Row, _: random.Random) -> str:
    """The number of another country, one kind per column."""
    kinds = (("1#######§", "2#######§"), ("T########§", "K########§"), ("4########§", "6########§"))
    return shaped("foreign_id", *kinds[row.style % len(kinds)])(row.patient.own("foreign"), row.language)


def age(row: Row, _: random.Random) -> str:
    """In whole years, on the day of the row."""
    born, today = row.patient.born, row.moment.date()
    return str(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))


def event(forms: tuple[str, ...], days: int = 0, minutes: int = 0) -> Maker:
    """The moment of the row, or so long after it."""
    later = timedelta(days=days, minutes=minutes)
    return lambda row, rng: (row.moment + later).strftime(row.form(forms, rng))


def amount(low: int, high: int, signs: tuple[str, ...] = ("",)) -> Maker:
    """Money between two sums, with the sign of the currency in some columns."""

    def make(row: Row, rng: random.Random) -> str:
        mark = "." if row.language == "en" else ","
        number = f"{rng.choice(signs)}{rng.randint(low, high)}{mark}{rng.randint(0, 99):02d}"
        return ("{}", "{}", "€ {}", "{} EUR")[row.style % 4].format(number)

    return make


def lab_value(row: Row, rng: random.Random) -> str:
    """A measured value."""
    mark = "." if row.language == "en" else ","
    return f"{rng.choice(('', '', '', '<', '>'))}{rng.randint(0, 600)}{rng.choice(('', f'{mark}{rng.randint(0, 9)}'))}"


def lab_range(_: Row, rng: random.Random) -> str:
    """Between what and what a value is usual."""
    low = rng.randint(0, 90)
    return rng.choice((f"{low} - {low + rng.randint(5, 200)}", f"< {low + 1}"))


def duration(row: Row, rng: random.Random) -> str:
    """A length of time, in one form per column."""
    hours, minutes = rng.randint(0, 5), rng.randint(1, 59)
    form = row.form(("{0:02d}:{1:02d}:00", "{1} min", "{0}u{1:02d}", "{0} h {1} min"), rng)
    return form.format(hours, minutes)


def login(row: Row, _: random.Random) -> str:
    """What one types to enter."""
    return plain(row.patient.given)[:1] + plain(row.patient.family)[:7]


def handle(row: Row, _: random.Random) -> str:
    """An account on a social network."""
    rng = row.patient.own("handle")
    return f"@{plain(row.patient.given)}{rng.choice(('.', '_', '_x_'))}{rng.randint(1, 99)}"


def url(row: Row, rng: random.Random) -> str:
    """A page, now and then with what the visitor filled in."""
    query = rng.choice(("", "", "?utm_source=instagram", f"?voornaam={row.patient.given}"))
    return f"https://www.kliniek.example/{row.language}/{rng.choice(WORDS['pages'])}{query}"


def profile(row: Row, _: random.Random) -> str:
    """Someone's page on a network for work."""
    return f"https://www.linkedin.com/in/{plain(row.patient.given)}-{plain(row.patient.family)}"


def referrer(_: Row, rng: random.Random) -> str:
    """Where a visitor came from."""
    return str(rng.choice(("https://www.google.com/", "https://duckduckgo.com/?q=genderkliniek", "https://t.co/x7aQ")))


def file_name(row: Row, rng: random.Random) -> str:
    """An attachment, often named after its owner."""
    who = rng.choice((row.patient.family, row.patient.given, "scan", "IMG", "document"))
    return f"{who}_{rng.randint(1, 999)}.{rng.choice(('pdf', 'jpg', 'docx', 'png'))}"


def cv(row: Row, rng: random.Random) -> str:
    """The papers of an applicant."""
    return f"{rng.choice(('CV', 'cv', 'Lebenslauf', 'resume'))} {row.patient.given} {row.patient.family}.pdf"


def provider_email(row: Row, _: random.Random) -> str:
    """The address at work of whoever treats."""
    return f"{plain(row.provider.given)}.{plain(row.provider.family)}@kliniek.example"


def message_id(row: Row, rng: random.Random) -> str:
    """As mail servers make it."""
    return f"<{row.moment:%Y%m%d%H%M%S}.{rng.randrange(16**8):08x}@mx{rng.randint(1, 4)}.kliniek.example>"


def counted(form: str, first: int) -> Maker:
    """Numbers that go up with the rows."""
    return lambda row, _: form.format(first + row.number)


def between(low: int, high: int) -> Maker:
    """A whole number."""
    return lambda _, rng: str(rng.randint(low, high))


MAKERS: dict[str, Maker] = {
    "person_name": name,
    "person_name/given": lambda row, _: row.patient.given,
    "person_name/family": lambda row, _: row.patient.family.upper() if row.style % 4 == 0 else row.patient.family,
    "former_name": lambda row, _: row.patient.former,
    "family_member_name": lambda row, rng: _full(row.relative, row, rng),
    "provider_name": provider,
    "provider_number": provider_number,
    "email": email,
    "email:provider": provider_email,
    "phone": _own_number(
        "phone", "0479 ## ## ##", "0468/##.##.##", "+32 485 ## ## ##", "00324########", "09 3## ## ##"
    ),
    "phone:relative": _own_number("phone", "0472######", "+32 474 ## ## ##", "087/##.##.##", of_relative=True),
    "street_address": street,
    "postal_code": lambda row, _: row.patient.place[0],
    "municipality": lambda row, _: row.patient.place[1],
    "birth_date": birth_date,
    "age": age,
    "iban": _own_number("iban", "BE§§ 0630 #### ##§§", "BE§§3770######§§", "BE§§ 7510 #### ##§§"),
    "iban:clinic": lambda *_: "BE71 0961 2345 6769",
    "payment_card": _own_number("payment_card", "4### #### #### ###§", "5##############§"),
    "payment_reference": _number("payment_reference", "+++###/####/###§§+++", "***###/####/###§§***", "##########§§"),
    "national_number": national,
    "foreign_id": foreign,
    "document_number": _own_number("document_number", "590-#######-§§", "593-#######-§§"),
    "company_number": _number("company_number", "BE 04##.###.#§§", "06######§§", "BE04######§§"),
    "licence_plate": _own_number("licence_plate", "1-%%%-###", "2%%%###"),
    "insurance_number": _own_number("insurance_number", "109/#######/##", "304#########", "5########%"),
    "ip_address": _own_number("ip_address", "91.18#.1#.2#", "178.11#.##.1#", "2a02:a03f:6###:5#00::##"),
    "mac_address": _own_number("mac_address", "A4:C#:6#:##:1#:E#", "3c-22-fb-##-##-##", "F0D1.A9##.##C#"),
    "user_agent": lambda _, rng: str(rng.choice(WORDS["browsers"])),
    "url": url,
    "url:profile": profile,
    "url:referrer": referrer,
    "cookie_id": _number("cookie_id", "GA1.1.#########.17########", "fb.1.17###########.#########"),
    "online_account": handle,
    "online_account:login": login,
    "recording": _number("recording", "CAM2_202506##_1#0#.mp4", "rec-2024-11-1#-09##.wav"),
    "file_name": file_name,
    "cv": cv,
    "secret": lambda row, rng: secret(rng, row.language),
    "record_id/patient": _own_number("patient", "1######", "PAT-0#####", "4#######"),
    "record_id/ticket": counted("{}", 41_300),
    "record_id:booking": counted("B{:06d}", 8_120),
    "record_id:form": counted("{}", 5_512_340),
    "record_id:contact": _own_number("contact", "003#########AAC", "K-####"),
    "record_id:order": counted("#{}", 10_020),
    "record_id:prescription": counted("BEP0{:08d}", 53_120),
    "record_id:sample": counted("25{:08d}", 7_712),
    "record_id:session": counted("{:08x}", 0x5A31BC00),
    "record_id:staff": _own_number("staff", "#####", "P###"),
    "record_id:member": _own_number("member", "L-####", "####"),
    "record_id:invoice": counted("2025/{:05d}", 311),
    "record_id:article": _number("article", "#######", "ART-####"),
    "record_id:lot": _number("lot", "%%####", "L24###%"),
    "record_id:nomenclature": _number("nomenclature", "1#####", "25####"),
    "record_id:message": message_id,
    "event_date": event(DATE_FORMS[:3]),
    "event_date:time": event(TIME_FORMS),
    "event_date:end": event(TIME_FORMS, minutes=50),
    "event_date:last_day": event(DATE_FORMS[:3], days=30),
    "event_date:hour": event(HOUR_FORMS),
    "event_date:end_hour": event(HOUR_FORMS, minutes=30),
    "amount": amount(4, 1800),
    "amount:signed": amount(4, 1800, ("", "-")),
    "amount:salary": amount(2100, 6400),
    "number": between(0, 120),
    "number:few": between(1, 9),
    "number:score": between(0, 10),
    "number:year": lambda row, _: str(row.patient.born.year),
    "duration": duration,
    "duration:minutes": between(10, 300),
    "lab_value": lab_value,
    "lab_value:range": lab_range,
    "empty": lambda *_: "",
}
"""What a blueprint calls it: the category, a role after `/` that is judged, or a variety after `:` that is not."""

PERSONAL = ("gender_at_birth", "gender_identity", "sex_registered", "pronouns", "salutation", "profession", "diet")
PERSONAL += ("medical_condition", "insurer", "country", "nationality", "language", "organisation")
MAKERS |= {key: _own_word(key) if key in PERSONAL else _word(key) for key in WORDS["words"]}
MAKERS |= {key: _sentences(key) for key in WORDS["sentences"]}
