"""The last look at a finding: no column in which identifiers stand is ever called something that passes as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detectors.evidence.expectations import DATES, IDENTIFIERS, SAFE
from detectors.evidence.keys import code_records, number_records
from detectors.evidence.value_claims import is_shaped_like_names, share_of_names
from detectors.evidence.value_shares import FEW, MOST, MOSTLY, SOME
from detectors.findings import Finding, RunnerUp
from detectors.taxonomy import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detectors.evidence.observation import Observation

TRACE = 0.01
"""Share of cells with identifiers from which on a column is no longer harmless."""

SUBSTANTIAL = 0.2
"""The same for categories in ``_READ_CELL_BY_CELL``."""

TOLD_IN_TEXT = frozenset({"medical_condition", "medication", "procedure", "diet", "lab_value", "lab_test"})
"""What patients and doctors also write in sentences: those are treated as notes."""
_READ_CELL_BY_CELL = frozenset({"number", "amount", "flag", "duration", "age", "event_date", "lab_value"})
"""A treatment reads each cell and withholds those it cannot: one e-mail address typed there does no harm."""
_AS_WRITTEN = frozenset({"label", "flag", "number", "amount"})
_ANSWERS = ("flag", "binary", "worded")
_QUANTITIES = ("numeric", "money", "percent", "compared", "range", "measured")
_PROOF: Mapping[str, tuple[str, ...]] = {
    "label": ("worded", "time_zone", "percent", "range", "clock", "duration", "flag", "binary", "list"),
    "flag": _ANSWERS,
    "consent": (*_ANSWERS, "sentence", *DATES),
    "number": _QUANTITIES,
    "amount": _QUANTITIES,
    "duration": (*_QUANTITIES, "duration", "clock"),
}
"""What most cells of a harmless column must be of: that nothing speaks against it is not enough."""
_TEXTS = frozenset({"free_text", "clinical_note"})
_REPEATED = 1.2
_LEVELS = 2
"""Digits of a number that may be a level or a rank."""


def guarded(finding: Finding, seen: Observation, *, declared: bool = False) -> Finding:
    """The finding, or something safer where the values speak against it.

    Args:
        finding: what the witnesses made of the column.
        seen: counts over its cells.
        declared: whether a profile declares it: large numbers are then no keys, but names and identifiers stay what
            they are.
    """
    if not seen.telling:
        return finding
    if finding.category in _TEXTS and _are_lone_words(seen):
        says = "but they are single words that stand in no list, as accounts are named"
        return Finding("unknown", "", 0.4, (*finding.evidence, says))
    holds = finding.category in SAFE and (_with_identifiers(finding, seen) or _with_names(finding, seen))
    safer = holds or (None if declared else _unproven(finding, seen))
    if not safer:
        return _with_health(finding, seen)
    passed = RunnerUp(finding.category, finding.confidence, "it would let pass what the values hold")
    return replace(safer, runner_up=passed)


def _are_lone_words(seen: Observation) -> bool:
    """Whether a column of texts holds single words, in which no reader of texts would find anything: logins."""
    alone = seen.share("lone_word", "username") >= MOSTLY and seen.telling >= 2 * FEW
    return alone and seen.share("worded", "several_words") < SOME


def _with_health(finding: Finding, seen: Observation) -> Finding:
    if finding.category != "label" or seen.share("condition", "medication", "procedure") < MOST:
        return finding
    return replace(finding, evidence=(*finding.evidence, "the values speak of health"))


def _with_identifiers(finding: Finding, seen: Observation) -> Finding | None:
    share = seen.share(*IDENTIFIERS)
    if share <= (SUBSTANTIAL if finding.category in _READ_CELL_BY_CELL else TRACE):
        return None
    says = f"but {share:.1%} of the values hold identifiers, so they are treated as text"
    category = "clinical_note" if finding.category in TOLD_IN_TEXT else "free_text"
    return Finding(category, "", 0.8, (*finding.evidence, says))


def _with_names(finding: Finding, seen: Observation) -> Finding | None:
    if finding.category not in _AS_WRITTEN:
        return None
    names = share_of_names(seen)
    if names > (SUBSTANTIAL if finding.category in _READ_CELL_BY_CELL else SOME):
        says = f"but {names:.0%} of the values hold names, so they are treated as text"
        return Finding("free_text", "", 0.75, (*finding.evidence, says))
    if finding.category == "label" and is_shaped_like_names(seen) and seen.repeats < FEW:
        says = "but the values have the shape of names, so they are treated as text"
        return Finding("free_text", "", 0.7, (*finding.evidence, says))
    return None


def _unproven(finding: Finding, seen: Observation) -> Finding | None:
    """What passes as it is needs evidence of its own; keys, logins and pseudonyms have none."""
    if finding.category not in _PROOF:
        return None
    if number_records(seen):
        return _as_keys(finding)
    if code_records(seen):
        return _as_keys(finding)
    if seen.share(*_PROOF[finding.category]) >= MOST and not _are_pseudonyms(finding, seen):
        return None
    if finding.category == "label" and seen.share("integer") >= MOST and seen.evenness(_LEVELS) >= MOST:
        return None
    label = BY_NAME[finding.category].label
    says = f"but hardly any value proves to be {label}, and words that nobody knows may be somebody's"
    return Finding("unknown", "", 0.4, (*finding.evidence, f"{says}: too little to act on"))


def _as_keys(finding: Finding) -> Finding:
    says = f"but the values are like keys, and not like {BY_NAME[finding.category].label}"
    return replace(finding, category="record_id", role="", confidence=0.7, evidence=(*finding.evidence, says))


def _are_pseudonyms(finding: Finding, seen: Observation) -> bool:
    """Whether a column of choices holds a single word for each row."""
    own = seen.telling >= 2 * FEW and seen.repeats < _REPEATED
    return finding.category == "label" and own and seen.share("several_words", "list") < MOST
