"""What the values of a column say it is, whatever its header claims: every reading that holds, the strongest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.evidence.expectations import CERTAIN, DATES, LIKELY, SHORT_DATES, Rule
from detectors.evidence.headers import words_of
from detectors.evidence.keys import code_records, number_records, run_on
from detectors.evidence.value_shares import FEW, LABELS, LONG, MOST, MOSTLY, NEARLY_ALL, SOME
from detectors.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detectors.evidence.observation import Observation

_LISTED = 60
"""Characters on average up to which words of a list are no text, however many stand in a cell."""
_NAMES_TELL = 0.3
_NOW_AND_THEN = 0.03
_FEW_PEOPLE = 15
_SOME_OPERATIONS, _OPERATIONS_AND_VISITS = 0.2, 0.6
_REPEATED, _WORDED = 1.5, 0.6
_PROVIDERS = frozenset({"provider", "providers", "doctor", "doctors", "staff", "agent", "agents", "artsen", "medecins",
                        "behandelaars", "employees", "medewerkers", "personeel"})  # fmt: skip
_CARE = ("condition", "medication", "procedure", "lab_test", "profession", "diet", "insurer", "organisation")
_PLACES = ("municipality", "country", "nationality", "language")
_EITHER_OR = frozenset({"flag", "language", "country"})


def certain(seen: Observation) -> Rule | None:
    """The rule that decides on the values alone."""
    rule = next((rule for rule in CERTAIN if seen.share(*rule.kinds) >= rule.share), None)
    if rule and rule.category == "provider_number" and seen.share("national_number") > seen.share("provider_number"):
        return next(rule for rule in CERTAIN if rule.category == "national_number")
    return rule


def by_rule(rule: Rule, seen: Observation, role: str = "") -> Finding:
    """What the rule makes of the values: believed more the more of them it explains."""
    few = 0.9 if seen.telling < FEW else 1.0
    explains = 0.75 + 0.25 * seen.share(*rule.kinds)
    return Finding(rule.category, role or rule.role, round(rule.confidence * few * explains, 3), (_looks(rule, seen),))


def told_by_values(seen: Observation, table: str) -> tuple[Finding, ...]:
    """All readings of the values, strongest first."""
    dates = tuple(_dates(seen))
    if dates:
        return dates
    likely = tuple(_likely(seen))
    text = _text(seen) if is_text(seen) else tuple(_remarks(seen))
    names = tuple(_names(seen, table, likely))
    keys = (*_numbers_and_keys(seen), *_logins(seen))
    found = (*text, *names, *likely, *_operations_and_visits(seen), *keys, *_labels(seen))
    return tuple(sorted(found, key=lambda finding: -finding.confidence))


def _looks(rule: Rule, seen: Observation) -> str:
    return f"{seen.share(*rule.kinds):.0%} of the values are {rule.looks}"


def _likely(seen: Observation) -> Iterator[Finding]:
    """The rules that hold, each believed more the more values it explains."""
    for rule in LIKELY:
        share = seen.share(*rule.kinds)
        if share < rule.share or (rule.kinds == ("username",) and seen.share("worded") >= SOME):
            continue
        if rule.kinds == ("loinc",) and seen.repeats < _REPEATED:
            continue
        if rule.category == "postal_code" and seen.share("year") >= NEARLY_ALL:
            continue
        if rule.kinds == ("visit",) and seen.share("procedure") >= _SOME_OPERATIONS:
            continue
        if "measured" in rule.kinds and seen.share("percent") >= NEARLY_ALL:
            continue
        if rule.kinds == ("gender",) and seen.share("flag", "binary") >= share:
            continue
        yield by_rule(rule, seen)


def _operations_and_visits(seen: Observation) -> Iterator[Finding]:
    """A list of what a clinic offers, of which operations are a part."""
    operations = seen.share("procedure")
    if _SOME_OPERATIONS <= operations < MOST and operations + seen.share("visit") >= _OPERATIONS_AND_VISITS:
        yield Finding("procedure", "", 0.74, (f"{operations:.0%} of the values are procedures, and others are visits",))


def _dates(seen: Observation) -> Iterator[Finding]:
    """A birth date when the years are those of living people and spread like their ages; else the date of an event."""
    share = max(seen.share(*DATES), seen.share("year", *SHORT_DATES) if _are_short_dates(seen) else 0)
    if share < 0.6 or (seen.share("epoch") >= share and seen.share("epoch_of_our_years") < MOSTLY):  # noqa: PLR2004
        return
    says = f"{share:.0%} of the values are dates"
    years = sorted(year for year, cells in seen.years.items() for _ in range(min(cells, 1000)))
    spread = years[-1 - len(years) // 20] - years[len(years) // 20] if len(years) >= FEW else 0
    if spread >= 15 and years[len(years) // 2] <= 2008:  # noqa: PLR2004 (ages; systems hold fewer years of events)
        yield Finding("birth_date", "", 0.8, (says, f"their years spread over {spread} years, as ages do"))
        yield Finding("event_date", "", 0.4, (says,))
    else:
        yield Finding(
            "event_date", "", 0.85 if len(years) >= FEW else 0.65, (says, f"their years spread over {spread} years")
        )
        yield Finding("birth_date", "", 0.4, (says,))


def _are_short_dates(seen: Observation) -> bool:
    """``12/03``, ``120324`` or ``2024``, in nearly all of many cells; numbers that run on look so for a while."""
    if seen.share("year") >= NEARLY_ALL:  # a number of a record comes once or twice
        return seen.repeats >= FEW or (seen.distinct <= FEW and seen.repeats > 2)  # noqa: PLR2004
    return seen.share(*SHORT_DATES) >= NEARLY_ALL and seen.telling >= 2 * FEW and not run_on(seen)


def is_text(seen: Observation) -> bool:
    """Whether people wrote sentences there."""
    listed = seen.share(*_CARE) >= 0.7 or seen.share("street") >= MOST  # noqa: PLR2004
    if listed and seen.mean_length < _LISTED and seen.share("sentence") < NEARLY_ALL:
        return False
    named = seen.share("titled", "given_name", "family_name") >= MOST
    if named and seen.mean_length < LONG - FEW:
        return False
    long = seen.mean_length >= LONG and seen.share("several_words", "sentence") >= MOST
    return seen.share("sentence") >= 0.3 or long or seen.share("lines", "html") >= 0.2  # noqa: PLR2004


def _text(seen: Observation) -> tuple[Finding, ...]:
    says = f"texts of {seen.mean_length:.0f} characters on average"
    if speaks_of_health(seen):
        return (
            Finding("clinical_note", "", 0.86, (says, "which speak of health")),
            Finding("free_text", "", 0.5, (says,)),
        )
    return (Finding("free_text", "", 0.87, (says,)),)


def _remarks(seen: Observation) -> Iterator[Finding]:
    """A few words, beside which somebody's number or address stands now and then."""
    inside = seen.share("has_email", "has_phone", "has_national_number", "has_iban")
    whole = seen.share("email", "phone", "national_number", "iban")
    if inside - whole >= _NOW_AND_THEN and seen.share("several_words") >= _NAMES_TELL:
        yield Finding("free_text", "", 0.75, (f"{inside:.0%} of the values hold identifiers among other words",))
    elif share_of_names(seen) >= SOME and seen.repeats < _REPEATED and _are_phrases(seen):
        yield Finding("free_text", "", 0.7, ("words in use, among which names stand",))


