"""Who there is: single adults first, then the families and the odd cases that make linkage hard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sample_data.dice import day_between, dice, weighted
from sample_data.facts import lists, table
from sample_data.identifiers import SEX_KNOWN, SEX_UNKNOWN, Serials, foreign_number, landline, mobile, national_number
from sample_data.letters import mail_letters
from sample_data.people import AS_OF, Person, Relative, Statement
from sample_data.places import Address, belgian_address, foreign_address

_ORIGINS = (
    (("flemish", "nl"), 46), (("walloon", "fr"), 17), (("maghrebi", "fr"), 5), (("maghrebi", "nl"), 5),
    (("turkish", "nl"), 6), (("slavic", "nl"), 3), (("slavic", "fr"), 2), (("slavic", "en"), 2), (("african", "fr"), 4),
    (("african", "en"), 2), (("east_asian", "en"), 3), (("east_asian", "nl"), 1), (("german", "de"), 4),
    (("english", "en"), 4),
)  # fmt: skip
_ERAS = ((date(1950, 1, 1), date(1964, 12, 31), 6), (date(1965, 1, 1), date(1979, 12, 31), 16),
         (date(1980, 1, 1), date(1991, 12, 31), 26), (date(1992, 1, 1), date(2002, 12, 31), 36),
         (date(2003, 1, 1), date(2008, 9, 1), 16))  # fmt: skip
_SIGNUP = date(2018, 2, 1)
_DOMAINS = ("example.com", "example.org", "example.net", "mail.example.com", "post.example.org", "webmail.example.net")
_INSURERS = (("CM", "1"), ("Solidaris", "3"), ("Helan", "5"), ("Partena Ziekenfonds", "5"), ("Mutualia", "2"),
             ("Liberale Mutualiteit", "4"), ("HZIV", "6"))  # fmt: skip
_RELATIONS = ("moeder", "vader", "partner", "zus", "broer", "vriendin", "echtgenoot")
_IDENTITIES = {"man": (("trans vrouw", 50), ("vrouw", 28), ("non-binair", 13), ("genderfluïde", 3), ("in vraag", 6)),
               "vrouw": (("trans man", 48), ("man", 26), ("non-binair", 17), ("agender", 4), ("in vraag", 5)),
               "intersekse": (("non-binair", 60), ("vrouw", 40))}  # fmt: skip
_PRONOUNS = {"nl": ("zij/haar", "hij/hem", "die/hun"), "fr": ("elle", "il", "iel"), "en": ("she/her", "he/him", "they/them"),
             "de": ("sie/ihr", "er/ihm", "dey/deren")}  # fmt: skip


class Cast:
    """Everyone, in the order of their keys, and the identifiers that are already taken."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.people: list[Person] = []
        self._serials = Serials(set())
        self._emails: set[str] = set()

    def single(self, *, birth: date | None = None, kind: str = "patient", country: str = "BE") -> Person:
        """A new person with nothing odd about them; not yet among the people."""
        key = len(self.people) + 1
        rng = dice(self.seed, "person", key)
        origin, language = weighted(rng, _ORIGINS)
        birth = birth or _adult_birth(rng)
        born = weighted(rng, (("man", 52), ("vrouw", 47), ("intersekse", 1)))
        identity = weighted(rng, _IDENTITIES[born])
        address = belgian_address(rng, language) if country == "BE" else foreign_address(rng, country)
        joined = day_between(rng, max(_SIGNUP, _birthday(birth, 13)), AS_OF - timedelta(days=30))
        person = Person(
            key=key, kind=kind, origin=origin, language=language, family=rng.choice(lists("names")[f"{origin} family"]),
            given=_first_name(rng, origin, born), former="", renamed_on=None, birth=birth, born=born,
            registered=_registered(rng, born), identity=identity, pronouns=_pronouns(language, identity, born),
            numbers=(), renumbered_on=None, foreign_number="", address=address, phone=mobile(rng, country),
            former_phone="", email="", former_email="", moved_on=joined, joined=joined,
            profession=_profession(rng, birth, language), insurer="", insurance_number="", relative=None,
        )  # fmt: skip
        return self.with_relative(self.with_insurance(person))

    def add(self, person: Person) -> Person:
        """Gives the next key and, where it is missing, an e-mail address; keeps the person."""
        person = replace(person, key=len(self.people) + 1)
        if not person.email:
            person = replace(person, email=self.email(person, person.given))
        self.people.append(person)
        return person

    def email(self, person: Person, given: str) -> str:
        """An address made of a first name, that nobody else has."""
        rng = dice(self.seed, "email", person.key, given)
        local = rng.choice((f"{mail_letters(given)}.{mail_letters(person.family)}",
                            f"{mail_letters(given)}{person.birth.year % 100:02}",
                            f"{mail_letters(person.family)}.{mail_letters(given)[:1]}"))  # fmt: skip
        domain, count = rng.choice(_DOMAINS), 1
        while (email := f"{local}{count if count > 1 else ''}@{domain}") in self._emails:
            count += 1
        self._emails.add(email)
        return email

    def with_number(self, person: Person, *, bis: int = 0, birth_known: bool = True) -> Person:
        """Adds a national number that fits the sex registered today."""
        rng = dice(self.seed, "number", person.key, len(person.numbers))
        serial = self._serials.next(rng, person.birth, male=person.registered == "M")
        number = national_number(person.birth, serial, bis=bis, birth_known=birth_known)
        return replace(person, numbers=(*person.numbers, number))

    def with_insurance(self, person: Person) -> Person:
        """Adds a health insurer and a membership number."""
        rng = dice(self.seed, "insurance", person.key)
        insurer, union = rng.choice(_INSURERS)
        member = f"{union}{rng.randrange(100):02}/{rng.randrange(10**7):07}-{rng.randrange(100):02}"
        return replace(person, insurer=insurer, insurance_number=member)

    def with_relative(self, person: Person) -> Person:
        """Adds an emergency contact, mostly of the same surname; some have none."""
        rng = dice(self.seed, "relative", person.key)
        if rng.random() < 0.12:
            return person
        relation = rng.choice(_RELATIONS)
        sex = {"moeder": "f", "zus": "f", "vriendin": "f", "vader": "m", "broer": "m"}.get(relation, rng.choice("fm"))
        given = rng.choice(lists("names")[f"{person.origin} {sex}"])
        kin = relation in {"vader", "zus", "broer"}
        family = person.family if kin else rng.choice(lists("names")[f"{person.origin} family"])
        phone = mobile(rng) if rng.random() < 0.8 else landline(rng, person.address.area)
        return replace(person, relative=Relative(relation, f"{given} {family}", phone))

    def transition(self, person: Person) -> Person:
        """Changes first name, mail address and registered sex, as far as the person has come."""
        rng = dice(self.seed, "transition", person.key)
        course = weighted(rng, (("register", 42), ("name", 18), ("social", 17), ("none", 23)))
        if course == "none" or person.identity == "in vraag":
            return person
        former = person.given
        person = replace(person, former=former, former_email=self.email(person, former), moved_on=person.joined)
        person = replace(person, given=self._chosen_name(rng, person))
        if course == "social":
            return person
        changed = day_between(rng, person.joined - timedelta(days=150), AS_OF - timedelta(days=20))
        person = replace(person, renamed_on=changed, moved_on=changed)
        if course == "name" or person.identity in {"non-binair", "agender", "genderfluïde"} or not person.numbers:
            return person
        return self._reregister(person, changed + timedelta(days=rng.choice((0, 0, 35, 120))))

    def _reregister(self, person: Person, day: date) -> Person:
        flipped = replace(person, registered="V" if person.registered == "M" else "M")
        flipped = self.with_number(flipped, bis=SEX_KNOWN if "bis" in person.oddities else 0)
        return replace(flipped, renumbered_on=min(day, AS_OF - timedelta(days=1)))

    def _chosen_name(self, rng: Random, person: Person) -> str:
        sex = {"trans vrouw": "f", "vrouw": "f", "trans man": "m", "man": "m"}.get(person.identity, "n")
        names = [name for name in lists("names")[f"{person.origin} {sex}"] if name != person.given]
        return rng.choice(names)


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
    cast.people = [_decided(seed, person) for person in cast.people]
    _changed_phones(cast)
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
        second = replace(second, origin=first.origin, language=first.language, family=first.family, address=first.address,
                         phone=first.phone, relative=first.relative, household=first.household,
                         profession=_profession(rng, birth, first.language),
                         given=_other_first_name(rng, first, second.born), oddities=("twin",))  # fmt: skip
        second = cast.transition(cast.with_number(second))
        cast.add(replace(second, email=first.email, pronouns=_pronouns(first.language, second.identity, second.born)))


