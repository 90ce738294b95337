"""The last look at a finding: no column in which identifiers stand is ever called something that passes as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detectors.evidence.expectations import DATES, FITS, IDENTIFIERS, OWN, SAFE, TEXT
from detectors.evidence.header_claims import MEASURE
from detectors.evidence.keys import code_records, number_records, plainly_number_records
from detectors.evidence.value_claims import are_lone_words, is_shaped_like_names, share_of_names
from detectors.evidence.value_shares import FEW, MOST, SOME
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
_QUANTITIES = ("numeric", "money", "percent", "compared", "range", "measured", "sized")
_PROOF: Mapping[str, tuple[str, ...]] = {
    "label": ("worded", "time_zone", "percent", "range", "clock", "duration", "flag", "binary"),
    "flag": _ANSWERS,
    "consent": (*_ANSWERS, "sentence", *DATES),
    "number": _QUANTITIES,
    "amount": _QUANTITIES,
    "duration": (*_QUANTITIES, "duration", "clock"),
}
"""What most cells of a harmless column must be of: that nothing speaks against it is not enough."""
_TEXTS = frozenset({"free_text", "clinical_note"})
_READ_IN_TEXTS = (*TEXT, *IDENTIFIERS, *DATES, "given_name", "family_name")
_LONE_SHAPES = ("capital_code", "initials", "with_number", "name_shape")
_REPEATED, _CHOSEN = 1.2, 1.5
_BELGIAN, _SOME_WORDED = 0.3, 0.3
_MEASURED = frozenset({"lab_value", "age"})
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
    if finding.category in _TEXTS:
        return finding if declared else _without_words(finding, seen) or finding
    holds = finding.category in SAFE and (_with_identifiers(finding, seen) or _with_names(finding, seen))
    safer = (_without_words(holds, seen) or holds) if holds else (None if declared else _unproven(finding, seen))
    if not safer:
        return _with_health(finding, seen)
    passed = RunnerUp(finding.category, finding.confidence, "it would let pass what the values hold")
    return replace(safer, runner_up=passed)


def _without_words(finding: Finding, seen: Observation) -> Finding | None:
    """Texts in which hardly a word in use stands hold logins, numbers or initials, which no reader of texts finds."""
    if are_lone_words(seen):
        says = "but they are single words that stand in no list, as accounts are named"
        return Finding("unknown", "", 0.4, (*finding.evidence, says))
    if seen.share(*_READ_IN_TEXTS) >= SOME or seen.share("worded", "list", "flag") >= _SOME_WORDED:
        return None
    if number_records(seen) or code_records(seen):
        return _as_keys(finding)
    return _of_unknown_words(finding) if seen.share(*_LONE_SHAPES) >= MOST else None


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
    """What some policy may keep needs evidence of its own; keys, logins and pseudonyms have none."""
    if finding.category in _MEASURED or finding.role == MEASURE:
        return _of_no_measure(finding, seen)
    if finding.category == "postal_code":
        return _as_keys(finding) if _come_once_each(seen) else None
    if finding.category in OWN:
        return None if seen.share(*OWN[finding.category]) >= SOME else _of_no_word(finding, seen)
    return _not_proven(finding, seen) if finding.category in _PROOF else None


def _of_no_measure(finding: Finding, seen: Observation) -> Finding | None:
    if plainly_number_records(seen):
        return _as_keys(finding)
    measured = seen.share(*_PROOF["number"], *FITS["lab_value"], *FITS["age"], "worded") >= _SOME_WORDED
    return None if measured else _of_unknown_words(finding)


def _not_proven(finding: Finding, seen: Observation) -> Finding | None:
    """The same of what passes as it is."""
    if number_records(seen) or code_records(seen):
        return _as_keys(finding)
    if finding.category == "label":
        return None if _are_choices(seen) else _of_unknown_words(finding)
    return None if seen.share(*_PROOF[finding.category]) >= MOST else _of_unknown_words(finding)


def _are_choices(seen: Observation) -> bool:
    """Words in use or levels, and no pseudonyms: not a single word for each row, nor a number of its own in each."""
    if seen.share("with_number") >= MOST and seen.repeats < _CHOSEN:
        return False
    own = seen.telling >= 2 * FEW and seen.repeats < _REPEATED
    pseudonyms = own and seen.share("several_words", "list") < MOST
    listed = seen.share("list") >= MOST and seen.share("worded") >= _SOME_WORDED
    levels = seen.share("integer") >= MOST and seen.evenness(_LEVELS) >= MOST
    return (seen.share(*_PROOF["label"]) >= MOST and not pseudonyms) or listed or levels


def _of_no_word(finding: Finding, seen: Observation) -> Finding | None:
    """What is told by words, of which hardly any is there: keys, words that nobody knows, or at least words in use."""
    if number_records(seen) or code_records(seen):
        return _as_keys(finding)
    if seen.share(*_ANSWERS, "sentence", "one_digit") >= MOST:
        return None
    return _of_unknown_words(finding)


def _of_unknown_words(finding: Finding) -> Finding:
    label = BY_NAME[finding.category].label
    says = f"but hardly any value proves to be {label}, and words that nobody knows may be somebody's"
    return Finding("unknown", "", 0.4, (*finding.evidence, f"{says}: too little to act on"))


def _come_once_each(seen: Observation) -> bool:
    """Figures that are hardly ever a Belgian postal code, and hardly ever come twice, as those of places do."""
    belgian, enough = seen.share("postal_code"), seen.telling >= 2 * FEW
    return enough and belgian < _BELGIAN and seen.share("integer") >= MOST and seen.repeats < _REPEATED


def _as_keys(finding: Finding) -> Finding:
    says = f"but the values are like keys, and not like {BY_NAME[finding.category].label}"
    return replace(finding, category="record_id", role="", confidence=0.7, evidence=(*finding.evidence, says))
