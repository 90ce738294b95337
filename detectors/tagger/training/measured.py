"""How well a network does on texts of writers whom it never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.tagger.net import CLASSES, NAMES
from detectors.tagger.runs import CODES

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.tagger.net import Net
    from detectors.tagger.training.fitting import Examples

    Truths = npt.NDArray[np.bool_]

_KINDS = {"names": NAMES, "numbers": CODES, "addresses and birth dates": ("street_address", "birth_date")}
"""What points at a person; the other classes narrow down who somebody is, and are asked about less."""

_TOLD_ANYWAY = "country"
"""Stays in the notes, and is no error."""

_LOST = (0.005, 0.01, 0.02)
"""Shares of the words of nobody that are taken for personal."""


def quality(net: Net, examples: Examples) -> list[str]:
    """For each share of other words lost, how many of the words are found that point at a person, by kind."""
    likely = net.probabilities(examples.seen, examples.text)
    personal = 1 - likely[:, 0] - likely[:, CLASSES.index(_TOLD_ANYWAY)]
    kinds = {title: np.isin(examples.labels, list(map(CLASSES.index, kind))) for title, kind in _KINDS.items()}
    return [_told(share, personal, examples.labels == 0, kinds) for share in _LOST]


def _told(share: float, personal: npt.NDArray[np.float32], others: Truths, kinds: dict[str, Truths]) -> str:
    asked = np.quantile(personal[others], 1 - share)
    found = personal > asked
    recalls = (f"{title} {found[words].mean():.4f}" for title, words in kinds.items() if words.any())
    everything = found[np.logical_or.reduce(list(kinds.values()))].mean()
    return f"of other words {share:.1%} lost (above {asked:.2f}): found {everything:.4f}; {', '.join(recalls)}"