def _homonyms(cast: Cast) -> None:
    """Pairs with the same full name who share nothing else."""
    for _ in range(5):
        first = cast.add(cast.with_number(replace(cast.single(), oddities=("homonym",))))
        second = cast.single()
        while second.birth == first.birth:  # pragma: no cover - does not happen with this seed
            second = replace(second, birth=second.birth + timedelta(days=400))
        second = replace(second, given=first.given, family=first.family, oddities=("homonym",))
        cast.add(cast.with_number(second))


def _partners(cast: Cast) -> None:
    """Couples who are both patients and share a phone, a mail address, or both."""
    for pair in range(6):
        first = cast.add(cast.transition(cast.with_number(replace(cast.single(), household=f"partners-{pair}"))))
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
        person = replace(person, joined=joined, moved_on=joined, profession="", relative=parent, email=mail,
                         parental_consent=number % 3 != 2, household=f"family-{number}")  # fmt: skip
        person = cast.with_number(person)
        if number % 2:
            person = replace(person, former=person.given, given=cast._chosen_name(rng, person))  # noqa: SLF001
        cast.add(person)


def _bis_numbers(cast: Cast) -> None:
    """People with a BIS number, with the sex known or not; two were entered in the register since; two know no birth day."""
    for number in range(10):
        person = replace(cast.single(), oddities=("bis",), origin="slavic" if number % 2 else "african")
        rng = dice(cast.seed, "bis", number)
        person = replace(person, language="fr" if number % 3 else "en", family=rng.choice(lists("names")[f"{person.origin} family"]),
                         given=_first_name(rng, person.origin, person.born))  # fmt: skip
        if number >= 8:
            person = replace(person, birth=person.birth.replace(month=1, day=1), oddities=("bis", "birth day unknown"))
        person = cast.with_number(person, bis=SEX_UNKNOWN if number % 4 == 3 else SEX_KNOWN, birth_known=number < 8)
        if number < 2:
            person = replace(cast.with_number(person), renumbered_on=day_between(rng, person.joined, AS_OF),
                             oddities=("bis", "bis replaced"))  # fmt: skip
        cast.add(cast.transition(person) if 2 <= number < 8 else person)


