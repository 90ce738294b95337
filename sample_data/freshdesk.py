"""The help desk: a ticket list re-saved from Excel, a month's workbook, and tickets and contacts from the API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from openpyxl import Workbook


from sample_data.dice import day_between, dice, weighted
from sample_data.exports import Export, belgian_day, belgian_moment, delimited, workbook_bytes
from sample_data.filling import Deck, decks, values
from sample_data.identifiers import written_phone
from sample_data.people import Person

HEADER = (
    "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,"
    "Last update time,Initial response time,Time tracked,First response time (in hrs),Resolution time (in hrs),"
    "Agent interactions,Customer interactions,Resolution status,First response status,Tags,Survey results,"
    "Association type,Product,Every response status,Full name,Contact ID,Company Name"
).split(",")
"""The 29 columns of a ticket list; ``Contact ID`` holds the requester's e-mail address."""

CUSTOM_FIELDS = ("Geboortedatum", "Geslacht bij geboorte", "Gewenst geslacht", "Opmerking")

_STATUS = {2: "Open", 3: "Pending", 4: "Resolved", 5: "Closed", 6: "Waiting on Customer"}
_PRIORITY = {1: "Low", 2: "Medium", 3: "High", 4: "Urgent"}
_SOURCE = {1: "Email", 2: "Portal", 3: "Phone", 7: "Chat", 9: "Feedback Widget", 10: "Outbound Email"}
_TAGS = ("intake", "urgent", "mtf", "ftm", "ffs", "facturatie", "hormonen", "nieuwsbrief", "kamer", "top-surgery")
_AGENTS = (("Nathalie Roelandt", 43020000011), ("Bert Cuypers", 43020000012), ("Inge Stroobants", 43020000013))
_GROUPS = ("Onthaal", "Intake", "Facturatie")


@dataclass(frozen=True)
class Ticket:
    """A question and what became of it."""

    number: int
    person: Person
    created: datetime
    subject: str
    body: str
    status: int
    priority: int
    source: int
    kind: str
    agent: tuple[str, int]
    group: int
    tags: tuple[str, ...]
    hours_to_answer: float
    hours_to_solve: float

    @property
    def solved(self) -> datetime | None:
        """When it was solved, if it was."""
        return self.created + timedelta(hours=self.hours_to_solve) if self.status in {4, 5} else None

    @property
    def email(self) -> str:
        """The address the requester wrote from."""
        return self.person.email_on(self.created.date())

    @property
    def name(self) -> str:
        """The requester's name on the day of writing."""
        return f"{self.person.given_on(self.created.date())} {self.person.family}"


def make(seed: int, people: Sequence[Person]) -> list[Export]:
    """The four sound files of the help desk."""
    writers = _writers(people)
    messages = decks(seed, "messages")
    listed = _tickets(seed, writers, messages, 100, date(2021, 1, 4), date(2024, 3, 3), 0.42)
    archived = _tickets(seed, writers, messages, 3000, date(2025, 5, 26), date(2025, 5, 31), 0.06)
    june = _tickets(seed, writers, messages, 3100, date(2025, 6, 1), date(2025, 6, 30), 0.3)
    recent = _tickets(seed, writers, messages, 5000, date(2026, 1, 5), date(2026, 9, 29), 0.4)
    return [
        _list(listed),
        _workbook(june, archived),
        _api_tickets(seed, recent),
        _contacts(seed, listed + june + recent),
    ]


def _writers(people: Sequence[Person]) -> list[Person]:
    """Who writes: adults; of those who share a mail address, the help desk knows the first only."""
    owners: dict[str, int] = {}
    writing = [person for person in people if person.parental_consent is None]
    for person in writing:
        for email in (person.email, person.former_email):
            owners.setdefault(email, person.key)
    return [person for person in writing if owners[person.email] == person.key]


