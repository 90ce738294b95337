"""What patients said about research, the newsletter and further use of their data."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sample_data.dice import day_between, dice, weighted
from sample_data.people import AS_OF, Person, Statement

_COURSES = (("yes", 78), ("no", 10), ("never", 6), ("withdrawn", 4), ("unticked", 3))


def decided(seed: int, person: Person) -> Person:
    """The person with statements of their own; one in forty objects to further use, nearly half read the newsletter."""
    rng = dice(seed, "consent", person.key)
    first = day_between(rng, person.joined, person.joined + timedelta(days=20))
    later = day_between(rng, first + timedelta(days=5), AS_OF)
    said = {
        "yes": (Statement(first, agreed=True, system="ehr"),),
        "no": (Statement(first, agreed=False, system="ehr"),),
        "never": (),
        "withdrawn": (Statement(first, agreed=True, system="form"), Statement(later, agreed=False, system="ehr")),
        "unticked": (Statement(first, agreed=True, system="ehr"), Statement(later, agreed=False, system="unticked")),
    }[weighted(rng, _COURSES)]
    objected = later if person.key % 43 == 17 else None
    return replace(person, statements=said, objected_on=objected, newsletter=rng.random() < 0.45)
