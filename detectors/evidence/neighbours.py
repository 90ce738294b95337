"""What the other columns of a table say about a column that says too little by itself.

A column of rare words beside one of first names holds family names; a decimal number beside the name of a laboratory
test is its value. Neighbours speak where a column is in doubt; they never make it less protected than it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detectors.evidence.agreements import Agreement
from detectors.evidence.header_claims import NAMES
from detectors.evidence.headers import words_of
from detectors.evidence.value_claims import share_of_names
from detectors.evidence.value_shares import MOST, SOME
from detectors.findings import Finding, RunnerUp
from detectors.taxonomy import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from detectors.evidence.agreements import Agreements
    from detectors.evidence.observation import Observation

_DOUBTFUL, _SETTLED = 0.75, 0.9
_AGREE = 0.7
_SOME_AGREE = 0.3
_ROWS = 5
_VAGUE = frozenset({"unknown", "label", "number", "free_text", "record_id", "amount"})
_FEW_PEOPLE = 15


@dataclass(frozen=True)
class Beside:
    """A column, and the table that it stands in.

    Attributes:
        found: what each column of the table is on its own.
    """

    name: str
    found: Mapping[str, Finding]
    observations: Mapping[str, Observation]
    agreements: Agreements

    @property
    def finding(self) -> Finding:
        """What the column is on its own."""
        return self.found[self.name]

    @property
    def seen(self) -> Observation:
        """What was counted in the column."""
        return self.observations[self.name]

    def others(self, *categories: str, role: str = "") -> list[str]:
        """The other columns that are of one of the categories."""
        return [
            name
            for name, finding in self.found.items()
            if name != self.name and finding.category in categories and role in ("", finding.role)
        ]

    def agreement(self) -> Agreement:
        """With the column of the table that it agrees with best."""
        ours = [one for (_, other), one in self.agreements.items() if other == self.name and one.rows >= _ROWS]
        return max(ours, key=lambda one: one.share, default=Agreement())


def with_neighbours(beside: Beside) -> Finding:
    """The finding, with what the neighbours add to it."""
    if beside.name not in beside.observations or not beside.seen.telling:
        return beside.finding
    for rule in _RULES:
        changed = rule(beside)
        if changed is not None:
            return changed
    return beside.finding


def _instead(beside: Beside, category: str, role: str, confidence: float, says: str) -> Finding:
    """Another category, because of the neighbours; what the column was on its own comes second."""
    before = beside.finding
    if before.category == category:
        return replace(
            before,
            role=role or before.role,
            confidence=max(before.confidence, confidence),
            evidence=(*before.evidence, says),
        )
    second = RunnerUp(
        before.category, before.confidence, f"on its own it might be {BY_NAME[before.category].label}, but {says}"
    )
    return Finding(category, role, confidence, (*before.evidence, says), second)


def _birth_date(beside: Beside) -> Finding | None:
    if beside.finding.category not in ("event_date", "birth_date") or beside.agreement().share < _AGREE:
        return None
    says = f"{beside.agreement().share:.0%} of the dates are those with which the national number beside them begins"
    return _instead(beside, "birth_date", beside.finding.role, 0.98, says)


def _name_in_mail(beside: Beside) -> Finding | None:
    share = beside.agreement().share
    if beside.finding.category not in {*_VAGUE, *NAMES, "organisation", "municipality"} or share < _SOME_AGREE:
        return None
    says = f"{share:.0%} of the values come back in the mail address beside them"
    if beside.finding.category in NAMES:
        return _instead(beside, beside.finding.category, "", 0.9, says)
    return _instead(beside, "person_name", _part(beside.seen), 0.85, says)


def _part(seen: Observation) -> str:
    if seen.share("several_words") >= MOST and seen.share("particle") < MOST:
        return "full"
    return "given" if seen.share("given_name") > seen.share("family_name") else "family"


def _family_name(beside: Beside) -> Finding | None:
    """``naam`` beside ``voornaam`` is the family name, and so is a column of rare words beside one of first names."""
    finding, seen = beside.finding, beside.seen
    if not beside.others("person_name", role="given"):
        return None
    says = "a column with the first name stands beside it"
    if finding.category == "person_name" and finding.role == "full" and len(words_of(beside.name)) == 1:
        single = min(seen.share("several_words"), seen.share("given_name")) < MOST
        return replace(finding, role="family", evidence=(*finding.evidence, says)) if single else None
    if finding.category in ("unknown", "free_text") and _is_one_name(seen):
        return _instead(beside, "person_name", "family", 0.75, says)
    return None


def _given_name(beside: Beside) -> Finding | None:
    if beside.finding.category not in ("unknown", "free_text") or not _is_one_name(beside.seen):
        return None
    if not beside.others("person_name", role="family"):
        return None
    return _instead(beside, "person_name", "given", 0.72, "a column with the family name stands beside it")


def _is_one_name(seen: Observation) -> bool:
    shaped = max(seen.share("name_shape"), share_of_names(seen))
    return shaped >= _AGREE and seen.repeats < 2 and seen.mean_length < 20 and share_of_names(seen) >= SOME / 2  # noqa: PLR2004


def _provider(beside: Beside) -> Finding | None:
    """Of two columns of full names the one whose few names come again and again holds those who give care."""
    finding, seen = beside.finding, beside.seen
    if finding.category != "person_name" or finding.confidence >= _SETTLED or finding.role != "full":
        return None
    patients = [beside.observations[name].distinct for name in beside.others("person_name", role="full")]
    few = seen.distinct <= _FEW_PEOPLE and seen.repeats >= 2  # noqa: PLR2004
    if few and (beside.others("provider_number") or any(number > 2 * seen.distinct for number in patients)):
        return _instead(
            beside, "provider_name", "full", 0.8, "few different names come again and again beside those of patients"
        )
    return None


def _place(beside: Beside) -> Finding | None:
    known = beside.seen.share("municipality")
    if beside.finding.category not in ("unknown", "label", "person_name") or known < _SOME_AGREE:
        return None
    beside_address = bool(beside.others("postal_code", "street_address"))
    if beside.finding.confidence >= _SETTLED or not beside_address or known < share_of_names(beside.seen):
        return None
    return _instead(
        beside, "municipality", "", 0.8, f"{known:.0%} of the values are places, and an address stands beside them"
    )


def _postal_code(beside: Beside) -> Finding | None:
    known = beside.seen.share("postal_code_abroad", "postal_code")
    belgian = beside.seen.share("postal_code")
    if (
        beside.finding.category not in _VAGUE
        or known < _AGREE
        or belgian < _SOME_AGREE
        or not beside.others("municipality", "street_address")
    ):
        return None
    return _instead(
        beside,
        "postal_code",
        "",
        0.85,
        f"{known:.0%} of the values may be postal codes, and a place stands beside them",
    )


def _lab_value(beside: Beside) -> Finding | None:
    unsure = (
        beside.finding.category in ("number", "amount", "unknown", "record_id")
        and beside.finding.confidence < _DOUBTFUL
    )
    if not unsure or not beside.others("lab_test") or beside.seen.share("numeric", "compared", "range") < _AGREE:
        return None
    if beside.seen.share("decimal", "compared", "range") < SOME:
        return None
    return _instead(beside, "lab_value", "", 0.85, "a laboratory test stands beside it")


def _amount(beside: Beside) -> Finding | None:
    unsure = beside.finding.category in ("number", "unknown") and beside.finding.confidence < _DOUBTFUL
    if (
        not unsure
        or beside.seen.share("cents") < _AGREE
        or not beside.others("payment_reference", "iban", "payment_card")
    ):
        return None
    return _instead(beside, "amount", "", 0.85, "a payment stands beside it")


_RULES: tuple[Callable[[Beside], Finding | None], ...] = (
    _birth_date, _family_name, _given_name, _name_in_mail, _provider, _place, _postal_code, _lab_value, _amount,
)  # fmt: skip
"""The first that has something to say counts."""
