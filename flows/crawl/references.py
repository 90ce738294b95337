"""Cells in which forms and web pages wrote signs as character references of HTML: ``D&#039;Hondt``, ``Andr&eacute;e``.

Whoever wrote them typed an apostrophe and an accent; a name is recognised, and linked with that of other systems, only
as it was typed. Source: the exports of form builders and help desks escape text, some of them everywhere.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from detectors.escapes import REFERENCE, without_references


def as_typed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the references in its cells replaced, once.

    >>> as_typed(pa.RecordBatch.from_pydict({"naam": ["D&#039;Hondt", "R&D", None]})).to_pydict()
    {'naam': ["D'Hondt", 'R&D', None]}
    """
    for place, field in enumerate(batch.schema):
        column = batch.column(place)
        if pa.types.is_string(field.type) and pc.any(pc.match_substring(column, "&")).as_py():
            batch = batch.set_column(place, field, _replaced(column))
    return batch


def _replaced(column: pa.Array) -> pa.Array:
    escaped = pc.fill_null(pc.match_substring_regex(column, REFERENCE), fill_value=False)
    typed = [without_references(cell) for cell in column.filter(escaped).to_pylist()]
    return pc.replace_with_mask(column, escaped, pa.array(typed, pa.string())) if typed else column
