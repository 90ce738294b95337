"""Exports of a clinic in which half of the patients changed, drawn by lot: nothing a study may see depends on it.

Each patient is written twice, as before the change and as after it; the dice fall equally for both. Rows from before
the change come from the first writing, later ones from the second, so that all that differs between those who changed
and those who did not is what the systems make of a change: see ``CHANNELS``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from sample_data import ehr, freshdesk_api, jotform
from sample_data.cast import Cast
from sample_data.clinical import providers
from sample_data.dice import day_between, dice
from sample_data.exports import belgian_day, belgian_moment, delimited
from sample_data.facts import frames
from sample_data.filling import decks, values
from sample_data.identifiers import mobile
from sample_data.letters import windows_letters
from sample_data.people import AS_OF, Person, Statement
from sample_data.tickets import Period, tickets

CHANNELS = (
    "file",  # a second patient file, opened under the new number or name; the first one is closed
    "updated",  # the day on which a record was last changed is the day of the change
    "flags",  # statuses, remarks and references that say that a file was merged or renamed
    "notes",  # notes, questions and answers about the change
    "labels",  # appointments and tickets whose kind is a change of name
    "laboratory",  # ranges, flags and a column for the sex under which a sample was registered
    "contacts",  # a second contact at the help desk, for the second mail address
)
IMPLIED = "implied"
"""A sentence in the middle of a long note that has both names and no word for the change: not all of it is found."""

_TICKETS = Period(24000, date(2024, 1, 5), date(2026, 9, 29), 0.6)
_HERE = Path(__file__).parent
_TELLING = ("{former", "{nn_old}")
_DATED = {
    "appointments": "starts_at",
    "operations": "operation_date",
    "medication": "start_date",
    "lab_results": "sampled_at",
    "notes": "written_at",
}
_RANGES_BY_SEX = ("Hemoglobine", "Hematocriet", "Creatinine", "Ferritine", "Prolactine")

Row = dict[str, str]


@dataclass(frozen=True)
class Patient:
    """One patient, as the clinic knows them before and after.

    Attributes:
        changed: the day of the change; after ``AS_OF`` for those who never changed.
        renumbered: whether national number and registered sex changed too.
        reopened: whether a second file was opened.
    """

    before: Person
    after: Person
    changed: date
    renumbered: bool
    reopened: bool

    @property
    def has_changed(self) -> bool:
        """Whether anything did."""
        return self.changed <= AS_OF

    @property
    def number(self) -> str:
        """That of the first file."""
        return self.before.patient_id

    @property
    def new_number(self) -> str:
        """That of the second file."""
        return f"P{700000 + self.before.key * 3}"

    def whole(self) -> Person:
        """With all that is known of the change, for texts that tell of it."""
        old, new = self.before, self.after
        return replace(
            new,
            former=old.given,
            renamed_on=self.changed,
            numbers=(*old.numbers, *new.numbers) if self.renumbered else new.numbers,
            renumbered_on=self.changed if self.renumbered else None,
            former_email=old.email,
            moved_on=self.changed,
        )


class Clinic:
    """The exports of some patients.

    Args:
        seed: decides everything.
        patients: how many.
        channels: what the systems make of a change.
    """

    def __init__(self, seed: int, patients: int, channels: tuple[str, ...] = CHANNELS) -> None:
        self.seed, self.channels = seed, channels
        cast = Cast(seed)
        self.patients = [_patient(cast, seed) for _ in range(patients)]
        self.leads = [_lead(cast, seed) for _ in range(patients // 8)]

    @cached_property
    def exports(self) -> dict[str, bytes]:
        """The files by path below the exports folder."""
        before, after = (self._written([getattr(one, side) for one in self.patients]) for side in ("before", "after"))
        return {path: _EXPORTS[path.split("/")[0]](self, path, before[path], after[path]) for path in sorted(before)}

    @cached_property
    def identifiers(self) -> dict[tuple[str, str], Patient | None]:
        """Kind and value of what tells whose a record is → patient; None for those who never became one."""
        files = {("file:ehr:patient", number): one for one in self.patients for number in (one.number, one.new_number)}
        mails = {("email", mail): one for mail, one in self.by_mail.items()}
        return {**files, **mails, **{("email", lead.email): None for lead in self.leads}}

    def _written(self, people: list[Person]) -> dict[str, bytes]:
        asked = tickets(self.seed, decks(self.seed, "messages"), _TICKETS, people)
        desk = [freshdesk_api.tickets(self.seed, asked), freshdesk_api.contacts(self.seed, asked)]
        made = [*ehr.make(self.seed, people), *desk, *jotform.make(self.seed, [*people, *self.leads])]
        return {export.path: export.content for export in made}

    @cached_property
    def by_number(self) -> dict[str, Patient]:
        """Number of the first file → patient."""
        return {one.number: one for one in self.patients}

    @cached_property
    def by_mail(self) -> dict[str, Patient]:
        """Each mail address → patient."""
        return {mail: one for one in self.patients for mail in (one.before.email, one.after.email)}

    def late(self, mail: str, day: date) -> bool:
        """Whether the owner of a mail address had changed by that day."""
        return mail in self.by_mail and day >= self.by_mail[mail].changed

    def on(self, channel: str) -> bool:
        """Whether the systems do this."""
        return channel in self.channels


def _lead(cast: Cast, seed: int) -> Person:
    """Someone who filled in the form, agreed to research, and never came."""
    person = cast.single(kind="lead")
    day = day_between(dice(seed, "lead", person.key), person.joined, AS_OF)
    return cast.add(replace(person, statements=(Statement(day, agreed=True, system="form"),)))


def _patient(cast: Cast, seed: int) -> Patient:
    """Someone new; whether, when and what they change is drawn by lot."""
    before = cast.add(cast.with_number(replace(cast.single(), identity="trans vrouw")))
    rng = dice(seed, "change", before.key)
    before = replace(before, identity=rng.choice(("trans vrouw", "trans man", "non-binair")), pronouns="die/hun")
    said = Statement(before.joined + timedelta(days=rng.randrange(20)), agreed=True, system="ehr")
    before = replace(before, statements=(said,), parental_consent=None)
    cast.people[-1] = before
    changes, renumbered = rng.random() < 0.5, rng.random() < 0.5
    day = day_between(rng, before.joined + timedelta(days=5), AS_OF - timedelta(days=10))
    if not changes:
        return Patient(before, before, date.max, renumbered=False, reopened=False)
    given = cast.chosen_name(rng, before)
    after = replace(before, given=given, email=cast.email(before, given))
    if renumbered:
        flipped = replace(after, registered="V" if before.registered == "M" else "M")
        after = replace(flipped, numbers=cast.with_number(flipped).numbers[-1:])
    return Patient(before, after, day, renumbered, reopened=rng.random() < (0.6 if renumbered else 0.2))


def _ehr(clinic: Clinic, path: str, before: bytes, after: bytes) -> bytes:
    table = path.removeprefix("ehr/").removesuffix(".csv")
    rows = list(zip(_rows(before), _rows(after), strict=True))
    if table == "patients":
        made = [row for old, new in rows for row in _files(clinic, clinic.by_number[old["patient_id"]], old, new)]
    else:
        made = [_event(clinic, table, old, new) for old, new in rows]
        made += [row for one in clinic.patients if one.has_changed for row in _extra(clinic, table, one, made[0])]
        made += [_check(clinic, one) for one in clinic.patients if table == "notes"]
        made = sorted(made, key=lambda row: (_moment(row[_DATED[table]]), row["patient_id"]))
    return _csv(made)


def _event(clinic: Clinic, table: str, old: Row, new: Row) -> Row:
    """The row as it was written on its day, under the file that was open then."""
    one = clinic.by_number[old["patient_id"]]
    late = _moment(old[_DATED[table]]).date() >= one.changed
    row = dict(new if late else old)
    if late and one.reopened and clinic.on("file"):
        row["patient_id"] = one.new_number
    if table == "lab_results":
        _register_sample(clinic, row, one.after if late else one.before)
    return row


def _register_sample(clinic: Clinic, row: Row, person: Person) -> None:
    """What a laboratory derives from the registered sex."""
    sex = person.registered if clinic.on("laboratory") else "MV"[person.key % 2]
    row["geslacht"] = sex
    if row["test"] in _RANGES_BY_SEX and row["reference_range"]:
        factor = 1 if sex == "M" else 0.9
        low, high = (float(end.replace(",", ".")) * factor for end in row["reference_range"].split(" - "))
        value = float(row["value"].replace(",", "."))
        row["reference_range"] = f"{low:.1f} - {high:.1f}".replace(".", ",")
        row["flag"] = "L" if value < low else "H" if value > high else ""


def _files(clinic: Clinic, one: Patient, old: Row, new: Row) -> list[Row]:
    """The patient's file, or both of them."""
    rng = dice(clinic.seed, "file", one.number)
    first = dict(new, **_administration(clinic, one, rng))
    if one.has_changed and rng.random() < 0.6:
        first["birth_name"] = old["first_name"]
    if not clinic.on("updated"):
        first["updated_at"] = old["updated_at"]
    elif one.has_changed:
        first["updated_at"] = belgian_moment(max(_moment(old["updated_at"]), _clock(rng, one.changed)))
    if not (one.reopened and clinic.on("file")):
        return [first]
    opened = belgian_moment(_clock(rng, one.changed))
    first |= {name: old[name] for name in ("first_name", "national_number", "sex_registered", "email", "phone")}
    second = dict(new, patient_id=one.new_number, birth_name=old["first_name"], created_at=opened, updated_at=opened)
    second |= {name: "" for name in ("blood_group", "diet", "profession", "insurer") if rng.random() < 0.5}
    if rng.random() < 0.5:
        second |= {"research_consent": "", "research_consent_date": ""}
    second |= {"dossier_status": "actief", "samengevoegd_met": "", "naam_gewijzigd": "nee", "opmerking": ""}
    return [first, second]