def _are_phrases(seen: Observation) -> bool:
    """Whether most cells are a few words, in use, that are not written as names are."""
    phrased = seen.share("several_words") >= MOST and seen.share("worded") >= MOST
    return phrased and seen.share("full_name_shape", "name_shape") < MOST


def speaks_of_health(seen: Observation) -> bool:
    """Whether the sentences are about care, as those write who give it rather than those who ask for it."""
    cares = max(seen.share("condition", "medication", "procedure"), seen.share("clinical"))
    return seen.share("sentence") >= 0.3 and cares >= 0.3 and cares > seen.share("addressed")  # noqa: PLR2004


def share_of_names(seen: Observation) -> float:
    """The share of cells with a first name or family name that is known, or built as one."""
    return seen.share("given_name", "family_name")


def is_shaped_like_names(seen: Observation) -> bool:
    """Whether most cells are a first and a last name by their capitals, and few come often."""
    return seen.share("full_name_shape") >= 0.6 and not _told_otherwise(seen)  # noqa: PLR2004


def _told_otherwise(seen: Observation) -> bool:
    return seen.share(*_CARE, *_PLACES, "status", "plain", "worded", "visit", "street") >= _NAMES_TELL


def _names(seen: Observation, table: str, likely: tuple[Finding, ...]) -> Iterator[Finding]:
    """Names of people, by the lists, or by their shape where the names are rare."""
    share = share_of_names(seen)
    letters = max(seen.share("name_shape"), seen.share("given_name", "family_name"))
    if share >= _NAMES_TELL and letters >= 0.6 and not _is_outdone(share, seen):  # noqa: PLR2004
        yield name_finding(seen, table)
    elif is_shaped_like_names(seen) and (seen.repeats < 3 or share >= SOME):  # noqa: PLR2004
        says = (
            f"{seen.share('full_name_shape'):.0%} of the values have the shape of a full name, and most are different"
        )
        yield Finding(_whose(seen, table), "full", 0.72, (says,))
    elif not likely and share >= 0.15 and seen.share("name_shape") >= 0.8 and seen.repeats < 2:  # noqa: PLR2004
        says = f"{share:.0%} of the values are known names, and the others have their shape"
        yield Finding(_whose(seen, table), _part(seen), 0.7, (says,))


