"""Ticket lists of the help desk: a CSV saved again by Excel, and a month's workbook."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from openpyxl import Workbook  # type: ignore[import-untyped]

from sample_data.exports import Export, belgian_day, belgian_moment, delimited, workbook_bytes
from sample_data.tickets import GROUPS, PRIORITY, SOURCE, STATUS, Ticket

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

HEADER = [
    "Ticket ID",
    "Subject",
    "Status",
    "Priority",
    "Source",
    "Type",
    "Agent",
    "Group",
    "Created time",
    "Due by Time",
    "Resolved time",
    "Closed time",
    "Last update time",
    "Initial response time",
    "Time tracked",
    "First response time (in hrs)",
    "Resolution time (in hrs)",
    "Agent interactions",
    "Customer interactions",
    "Resolution status",
    "First response status",
    "Tags",
    "Survey results",
    "Association type",
    "Product",
    "Every response status",
    "Full name",
    "Contact ID",
    "Company Name",
]
"""The 29 columns of a ticket list; ``Contact ID`` holds the requester's e-mail address."""

CUSTOM_FIELDS = ("Geboortedatum", "Geslacht bij geboorte", "Gewenst geslacht", "Opmerking")


def ticket_list(tickets: Sequence[Ticket]) -> Export:
    """As Excel saves it again: days before months, durations above 24 hours."""
    rows = [[*_cells(ticket, belgian_moment), *_custom(ticket)] for ticket in tickets]
    content = delimited([*HEADER, *CUSTOM_FIELDS], rows)
    return Export(
        "freshdesk/80000512345_tickets-March-04-2024-09_15.csv",
        content,
        {"freshdesk.tickets": [ticket.person.key for ticket in tickets]},
    )


def _cells(ticket: Ticket, show: Callable[[datetime], str]) -> list[str]:
    solved = show(ticket.solved) if ticket.solved else ""
    company = f"{ticket.person.family} BV" if ticket.number % 19 == 0 else ""
    return [
        str(ticket.number),
        ticket.subject,
        STATUS[ticket.status],
        PRIORITY[ticket.priority],
        SOURCE[ticket.source],
        ticket.kind,
        ticket.agent[0],
        GROUPS[ticket.group],
        show(ticket.created),
        show(ticket.created + timedelta(days=3)),
        solved,
        solved if ticket.status == 5 else "",
        show(ticket.created + timedelta(hours=ticket.hours_to_solve)),
        show(ticket.created + timedelta(hours=ticket.hours_to_answer)),
        "00:00",
        _duration(ticket.hours_to_answer),
        _duration(ticket.hours_to_solve) if solved else "",
        str(1 + ticket.number % 3),
        str(1 + ticket.number % 2),
        "SLA Violated" if ticket.hours_to_solve > 200 else "Within SLA",
        "Within SLA" if ticket.hours_to_answer < 72 else "SLA Violated",
        ",".join(ticket.tags),
        "",
        "",
        "No Product",
        "",
        ticket.name,
        ticket.email,
        company,
    ]


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


def workbook(june: Sequence[Ticket], archived: Sequence[Ticket]) -> Export:
    """A pivot table first, the month's tickets on the second sheet, and a hidden sheet with last month's late ones."""
    book = Workbook()
    pivot = book.create_sheet("Pivot", 0)
    del book["Sheet"]
    for row in _pivot(june):
        pivot.append(row)
    _sheet(book, "80000512345_tickets-June", june)
    _sheet(book, "mei (nog na te kijken)", archived).sheet_state = "hidden"
    owners = [ticket.person.key for ticket in (*june, *archived)]
    return Export("freshdesk/tickets_2025-06.xlsx", workbook_bytes(book), {"freshdesk.tickets": owners})


def _pivot(tickets: Sequence[Ticket]) -> list[list[object]]:
    counts = [(name, sum(ticket.priority == code for ticket in tickets)) for code, name in PRIORITY.items()]
    head: list[list[object]] = [["Status", "(All)"], [None, None], ["Row Labels", "Count of Ticket ID"]]
    return [*head, *([name, count] for name, count in counts), ["Grand Total", len(tickets)]]


def _sheet(book: Workbook, title: str, tickets: Sequence[Ticket]) -> Worksheet:
    """The columns without ``Created time``, which the report leaves out; numbers as numbers, moments as text."""
    sheet = book.create_sheet(title)
    kept = [index for index, name in enumerate(HEADER) if name != "Created time"]
    sheet.append([HEADER[index] for index in kept])
    for ticket in tickets:
        cells: list[object] = [*_cells(ticket, str)]
        cells[0] = ticket.number
        sheet.append([cells[index] or None for index in kept])
    return sheet