def _administration(clinic: Clinic, one: Patient, rng: Random) -> Row:
    """Columns about the file; only those who changed are merged or renamed."""
    closed = rng.random() < 0.1
    kept = {"dossier_status": "inactief" if closed else "actief", "samengevoegd_met": "", "naam_gewijzigd": "nee"}
    kept["opmerking"] = rng.choice(
        ("", "", "", "belt liever na 17 u", "komt met de trein", "graag herinnering per sms")
    )
    if clinic.on("flags") and one.has_changed:
        kept |= {"naam_gewijzigd": "ja", "opmerking": f"naam gewijzigd op {belgian_day(one.changed)}"}
        if one.reopened:
            kept |= {"dossier_status": "samengevoegd", "samengevoegd_met": one.new_number}
    return kept


def _extra(clinic: Clinic, table: str, one: Patient, like: Row) -> list[Row]:
    """Rows that are there because of the change."""
    rng = dice(clinic.seed, "extra", table, one.number)
    day = min(one.changed + timedelta(days=rng.randrange(9)), AS_OF)
    mine = {"patient_id": one.new_number if one.reopened and clinic.on("file") else one.number}
    number = one.before.key
    if table == "notes" and clinic.on("notes"):
        language = one.before.language
        texts = [_telling(rng, "notes", one, day, language) for _ in range(rng.choice((1, 2)))]
        at = {"written_at": belgian_moment(_clock(rng, day)), "author": _author(rng), "language": language}
        return [{**mine, "note_id": f"N{800000 + 2 * number + n}", **at, "note": text} for n, text in enumerate(texts)]
    if table == "appointments" and clinic.on("labels") and rng.random() < 0.5:
        starts = _clock(rng, day)
        ends = belgian_moment(starts + timedelta(minutes=20))
        at = {"appointment_id": f"A{800000 + number}", "starts_at": belgian_moment(starts), "ends_at": ends}
        kind = {"service": "Naamswijziging", "reason": "naamswijziging", "status": "voltooid"}
        return [{**like, **mine, **at, **kind}]
    return []