def _tickets(seed: int, writers: Sequence[Person], messages: dict[str, Deck], first: int, start: date, end: date,
             share: float) -> list[Ticket]:  # fmt: skip
    """The tickets of a period; ``share`` of the people who are there write one, some two."""
    asked = []
    for person in writers:
        rng = dice(seed, "tickets", first, person.key)
        if person.joined <= end and rng.random() < share:
            asked += [(_moment(rng, max(start, person.joined), end), person) for _ in range(rng.choice((1, 1, 1, 2)))]
    asked.sort(key=lambda entry: (entry[0], entry[1].key))
    return [_ticket(seed, first + number, person, created, messages) for number, (created, person) in enumerate(asked)]


def _moment(rng: Random, first: date, last: date) -> datetime:
    return datetime.combine(
        day_between(rng, first, last), time(rng.randrange(7, 23), rng.randrange(60), rng.randrange(60))
    )


def _ticket(seed: int, number: int, person: Person, created: datetime, messages: dict[str, Deck]) -> Ticket:
    rng = dice(seed, "ticket", number)
    language = person.language
    subject, _, body = messages[language].deal(values(rng, person, created.date(), language)).partition("\n")
    return Ticket(
        19000 + number, person, created, subject, body, weighted(rng, ((2, 2), (3, 2), (4, 4), (5, 8), (6, 1))),
        rng.choice((1, 1, 1, 2, 2, 3, 4)), weighted(rng, ((1, 9), (2, 4), (3, 2), (7, 2), (9, 1), (10, 1))),
        rng.choice(("Question", "Question", "Incident", "Problem", "")), rng.choice(_AGENTS), rng.randrange(len(_GROUPS)),
        tuple(sorted(rng.sample(_TAGS, k=rng.choice((0, 0, 1, 2))))), rng.uniform(0.2, 90), rng.uniform(92, 260),
    )  # fmt: skip


def _list(tickets: Sequence[Ticket]) -> Export:
    """As Excel saves it again: days before months, durations above 24 hours."""
    rows = [[*_cells(ticket, belgian_moment), *_custom(ticket)] for ticket in tickets]
    content = delimited([*HEADER, *CUSTOM_FIELDS], rows)
    return Export("freshdesk/80000512345_tickets-March-04-2024-09_15.csv", content,
                  {"freshdesk.tickets": [ticket.person.key for ticket in tickets]})  # fmt: skip


def _cells(ticket: Ticket, written: object) -> list[str]:
    show = written if callable(written) else str
    solved = show(ticket.solved) if ticket.solved else ""
    company = f"{ticket.person.family} BV" if ticket.number % 19 == 0 else ""
    return [
        str(ticket.number), ticket.subject, _STATUS[ticket.status], _PRIORITY[ticket.priority], _SOURCE[ticket.source],
        ticket.kind, ticket.agent[0], _GROUPS[ticket.group], show(ticket.created), show(ticket.created + timedelta(days=3)),
        solved, solved if ticket.status == 5 else "", show(ticket.created + timedelta(hours=ticket.hours_to_solve)),
        show(ticket.created + timedelta(hours=ticket.hours_to_answer)), "00:00", _duration(ticket.hours_to_answer),
        _duration(ticket.hours_to_solve) if solved else "", str(1 + ticket.number % 3), str(1 + ticket.number % 2),
        "SLA Violated" if ticket.hours_to_solve > 200 else "Within SLA", "Within SLA" if ticket.hours_to_answer < 72 else "SLA Violated",
        ",".join(ticket.tags), "", "", "No Product", "", ticket.name, ticket.email, company,
    ]  # fmt: skip


def _duration(hours: float) -> str:
    """``64:05:09``: hours may pass 24."""
    seconds = int(hours * 3600)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _custom(ticket: Ticket) -> list[str]:
    person = ticket.person
    if person.kind != "patient":
        return ["", "", "", ticket.body]
    born = {"man": "M", "vrouw": "V"}.get(person.born, "X")
    return [
        belgian_day(person.birth) if ticket.number % 4 else "",
        born if ticket.number % 3 else "",
        person.identity,
        ticket.body,
    ]


