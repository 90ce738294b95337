"""Several choices, tags or terms in one cell: each is judged by itself, and a cell leaves only when all of them may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable


def split_list(cells: pa.Array) -> pa.Array:
    """The items of every cell; systems write several choices or tags into one cell, with a sign or a line between.

    >>> split_list(pa.array(["vip, new", "open", None])).to_pylist()
    [['vip', 'new'], ['open'], None]
    """
    return pc.split_pattern_regex(pc.utf8_trim_whitespace(cells), r"\s*[,;|\n]\s*")


def where_all_fit(texts: pa.Array, fits: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """The texts of which every item fits; null for the others. ``fits`` gives a boolean per item.

    >>> where_all_fit(pa.array(["a, b", "a", "c"]), lambda items: pc.is_in(items, pa.array(["a", "b"]))).to_pylist()
    ['a, b', 'a', None]
    """
    encoded = texts.dictionary_encode()
    items = split_list(encoded.dictionary)
    misfits = pc.list_parent_indices(items).filter(pc.invert(fits(pc.list_flatten(items)))).to_numpy()
    fitting = pa.array(np.isin(np.arange(len(items)), misfits, invert=True))
    return pc.take(pc.if_else(fitting, encoded.dictionary, pa.scalar(None, pa.string())), encoded.indices)