def _check(clinic: Clinic, one: Patient) -> Row:
    """A longer note of a visit, as everybody has one, no two alike; one sentence of it may be about the change."""
    rng = dice(clinic.seed, "check", one.number)
    day = day_between(rng, one.before.joined, AS_OF)
    late = day >= one.changed
    number = one.new_number if late and one.reopened and clinic.on("file") else one.number
    text = (_HERE / "checks" / f"{one.before.language}.txt").read_text("utf-8").strip()
    said = r"\1" if late and clinic.on(IMPLIED) else ""
    known = values(rng, one.whole() if late else one.before, day, one.before.language)
    at = {"written_at": belgian_moment(_clock(rng, day)), "author": _author(rng), "language": one.before.language}
    sentences = re.findall(r" ?\[\[.*?\]\]|[^.\[]*\.", text)
    written = "".join(part for part in sentences if part.strip().startswith("[[") or rng.random() < 0.6)
    note = re.sub(r"\[\[(.*?)\]\]", said, written).format_map(known).strip() or "Ok."
    return {"patient_id": number, "note_id": f"N{900000 + one.before.key}", **at, "note": note}


def _author(rng: Random) -> str:
    return rng.choice(providers()).name


def _telling(rng: Random, kind: str, one: Patient, day: date, language: str) -> str:
    """A text about the change."""
    known = values(rng, one.whole(), max(day, one.changed), language)
    about = [frame for frame in frames(kind, language) if any(mark in frame for mark in _TELLING)]
    if kind == "notes" and rng.random() < 0.5:
        about = (_HERE / "told" / f"{language}.txt").read_text("utf-8").strip().split("\n%%\n")
    fitting = [frame for frame in about if one.renumbered or "{nn_old}" not in frame]
    return rng.choice(fitting).format_map({name: value or "?" for name, value in known.items()})