def _is_outdone(share: float, seen: Observation) -> bool:
    """Whether another list of words explains more of the values than the lists of names do."""
    return seen.share(*_CARE, *_PLACES) > share


def name_finding(seen: Observation, table: str, more: tuple[str, ...] = ()) -> Finding:
    """Values that are known names, with whose they are and which part of the name."""
    says = f"{share_of_names(seen):.0%} of the values hold a common first name or family name"
    return Finding(_whose(seen, table), _part(seen), 0.86, (says, *more))


def _part(seen: Observation) -> str:
    if seen.share("several_words") >= MOST:
        return "full"
    return "given" if seen.share("given_name") >= seen.share("family_name") else "family"


def _whose(seen: Observation, table: str) -> str:
    """A few people who come again and again, or have titles, are those who give care."""
    few = seen.distinct <= _FEW_PEOPLE and seen.repeats >= FEW and seen.share("full_name_shape") >= MOST
    titled = seen.share("titled") >= 0.2  # noqa: PLR2004
    return "provider_name" if few or titled or _PROVIDERS.intersection(words_of(table)) else "person_name"


def _numbers_and_keys(seen: Observation) -> Iterator[Finding]:
    """Keys, counts and sums."""
    if number_records(seen):
        yield Finding("record_id", "", 0.7, ("whole numbers as systems number their records",))
    elif seen.share("numeric") >= MOSTLY:
        yield _number(seen)
    if code_records(seen):
        yield Finding("record_id", "", 0.7, ("letters and digits, as systems number their records",))


def are_lone_words(seen: Observation) -> bool:
    """Whether most cells are single words in small letters, and few of them are in use."""
    return seen.share("lone_word", "username") >= MOSTLY and seen.share("worded") < _NAMES_TELL


def _logins(seen: Observation) -> Iterator[Finding]:
    """Single words in small letters that no list has, hardly one of which comes twice."""
    if are_lone_words(seen) and seen.distinct > FEW and seen.repeats <= 2 and share_of_names(seen) < MOST:  # noqa: PLR2004
        yield Finding("online_account", "", 0.66, ("single words that stand in no list, as accounts are named",))


def _number(seen: Observation) -> Finding:
    if seen.share("compared") >= 0.02 and seen.share("decimal") >= SOME:  # noqa: PLR2004
        return Finding("lab_value", "", 0.7, ("decimal numbers, some as less or more than a limit",))
    if seen.share("cents") >= NEARLY_ALL:
        return Finding("amount", "", 0.7, ("numbers with two decimals",))
    return Finding("number", "", 0.7, ("numbers that repeat, are short, or have decimals",))


def _labels(seen: Observation) -> Iterator[Finding]:
    """Words that repeat; not where they may be the names of a few people."""
    worded = seen.share("worded") >= _WORDED and seen.distinct <= LABELS and seen.repeats >= _REPEATED
    if (worded or repeats_words(seen)) and seen.longest <= LONG and share_of_names(seen) < SOME:
        known = seen.share("status", "plain", "worded", *_CARE)
        capitalised = seen.share("full_name_shape") >= SOME or (seen.share("name_shape") >= MOST and known < SOME)
        sure = 0.55 if capitalised else 0.7
        yield Finding("label", "", sure, (f"{seen.distinct} different values, each of which comes often",))


def repeats_words(seen: Observation) -> bool:
    """Whether the values are a few that come again and again."""
    return seen.distinct <= LABELS and seen.repeats >= (FEW if seen.distinct > FEW else 2)