def _workbook(june: Sequence[Ticket], archived: Sequence[Ticket]) -> Export:
    """A pivot table first, the month's tickets on the second sheet, and a hidden sheet with last month's late ones."""
    book = Workbook()
    pivot = book.active
    pivot.title = "Pivot"
    for row in _pivot(june):
        pivot.append(row)
    _sheet(book, "80000512345_tickets-June", june)
    _sheet(book, "mei (nog na te kijken)", archived).sheet_state = "hidden"
    owners = [ticket.person.key for ticket in (*june, *archived)]
    return Export("freshdesk/tickets_2025-06.xlsx", workbook_bytes(book), {"freshdesk.tickets": owners})


def _pivot(tickets: Sequence[Ticket]) -> list[list[object]]:
    counts = [(name, sum(ticket.priority == code for ticket in tickets)) for code, name in _PRIORITY.items()]
    head: list[list[object]] = [["Status", "(All)"], [None, None], ["Row Labels", "Count of Ticket ID"]]
    return [*head, *([name, count] for name, count in counts), ["Grand Total", len(tickets)]]


def _sheet(book: Workbook, title: str, tickets: Sequence[Ticket]) -> object:
    """The columns without ``Created time``, which the report leaves out; numbers as numbers, moments as text."""
    sheet = book.create_sheet(title)
    kept = [index for index, name in enumerate(HEADER) if name != "Created time"]
    sheet.append([HEADER[index] for index in kept])
    for ticket in tickets:
        cells: list[object] = [*_cells(ticket, str)]
        cells[0] = ticket.number
        sheet.append([cells[index] or None for index in kept])
    return sheet


def _api_tickets(seed: int, tickets: Sequence[Ticket]) -> Export:
    replies = decks(seed, "replies")
    content = [_api_ticket(seed, ticket, replies) for ticket in tickets]
    owners = [ticket.person.key for ticket in tickets]
    said = [ticket.person.key for ticket, shown in zip(tickets, content, strict=True) for _ in shown["conversations"]]
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return Export(
        "freshdesk/tickets_api.json", text.encode(), {"freshdesk.tickets": owners, "freshdesk.conversations": said}
    )


def _api_ticket(seed: int, ticket: Ticket, replies: dict[str, Deck]) -> dict[str, list[object]]:
    rng = dice(seed, "api ticket", ticket.number)
    updated = ticket.created + timedelta(hours=ticket.hours_to_solve)
    person = ticket.person
    shown: dict[str, object] = {
        "cc_emails": [f"{'partner' if ticket.number % 2 else 'huisarts'}{ticket.number}@example.org"] if ticket.number % 11 == 0 else [],
        "fwd_emails": [], "reply_cc_emails": [], "to_emails": ["info@kliniek.example"], "email_config_id": None,
        "fr_escalated": False, "group_id": 43000380000 + ticket.group, "priority": ticket.priority,
        "requester_id": contact_id(person), "responder_id": ticket.agent[1], "source": ticket.source, "spam": False,
        "status": ticket.status, "subject": ticket.subject, "type": ticket.kind or None, "company_id": None,
        "id": ticket.number, "product_id": None, "created_at": _iso(ticket.created), "updated_at": _iso(updated),
        "due_by": _iso(ticket.created + timedelta(days=3)), "fr_due_by": _iso(ticket.created + timedelta(days=1)),
        "is_escalated": ticket.hours_to_answer > 72, "description": _html(ticket.body), "description_text": ticket.body,
        "custom_fields": {
            "cf_geboortedatum": str(person.birth) if person.kind == "patient" and ticket.number % 3 else None,
            "cf_geslacht_bij_geboorte": {"man": "M", "vrouw": "V"}.get(person.born, "X") if person.kind == "patient" else None,
            "cf_gewenst_geslacht": person.identity if person.kind == "patient" and ticket.number % 2 else None,
            "cf_opmerking": None,
        },
        "tags": list(ticket.tags), "attachments": _attachments(rng, ticket),
        "requester": {"id": contact_id(person), "name": ticket.name, "email": ticket.email,
                      "mobile": written_phone(rng, person.phone) if rng.random() < 0.5 else None, "phone": None},
        "conversations": _conversations(rng, ticket, replies),
    }  # fmt: skip
    return shown  # type: ignore[return-value]


