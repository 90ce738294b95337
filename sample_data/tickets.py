"""What people ask the help desk, and what becomes of it; the files are made of this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sample_data.dice import day_between, dice, weighted
from sample_data.filling import values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sample_data.filling import Deck
    from sample_data.people import Person

STATUS = {2: "Open", 3: "Pending", 4: "Resolved", 5: "Closed", 6: "Waiting on Customer"}
PRIORITY = {1: "Low", 2: "Medium", 3: "High", 4: "Urgent"}
SOURCE = {1: "Email", 2: "Portal", 3: "Phone", 7: "Chat", 9: "Feedback Widget", 10: "Outbound Email"}
_TAGS = ("intake", "urgent", "mtf", "ftm", "ffs", "facturatie", "hormonen", "nieuwsbrief", "kamer", "top-surgery")
_AGENTS = (("Nathalie Roelandt", 43020000011), ("Bert Cuypers", 43020000012), ("Inge Stroobants", 43020000013))
GROUPS = ("Onthaal", "Intake", "Facturatie")


@dataclass(frozen=True)
class Period:
    """A stretch of time of which an export holds the tickets.

    Attributes:
        first: number of the first ticket.
        share: how many of the people who are there write one.
    """

    first: int
    start: date
    end: date
    share: float


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


def writers(people: Sequence[Person]) -> list[Person]:
    """Who writes: adults; of those who share a mail address, the help desk knows the first only."""
    owners: dict[str, int] = {}
    writing = [person for person in people if person.parental_consent is None]
    for person in writing:
        for email in (person.email, person.former_email):
            owners.setdefault(email, person.key)
    return [person for person in writing if owners[person.email] == person.key]


def tickets(seed: int, messages: dict[str, Deck], period: Period, people: Sequence[Person]) -> list[Ticket]:
    """The tickets of a period, oldest first; some people write twice."""
    asked = []
    for person in writers(people):
        rng = dice(seed, "tickets", period.first, person.key)
        if person.joined <= period.end and rng.random() < period.share:
            start = max(period.start, person.joined)
            asked += [(_moment(rng, start, period.end), person) for _ in range(rng.choice((1, 1, 1, 2)))]
    asked.sort(key=lambda entry: (entry[0], entry[1].key))
    numbered = enumerate(asked, period.first)
    return [_ticket(seed, number, person, created, messages) for number, (created, person) in numbered]


def _moment(rng: Random, first: date, last: date) -> datetime:
    return datetime.combine(
        day_between(rng, first, last), time(rng.randrange(7, 23), rng.randrange(60), rng.randrange(60))
    )


def _ticket(seed: int, number: int, person: Person, created: datetime, messages: dict[str, Deck]) -> Ticket:
    rng = dice(seed, "ticket", number)
    language = person.language
    subject, _, body = messages[language].deal(values(rng, person, created.date(), language)).partition("\n")
    return Ticket(
        number,
        person,
        created,
        subject,
        body,
        weighted(rng, ((2, 2), (3, 2), (4, 4), (5, 8), (6, 1))),
        rng.choice((1, 1, 1, 2, 2, 3, 4)),
        weighted(rng, ((1, 9), (2, 4), (3, 2), (7, 2), (9, 1), (10, 1))),
        rng.choice(("Question", "Question", "Incident", "Problem", "")),
        rng.choice(_AGENTS),
        rng.randrange(len(GROUPS)),
        tuple(sorted(rng.sample(_TAGS, k=rng.choice((0, 0, 1, 2))))),
        rng.uniform(0.2, 90),
        rng.uniform(92, 260),
    )
