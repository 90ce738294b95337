"""From a column's name and values to its category.

Three witnesses, in this order of trust: values that speak for themselves (an e-mail address is one, whatever the
header claims), what the system's profile declares, and the header borne out by the values. Where they agree the finding
is surer than either; where nothing reaches, the column is ``unknown`` and stays inside. Then the other columns of the
table are heard. A column is never called harmless when more than a trace of its cells hold identifiers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detectors.data_map import MappedTable
from detectors.evidence.confidence import NEIGHBOURS, Standing, calibrated, standing
from detectors.evidence.expectations import REFINES, Rule
from detectors.evidence.header_claims import BELIEVED, VAGUE, claims, header_says
from detectors.evidence.headers import PLAIN, Guess, read_header, record_kind
from detectors.evidence.neighbours import Beside, with_neighbours
from detectors.evidence.observation import Observation
from detectors.evidence.roles import with_role
from detectors.evidence.safety import TOLD_IN_TEXT, guarded
from detectors.evidence.value_claims import (
    by_rule,
    certain,
    is_text,
    name_finding,
    share_of_names,
    speaks_of_health,
    told_by_values,
)
from detectors.evidence.value_shares import LONG, MOST, SOME
from detectors.findings import Finding, RunnerUp
from detectors.taxonomy import BY_NAME, is_direct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detectors.decisions import Decisions
    from detectors.evidence.agreements import Agreements
    from detectors.tables import CrawledTable, Declared

ENOUGH = 0.6
"""Less sure than this is ``unknown``."""

_DECLARED = 0.97
_HARMLESS_WORDS = ("label", "flag", "number", "amount")
_OF_SEVERAL_WORDS = frozenset({"user_agent"})
"""What programs write in as many words as people write a sentence."""


def classify(
    name: str,
    observation: Observation,
    declared: Declared | None = None,
    *,
    table: str = "",
    neighbours: frozenset[str] = frozenset(),
) -> Finding:
    """What a column is, how sure that is, why, and what it was nearly taken for.

    Args:
        name: the header.
        observation: counts over all its cells.
        declared: what the profile of the system knows.
        table: full name of the table.
        neighbours: categories that the headers of the other columns claim.

    >>> from detectors.evidence.observation import observe
    >>> import pyarrow as pa
    >>> found = classify("Contact ID", observe(pa.array(["an@example.be", "jo@example.org"])))
    >>> found.category, found.confidence > 0.8
    ('email', True)
    """
    return judge(name, observation, declared, table=table, neighbours=neighbours).finding()


@dataclass(frozen=True)
class Judged:
    """What a column is on its own, before its confidence is told.

    Attributes:
        weighed: the finding, its confidence being the strength of its evidence.
        stand: how header and values stand to it; none for what a profile declares, and where there are no values.
    """

    weighed: Finding
    stand: Standing | None

    def finding(self, heard: Finding | None = None) -> Finding:
        """The finding, or what the neighbours made of it, with the probability that it is right."""
        if heard is not None and heard.category != self.weighed.category and self.stand:
            return _sure_enough(calibrated(heard, replace(self.stand, values=NEIGHBOURS)))
        found = heard or self.weighed
        return _sure_enough(calibrated(found, self.stand)) if self.stand else found


def judge(
    name: str,
    observation: Observation,
    declared: Declared | None = None,
    *,
    table: str = "",
    neighbours: frozenset[str] = frozenset(),
) -> Judged:
    """As ``classify``, with the strength of the evidence instead of a probability."""
    guesses = _in_company(read_header(name, table), neighbours)
    if not observation.telling:
        return Judged(with_role(_empty(guesses, declared), observation), None)
    rule, told = certain(observation), told_by_values(observation, table)
    if declared:
        finding = guarded(_declared(declared, rule, observation), observation, declared=True)
        return Judged(with_role(_sure_enough(finding), observation), None)
    finding = _sure_enough(guarded(_weigh(guesses, observation, rule, told), observation))
    stand = standing(finding, guesses, rule, told, observation)
    return Judged(with_role(finding, observation), stand)


def _sure_enough(finding: Finding) -> Finding:
    return _withheld(finding) if finding.confidence < ENOUGH else finding


def _withheld(finding: Finding) -> Finding:
    """Too little to act on: unknown, with what it would have been."""
    if finding.category == "unknown":
        return replace(finding, evidence=(*finding.evidence, "the evidence does not reach for a category"))
    label = BY_NAME[finding.category].label
    doubt = f"at most {finding.confidence:.0%} sure of {label}: too little to act on"
    nearly = RunnerUp(finding.category, finding.confidence, f"less than {ENOUGH:.0%} sure")
    return Finding("unknown", "", finding.confidence, (*finding.evidence, doubt), nearly)


def _in_company(guesses: tuple[Guess, ...], neighbours: frozenset[str]) -> tuple[Guess, ...]:
    """Some claims hold only, and weak ones hold better, where other columns of the table claim what goes with them."""
    goes_with = {"lab_value": "lab_test", "medication": "medication", "insurance_number": "insurer"}
    kept = (
        guess
        for guess in guesses
        if guess.phrase not in VAGUE or guess.category != "lab_value" or "lab_test" in neighbours
    )
    return tuple(
        replace(guess, strength=max(guess.strength, PLAIN)) if goes_with.get(guess.category) in neighbours else guess
        for guess in kept
    )


def _empty(guesses: tuple[Guess, ...], declared: Declared | None) -> Finding:
    if declared:
        says = ("declared by the system's profile; no values yet",)
        return Finding(declared.category, declared.role, _DECLARED, says)
    if guesses and guesses[0].strength >= ENOUGH and BY_NAME[guesses[0].category].kind != "A":
        first = guesses[0]
        return Finding(first.category, first.role, 0.7, (header_says(first), "no values yet"))
    return Finding("empty", "", 0.99, ("no values",))


def _weigh(guesses: tuple[Guess, ...], seen: Observation, rule: Rule | None, told: tuple[Finding, ...]) -> Finding:
    """The most trusted witness that has something to say, and the next."""
    claimed = claims(guesses, seen, told)
    if rule:
        return _beside_runner_up(_refined(rule, next(iter(claimed), None), seen), (*claimed, *told))
    best = next(iter((*_trusted(claimed, seen), *told)), None) or next(iter(claimed), None)
    if best is None:
        return Finding("unknown", "", 0.2, ())
    if best in told and claimed and claimed[0].confidence > best.confidence:
        best = claimed[0]
    return _beside_runner_up(_numbers_of_records(best, guesses, seen), (*claimed, *told))


def _numbers_of_records(best: Finding, guesses: tuple[Guess, ...], seen: Observation) -> Finding:
    """Whole numbers under a header that speaks, however vaguely, of a record or of somebody are not mere counts."""
    pointing = next((guess for guess in guesses if _may_number(guess)), None)
    if pointing is None or best.category != "number" or seen.share("integer") < MOST:
        return best
    if any(guess.category == "number" and guess.strength >= BELIEVED for guess in guesses):
        return best
    return Finding("record_id", pointing.role, 0.7, (header_says(pointing), "and its numbers may be those of records"))


def _may_number(guess: Guess) -> bool:
    """Whether a header is about records, or says in passing whom a row is about."""
    vaguely = guess.strength < BELIEVED and BY_NAME[guess.category].kind[0] == "D"
    return guess.category == "record_id" or vaguely


def _trusted(claimed: tuple[Finding, ...], seen: Observation) -> tuple[Finding, ...]:
    """The header's best claim, where it is believed; never below what the values are."""
    if not claimed or claimed[0].confidence < BELIEVED:
        return ()
    return (_never_below_the_values(claimed[0], seen),)


