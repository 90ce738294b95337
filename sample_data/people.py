"""A person, with what changed over the years, and what held on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_data.places import Address

AS_OF = date(2026, 9, 30)
"""The day on which all exports were written."""


@dataclass(frozen=True)
class Relative:
    """The emergency contact: a relation as Dutch calls it, a full name and a phone number in E.164."""

    relation: str
    name: str
    phone: str


@dataclass(frozen=True)
class Statement:
    """What a person said about research, when, and in which system it stands (``ehr``, ``form``, ``unticked``)."""

    day: date
    agreed: bool
    system: str


@dataclass(frozen=True)
class Person:
    """One human being.

    Attributes:
        key: 1, 2, 3, ...; never shown in the exports.
        kind: ``patient``, ``lead`` (only ever a reader of the newsletter) or ``relative`` (writes for a patient).
        given: first name in use today. former: first name given at birth, ``""`` if never changed.
        renamed_on: the day the register took the new name over; None when the change is social only, or never was.
        numbers: national and BIS numbers, oldest first; renumbered_on: the day the last one replaced the one before.
        former_phone, former_email: in use until moved_on, ``""`` if they never changed.
        relative_of: key of the patient for whom a relative writes.
    """

    key: int
    kind: str
    origin: str
    language: str
    family: str
    given: str
    former: str
    renamed_on: date | None
    birth: date
    born: str
    registered: str
    identity: str
    pronouns: str
    numbers: tuple[str, ...]
    renumbered_on: date | None
    foreign_number: str
    address: Address
    phone: str
    former_phone: str
    email: str
    former_email: str
    moved_on: date
    joined: date
    profession: str
    insurer: str
    insurance_number: str
    relative: Relative | None
    statements: tuple[Statement, ...] = ()
    newsletter: bool = False
    objected_on: date | None = None
    parental_consent: bool | None = None
    relative_of: int = 0
    household: str = ""
    oddities: tuple[str, ...] = ()

    @property
    def patient_id(self) -> str:
        """The number that the clinic's record system gave, ``""`` for those who are no patients."""
        return f"P{20000 + self.key * 7}" if self.kind == "patient" else ""

    @property
    def name(self) -> str:
        """First name in use and surname."""
        return f"{self.given} {self.family}"

    @property
    def former_name(self) -> str:
        """Former first name and surname, or ``""``."""
        return f"{self.former} {self.family}" if self.former else ""

    @property
    def legal_given(self) -> str:
        """The first name in the register today."""
        return self.former if self.former and self.renamed_on is None else self.given

    def given_on(self, day: date) -> str:
        """The first name under which the person was known on a day."""
        return self.former if self.former and self.renamed_on and day < self.renamed_on else self.given

    def legal_given_on(self, day: date) -> str:
        """The first name in the register on a day."""
        return self.former if self.former and (self.renamed_on is None or day < self.renamed_on) else self.given

    def number_on(self, day: date) -> str:
        """The national number on a day, ``""`` without one."""
        if not self.numbers:
            return ""
        return self.numbers[-2] if self.renumbered_on and day < self.renumbered_on else self.numbers[-1]

    def email_on(self, day: date) -> str:
        """The e-mail address on a day."""
        return self.former_email if self.former_email and day < self.moved_on else self.email

    def phone_on(self, day: date) -> str:
        """The phone number on a day, in E.164."""
        return self.former_phone if self.former_phone and day < self.moved_on else self.phone

    def age_on(self, day: date) -> int:
        """Full years on a day."""
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))

    @property
    def agrees_to_research(self) -> bool:
        """What the latest statement says; none is no."""
        return max(self.statements, key=lambda said: said.day).agreed if self.statements else False

    @property
    def minor(self) -> bool:
        """Under eighteen on the day of the exports."""
        return self.age_on(AS_OF) < 18
