"""The table that is downloaded from the form service: question labels as headers, several answers in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_data.exports import Export, delimited
from sample_data.forms import NEWSLETTER, RESEARCH, Submission

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

HEADER = (
    "Submission Date",
    "Officiële naam",
    "Roepnaam / voornaamwoorden",
    "E-mail",
    "GSM",
    "Geboortedatum",
    "Rijksregisternummer",
    "Geslacht bij geboorte",
    "Genderidentiteit",
    "Gewenste ingrepen",
    "Medicatie",
    "Medische voorgeschiedenis",
    "Voedingsgewoonten",
    "Beroep",
    "Ziekenfonds",
    "Noodcontact",
    "Bijlagen",
    "Adres",
    "Wetenschappelijk onderzoek",
    "Ik wil de nieuwsbrief ontvangen",
    "IP",
    "Submission ID",
)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def download(forms: Sequence[Submission]) -> Export:
    """UTF-8 with a byte order mark, every cell quoted, several answers on lines of one cell."""
    content = delimited(HEADER, [_cells(form) for form in forms], quote_all=True, encoding="utf-8-sig")
    return Export("jotform/intake_2018-2024.csv", content, {"jotform.intake": [form.person.key for form in forms]})


def _cells(form: Submission) -> list[str]:
    person = form.person
    return [
        _american(form.moment),
        " ".join(form.official_name),
        form.called,
        person.email_on(form.moment.date()),
        form.phone,
        f"{person.birth:%d-%m-%Y}",
        form.national_number,
        person.born.capitalize(),
        person.identity,
        "\n".join(form.wishes),
        "\n".join(f"{drug}: {dose}" for drug, dose in form.medicines),
        form.history,
        form.diet,
        person.profession,
        person.insurer,
        form.emergency_contact,
        "\n".join(form.files),
        "\n".join(form.address_lines) + "\n",
        RESEARCH if form.research else "",
        NEWSLETTER if person.newsletter else "",
        form.ip,
        form.number,
    ]


def _american(moment: datetime) -> str:
    """``Mar 5, 2024``, in English whatever the machine speaks."""
    return f"{_MONTHS[moment.month - 1]} {moment.day}, {moment.year}"
