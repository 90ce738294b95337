"""What the form service's API answers: questions by number, letters escaped, tables inside answers."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from sample_data.exports import Export
from sample_data.forms import FORM, NEWSLETTER, RESEARCH, Submission
from sample_data.places import COUNTRY_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

_SUBLABELS = (
    '{"prefix": "Prefix", "first": "First Name", "middle": "Middle Name", "last": "Last Name", "suffix": "Suffix"}'
)
_TABLE = '<table summary="" cellpadding="4" cellspacing="0" border="0"><tr><th style="border:none">&nbsp;</th>'


def answer(forms: Sequence[Submission]) -> Export:
    """``GET /form/{id}/submissions``, letters outside ASCII escaped."""
    content = [_shown(form) for form in forms]
    envelope = {
        "responseCode": 200,
        "message": "success",
        "content": content,
        "resultSet": {"offset": 0, "limit": 1000, "count": len(content)},
    }
    owners = {"jotform.intake": [form.person.key for form in forms]}
    return Export("jotform/intake_submissions.json", json.dumps(envelope).encode(), owners)


def _shown(form: Submission) -> dict[str, object]:
    questions = [{"order": str(order), **question} for order, question in enumerate(_questions(form), 1)]
    answers = {str(number): question for number, question in enumerate(questions, 1)}
    later = form.moment + timedelta(days=2)
    return {
        "id": form.number,
        "form_id": FORM,
        "ip": form.ip,
        "created_at": str(form.moment),
        "status": "ACTIVE",
        "new": "1" if int(form.number[-1]) % 2 else "0",
        "flag": "0",
        "notes": "",
        "updated_at": str(later) if int(form.number[-1]) % 4 == 0 else None,
        "answers": answers,
    }


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
        {
            "name": "name",
            "sublabels": sublabels,
            "text": "Officiële naam",
            "type": "control_fullname",
            "answer": {"first": _escaped(first), "last": _escaped(last)},
            "prettyFormat": _escaped(f"{first} {last}"),
        },
        {
            "name": "preferredName",
            "text": "Roepnaam / voornaamwoorden",
            "type": "control_textbox",
            "answer": _escaped(form.called),
        },
        {"name": "email", "text": "E-mail", "type": "control_email", "answer": person.email_on(form.moment.date())},
        {
            "name": "phoneNumber",
            "text": "GSM",
            "type": "control_phone",
            "answer": {"full": form.phone},
            "prettyFormat": form.phone,
        },
        {
            "name": "birthDate",
            "text": "Geboortedatum",
            "type": "control_datetime",
            "answer": {"year": f"{birth:%Y}", "month": f"{birth:%m}", "day": f"{birth:%d}"},
            "prettyFormat": f"{birth:%d-%m-%Y}",
        },
        {"name": "nrn", "text": "Rijksregisternummer", "type": "control_textbox", "answer": form.national_number},
        {
            "name": "sexAtBirth",
            "text": "Geslacht bij geboorte",
            "type": "control_radio",
            "answer": person.born.capitalize(),
        },
        {"name": "genderIdentity", "text": "Genderidentiteit", "type": "control_textbox", "answer": person.identity},
    ]


def _care_questions(form: Submission) -> list[dict[str, object]]:
    matrix: dict[str, object] = {"name": "meds", "text": "Medicatie", "type": "control_matrix"}
    if form.medicines:
        rows = "".join(f"<tr><th>{drug}</th><td>{dose}</td></tr>" for drug, dose in form.medicines)
        matrix |= {
            "answer": {f"{drug}\t": dose for drug, dose in form.medicines},
            "prettyFormat": f"{_TABLE}<th>Dosis</th></tr>{rows}</table>",
        }
    return [
        {
            "name": "desired",
            "text": "Gewenste ingrepen",
            "type": "control_checkbox",
            "answer": list(form.wishes),
            "prettyFormat": "; ".join(form.wishes),
        },
        matrix,
        {
            "name": "history",
            "text": "Medische voorgeschiedenis",
            "type": "control_textarea",
            "answer": _escaped(form.history),
        },
        _textbox("diet", "Voedingsgewoonten", form.diet),
        _textbox("profession", "Beroep", form.person.profession),
        _textbox("insurer", "Ziekenfonds", form.person.insurer),
        _textbox("emergency", "Noodcontact", form.emergency_contact),
    ]


def _closing_questions(form: Submission) -> list[dict[str, object]]:
    address = form.person.address
    return [
        {
            "name": "file",
            "text": "Bijlagen",
            "type": "control_fileupload",
            **({"answer": form.files} if form.files else {}),
        },
        {
            "name": "addr",
            "text": "Adres",
            "type": "control_address",
            "answer": {
                "addr_line1": _escaped(address.street_line),
                "addr_line2": "",
                "city": _escaped(address.place),
                "state": "",
                "postal": address.postal_code,
                "country": COUNTRY_NAMES[address.country],
            },
            "prettyFormat": "<br>".join(_escaped(line) for line in form.address_lines) + "<br>",
        },
        {
            "name": "researchConsent",
            "text": "Wetenschappelijk onderzoek",
            "type": "control_checkbox",
            **({"answer": [RESEARCH], "prettyFormat": RESEARCH} if form.research else {}),
        },
        {
            "name": "newsletter",
            "text": "Ik wil de nieuwsbrief ontvangen",
            "type": "control_checkbox",
            **({"answer": [NEWSLETTER]} if form.person.newsletter else {}),
        },
        {"name": "referrer", "text": "Verwijzende arts", "type": "control_textbox"},
        {"name": "submit", "text": "Submit", "type": "control_button"},
    ]


def _textbox(name: str, text: str, answer: str) -> dict[str, object]:
    """A line of text; an unanswered one has no answer at all."""
    question: dict[str, object] = {"name": name, "text": text, "type": "control_textbox"}
    return question | {"answer": _escaped(answer)} if answer else question


def _escaped(text: str) -> str:
    """As the form service escapes it."""
    return html.escape(text).replace("&#x27;", "&#039;")
