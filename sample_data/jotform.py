"""The intake form: what the form's API answers for 2025 and later, and the table downloaded for the years before."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from urllib.parse import quote

from sample_data import clinical
from sample_data.dice import day_between, dice
from sample_data.exports import Export, delimited
from sample_data.facts import table
from sample_data.filling import Deck, decks, values
from sample_data.identifiers import dotted, spaced, written_phone
from sample_data.people import AS_OF, Person
from sample_data.places import COUNTRY_NAMES

FORM = "223344556677"
RESEARCH = "Ik ga akkoord dat mijn gepseudonimiseerde gegevens gebruikt worden voor wetenschappelijk onderzoek."
NEWSLETTER = "Ja"
API_SINCE = date(2025, 1, 1)
HEADER = (
    "Submission Date", "Officiële naam", "Roepnaam / voornaamwoorden", "E-mail", "GSM", "Geboortedatum",
    "Rijksregisternummer", "Geslacht bij geboorte", "Genderidentiteit", "Gewenste ingrepen", "Medicatie",
    "Medische voorgeschiedenis", "Voedingsgewoonten", "Beroep", "Ziekenfonds", "Noodcontact", "Bijlagen", "Adres",
    "Wetenschappelijk onderzoek", "Ik wil de nieuwsbrief ontvangen", "IP", "Submission ID",
)  # fmt: skip

_SURGERY = {"fem": ("Vaginoplastiek", "FFS", "Borstvergroting", "Stem", "Hormonen"),
            "masc": ("Mastectomie", "Hysterectomie", "Falloplastiek", "Hormonen")}  # fmt: skip
_DIETS = ("", "", "", "vegetarisch", "veganistisch", "halal", "glutenvrij", "geen varkensvlees")


@dataclass(frozen=True)
class Submission:
    """One filled-in form."""

    number: str
    person: Person
    moment: datetime
    ip: str
    national_number: str
    phone: str
    wishes: tuple[str, ...]
    medicines: tuple[tuple[str, str], ...]
    history: str
    diet: str
    research: bool

    @property
    def official_name(self) -> tuple[str, str]:
        """First name in the register on that day, and surname."""
        return self.person.legal_given_on(self.moment.date()), self.person.family

    @property
    def called(self) -> str:
        """The name in use with pronouns, as one cell."""
        return f"{self.person.given} ({self.person.pronouns})"

    @property
    def file(self) -> str:
        """The address of what was attached; the surname stands in it."""
        name = quote(f"Attest {self.person.family}.pdf")
        return f"https://eu.jotform.com/uploads/kliniek/{FORM}/{self.number}/{name}"

    @property
    def emergency_contact(self) -> str:
        """Relation, name and phone in one cell, ``""`` without one."""
        relative = self.person.relative
        return f"{relative.name} ({relative.relation}), {relative.phone}" if relative else ""


def make(seed: int, people: Sequence[Person]) -> list[Export]:
    """The download and the API's answer."""
    histories = decks(seed, "histories")
    asked = sorted((day, person.key, person) for person in people for day in _days(seed, person))
    sent = [_submission(seed, index, person, day, histories) for index, (day, _, person) in enumerate(asked)]
    early = [form for form in sent if form.moment.date() < API_SINCE]
    late = [form for form in sent if form.moment.date() >= API_SINCE]
    return [_download(early), _answer(late)]


def _days(seed: int, person: Person) -> list[date]:
    """When a person filled in the form: often when joining, always when the form is where consent was given or withdrawn."""
    rng = dice(seed, "form days", person.key)
    days = {said.day for said in person.statements if said.system in {"form", "unticked"}}
    chance = {"patient": 0.5, "lead": 0.15, "relative": 0.0}[person.kind]
    if rng.random() < chance and not any(said.system == "form" for said in person.statements):
        days.add(person.joined)
    if rng.random() < 0.12 and [said.system for said in person.statements] == ["ehr"] and person.agrees_to_research:
        days.add(day_between(rng, person.statements[0].day, AS_OF))
    return sorted(days)


def _ticked(person: Person, day: date) -> bool:
    """Whether the research box was ticked on a day; the form asks before anyone at the clinic does."""
    for said in person.statements:
        if said.day == day and said.system in {"form", "unticked"}:
            return said.agreed
    return bool(person.statements) and person.statements[0].agreed