def _beside_runner_up(best: Finding, others: tuple[Finding, ...]) -> Finding:
    """The finding with the strongest reading of another category, and why that one was not taken."""
    others = tuple(other for other in others if other.category != best.category)
    if not others:
        return best
    second = max(others, key=lambda other: other.confidence)
    because = "; ".join(second.evidence) or "little speaks for it"
    why_not = because if second.confidence < best.confidence else f"{because}; but the other evidence is trusted more"
    return replace(best, runner_up=RunnerUp(second.category, second.confidence, why_not))


def _declared(declared: Declared, rule: Rule | None, seen: Observation) -> Finding:
    """The profile wins, unless the values are plainly something more sensitive."""
    says = "declared by the system's profile"
    harmless = not is_direct(declared.category) and BY_NAME[declared.category].kind[0] not in "XT"
    if rule and harmless and (is_direct(rule.category) or rule.category == "secret"):
        finding = by_rule(rule, seen)
        return replace(
            finding,
            role="",
            confidence=rule.confidence,
            evidence=(*finding.evidence, f"the profile declares {declared.category}"),
        )
    return Finding(declared.category, declared.role, _DECLARED, (says,))


def _refined(rule: Rule, claimed: Finding | None, seen: Observation) -> Finding:
    """The values speak for themselves; the header may name them more closely, or agree."""
    finding = by_rule(rule, seen)
    if claimed is None:
        return finding
    if claimed.category == rule.category:
        return replace(finding, role=claimed.role, confidence=0.99, evidence=(*claimed.evidence, *finding.evidence))
    if claimed.category in REFINES.get(rule.category, frozenset()):
        return replace(claimed, confidence=0.9, evidence=(*claimed.evidence, *finding.evidence))
    written = claimed.category in ("free_text", "clinical_note") and seen.share("sentence") >= SOME
    if written and rule.category not in _OF_SEVERAL_WORDS:
        return claimed
    although = f"although the header claims {BY_NAME[claimed.category].label}"
    return replace(finding, evidence=(*finding.evidence, although))


