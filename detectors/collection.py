"""Python's search for cycles of objects, put off while a great many objects are made that hold no cycles.

Ten thousands of candidates live at a time while notes are read, and each search would walk over all of them: a fifth of
the time, for nothing.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles inside, unless another thread wants it; what was is restored behind."""
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()
