"""What the help desk's API answers: tickets with their conversations, and contacts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sample_data.dice import dice
from sample_data.exports import Export
from sample_data.filling import decks, values
from sample_data.identifiers import written_phone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sample_data.filling import Deck
    from sample_data.people import Person
    from sample_data.tickets import Ticket


def tickets(seed: int, asked: Sequence[Ticket]) -> Export:
    """Tickets with description, requester, attachments and the conversation so far."""
    replies = decks(seed, "replies")
    content = [_ticket(seed, ticket, replies) for ticket in asked]
    owners = [ticket.person.key for ticket in asked]
    said = [ticket.person.key for ticket, shown in zip(asked, content, strict=True) for _ in shown["conversations"]]
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return Export(
        "freshdesk/tickets_api.json", text.encode(), {"freshdesk.tickets": owners, "freshdesk.conversations": said}
    )


def _ticket(seed: int, ticket: Ticket, replies: dict[str, Deck]) -> dict[str, Any]:
    rng = dice(seed, "api ticket", ticket.number)
    updated = ticket.created + timedelta(hours=ticket.hours_to_solve)
    person = ticket.person
    return {
        "cc_emails": [f"{'partner' if ticket.number % 2 else 'huisarts'}{ticket.number}@example.org"]
        if ticket.number % 11 == 0
        else [],
        "fwd_emails": [],
        "reply_cc_emails": [],
        "to_emails": ["info@kliniek.example"],
        "email_config_id": None,
        "fr_escalated": False,
        "group_id": 43000380000 + ticket.group,
        "priority": ticket.priority,
        "requester_id": contact_id(person),
        "responder_id": ticket.agent[1],
        "source": ticket.source,
        "spam": False,
        "status": ticket.status,
        "subject": ticket.subject,
        "type": ticket.kind or None,
        "company_id": None,
        "id": ticket.number,
        "product_id": None,
        "created_at": _iso(ticket.created),
        "updated_at": _iso(updated),
        "due_by": _iso(ticket.created + timedelta(days=3)),
        "fr_due_by": _iso(ticket.created + timedelta(days=1)),
        "is_escalated": ticket.hours_to_answer > 72,
        "description": _html(ticket.body),
        "description_text": ticket.body,
        "custom_fields": {
            "cf_geboortedatum": str(person.birth) if person.kind == "patient" and ticket.number % 3 else None,
            "cf_geslacht_bij_geboorte": {"man": "M", "vrouw": "V"}.get(person.born, "X")
            if person.kind == "patient"
            else None,
            "cf_gewenst_geslacht": person.identity if person.kind == "patient" and ticket.number % 2 else None,
            "cf_opmerking": None,
        },
        "tags": list(ticket.tags),
        "attachments": _attachments(rng, ticket),
        "requester": {
            "id": contact_id(person),
            "name": ticket.name,
            "email": ticket.email,
            "mobile": written_phone(rng, person.phone) if rng.random() < 0.5 else None,
            "phone": None,
        },
        "conversations": _conversations(rng, ticket, replies),
    }


def contact_id(person: Person) -> int:
    """The number under which the help desk knows a person."""
    return 43026000000 + person.key * 37


def _attachments(rng: Random, ticket: Ticket) -> list[dict[str, object]]:
    if rng.random() > 0.15:
        return []
    name = f"attest {ticket.person.family} {ticket.person.given_on(ticket.created.date())}.pdf"
    url = f"https://cdn.freshdesk.com/data/helpdesk/attachments/production/{rng.randrange(10**10)}/original/attest.pdf"
    return [
        {
            "id": rng.randrange(10**10),
            "content_type": "application/pdf",
            "file_size": rng.randrange(9000, 900000),
            "name": name,
            "attachment_url": f"{url}?Expires=1790000000&Signature={rng.randrange(16**24):024x}",
            "created_at": _iso(ticket.created),
            "updated_at": _iso(ticket.created),
        }
    ]


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
        "body": _html(body),
        "body_text": body,
        "id": ticket.number * 100 + number,
        "incoming": incoming and not private,
        "private": private,
        "user_id": contact_id(ticket.person) if incoming and not private else ticket.agent[1],
        "support_email": "info@kliniek.example",
        "source": 2 if private else 0,
        "ticket_id": ticket.number,
        "to_emails": [] if private else [ticket.email],
        "from_email": f"{ticket.name} <{ticket.email}>" if incoming else None,
        "cc_emails": [],
        "bcc_emails": [],
        "created_at": _iso(moment),
        "updated_at": _iso(moment),
        "attachments": [],
    }


def contacts(seed: int, asked: Sequence[Ticket]) -> Export:
    """Everyone who wrote, as they are known today; half of the renamed still under the mail address they wrote from."""
    last = {ticket.person.key: ticket for ticket in sorted(asked, key=lambda ticket: ticket.created)}
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
        "active": rng.random() < 0.4,
        "address": person.address.street_line if rng.random() < 0.3 else None,
        "company_id": None,
        "description": None,
        "email": ticket.email,
        "external_id": None,
        "id": contact_id(person),
        "job_title": person.profession or None,
        "language": person.language,
        "mobile": written_phone(rng, person.phone_on(ticket.created.date())) if rng.random() < 0.6 else None,
        "name": ticket.name,
        "other_emails": others if rng.random() < 0.5 else [],
        "phone": None,
        "time_zone": "Brussels",
        "twitter_id": None,
        "view_all_tickets": False,
        "deleted": False,
        "custom_fields": {
            "cf_geboortedatum": str(person.birth) if rng.random() < 0.4 and person.kind == "patient" else None
        },
        "created_at": _iso(ticket.created),
        "updated_at": _iso(ticket.created),
    }


def _html(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<div>{escaped.replace(chr(10), '<br>')}</div>"


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