def _jotform(clinic: Clinic, path: str, before: bytes, after: bytes) -> bytes:
    if path.endswith(".csv"):
        rows = zip(_rows(before, ",", "utf-8-sig"), _rows(after, ",", "utf-8-sig"), strict=True)
        made = [new if clinic.late(old["E-mail"], _american(old["Submission Date"])) else old for old, new in rows]
        return delimited(list(made[0]), (row.values() for row in made), quote_all=True, encoding="utf-8-sig")
    old_answers, new_answers = json.loads(before), json.loads(after)
    forms = zip(old_answers["content"], new_answers["content"], strict=True)
    old_answers["content"] = [_form(clinic, old, new) for old, new in forms]
    return json.dumps(old_answers).encode()


def _form(clinic: Clinic, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    mail = next(each["answer"] for each in old["answers"].values() if each["name"] == "email")
    late = clinic.late(mail, datetime.fromisoformat(old["created_at"]).date())
    form, one = dict(new if late else old), clinic.by_mail.get(mail)
    if clinic.on("updated") and one and one.has_changed and not late:  # the desk corrected the name in it
        form["updated_at"] = str(_clock(dice(clinic.seed, "form", form["id"]), one.changed))
    return form


def _freshdesk(clinic: Clinic, path: str, before: bytes, after: bytes) -> bytes:
    pairs = zip(json.loads(before), json.loads(after), strict=True)
    if path == "freshdesk/tickets_api.json":
        made = [ticket for pair in pairs for ticket in _tickets(clinic, *pair)]
    else:
        made = [contact for pair in pairs for contact in _contacts(clinic, *pair)]
    return json.dumps(made, ensure_ascii=False).encode()


def _tickets(clinic: Clinic, old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    """The ticket and, for half of those who changed, one more about the change."""
    one = clinic.by_mail[old["requester"]["email"]]
    late = datetime.fromisoformat(old["created_at"]).date() >= one.changed
    ticket = dict(new if late else old)
    ticket["custom_fields"] = dict(ticket["custom_fields"], cf_geboortedatum=str(one.before.birth))
    if late and clinic.on("contacts"):
        ticket["requester_id"] = ticket["requester"]["id"] = ticket["requester_id"] + 1
        for said in ticket["conversations"]:
            said["user_id"] += 1 if said["incoming"] else 0
    if one.has_changed and clinic.on("updated"):
        ticket["updated_at"] = (
            f"{max(_clock(Random(ticket['id']), one.changed), _iso(ticket['updated_at'])).isoformat()}Z"
        )
    rng = dice(clinic.seed, "ticket about it", ticket["id"])
    about = late and (clinic.on("labels") or clinic.on("notes")) and rng.random() < 0.5
    return [ticket, _about_the_change(clinic, rng, ticket, one)] if about else [ticket]


def _about_the_change(clinic: Clinic, rng: Random, like: dict[str, Any], one: Patient) -> dict[str, Any]:
    """A ticket about the change: its kind alone says so, or its words, or both."""
    ticket = {**like, "id": like["id"] + 500_000, "attachments": [], "conversations": []}
    if clinic.on("labels"):
        ticket |= {"tags": [*like["tags"], "naamswijziging"], "type": "Naamswijziging"}
    if clinic.on("notes"):
        day = datetime.fromisoformat(like["created_at"]).date()
        subject, _, body = _telling(rng, "messages", one, day, one.before.language).partition("\n")
        ticket |= {"subject": subject, "description_text": body, "description": f"<div>{body}</div>"}
    return ticket


def _contacts(clinic: Clinic, old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    one = clinic.by_mail[old["email"]]
    birth = {"custom_fields": {"cf_geboortedatum": str(one.before.birth)}}
    if not one.has_changed:
        return [{**new, **birth}]
    if not clinic.on("contacts"):
        return [{**new, **birth, "other_emails": [one.before.email]}]
    phone = mobile(dice(clinic.seed, "contact", one.number)) if new["mobile"] is None else new["mobile"]
    second = {**new, **birth, "id": new["id"] + 1, "mobile": phone, "other_emails": [one.before.email]}
    return [{**old, **birth, "mobile": phone}, second]


_EXPORTS = {"ehr": _ehr, "jotform": _jotform, "freshdesk": _freshdesk}


def _rows(content: bytes, delimiter: str = ";", encoding: str = "cp1252") -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding), newline=""), delimiter=delimiter))


def _csv(rows: list[Row]) -> bytes:
    header = list(rows[0])
    cells = ([windows_letters(row[name]) for name in header] for row in rows)
    return delimited(header, cells, delimiter=";", encoding="cp1252")


def _moment(text: str) -> datetime:
    return datetime.strptime(text if " " in text else f"{text} 00:00", "%d/%m/%Y %H:%M")  # noqa: DTZ007 as exports


def _american(text: str) -> date:
    return datetime.strptime(text, "%b %d, %Y").date()  # noqa: DTZ007 exports know no time zone


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))


def _clock(rng: Random, day: date) -> datetime:
    return datetime.combine(day, time(rng.randrange(8, 18), rng.randrange(60)))