def _without_number(cast: Cast) -> None:
    """People without a Belgian number: from across the border, with a number of their own state, or undocumented."""
    for country in ("NL", "NL", "NL", "FR", "FR", "DE", "LU", "BE", "BE"):
        person = replace(cast.single(country=country), oddities=("no national number",))
        rng = dice(cast.seed, "foreign", person.key)
        if country in {"NL", "FR", "LU"}:
            origin, language = ("flemish", "nl") if country == "NL" else ("walloon", "fr")
            person = replace(person, origin=origin, language=language, family=rng.choice(lists("names")[f"{origin} family"]),
                             given=_first_name(rng, origin, person.born), insurer="", insurance_number="")  # fmt: skip
        number = foreign_number(rng, country, person.birth, male=person.registered == "M")
        cast.add(cast.transition(replace(person, foreign_number=number)))


def _relatives(cast: Cast) -> None:
    """Parents of minors who write to the clinic themselves, from the mail address that the record of the child shows."""
    for patient in [person for person in cast.people if person.parental_consent is not None]:
        if patient.relative is None:
            continue
        given = patient.relative.name.split(" ")[0]
        parent = cast.single(birth=patient.birth.replace(year=patient.birth.year - 31, day=11), kind="relative")
        cast.add(replace(parent, given=given, family=patient.family, language=patient.language, origin=patient.origin,
                         address=patient.address, phone=patient.phone, email=patient.email, joined=patient.joined,
                         relative_of=patient.key, household=patient.household, insurer="", relative=None))  # fmt: skip


def _leads(cast: Cast, count: int) -> None:
    """Readers of the newsletter who never became patients."""
    for _ in range(count):
        cast.add(replace(cast.single(kind="lead"), newsletter=True, relative=None, insurer=""))


def _changed_phones(cast: Cast) -> None:
    """One adult in eight had another phone number before."""
    for index, person in enumerate(cast.people):
        if index % 8 == 5 and not person.household and person.former_email:
            rng = dice(cast.seed, "former phone", person.key)
            cast.people[index] = replace(person, former_phone=mobile(rng))


def _decided(seed: int, person: Person) -> Person:
    """What a patient said on research, the newsletter and further use."""
    rng = dice(seed, "consent", person.key)
    first = day_between(rng, person.joined, min(AS_OF, person.joined + timedelta(days=60)))
    later = day_between(rng, min(first + timedelta(days=30), AS_OF), AS_OF)
    course = weighted(rng, (("yes", 78), ("no", 10), ("never", 6), ("withdrawn", 4), ("unticked", 3)))
    said = {
        "yes": (Statement(first, True, "ehr"),),
        "no": (Statement(first, False, "ehr"),),
        "never": (),
        "withdrawn": (Statement(first, True, "form"), Statement(later, False, "ehr")),
        "unticked": (Statement(first, True, "ehr"), Statement(later, False, "unticked")),
    }[course]
    objected = later if person.key % 43 == 17 else None
    return replace(person, statements=said, objected_on=objected, newsletter=rng.random() < 0.45)


def _adult_birth(rng: Random) -> date:
    first, last = weighted(rng, [((first, last), weight) for first, last, weight in _ERAS])
    return day_between(rng, first, last)


def _birthday(birth: date, age: int) -> date:
    return date(birth.year + age, birth.month, min(birth.day, 28))


def _first_name(rng: Random, origin: str, born: str) -> str:
    return rng.choice(lists("names")[f"{origin} {'m' if born == 'man' else 'f'}"])


def _other_first_name(rng: Random, twin: Person, born: str) -> str:
    sex = "m" if born == "man" else "f"
    return rng.choice([n for n in lists("names")[f"{twin.origin} {sex}"] if n not in {twin.given, twin.former}])


def _registered(rng: Random, born: str) -> str:
    return {"man": "M", "vrouw": "V"}.get(born) or rng.choice("MV")


def _pronouns(language: str, identity: str, born: str) -> str:
    she, he, they = _PRONOUNS[language]
    if identity == "in vraag":
        return he if born == "man" else she
    return {"trans vrouw": she, "vrouw": she, "trans man": he, "man": he}.get(identity, they)


def _profession(rng: Random, birth: date, language: str) -> str:
    if birth.year >= 2004:
        return {"nl": "student", "fr": "étudiant", "en": "student", "de": "Student"}[language]
    return rng.choice(table("professions"))[language]
