"""Where a table says what people agreed to, and when: in a column of answers, in a date, or by listing them.

Systems write it down in three ways: a column of answers with or without a date of its own (``research_consent`` and
``research_consent_date``), only a date (``OPTIN_TIME``, *uitgeschreven op*), or a list whose every row is a statement
(who may not be called). What a column is about, its role says, else the words of its header, else each answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING

from detectors.evidence.headers import read_header
from transforms.subjects.consent.answers import agrees
from transforms.subjects.consent.purposes import (
    DO_NOT_CONTACT,
    NEWSLETTER,
    RESTRICTING,
    UNSUBSCRIBED,
    named_in,
)
from transforms.subjects.consent.words import whole, within, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detectors.data_map import MappedColumn, MappedTable

_CONTACTS = ("email", "phone", "person_name")


class How(Enum):
    """How a table states something."""

    ANSWER = "answer"
    """A cell answers."""
    BOX = "box"
    """A cell answers, and where it is empty somebody left a box open; see ``boxes``."""
    DATE = "date"
    """A date says when somebody did it; none, that nobody did."""
    ROW = "row"
    """Who is in the list has stated it."""


@dataclass(frozen=True)
class Stating:
    """Where a table states something.

    Attributes:
        purpose: such as ``research``; ``unsubscribed``; ``""`` where each answer tells.
        how: see ``How``.
        column: with the answers; ``""`` for a list.
        date: column with the statement's own date; ``""`` where it has none and the dates of its row count.
        denies: the header itself is a refusal (*Ik wens geen nieuwsbrief*): a tick refuses.
    """

    purpose: str
    how: How
    column: str = ""
    date: str = ""
    denies: bool = False


def stating(table: MappedTable) -> tuple[Stating, ...]:
    """All that a table states; a column comes once."""
    answers = tuple(_answering(table))
    taken = {one.date for one in answers}
    told = {one.purpose for one in answers}
    dates = tuple(_dating(table, taken, told))
    return (*answers, *dates, *_listing(table, told | {one.purpose for one in dates}))


def _answering(table: MappedTable) -> Iterator[Stating]:
    how = How.BOX if is_form(table) else How.ANSWER
    for column in table.of_category("consent"):
        purpose = purpose_of(column)
        date = _own_date(table, column, purpose)
        denies = purpose not in RESTRICTING and purpose != UNSUBSCRIBED and not agrees(_last_words(column.name))
        yield Stating(purpose, how, column.name, date.name if date else "", denies)


def purpose_of(column: MappedColumn) -> str:
    """What a column of answers is about: its role, else what its header alone names, else nothing."""
    named = named_in(column.name)
    if UNSUBSCRIBED in named and column.finding.role in ("", NEWSLETTER, DO_NOT_CONTACT):
        return UNSUBSCRIBED
    return column.finding.role or (named[0] if len(named) == 1 else "")


def made_on(table: MappedTable) -> str:
    """The column with the day on which a row was made (*aangemaakt op*, ``create_time``, sent in); ``""`` if none."""
    made = (date.name for date in table.of_category("event_date") if _tells_making(date.name))
    return next(made, "")


def _tells_making(header: str) -> bool:
    return whole("made").match(" ".join(_telling(header))) is not None


def is_form(table: MappedTable) -> bool:
    """Whether the rows are forms that people sent."""
    return any(column.finding.role == "submission" for column in table.of_category("record_id"))


def _last_words(header: str) -> str:
    """A nested column's name without those of what it stands in."""
    return header.rpartition(".")[2]


def _own_date(table: MappedTable, consent: MappedColumn, purpose: str) -> MappedColumn | None:
    """The date of a column of answers: called like it, about the same, of all consents, or simply the next column."""
    dates = [date for date in table.of_category("event_date") if date.name != table.stated_at]
    called_alike = (date for date in dates if _called_like(date.name, consent.name))
    about_the_same = (date for date in dates if purpose and _about(date) == purpose)
    of_all = (date for date in dates if _of_all_consents(date))
    beside = (date for date in dates if _bare(date.name) and _next_to(table, consent, date))
    return next(chain(called_alike, about_the_same, of_all, beside), None)


def _called_like(date: str, consent: str) -> bool:
    """``research_consent_date``, ``datum toestemming onderzoek``: the same words and such that tell a date.

    >>> _called_like("research_consent_date", "research_consent"), _called_like("datumToestemming", "toestemming")
    (True, True)
    >>> _called_like("updated_at", "research_consent")
    False
    """
    if date.lower().startswith(consent.lower()):
        return True
    return sorted(_telling(date)) == sorted(_telling(consent))


def _telling(header: str) -> list[str]:
    words, before = words_of(header), ""
    while words != before:  # neighbours share the blank between them
        words, before = " ".join(within("date").sub(" ", words).split()), words
    return words.split()


def _about(date: MappedColumn) -> str:
    """The one purpose that a date's header names."""
    named = named_in(date.name)
    if len(named) == 1:
        return named[0]
    roles = [guess.role for guess in read_header(date.name) if guess.category == "consent" and guess.role]
    return roles[0] if roles and not named else ""


def _of_all_consents(date: MappedColumn) -> bool:
    """``datum toestemming``, ``consent_date``, ``signed at``, without a word on which."""
    return not named_in(date.name) and within("consent").search(words_of(date.name)) is not None


def _bare(header: str) -> bool:
    return not _telling(header)


def _next_to(table: MappedTable, consent: MappedColumn, date: MappedColumn) -> bool:
    return table.columns.index(date) == table.columns.index(consent) + 1


def _dating(table: MappedTable, taken: Iterable[str], told: Iterable[str]) -> Iterator[Stating]:
    """Dates that no answer stands beside: a day on which somebody signed up, consented, objected or left."""
    for date in table.of_category("event_date"):
        purpose = _about(date) or (NEWSLETTER if _is_newsletter(table) and _signs_up(date) else "")
        if purpose and date.name not in taken and purpose not in told:
            yield Stating(purpose, How.DATE, date.name, date.name)


def _signs_up(date: MappedColumn) -> bool:
    return within("signed_up").search(words_of(date.name)) is not None


def _is_newsletter(table: MappedTable) -> bool:
    return named_in(_list_name(table)) == (NEWSLETTER,)


def _list_name(table: MappedTable) -> str:
    return table.table.partition(".")[2].rpartition(".")[2]


def _listing(table: MappedTable, told: Iterable[str]) -> Iterator[Stating]:
    """A list of people to leave alone; one of readers is believed only where it says since when (``_dating``)."""
    if not table.of_category(*_CONTACTS):
        return
    for purpose in named_in(_list_name(table)):
        if purpose in (DO_NOT_CONTACT, UNSUBSCRIBED) and purpose not in told:
            date = _since(table)
            yield Stating(purpose, How.ROW, "", date.name if date else "")


def _since(table: MappedTable) -> MappedColumn | None:
    """The date of a list's entries: the only one, or the one whose header says so."""
    dates = [date for date in table.of_category("event_date") if date.name != table.stated_at]
    if len(dates) == 1:
        return dates[0]
    return next((date for date in dates if within("listed").search(words_of(date.name))), None)
