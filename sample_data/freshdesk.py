"""The help desk: a ticket list re-saved from Excel, a month's workbook, and tickets and contacts from the API."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sample_data import freshdesk_api
from sample_data.filling import decks
from sample_data.freshdesk_lists import ticket_list, workbook
from sample_data.tickets import Period, tickets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_data.exports import Export
    from sample_data.people import Person

_LISTED = Period(19100, date(2021, 1, 4), date(2024, 3, 3), 0.42)
_LATE_IN_MAY = Period(22000, date(2025, 5, 26), date(2025, 5, 31), 0.06)
_JUNE = Period(22100, date(2025, 6, 1), date(2025, 6, 30), 0.3)
_RECENT = Period(24000, date(2026, 1, 5), date(2026, 9, 29), 0.4)


def make(seed: int, people: Sequence[Person]) -> list[Export]:
    """The four sound files of the help desk."""
    messages = decks(seed, "messages")
    listed, may, june, recent = (
        tickets(seed, messages, period, people) for period in (_LISTED, _LATE_IN_MAY, _JUNE, _RECENT)
    )
    return [
        ticket_list(listed),
        workbook(june, may),
        freshdesk_api.tickets(seed, recent),
        freshdesk_api.contacts(seed, listed + june + recent),
    ]