def _submission(seed: int, index: int, person: Person, day: date, histories: dict[str, Deck]) -> Submission:
    rng = dice(seed, "submission", person.key, day)
    moment = datetime.combine(day, time(rng.randrange(6, 24), rng.randrange(60), rng.randrange(60)))
    course = clinical.course(person)
    drugs = [row for row in table("medication") if row["course"] in {course, "any"}]
    taken = rng.sample(drugs, k=rng.choice((0, 0, 1, 2)))
    wishes = rng.sample(_SURGERY[course], k=rng.choice((1, 1, 2, 3)))
    return Submission(
        str(5012088400000000000 + index * 1_000_003), person, moment,
        f"2a02:a03f:{rng.randrange(16**4):x}:{rng.randrange(16**4):x}::{rng.randrange(1, 255):x}"
        if rng.random() < 0.3 else f"81.82.{rng.randrange(256)}.{rng.randrange(1, 255)}",
        _typed_number(rng, person, day), written_phone(rng, person.phone_on(day)), tuple(wishes),
        tuple((row["product"].rsplit(" ", 2)[0], row["doses"].split("|")[0]) for row in taken),
        histories[person.language].deal(values(rng, person, day, person.language)), rng.choice(_DIETS), _ticked(person, day),
    )  # fmt: skip


def _typed_number(rng: Random, person: Person, day: date) -> str:
    """The national number as typed: often left out, sometimes with one digit wrong."""
    number = person.number_on(day) or person.foreign_number
    if not number or rng.random() < 0.25:
        return ""
    if rng.random() < 0.04 and person.numbers:
        return f"{number[:9]}{(int(number[9:]) + 1) % 97:02}"
    return rng.choice((str, str, dotted, spaced))(number) if person.numbers else number


def _download(forms: Sequence[Submission]) -> Export:
    """UTF-8 with a byte order mark, every cell quoted, several answers on lines of one cell."""
    content = delimited(HEADER, [_cells(form) for form in forms], quote_all=True, encoding="utf-8-sig")
    return Export("jotform/intake_2018-2024.csv", content, {"jotform.intake": [form.person.key for form in forms]})


def _cells(form: Submission) -> list[str]:
    person = form.person
    return [
        f"{form.moment:%b} {form.moment.day}, {form.moment.year}", " ".join(form.official_name), form.called,
        person.email_on(form.moment.date()), form.phone, f"{person.birth:%d-%m-%Y}", form.national_number,
        person.born.capitalize(), person.identity, "\n".join(form.wishes),
        "\n".join(f"{drug}: {dose}" for drug, dose in form.medicines), form.history, form.diet, person.profession, person.insurer,
        form.emergency_contact, form.file if _attached(form) else "", "\n".join(_address_lines(person)) + "\n",
        RESEARCH if form.research else "", NEWSLETTER if person.newsletter else "", form.ip, form.number,
    ]  # fmt: skip


def _address_lines(person: Person) -> list[str]:
    address = person.address
    return [f"Street Address: {address.street_line}", f"City: {address.place}", f"Postal / Zip Code: {address.postal_code}",
            f"Country: {COUNTRY_NAMES[address.country]}"]  # fmt: skip


def _attached(form: Submission) -> bool:
    return int(form.number[-3:]) % 3 == 0


def _answer(forms: Sequence[Submission]) -> Export:
    """``GET /form/{id}/submissions``, letters outside ASCII escaped."""
    content = [_shown(form) for form in forms]
    answer = {"responseCode": 200, "message": "success", "content": content,
              "resultSet": {"offset": 0, "limit": 1000, "count": len(content)}}  # fmt: skip
    owners = {"jotform.intake": [form.person.key for form in forms]}
    return Export("jotform/intake_submissions.json", json.dumps(answer).encode(), owners)


def _shown(form: Submission) -> dict[str, object]:
    questions = [{"order": str(order), **question} for order, question in enumerate(_questions(form), 1)]
    answers = {str(number): question for number, question in enumerate(questions, 1)}
    later = form.moment + timedelta(days=2)
    return {"id": form.number, "form_id": FORM, "ip": form.ip, "created_at": str(form.moment), "status": "ACTIVE",
            "new": "1" if int(form.number[-1]) % 2 else "0", "flag": "0", "notes": "",
            "updated_at": str(later) if int(form.number[-1]) % 4 == 0 else None, "answers": answers}  # fmt: skip


def _questions(form: Submission) -> list[dict[str, object]]:
    return _identity_questions(form) + _care_questions(form) + _closing_questions(form)