def _never_below_the_values(claimed: Finding, seen: Observation) -> Finding:
    """A header's claim of something harmless falls to values that are names."""
    if claimed.category in _HARMLESS_WORDS and share_of_names(seen) >= MOST:
        return name_finding(seen, "", ("although the header claims otherwise",))
    told = claimed.category in TOLD_IN_TEXT and is_text(seen) and seen.mean_length >= LONG
    if told or (claimed.category == "free_text" and speaks_of_health(seen)):
        return replace(claimed, category="clinical_note", role="", evidence=(*claimed.evidence, "texts about health"))
    return claimed


def map_table(
    table: CrawledTable,
    observations: Mapping[str, Observation],
    decisions: Decisions,
    agreements: Agreements | None = None,
) -> MappedTable:
    """The table with what each of its columns is, by values, profile, header, neighbours, and people's decisions.

    Args:
        table: as crawled; its profile's declarations count.
        observations: column → counts over all files; a column without any counts as empty.
        decisions: rulings, which replace findings.
        agreements: in how many rows two columns agree, from ``agreements.py``; none when it was not looked at.
    """
    claimed = {name: _plain_claim(name, table.name) for name in table.columns}
    times = Counter(claimed.values())
    judged = {
        name: _judged(table, name, observations, frozenset(times - Counter([claimed[name]]))) for name in table.columns
    }
    weighed = {name: one.weighed for name, one in judged.items()}
    found = {
        name: one.finding(_heard(table, Beside(name, weighed, observations, agreements or {})))
        for name, one in judged.items()
    }
    return MappedTable(
        system=table.system,
        table=table.name,
        parent=table.parent,
        files=tuple(dict.fromkeys(part.file for part in table.parts)),
        rows=table.rows,
        columns=tuple(decisions.apply(table.name, name, found[name]) for name in table.columns),
        identifies=table.identifies,
        stated_at=table.stated_at,
    )


def _plain_claim(name: str, table: str) -> str:
    """The category that a header plainly claims, or nothing."""
    first = next(iter(read_header(name, table)), None)
    return first.category if first and first.strength >= PLAIN else ""


def _judged(
    table: CrawledTable, name: str, observations: Mapping[str, Observation], neighbours: frozenset[str]
) -> Judged:
    seen = observations.get(name, Observation())
    judged = judge(name, seen, table.declared.get(name), table=table.name, neighbours=neighbours)
    if judged.weighed.category == "record_id" and not judged.weighed.role and name == table.identifies:
        return replace(judged, weighed=replace(judged.weighed, role=record_kind(table.name)))
    return judged


def _heard(table: CrawledTable, beside: Beside) -> Finding:
    """The finding after its neighbours were heard; what the profile declares stands."""
    return beside.finding if beside.name in table.declared else with_neighbours(beside)
