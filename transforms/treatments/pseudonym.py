"""Replace a number or a name by a pseudonym: equal inside the domain, unlinkable outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detectors.folding import fold
from transforms.pseudonyms import record_pseudonyms
from transforms.treatments.column import CellContext, TreatedColumn, filled
from transforms.wordings import on_distinct

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

OF_NO_SUBJECT = ("provider_name", "provider_number")
"""Care providers: one pseudonym over all their patients, so that their effect can be studied."""


def pseudonym(column: pa.Array, cells: CellContext) -> TreatedColumn:
    """One pseudonym per filled cell; those of a subject's records derive from the subject's secret."""
    values = filled(column)
    if cells.plan.category in OF_NO_SUBJECT:
        pseudonyms = _of_distinct(on_distinct(values, _normal), cells)
    else:
        secrets: npt.NDArray[np.uint8] = cells.people.secrets[cells.subjects]
        pseudonyms = record_pseudonyms(cells.domain, values, cells.plan.scope, secrets)
    return TreatedColumn(pc.if_else(pc.is_valid(values), pseudonyms, pa.scalar(None, pa.string())))


def _of_distinct(values: pa.Array, cells: CellContext) -> pa.Array:
    encoded = values.dictionary_encode()
    pseudonyms = record_pseudonyms(cells.domain, encoded.dictionary, cells.plan.scope)
    return pc.take(pseudonyms, encoded.indices)


def _normal(name: str) -> str:
    """Case, accents, points and double spaces do not make another care provider."""
    return " ".join(fold(name).replace(".", " ").split())