def _identity_questions(form: Submission) -> list[dict[str, object]]:
    person, (first, last) = form.person, form.official_name
    birth = person.birth
    sublabels = (
        '{"prefix": "Prefix", "first": "First Name", "middle": "Middle Name", "last": "Last Name", "suffix": "Suffix"}'
    )
    return [
        {"name": "heading", "text": "Intakeformulier / Formulaire d’admission", "type": "control_head"},
        {"name": "name", "sublabels": sublabels, "text": "Officiële naam", "type": "control_fullname",
         "answer": {"first": _escaped(first), "last": _escaped(last)}, "prettyFormat": _escaped(f"{first} {last}")},
        {"name": "preferredName", "text": "Roepnaam / voornaamwoorden", "type": "control_textbox", "answer": _escaped(form.called)},
        {"name": "email", "text": "E-mail", "type": "control_email", "answer": person.email_on(form.moment.date())},
        {"name": "phoneNumber", "text": "GSM", "type": "control_phone", "answer": {"full": form.phone}, "prettyFormat": form.phone},
        {"name": "birthDate", "text": "Geboortedatum", "type": "control_datetime",
         "answer": {"year": f"{birth:%Y}", "month": f"{birth:%m}", "day": f"{birth:%d}"}, "prettyFormat": f"{birth:%d-%m-%Y}"},
        {"name": "nrn", "text": "Rijksregisternummer", "type": "control_textbox", "answer": form.national_number},
        {"name": "sexAtBirth", "text": "Geslacht bij geboorte", "type": "control_radio", "answer": person.born.capitalize()},
        {"name": "genderIdentity", "text": "Genderidentiteit", "type": "control_textbox", "answer": person.identity},
    ]  # fmt: skip


def _care_questions(form: Submission) -> list[dict[str, object]]:
    matrix: dict[str, object] = {"name": "meds", "text": "Medicatie", "type": "control_matrix"}
    if form.medicines:
        rows = "".join(f"<tr><th>{drug}</th><td>{dose}</td></tr>" for drug, dose in form.medicines)
        matrix |= {"answer": {f"{drug}\t": dose for drug, dose in form.medicines},
                   "prettyFormat": f'<table summary="" cellpadding="4" cellspacing="0" border="0"><tr><th style="border:none">&nbsp;</th>'
                                   f"<th>Dosis</th></tr>{rows}</table>"}  # fmt: skip
    return [
        {"name": "desired", "text": "Gewenste ingrepen", "type": "control_checkbox", "answer": list(form.wishes),
         "prettyFormat": "; ".join(form.wishes)},
        matrix,
        {"name": "history", "text": "Medische voorgeschiedenis", "type": "control_textarea", "answer": _escaped(form.history)},
        _textbox("diet", "Voedingsgewoonten", form.diet), _textbox("profession", "Beroep", form.person.profession),
        _textbox("insurer", "Ziekenfonds", form.person.insurer), _textbox("emergency", "Noodcontact", form.emergency_contact),
    ]  # fmt: skip


def _closing_questions(form: Submission) -> list[dict[str, object]]:
    address = form.person.address
    return [
        {"name": "file", "text": "Bijlagen", "type": "control_fileupload", **({"answer": [form.file]} if _attached(form) else {})},
        {"name": "addr", "text": "Adres", "type": "control_address",
         "answer": {"addr_line1": _escaped(address.street_line), "addr_line2": "", "city": _escaped(address.place), "state": "",
                    "postal": address.postal_code, "country": COUNTRY_NAMES[address.country]},
         "prettyFormat": "<br>".join(_escaped(line) for line in _address_lines(form.person)) + "<br>"},
        {"name": "researchConsent", "text": "Wetenschappelijk onderzoek", "type": "control_checkbox",
         **({"answer": [RESEARCH], "prettyFormat": RESEARCH} if form.research else {})},
        {"name": "newsletter", "text": "Ik wil de nieuwsbrief ontvangen", "type": "control_checkbox",
         **({"answer": [NEWSLETTER]} if form.person.newsletter else {})},
        {"name": "referrer", "text": "Verwijzende arts", "type": "control_textbox"},
        {"name": "submit", "text": "Submit", "type": "control_button"},
    ]  # fmt: skip


def _textbox(name: str, text: str, answer: str) -> dict[str, object]:
    """A line of text; an unanswered one has no answer at all."""
    return {"name": name, "text": text, "type": "control_textbox"} | ({"answer": _escaped(answer)} if answer else {})


def _escaped(text: str) -> str:
    """As the form service escapes it."""
    return html.escape(text).replace("&#x27;", "&#039;")
