"""Files as they turn up in every real folder of exports: cut off, empty, mislabelled, in the wrong encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_data.dice import dice
from sample_data.ehr import APPOINTMENTS
from sample_data.exports import Export, belgian_day, delimited
from sample_data.identifiers import written_phone
from sample_data.keap import HEADER as CONTACT_TABLE
from sample_data.letters import windows_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_data.people import Person


def make(seed: int, patients: Sequence[Person], sound: Sequence[Export]) -> list[Export]:
    """The damaged files; each says what is wrong with it."""
    workbook = next(export for export in sound if export.path.endswith(".xlsx"))
    return [
        Export("freshdesk/tickets_2025-05.xlsx", workbook.content[: len(workbook.content) * 2 // 5], oddity="cut off"),
        Export("jotform/intake_2017.csv", b"", oddity="empty"),
        Export("keap/contact_table_2018.csv", delimited(CONTACT_TABLE, [], quote_all=True), oddity="header only"),
        _utf16(seed, patients),
        _broken_utf8(seed, patients),
        Export("website/bezoekers.csv", _binary(seed), oddity="a picture named .csv"),
        Export("wachtlijst 2023.csv", _ragged(seed, patients), oddity="short, long and broken lines"),
    ]


def _utf16(seed: int, patients: Sequence[Person]) -> Export:
    rng = dice(seed, "utf16")
    adults = [person for person in patients if person.birth.year < 1995]
    booked = list(enumerate(rng.sample(adults, k=12)))
    rows = [_old_appointment(number, person) for number, person in booked]
    content = delimited(APPOINTMENTS, rows, delimiter=";", encoding="utf-16-le")
    owners = {"ehr.appointments": [person.key for _, person in booked]}
    return Export("ehr/appointments_2017.csv", content, owners, "UTF-16 without a byte order mark")


def _old_appointment(number: int, person: Person) -> list[str]:
    day = f"1{number % 9 + 1}/05/2017"
    times = [f"{day} 10:00", f"{day} 10:30"]
    return [
        f"A{4000 + number}",
        person.patient_id,
        *times,
        "dr. Lieve Claes",
        "",
        "Endocrinologie",
        "voltooid",
        "",
        "intake",
    ]


def _broken_utf8(seed: int, patients: Sequence[Person]) -> Export:
    """Every third line was pasted from a cp1252 file; the last one is cut inside a letter."""
    rng = dice(seed, "broken utf8")
    readers = rng.sample(list(patients), k=24)
    lines = [b"voornaam;naam;e-mail;ingeschreven op;opmerking"]
    for index, person in enumerate(readers):
        line = f"{person.given};{person.family};{person.email};{index % 28 + 1:02}/02/2022;geïnteresseerd"
        lines.append(windows_letters(line).encode("cp1252") if index % 3 == 2 else line.encode())
    content = b"\n".join([*lines, "Zoë".encode()[:-1]])
    owners = {"website.nieuwsbrief": [person.key for person in readers]}
    return Export("website/nieuwsbrief_2022.csv", content, owners, "UTF-8 with broken and foreign bytes")


def _binary(seed: int) -> bytes:
    rng = dice(seed, "binary")
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00" + rng.randbytes(
        4000
    )


def _ragged(seed: int, patients: Sequence[Person]) -> bytes:
    """A list kept by hand: cells missing, cells too many, a line break without quotes, a quote that never closes."""
    rng = dice(seed, "ragged")
    lines = ["naam;geboortedatum;telefoon;op lijst sinds;ingreep"]
    for index, person in enumerate(rng.sample(list(patients), k=30)):
        phone = written_phone(rng, person.phone)
        line = f"{person.family} {person.given};{belgian_day(person.birth)};{phone};01/03/2023;vaginoplastiek"
        lines.append(
            {
                6: line[: line.rindex(";")],
                11: f"{line};belt terug;{phone}",
                17: line.replace(";", "\n", 1),
                23: "",
                29: f'"{line}',
            }.get(index, line)
        )
    return "\r\n".join(lines).encode("cp1252", "replace")
