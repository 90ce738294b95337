"""A statement that holds for an address, whoever it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from transforms.subjects.consent.statements import Statements

Digests = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Addressed:
    """Statements about addresses or numbers of one kind.

    Attributes:
        kind: ``email`` or ``phone``, as in the vault's look-ups.
        digests: uint8 (m, 16), keyed look-ups.
        statements: their owners are places in ``digests``.
    """

    kind: str
    digests: Digests
    statements: Statements
