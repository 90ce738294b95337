"""The record system of the clinic: six tables, ``;`` between cells, cp1252, days before months."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sample_data import clinical
from sample_data.dice import day_between, dice, weighted
from sample_data.exports import Export, Row, belgian_day, belgian_moment, delimited
from sample_data.identifiers import dotted, spaced, written_phone
from sample_data.letters import windows_letters
from sample_data.notes import Note, notes
from sample_data.people import AS_OF, Person
from sample_data.places import COUNTRY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

PATIENTS = [
    "patient_id",
    "last_name",
    "first_name",
    "chosen_name",
    "birth_name",
    "birth_date",
    "national_number",
    "sex_registered",
    "gender_at_birth",
    "gender_identity",
    "pronouns",
    "street",
    "house_number",
    "box",
    "postal_code",
    "municipality",
    "country",
    "language",
    "phone",
    "email",
    "profession",
    "insurer",
    "insurance_number",
    "emergency_contact_name",
    "emergency_contact_phone",
    "blood_group",
    "diet",
    "research_consent",
    "research_consent_date",
    "objection",
    "parental_consent",
    "created_at",
    "updated_at",
]
APPOINTMENTS = [
    "appointment_id",
    "patient_id",
    "starts_at",
    "ends_at",
    "provider_name",
    "provider_number",
    "service",
    "status",
    "channel",
    "reason",
]
OPERATIONS = [
    "operation_id",
    "patient_id",
    "operation_date",
    "procedure_code",
    "procedure",
    "surgeon_name",
    "anaesthesia",
    "complication",
    "report",
]
MEDICATION = [
    "medication_id",
    "patient_id",
    "start_date",
    "stop_date",
    "atc",
    "product",
    "dose",
    "prescriber_name",
    "prescriber_number",
]
LAB_RESULTS = ["result_id", "patient_id", "sampled_at", "loinc", "test", "value", "unit", "reference_range", "flag"]
NOTES = ["note_id", "patient_id", "written_at", "author", "language", "note"]

_DIETS = (
    ("", 60),
    ("vegetarisch", 10),
    ("veganistisch", 6),
    ("halal", 9),
    ("glutenvrij", 4),
    ("lactosevrij", 4),
    ("geen beperkingen", 20),
    ("zoutarm", 2),
    ("koosjer", 1),
)
_BLOOD = (("", 30), ("O+", 26), ("A+", 24), ("B+", 6), ("AB+", 3), ("O-", 5), ("A-", 4), ("B-", 1), ("AB-", 1))
_REASONS = (
    "controle hormonen",
    "intake",
    "bespreking labo; eventueel dosis aanpassen",
    "opvolging 3 maanden",
    "wondcontrole",
    "preoperatief gesprek",
    "verwijsbrief tekenen",
    "telefonisch consult",
    "stemtherapie, sessie {count}",
    "spuit Decapeptyl",
    'vraagt "gewoon even te praten"',
    "komt met {relation} {relative}",
    "attest voor {profession}",
    "belt terug op {phone}",
    "bilan hormonal",
    "suivi psychologique",
    "contrôle post-opératoire",
    "hormone check",
    "second opinion",
    "",
    "te bespreken:\n- slaap\n- bloeddruk\n- {product}",
    "naamswijziging doorgeven aan ziekenfonds",
    "",
)
_REPORTS = (
    (
        "Vlotte ingreep onder {anaesthesia}. Bloedverlies {ml} ml. Drains beiderzijds, te verwijderen op dag 3.\n"
        "Assistentie: {assistant}."
    ),
    (
        "Verslag {procedure}\nOperateur: {surgeon}\nPatiënt {name} (°{birth}) in rugligging; steriel veld. "
        "Weefsel naar pathologie: geen afwijkingen.\nOntslag voorzien dag {day}."
    ),
    "Geen peroperatieve verwikkelingen; duur {minutes} min.",
    (
        "Compte rendu opératoire. {name}, dossier {patient_id}. Intervention sans particularité ; "
        "pertes sanguines {ml} ml. Sortie au jour {day}, contrôle chez {surgeon}."
    ),
    "Uneventful {minutes}-minute procedure, EBL {ml} ml. Patient's {relation_en} was phoned at {relative_phone}.",
    (
        "Peroperatief antibiotica volgens schema; {ml} ml vocht; TED-kousen. "
        'Let op: "latexallergie" in dossier, nagevraagd, klopt niet.'
    ),
)


def make(seed: int, patients: Sequence[Person]) -> list[Export]:
    """The six files."""
    by_number = sorted(patients, key=lambda person: person.patient_id)
    return [
        _export("patients", PATIENTS, [_patient(seed, person) for person in by_number]),
        _export("appointments", APPOINTMENTS, _appointments(seed, patients)),
        _export("operations", OPERATIONS, _operations(seed, patients)),
        _export("medication", MEDICATION, _medication(seed, patients)),
        _export("lab_results", LAB_RESULTS, _lab_results(seed, patients)),
        _export("notes", NOTES, _notes(notes(seed, patients))),
    ]


def _export(name: str, header: Sequence[str], rows: Iterable[Row]) -> Export:
    kept = list(rows)
    cells = ([windows_letters(cell) for cell in row.cells] for row in kept)
    content = delimited(header, cells, delimiter=";", encoding="cp1252")
    return Export(f"ehr/{name}.csv", content, {f"ehr.{name}": [row.owner for row in kept]})


def _patient(seed: int, person: Person) -> Row:
    rng = dice(seed, "ehr patient", person.key)
    created = datetime.combine(person.joined, time(rng.randrange(8, 18), rng.randrange(60)))
    updated = datetime.combine(_last_change(rng, person), time(rng.randrange(8, 18), rng.randrange(60)))
    relative, address = person.relative, person.address
    cells = (
        person.patient_id,
        person.family,
        person.legal_given,
        person.given if person.former else "",
        _birth_name(rng, person),
        belgian_day(person.birth),
        _number_as_kept(rng, person),
        person.registered,
        person.born,
        person.identity,
        person.pronouns,
        address.street,
        address.house,
        address.box,
        address.postal_code,
        address.place,
        COUNTRY_NAMES[address.country],
        person.language,
        written_phone(rng, person.phone),
        person.email,
        person.profession,
        person.insurer,
        person.insurance_number,
        relative.name if relative else "",
        written_phone(rng, relative.phone) if relative else "",
        weighted(rng, _BLOOD),
        weighted(rng, _DIETS),
        *_research(person),
        _objection(person),
        _parental(person),
        belgian_moment(created),
        belgian_moment(max(created, updated)),
    )
    return Row(person.key, cells)


def _last_change(rng: Random, person: Person) -> date:
    days = [person.joined, *(said.day for said in person.statements if said.system == "ehr")]
    days += [day for day in (person.renamed_on, person.renumbered_on, person.objected_on) if day and day <= AS_OF]
    return day_between(rng, max(days), AS_OF) if rng.random() < 0.3 else max(days)


def _birth_name(rng: Random, person: Person) -> str:
    """The first name at birth, in three of five records of people who changed it; some typed the surname as well."""
    if not person.former or rng.random() > 0.6:
        return ""
    return person.former_name if rng.random() < 0.15 else person.former


def _number_as_kept(rng: Random, person: Person) -> str:
    if not person.numbers:
        return person.foreign_number
    return rng.choice((str, str, str, dotted, dotted, spaced))(person.numbers[-1])


def _research(person: Person) -> tuple[str, str]:
    said = [said for said in person.statements if said.system == "ehr"]
    return ("ja" if said[-1].agreed else "nee", belgian_day(said[-1].day)) if said else ("", "")


def _objection(person: Person) -> str:
    """``ja``; some wrote the day behind it."""
    if person.objected_on is None:
        return ""
    return f"ja, {belgian_day(person.objected_on)}" if person.key % 2 else "ja"


def _parental(person: Person) -> str:
    return {True: "ja", False: "nee", None: ""}[person.parental_consent]


def _appointments(seed: int, patients: Sequence[Person]) -> list[Row]:
    booked = [
        (visit.starts, person.key, visit, person) for person in patients for visit in clinical.visits(seed, person)
    ]
    booked.sort(key=lambda entry: entry[:2])
    return [_appointment(seed, 500100 + number, visit, person) for number, (_, _, visit, person) in enumerate(booked)]


def _appointment(seed: int, number: int, visit: clinical.Visit, person: Person) -> Row:
    rng = dice(seed, "appointment", number)
    past = visit.starts.date() <= AS_OF
    status = weighted(rng, (("voltooid", 80), ("geannuleerd", 12), ("niet verschenen", 8))) if past else "gepland"
    cells = (
        f"A{number}",
        person.patient_id,
        belgian_moment(visit.starts),
        belgian_moment(visit.starts + timedelta(minutes=visit.minutes)),
        visit.provider.name,
        visit.provider.number,
        visit.provider.service,
        status,
        rng.choice(("op locatie", "op locatie", "video", "telefoon")),
        _reason(rng, person),
    )
    return Row(person.key, cells)


def _reason(rng: Random, person: Person) -> str:
    reason = rng.choice(_REASONS)
    if "{relative}" in reason and person.relative is None:
        return "intake"
    relative = person.relative
    return reason.format(
        count=rng.randrange(1, 12),
        relation=relative.relation if relative else "",
        relative=relative.name if relative else "",
        profession=person.profession or "school",
        phone=written_phone(rng, person.phone),
        product="Androcur",
    )


def _operations(seed: int, patients: Sequence[Person]) -> list[Row]:
    done = [
        (day, person.key, procedure, person)
        for person in patients
        for day, procedure in clinical.operations(seed, person)
    ]
    done.sort(key=lambda entry: entry[:2])
    return [_operation(seed, 7001 + number, entry[0], entry[2], entry[3]) for number, entry in enumerate(done)]


def _operation(seed: int, number: int, day: object, procedure: dict[str, str], person: Person) -> Row:
    rng = dice(seed, "operation", number)
    surgeon = clinical.provider(rng, procedure["specialty"])
    anaesthesia = rng.choice(("algemeen", "algemeen", "algemeen", "sedatie"))
    complication = weighted(
        rng, (("geen", 78), ("hematoom", 7), ("wondinfectie", 6), ("wonddehiscentie", 4), ("fistel", 2), ("", 3))
    )
    cells = (
        f"O{number}",
        person.patient_id,
        f"{day:%d/%m/%Y}",
        procedure["code"],
        procedure["procedure"],
        surgeon.name,
        anaesthesia,
        complication,
        _report(rng, person, procedure["procedure"], surgeon.name, anaesthesia),
    )
    return Row(person.key, cells)


def _report(rng: Random, person: Person, procedure: str, surgeon: str, anaesthesia: str) -> str:
    report = rng.choice(_REPORTS)
    relative = person.relative
    if "{relative" in report and relative is None:
        report = _REPORTS[2]
    assistants = [staff.name for staff in clinical.providers() if staff.specialty == "nursing"]
    english = {"moeder": "mother", "vader": "father", "zus": "sister", "broer": "brother", "vriendin": "friend"}
    return report.format(
        anaesthesia=f"{anaesthesia}e narcose" if anaesthesia == "algemeen" else "sedatie",
        ml=rng.randrange(5, 40) * 10,
        assistant=rng.choice(assistants),
        procedure=procedure.lower(),
        surgeon=surgeon,
        name=person.name,
        birth=belgian_day(person.birth),
        day=rng.randrange(1, 8),
        minutes=rng.randrange(4, 40) * 10,
        patient_id=person.patient_id,
        relation_en=english.get(relative.relation if relative else "", "partner"),
        relative_phone=written_phone(rng, relative.phone) if relative else "",
    )


def _medication(seed: int, patients: Sequence[Person]) -> list[Row]:
    given = [(entry[0], person.key, entry, person) for person in patients for entry in clinical.medicines(seed, person)]
    given.sort(key=lambda entry: (entry[0], entry[1], entry[2][2]["product"]))
    rows = []
    for number, (_, _, (start, stop, drug, dose), person) in enumerate(given, 30001):
        prescriber = clinical.provider(dice(seed, "prescriber", number), "endocrinology")
        cells = (
            f"M{number}",
            person.patient_id,
            belgian_day(start),
            belgian_day(stop) if stop else "",
            drug["atc"],
            drug["product"],
            dose,
            prescriber.name,
            prescriber.number,
        )
        rows.append(Row(person.key, cells))
    return rows


def _lab_results(seed: int, patients: Sequence[Person]) -> list[Row]:
    measured = [(sample.day, person.key, sample) for person in patients for sample in clinical.samples(seed, person)]
    measured.sort(key=lambda entry: entry[:2])
    by_key = {person.key: person for person in patients}
    return [_lab_result(900001 + number, by_key[key], sample) for number, (_, key, sample) in enumerate(measured)]


def _lab_result(number: int, person: Person, sample: clinical.Sample) -> Row:
    test = sample.test
    value = f"{sample.value:.{test['decimals']}f}"
    cells = (
        f"L{number}",
        person.patient_id,
        belgian_day(sample.day),
        test["loinc"],
        test["test"],
        value.replace(".", ","),
        test["unit"],
        _range(test),
        _flag(test, float(value)),
    )
    return Row(person.key, cells)


def _range(test: dict[str, str]) -> str:
    return f"{test['low']} - {test['high']}".replace(".", ",") if test["low"] else ""


def _flag(test: dict[str, str], value: float) -> str:
    if not test["low"]:
        return ""
    return "L" if value < float(test["low"]) else "H" if value > float(test["high"]) else ""


def _notes(written: Sequence[Note]) -> list[Row]:
    return [
        Row(
            note.owner,
            (f"N{number}", note.patient_id, belgian_moment(note.written), note.author, note.language, note.text),
        )
        for number, note in enumerate(written, 60001)
    ]
