"""How often a finding of this sort was right: what turns the strength of evidence into a probability.

The strength of a finding orders it among others; it is no probability. That comes from the development set: among
findings with the same standing (did the header agree, be silent or claim something else; did the values decide, point
the same way, be quiet or point elsewhere) how many were right, a little more or less with strength and number of cells.
The parameters are data, made by ``python -m tests.evaluation.development --fit``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import yaml

from detectors.evidence.expectations import FITS, OWN
from detectors.evidence.header_claims import BELIEVED
from detectors.evidence.value_shares import SOME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detectors.evidence.expectations import Rule
    from detectors.evidence.headers import Guess
    from detectors.evidence.observation import Observation
    from detectors.findings import Finding

HEADER = ("agrees", "silent", "contradicts")
VALUES = ("decide", "point", "point loosely", "quiet", "elsewhere", "unborne")
_LOOSE = frozenset({"label", "number", "record_id", "free_text", "clinical_note"})
"""Categories that the values point at by what they are not, as much as by what they are."""
NEIGHBOURS = "neighbours"
_UNCALIBRATED = frozenset({"unknown", "empty"})
_MOST_CELLS = 1000
_SMALLEST = 0.01


@dataclass(frozen=True)
class Standing:
    """How header and values stand to a finding.

    Attributes:
        header: one of ``HEADER``.
        values: one of ``VALUES``: ``point loosely`` is at a category of ``_LOOSE``, and ``unborne`` that hardly a cell
            bears out what the header claims; or ``neighbours`` where these changed the finding.
        cells: that say something.
    """

    header: str
    values: str
    cells: int

    @property
    def name(self) -> str:
        """The key of its parameters."""
        return self.values if self.values == NEIGHBOURS else f"{self.header}-{self.values}"


def standing(
    finding: Finding, guesses: Sequence[Guess], rule: Rule | None, told: Sequence[Finding], seen: Observation
) -> Standing:
    """How the witnesses stand to the finding that was made of them."""
    believed = [guess for guess in guesses if guess.strength >= BELIEVED]
    agrees = any(guess.category == finding.category for guess in guesses)
    header = "agrees" if agrees else "contradicts" if believed else "silent"
    if rule and rule.category == finding.category:
        values = "decide"
    elif agrees and _is_unborne(finding.category, seen) and not (told and told[0].category == finding.category):
        values = "unborne"
    elif not told:
        values = "quiet"
    elif told[0].category != finding.category:
        values = "elsewhere"
    else:
        values = "point loosely" if finding.category in _LOOSE else "point"
    return Standing(header, values, seen.telling)


def _is_unborne(category: str, seen: Observation) -> bool:
    """Whether hardly a cell looks like what a header claims, or holds a word of it."""
    kinds = OWN.get(category) or FITS.get(category)
    return kinds is not None and seen.share(*kinds) < SOME


def features(strength: float, cells: int) -> np.ndarray:
    """What the probability depends on beside the standing: log odds of the strength, and how many cells there are."""
    bounded = min(max(strength, _SMALLEST), 1 - _SMALLEST)
    return np.array([np.log(bounded / (1 - bounded)), np.log10(min(max(cells, 1), _MOST_CELLS))])


def calibrated(finding: Finding, stand: Standing) -> Finding:
    """The finding with the probability that its category is right."""
    if finding.category in _UNCALIBRATED:
        return finding
    parameters = _parameters()
    odds = parameters["standing"].get(stand.name, parameters["standing"]["other"])
    weights = parameters["weights"]
    odds += float(features(finding.confidence, stand.cells) @ np.array([weights["strength"], weights["cells"]]))
    return replace(finding, confidence=round(1 / (1 + float(np.exp(-odds))), 3))


@cache
def _parameters() -> Mapping[str, Mapping[str, float]]:
    text = (files("detectors") / "lexicons" / "columns_confidence.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, float]] = yaml.safe_load(text)
    return loaded
