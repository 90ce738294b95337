import pytest

from transforms.subjects.rules import Strength, judge
from transforms.subjects.traits import Given, Traits, compare_given


def person(**facts) -> Traits:
    """Traits from single integers, tuples or sets."""
    minor = facts.pop("minor", False)
    return Traits(
        **{kind: frozenset({value} if isinstance(value, int) else value) for kind, value in facts.items()},
        adult=not minor,
    )


def named(given: int, family: int = 50, **facts) -> Traits:
    return person(givens=given, tokens={given, family}, names=given * 1000 + family, **facts)


PARITY = {"births": 1, "number_births": 1}
MALE_NUMBER = {"numbers": 70, "sides": 80, "flips": 81} | PARITY
FEMALE_NUMBER = {"numbers": 71, "sides": 81, "flips": 80} | PARITY
EHR, CRM = 1, 2


@pytest.mark.parametrize(
    ("one", "other", "strength"),
    [
        pytest.param(named(1, numbers=7), named(2, numbers=7), Strength.NUMBER, id="one number, two first names"),
        pytest.param(
            named(1, numbers=7, births=1), named(1, numbers=7, births=2), Strength.SUGGEST, id="mistyped birth date"
        ),
        pytest.param(
            named(1, births={1, 5}, number_births=5, emails=3),
            named(1, births={1, 6}, number_births=6, emails=3),
            Strength.NOTHING,
            id="two numbers with two birth dates",
        ),
        pytest.param(
            named(1, births=1, emails=3), named(2, births=2, emails=3), Strength.NOTHING, id="parent and child, mail"
        ),
        pytest.param(
            named(1, births=1, phones=3), named(2, births=2, phones=3), Strength.NOTHING, id="parent and child, phone"
        ),
        pytest.param(
            named(1, births=1, phones=3),
            named(1, births=2, phones=3),
            Strength.SUGGEST,
            id="father and son with one name",
        ),
        pytest.param(named(1, emails=3), named(2, births=2, emails=3), Strength.SUGGEST, id="mail, two first names"),
        pytest.param(named(1, emails=3), named(2, emails=3), Strength.SUGGEST, id="partners who share a mail address"),
        pytest.param(named(1, phones=3), named(2, phones=3), Strength.NOTHING, id="partners who share a phone"),
        pytest.param(
            named(1, emails=3), named(1, births=1, emails=3), Strength.EMAIL_AND_NAME, id="mail and first name"
        ),
        pytest.param(named(1, phones=3), named(1, births=1, phones=3), Strength.PHONE_AND_NAME, id="phone and name"),
        pytest.param(named(1, births=1), named(1, births=1), Strength.NAME_AND_BIRTH, id="name and birth date"),
        pytest.param(
            named(1, files=((EHR, 4),), postcodes=8, **MALE_NUMBER),
            named(1, files=((EHR, 5),), postcodes=9, **FEMALE_NUMBER),
            Strength.SUGGEST,
            id="homonyms of one birth date, a number of either parity",
        ),
        pytest.param(
            named(1, files=((EHR, 4),), postcodes=8, **MALE_NUMBER),
            named(1, files=((CRM, 5),), postcodes=9, **FEMALE_NUMBER),
            Strength.NUMBER_PAIR,
            id="changed number under one name, in two systems",
        ),
        pytest.param(named(1), named(1), Strength.NOTHING, id="a name alone"),
        pytest.param(named(1, births=1), named(2, births=1), Strength.NOTHING, id="a birth date and a family name"),
        pytest.param(named(1, postcodes=9), named(1, postcodes=9), Strength.NOTHING, id="name and postcode"),
        pytest.param(
            named(1, births=1, postcodes=8, files={(EHR, 1)}),
            named(1, births=1, postcodes=9, files={(EHR, 2)}),
            Strength.SUGGEST,
            id="homonyms born on one day",
        ),
        pytest.param(
            named(1, births=1, postcodes=8, files={(EHR, 1)}),
            named(1, births=1, postcodes=9, files={(CRM, 2)}),
            Strength.NAME_AND_BIRTH,
            id="moved house between two systems",
        ),
        pytest.param(
            named(1, **MALE_NUMBER),
            named(1, numbers=72, sides=80, flips=81, **PARITY),
            Strength.SUGGEST,
            id="two files",
        ),
        pytest.param(
            named(1, emails=3, **MALE_NUMBER),
            named(2, numbers=72, sides=80, flips=81, emails=3, **PARITY),
            Strength.NOTHING,
            id="twins",
        ),
        pytest.param(
            named(1, emails=3, **MALE_NUMBER),
            named(2, emails=3, **FEMALE_NUMBER),
            Strength.NUMBER_PAIR,
            id="changed number, same mail",
        ),
        pytest.param(
            named(1, **MALE_NUMBER), named(1, **FEMALE_NUMBER), Strength.NUMBER_PAIR, id="changed number, same name"
        ),
        pytest.param(
            named(1, **MALE_NUMBER), named(2, **FEMALE_NUMBER), Strength.NOTHING, id="changed number, family name"
        ),
        pytest.param(
            named(1, addresses=6, **MALE_NUMBER),
            named(2, addresses=6, **FEMALE_NUMBER),
            Strength.SUGGEST,
            id="changed number, family name and address",
        ),
        pytest.param(
            named(1, emails=3, phones=4, minor=True, **MALE_NUMBER),
            named(2, emails=3, phones=4, minor=True, **FEMALE_NUMBER),
            Strength.SUGGEST,
            id="brother and sister, twins with a parent's mail",
        ),
        pytest.param(
            named(1, emails=3, phones=4, files={(EHR, 1)}, **MALE_NUMBER),
            named(2, emails=3, phones=4, files={(EHR, 2)}, **FEMALE_NUMBER),
            Strength.SUGGEST,
            id="brother and sister, grown-up twins with two files",
        ),
        pytest.param(
            named(1, births=1, emails=3, files={(EHR, 1)}),
            named(2, births=1, emails=3, files={(EHR, 2)}),
            Strength.SUGGEST,
            id="twins without numbers",
        ),
        pytest.param(
            named(1, births=1, emails=3, files={(EHR, 1)}),
            named(2, births=1, emails=3, files={(CRM, 2)}),
            Strength.CONTACT_AND_BIRTH,
            id="changed first name between two systems",
        ),
        pytest.param(person(emails=3), named(1, births=1, emails=3), Strength.CONTACT_ONLY, id="a mail without a name"),
        pytest.param(person(phones=3), named(1, births=1, phones=3), Strength.NOTHING, id="a phone without a name"),
        pytest.param(
            person(phones=3, births=1),
            named(1, births=1, phones=3),
            Strength.CONTACT_AND_BIRTH,
            id="phone and birth date",
        ),
        pytest.param(person(phones=3), person(phones=3), Strength.CONTACT_ONLY, id="one line, nobody known"),
    ],
)
def test_who_is_joined(one, other, strength):
    assert judge(one, other).strength is strength
    assert judge(other, one) == judge(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (named(1), named(1, 60), Given.SAME),
        (named(1), person(tokens={1, 50}, names=5), Given.SAME),
        (named(1), person(tokens={2, 50}, names=5), Given.DIFFERENT),
        (person(tokens={1, 50}, names=4), person(tokens={2, 50}, names=5), Given.DIFFERENT),
        (person(tokens={1, 9, 50}, names=4), person(tokens={1, 50}, names=5), Given.SAME),
        (named(1), person(emails=1), Given.UNKNOWN),
    ],
)
def test_first_names(one, other, expected):
    assert compare_given(one, other) is expected


def test_a_suggestion_weighs_what_agrees():
    weak = judge(named(1, emails=3), named(2, emails=3))
    strong = judge(named(1, emails=3, phones=4, addresses=5), named(2, emails=3, phones=4, addresses=5))
    assert (weak.agreeing, strong.agreeing) == (2, 4)