def contact_id(person: Person) -> int:
    """The number under which the help desk knows a person."""
    return 43026000000 + person.key * 37


def _attachments(rng: Random, ticket: Ticket) -> list[dict[str, object]]:
    if rng.random() > 0.15:
        return []
    name = f"attest {ticket.person.family} {ticket.person.given_on(ticket.created.date())}.pdf"
    url = f"https://cdn.freshdesk.com/data/helpdesk/attachments/production/{rng.randrange(10**10)}/original/attest.pdf"
    return [{"id": rng.randrange(10**10), "content_type": "application/pdf", "file_size": rng.randrange(9000, 900000),
             "name": name, "attachment_url": f"{url}?Expires=1790000000&Signature={rng.randrange(16**24):024x}",
             "created_at": _iso(ticket.created), "updated_at": _iso(ticket.created)}]  # fmt: skip


def _conversations(rng: Random, ticket: Ticket, replies: dict[str, Deck]) -> list[dict[str, object]]:
    said, moment = [], ticket.created
    for number in range(rng.choice((0, 1, 1, 2, 3))):
        moment += timedelta(minutes=rng.randrange(20, 3000))
        said.append(_conversation(rng, ticket, replies, number, moment))
    return said


def _conversation(
    rng: Random, ticket: Ticket, replies: dict[str, Deck], number: int, moment: datetime
) -> dict[str, object]:
    language = ticket.person.language
    body = replies[language].deal(values(rng, ticket.person, moment.date(), language))
    private, incoming = body.startswith("INT"), number % 2 == 1
    return {
        "body": _html(body), "body_text": body, "id": ticket.number * 100 + number, "incoming": incoming and not private,
        "private": private, "user_id": contact_id(ticket.person) if incoming and not private else ticket.agent[1],
        "support_email": "info@kliniek.example", "source": 2 if private else 0, "ticket_id": ticket.number,
        "to_emails": [] if private else [ticket.email], "from_email": f"{ticket.name} <{ticket.email}>" if incoming else None,
        "cc_emails": [], "bcc_emails": [], "created_at": _iso(moment), "updated_at": _iso(moment), "attachments": [],
    }  # fmt: skip


def _contacts(seed: int, tickets: Sequence[Ticket]) -> Export:
    """Everyone who wrote, as they are known today; half of the renamed still under the mail address they wrote from."""
    last = {ticket.person.key: ticket for ticket in sorted(tickets, key=lambda ticket: ticket.created)}
    wrote = [last[key] for key in sorted(last)]
    content = [_contact(seed, ticket) for ticket in wrote]
    text = json.dumps(content, ensure_ascii=False, indent=1)
    owners = [ticket.person.key for ticket in wrote]
    return Export("freshdesk/contacts.json", text.encode(), {"freshdesk.contacts": owners})


def _contact(seed: int, ticket: Ticket) -> dict[str, object]:
    person = ticket.person
    rng = dice(seed, "contact", person.key)
    others = [email for email in (person.former_email, person.email) if email and email != ticket.email]
    return {
        "active": rng.random() < 0.4, "address": person.address.street_line if rng.random() < 0.3 else None,
        "company_id": None, "description": None, "email": ticket.email, "external_id": None, "id": contact_id(person),
        "job_title": person.profession or None, "language": person.language,
        "mobile": written_phone(rng, person.phone_on(ticket.created.date())) if rng.random() < 0.6 else None,
        "name": ticket.name, "other_emails": others if rng.random() < 0.5 else [], "phone": None, "time_zone": "Brussels",
        "twitter_id": None, "view_all_tickets": False, "deleted": False,
        "custom_fields": {"cf_geboortedatum": str(person.birth) if rng.random() < 0.4 and person.kind == "patient" else None},
        "created_at": _iso(ticket.created), "updated_at": _iso(ticket.created),
    }  # fmt: skip


def _html(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<div>{escaped.replace(chr(10), '<br>')}</div>"


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
