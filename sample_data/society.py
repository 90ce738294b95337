"""Who there is: families and odd cases that make linkage hard, many others, and those who are no patients."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sample_data.cast import Cast, first_name, other_first_name, profession, pronouns
from sample_data.consent import decided
from sample_data.dice import day_between, dice
from sample_data.facts import lists
from sample_data.identifiers import SEX_KNOWN, SEX_UNKNOWN, foreign_number, mobile
from sample_data.people import AS_OF, Person, Relative

_NEIGHBOURS = {"NL": ("flemish", "nl"), "FR": ("walloon", "fr"), "DE": ("german", "de"), "LU": ("walloon", "fr")}


def make_cast(seed: int, patients: int) -> tuple[Person, ...]:
    """All people of the clinic: the patients first, then relatives who write for them, then leads.

    Args:
        seed: decides everything.
        patients: how many patients; at least 80, so that each oddity has room.
    """
    cast = Cast(seed)
    _twins(cast)
    _homonyms(cast)
    _partners(cast)
    _minors(cast, max(12, patients // 14))
    _bis_numbers(cast)
    _without_number(cast)
    while len(cast.people) < patients:
        cast.add(cast.transition(cast.with_number(cast.single())))
    cast.people = [decided(seed, person) for person in cast.people]
    _former_phones(cast)
    _relatives(cast)
    _leads(cast, patients // 8)
    return tuple(cast.people)


def _twins(cast: Cast) -> None:
    """Pairs with one birth date, one address, one phone and one mail address between them."""
    for pair in range(3):
        rng = dice(cast.seed, "twins", pair)
        birth = day_between(rng, date(1994, 1, 1), date(2004, 12, 31))
        first = replace(cast.single(birth=birth), household=f"twins-{pair}", oddities=("twin",))
        first = cast.add(cast.transition(cast.with_number(first)))
        second = cast.single(birth=birth)
        second = replace(
            second,
            origin=first.origin,
            language=first.language,
            family=first.family,
            address=first.address,
            phone=first.phone,
            relative=first.relative,
            household=first.household,
            profession=profession(rng, birth, first.language),
            given=other_first_name(rng, first, second.born),
            oddities=("twin",),
        )
        second = cast.transition(cast.with_number(second))
        cast.add(replace(second, email=first.email, pronouns=pronouns(first.language, second.identity, second.born)))


def _homonyms(cast: Cast) -> None:
    """Pairs with the same full name who share nothing else."""
    for _ in range(5):
        first = cast.add(cast.with_number(replace(cast.single(), oddities=("homonym",))))
        second = cast.single()
        second = replace(second, given=first.given, family=first.family, oddities=("homonym",))
        cast.add(cast.with_number(second))


def _partners(cast: Cast) -> None:
    """Couples who are both patients and share a phone, a mail address, or both."""
    for pair in range(6):
        first = cast.add(
            cast.transition(
                cast.with_number(replace(cast.single(), household=f"partners-{pair}", oddities=("partner",)))
            )
        )
        second = cast.transition(cast.with_number(cast.single()))
        shared = ("phone", "email", "both")[pair % 3]
        second = replace(
            second,
            household=first.household,
            address=first.address,
            phone=second.phone if shared == "email" else first.phone,
            email="" if shared == "phone" else first.email,
            oddities=("partner",),
        )
        cast.add(second)


def _minors(cast: Cast, count: int) -> None:
    """Minors, whose phone and mail address are a parent's; two thirds with the parents' consent."""
    for number in range(count):
        rng = dice(cast.seed, "minor", number)
        birth = day_between(rng, date(2008, 10, 20), date(2012, 12, 31))
        person = cast.single(birth=birth)
        joined = day_between(rng, date(2023, 6, 1), AS_OF - timedelta(days=30))
        parent = Relative(rng.choice(("moeder", "vader")), "", person.phone)
        sex = "f" if parent.relation == "moeder" else "m"
        given = rng.choice(lists("names")[f"{person.origin} {sex}"])
        parent = replace(parent, name=f"{given} {person.family}")
        mail = cast.email(replace(person, given=given, birth=date(1978, 3, 3)), given)
        person = replace(
            person,
            joined=joined,
            moved_on=joined,
            profession="",
            relative=parent,
            email=mail,
            parental_consent=number % 3 != 2,
            household=f"family-{number}",
        )
        person = cast.with_number(person)
        if number % 2:
            person = replace(person, former=person.given, given=cast.chosen_name(rng, person))
        cast.add(person)


def _bis_numbers(cast: Cast) -> None:
    """People with a BIS number, with the sex known or not; two got a national number since, two know no birth day."""
    for number in range(10):
        rng = dice(cast.seed, "bis", number)
        person = replace(cast.single(), oddities=("bis",))
        person = _from(cast, person, "slavic" if number % 2 else "african", "fr" if number % 3 else "en")
        if number >= 8:
            person = replace(person, birth=person.birth.replace(month=1, day=1), oddities=("bis", "birth day unknown"))
        person = cast.with_number(person, bis=SEX_UNKNOWN if number % 4 == 3 else SEX_KNOWN, birth_known=number < 8)
        if number < 2:
            registered_on = day_between(rng, person.joined, AS_OF)
            person = replace(cast.with_number(person), renumbered_on=registered_on, oddities=("bis", "bis replaced"))
        cast.add(cast.transition(person) if 2 <= number < 8 else person)


def _without_number(cast: Cast) -> None:
    """People without a Belgian number: from across the border, with a number of their own state, or undocumented."""
    for country in ("NL", "NL", "NL", "FR", "FR", "DE", "LU", "BE", "BE"):
        person = replace(cast.single(country=country), oddities=("no national number",))
        rng = dice(cast.seed, "foreign", person.key)
        if country != "BE":
            person = _from(cast, replace(person, insurer="", insurance_number=""), *_NEIGHBOURS[country])
        number = foreign_number(rng, country, person.birth, male=person.registered == "M")
        cast.add(cast.transition(replace(person, foreign_number=number)))


def _from(cast: Cast, person: Person, origin: str, language: str) -> Person:
    """The person with names, relatives and words of another origin."""
    rng = dice(cast.seed, "origin", person.key)
    person = replace(
        person,
        origin=origin,
        language=language,
        family=rng.choice(lists("names")[f"{origin} family"]),
        given=first_name(rng, origin, person.born),
        profession=profession(rng, person.birth, language),
        pronouns=pronouns(language, person.identity, person.born),
        relative=None,
    )
    return cast.with_relative(person)


def _relatives(cast: Cast) -> None:
    """Parents of minors who write to the clinic themselves, from the address that the child's record shows."""
    for patient in [person for person in cast.people if person.parental_consent is not None]:
        if patient.relative is None:
            continue
        given = patient.relative.name.removesuffix(f" {patient.family}")
        parent = cast.single(birth=patient.birth.replace(year=patient.birth.year - 31, day=11), kind="relative")
        cast.add(
            replace(
                parent,
                given=given,
                family=patient.family,
                language=patient.language,
                origin=patient.origin,
                address=patient.address,
                phone=patient.phone,
                email=patient.email,
                joined=patient.joined,
                relative_of=patient.key,
                household=patient.household,
                insurer="",
                relative=None,
            )
        )


def _leads(cast: Cast, count: int) -> None:
    """Readers of the newsletter who never became patients."""
    for _ in range(count):
        cast.add(replace(cast.single(kind="lead"), newsletter=True, relative=None, insurer=""))


def _former_phones(cast: Cast) -> None:
    """One adult in eight had another phone number before."""
    for index, person in enumerate(cast.people):
        if index % 8 == 5 and not person.household and person.former_email:
            rng = dice(cast.seed, "former phone", person.key)
            cast.people[index] = replace(person, former_phone=mobile(rng))
