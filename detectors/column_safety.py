"""The last look at a finding: no column in which identifiers stand is ever called something that passes as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detectors.expectations import IDENTIFIERS, SAFE
from detectors.findings import Finding, RunnerUp
from detectors.taxonomy import BY_NAME
from detectors.value_claims import FEW, MOST, MOSTLY, SOME, is_shaped_like_names, share_of_names

if TYPE_CHECKING:
    from detectors.observation import Observation

TRACE = 0.01
"""Share of cells with identifiers from which on a column is no longer harmless."""

SUBSTANTIAL = 0.2
"""The same for categories in ``_READ_CELL_BY_CELL``."""

TOLD_IN_TEXT = frozenset({"medical_condition", "medication", "procedure", "diet", "lab_value", "lab_test"})
"""What patients and doctors also write in sentences: those are treated as notes."""
_READ_CELL_BY_CELL = frozenset({"number", "amount", "flag", "duration", "age", "event_date", "lab_value"})
"""A treatment reads each cell and withholds those it cannot: one e-mail address typed there does no harm."""
_AS_WRITTEN = frozenset({"label", "flag", "number", "amount"})
_OWN = 1.05
_KEY_LENGTH, _EVEN = 4.5, 0.7


def guarded(finding: Finding, seen: Observation, *, declared: bool = False) -> Finding:
    """The finding, or something safer where the values speak against it.

    Args:
        finding: what the witnesses made of the column.
        seen: counts over its cells.
        declared: whether a profile declares it: large numbers are then no keys, but names and identifiers stay what
            they are.
    """
    if finding.category not in SAFE or not seen.telling:
        return finding
    safer = (
        _with_identifiers(finding, seen) or _with_names(finding, seen) or (None if declared else _keys(finding, seen))
    )
    if safer is None:
        return _with_health(finding, seen)
    passed = RunnerUp(finding.category, finding.confidence, "as that it would pass what its values hold")
    return replace(safer, runner_up=passed)


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


def _keys(finding: Finding, seen: Observation) -> Finding | None:
    """Long whole numbers of about one length, and codes of which each comes once, number something."""
    if BY_NAME[finding.category].kind != "A" or not (_numbers_like_keys(seen) or _codes_like_keys(seen)):
        return None
    says = f"but the values are like keys, and not like {BY_NAME[finding.category].label}"
    return replace(finding, category="record_id", role="", confidence=0.7, evidence=(*finding.evidence, says))


def _numbers_like_keys(seen: Observation) -> bool:
    if seen.share("integer") < MOSTLY or seen.mean_length < _KEY_LENGTH:
        return seen.share("leading_zero") >= MOST and seen.share("clock", "flag", "binary") < MOST
    return seen.evenness(2) >= _EVEN


def _codes_like_keys(seen: Observation) -> bool:
    own = seen.telling >= 2 * FEW and seen.repeats < _OWN and seen.share("duration", "clock", "money") < MOST
    return own and seen.share("leading_zero", "code", "hexadecimal", "uuid") >= MOST
